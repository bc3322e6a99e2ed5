"""Text that flows on to the end of a page although a turned page comes next, as where pages are set by hand.

A table on a turned page would leave the rest of the page before it empty. So what follows the table, up to the next heading,
stands before it as far as that page has room for whole blocks. Where the table itself calls notes nothing passes it, since
notes are numbered in the order in which they are called. A heading that nothing separates from the table stands with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from report.output.pdf.page_area import BlockArea
from report.output.pdf.trace import Trace, Zone

_PASSING = {"p", "ul", "ol", "dl", "blockquote", "figure", "aside", "div"}
"""Elements that may stand before a table that they follow."""
_HEADINGS = {"h1", "h2", "h3", "h4"}
_LEAST = 3.0
"""How many lines of room are worth the trouble."""


@dataclass(frozen=True, slots=True)
class Passing:
    """What is to stand before a table on a turned page."""

    table: Element
    page: int
    """The index of the page that has room."""
    blocks: tuple[Element, ...]
    """In order; each follows the table, or the one before."""


def passing(trace: Trace, done: set[Element]) -> Passing | None:
    """Return the first table, but for those that are `done`, before which a page has room, with the blocks that fill it."""
    for table, page in _begin(trace):
        room = _room(trace, page - 1) if page else 0
        if table in done or room <= 0 or not set(trace.notes).isdisjoint(table.iter()):
            continue
        areas = _areas(trace)
        blocks, height = list[Element](), 0.0
        for block in _following(trace, table):
            height += _height(trace, block, areas)
            if height > room:
                break
            blocks.append(block)
        if blocks:
            return Passing(table, page - 1, tuple(blocks))
    return None


def late(trace: Trace, found: Passing) -> bool:
    """Tell whether the last of the blocks, or a note of it, came to stand on another page than that which had room."""
    own = set(found.blocks[-1].iter())
    return any(run.page > found.page for run in trace.runs if run.element in own)


def with_headings(trace: Trace) -> list[str]:
    """Return a style rule for each heading that would stand alone before a turned page, by which it stands on that."""
    rules: list[str] = []
    for table in filter(_turned, trace.root.iter()):
        kids = list(trace.parents[table])
        for block in reversed(kids[: kids.index(table)]):
            if not (block.tag in _HEADINGS or block.get("class", "").startswith("chapter")) or not block.get("id"):
                break
            rules.append(f'[id="{block.get("id")}"] {{ page: turned !important }}')
    return rules


def _begin(trace: Trace) -> Iterator[tuple[Element, int]]:
    """Yield the tables on turned pages, each with the index of the page on which it begins."""
    waiting = {element for element in trace.root.iter() if _turned(element)}
    for run in trace.runs if waiting else ():
        if run.element is not None and run.zone is Zone.FLOW:
            up = next((up for up in trace.ancestors(run.element) if up in waiting), None)
            if up is not None:
                waiting.remove(up)
                yield up, run.page


def _turned(element: Element) -> bool:
    return "turned" in (element.get("class") or "").split()


def _following(trace: Trace, table: Element) -> Iterator[Element]:
    kids = list(trace.parents[table])
    for block in kids[kids.index(table) + 1 :]:
        if block.tag not in _PASSING or _turned(block):
            return
        yield block


def _room(trace: Trace, number: int) -> float:
    """Return the height that is left at the foot of a page, or 0 where it is little."""
    page = trace.pages[number]
    foot = page.foot if page.notes is None else min(page.foot, page.notes)
    last = max((end for end, _ in page.lines), default=page.foot)
    sizes = [run.size for run in trace.runs if run.page == number and run.zone is Zone.FLOW and run.size]
    return foot - last if sizes and foot - last > _LEAST * min(sizes) else 0.0


def _areas(trace: Trace) -> dict[Element, float]:
    """Return the height of each block, with what stands above it; of one on two pages, together."""
    heights: dict[Element, float] = {}

    def walk(area: BlockArea) -> None:
        if area.element is not None and area.own and area.plain:
            heights[area.element] = heights.get(area.element, 0.0) + area.height + area.margin
        for kid in area.kids:
            walk(kid)

    for page in trace.pages:
        for block in page.blocks:
            walk(block)
    return heights


def _height(trace: Trace, block: Element, areas: dict[Element, float]) -> float:
    """Return how much of a page a block takes, with the notes that it calls."""
    inside = set(block.iter())
    height = areas.get(block, 0.0)
    for note in trace.notes:
        if note in inside:
            own = set(note.iter())
            runs = [run for run in trace.runs if run.zone is Zone.NOTE and run.element in own]
            height += sum({(run.page, run.y): run.height for run in runs}.values())
    return height
