"""Tables too wide for a small screen: they are stacked there, row by row, and must say then what each cell is."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from report.output.flow import XHTML, Flow

_ROLES = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}
_STACKS = "stacks"


def label_cells(tree: etree._Element) -> None:
    """Give the cells of tables marked `stacks` their column's header as a label."""
    for table in _stacking(tree):
        headers = [Flow.of(cell).text for cell in table.iterfind(f"{{{XHTML}}}thead/{{{XHTML}}}tr/{{{XHTML}}}th")]
        for row in table.iterfind(f"{{{XHTML}}}tbody/{{{XHTML}}}tr"):
            for header, cell in zip(headers, row, strict=False):
                if header and cell.tag == f"{{{XHTML}}}td":
                    cell.set("data-label", header)


def say_roles(tree: etree._Element) -> None:
    """Say again by roles what such a table is made of: to some reading systems, cells laid out as blocks are no cells any more.

    Browsers know better, and HTML forbids it there.
    """
    for table in _stacking(tree):
        for name, role in _ROLES.items():
            for element in table.iter(f"{{{XHTML}}}{name}"):
                element.set("role", role)
        for cell in table.iter(f"{{{XHTML}}}th"):
            cell.set("role", "columnheader" if cell.get("scope") == "col" else "rowheader")


def _stacking(tree: etree._Element) -> Iterator[etree._Element]:
    for box in tree.iter(f"{{{XHTML}}}div"):
        if _STACKS in (box.get("class") or "").split():
            yield from box.iter(f"{{{XHTML}}}table")
