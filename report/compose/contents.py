"""Makes the one tree of contents, and the lists of figures and tables, from the composed parts."""

from __future__ import annotations

from collections.abc import Iterator

from report.compose.wording import plain
from report.model import document as doc


def contents(parts: tuple[doc.Part, ...]) -> tuple[doc.ContentsEntry, ...]:
    """Return sections with the headings of the second level, and the back matter."""
    return tuple(
        doc.ContentsEntry(part.id, part.id, plain(part.title), tuple(_headings(part)))
        for part in parts
        if part.matter != doc.Matter.FRONT or part.kind in {doc.PartKind.GLANCE, doc.PartKind.CHANGES}
    )


def _headings(part: doc.Part) -> Iterator[doc.ContentsEntry]:
    for block in part.blocks:
        if isinstance(block, doc.Heading) and block.level == 2:
            yield doc.ContentsEntry(block.id, part.id, plain(block.inlines))


def figures(parts: tuple[doc.Part, ...]) -> tuple[doc.ContentsEntry, ...]:
    """Return the list of figures."""
    return tuple(
        _entry(part, block, block.title)
        for part, block in _blocks(parts)
        if isinstance(block, doc.Figure) and block.label and not block.continued
    )


def tables(parts: tuple[doc.Part, ...]) -> tuple[doc.ContentsEntry, ...]:
    """Return the list of tables; the data of a figure isn't one."""
    found = (
        (part, block) for part, block in _blocks(parts) if isinstance(block, doc.Table) and block.label and not block.continued
    )
    return tuple(_entry(part, block, block.caption) for part, block in found)


def _blocks(parts: tuple[doc.Part, ...]) -> Iterator[tuple[doc.Part, doc.Block]]:
    return ((part, block) for part in parts for block in doc.walk(part.blocks))


def _entry(part: doc.Part, block: doc.Figure | doc.Table, title: doc.Inlines) -> doc.ContentsEntry:
    return doc.ContentsEntry(block.id, part.id, f"{block.label}: {plain(title)}" if title else block.label)
