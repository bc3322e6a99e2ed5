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
        if part.matter != doc.Matter.FRONT or part.kind == doc.PartKind.CHANGES
    )


def _headings(part: doc.Part) -> Iterator[doc.ContentsEntry]:
    for block in part.blocks:
        if isinstance(block, doc.Heading) and block.level == 2:
            yield doc.ContentsEntry(block.id, part.id, plain(block.inlines))


def figures(parts: tuple[doc.Part, ...]) -> tuple[doc.ContentsEntry, ...]:
    """Return the list of figures."""
    return tuple(
        doc.ContentsEntry(block.id, part.id, _text(block.label, block.title))
        for part in parts
        for block in walk(part.blocks)
        if isinstance(block, doc.Figure)
    )


def tables(parts: tuple[doc.Part, ...]) -> tuple[doc.ContentsEntry, ...]:
    """Return the list of tables; the data of a figure isn't one."""
    return tuple(
        doc.ContentsEntry(block.id, part.id, _text(block.label, block.caption))
        for part in parts
        for block in walk(part.blocks)
        if isinstance(block, doc.Table) and block.label and not block.continued
    )


def walk(blocks: tuple[doc.Block, ...]) -> Iterator[doc.Block]:
    """Yield blocks in reading order, with those inside others."""
    for block in blocks:
        yield block
        if isinstance(block, doc.ListBlock):
            for item in block.items:
                yield from walk(item)
        elif isinstance(block, doc.BlockQuote | doc.Admonition):
            yield from walk(block.blocks)


def _text(label: str, title: doc.Inlines) -> str:
    return f"{label}: {plain(title)}" if title else label
