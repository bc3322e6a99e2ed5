"""Tables too wide for a small screen: they are stacked there, row by row, and must say then what each cell is."""

from __future__ import annotations

from lxml import etree

from report.output.flow import XHTML, Flow

_ROLES = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}
_STACKS = "stacks"


def prepare_for_stacking(tree: etree._Element) -> None:
    """Give the cells of tables marked `stacks` their column's header as a label.

    Cells that a style sheet lays out as blocks are no cells any more to some screen readers, so roles say it again.
    """
    for box in tree.iter(f"{{{XHTML}}}div"):
        if _STACKS not in (box.get("class") or "").split():
            continue
        for table in box.iter(f"{{{XHTML}}}table"):
            headers = [Flow.of(cell).text for cell in table.iterfind(f"{{{XHTML}}}thead/{{{XHTML}}}tr/{{{XHTML}}}th")]
            for name, role in _ROLES.items():
                for element in table.iter(f"{{{XHTML}}}{name}"):
                    element.set("role", role)
            for cell in table.iter(f"{{{XHTML}}}th"):
                cell.set("role", "columnheader" if cell.get("scope") == "col" else "rowheader")
            for row in table.iterfind(f"{{{XHTML}}}tbody/{{{XHTML}}}tr"):
                for header, cell in zip(headers, row, strict=False):
                    if header and cell.tag == f"{{{XHTML}}}td":
                        cell.set("data-label", header)
