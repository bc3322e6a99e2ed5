"""How full pages are: how much of each is blank, what stands on it block by block, and which part goes on on the next.

Lengths are CSS pixels from the page's upper left corner.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from xml.etree.ElementTree import Element

from report.output.pdf.page_area import BlockArea, PageArea
from report.output.pdf.trace import Run, Trace, Zone

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_LINES = {"p", "ul", "ol"}
"""What can begin at a page's foot with a part of it."""
_FEW = 3
"""So many lines of it, at the least."""
_REST = 0.33
"""How much of the area for text a rest takes at the most that doesn't deserve a page of its own."""
_CLOSED_UP = 0.03
"""How much of it each page before can take in, if its lines stand a little closer."""


@dataclass(frozen=True)
class Fullness:
    """The pages of a layout."""

    trace: Trace

    def left(self, page: int) -> float:
        """Return how much of a page is blank below the last line, down to its notes."""
        area = self.trace.pages[page]
        return limit(area) - max((end for end, _ in area.lines), default=area.head)

    def area(self, page: int) -> float:
        """Return the height of the area for text."""
        return self.trace.pages[page].foot - self.trace.pages[page].head

    def going_on(self, page: int) -> str:
        """Return the id of the part that a page ends with, if it goes on on the next page; a cover is none."""
        here, following = self.parts[page], self.parts[page + 1] if page + 1 < len(self.parts) else ()
        return here[-1] if here and here[-1] in following else ""

    @cached_property
    def rest(self) -> str:
        """The id of the part that the last page before a back cover ends with, if the pages before might take that page in."""
        inner = [page for page, parts in enumerate(self.parts) if parts]
        if len(inner) < 2:
            return ""
        last = inner[-1]
        taken = 1 - self.left(last) / self.area(last)
        return self.parts[last][-1] if taken <= min(_REST, _CLOSED_UP * (len(inner) - 1)) else ""

    def needed(self, page: int) -> float | None:
        """Return how much room what a page begins with takes at the least; None where there is no telling."""
        earlier = [area.element for area in self.blocks[page - 1]] if page else []
        needed = 0.0
        for area in self.blocks[page]:
            if area.element is None or area.element in self.trace.carried:
                continue
            if area.element in earlier:
                return None
            needed += area.margin + (min(area.height, _FEW * self._line) if area.element.tag in _LINES else area.height)
            if area.element.tag not in HEADINGS:
                return needed
        return None

    def part(self, element: Element) -> str:
        """Return the id of the part that holds an element."""
        ups = self.trace.ancestors(element)
        return next((up.get("id", "") for up in ups if "part" in (up.get("class") or "").split()), "")

    def before(self, element: Element) -> tuple[int, float] | None:
        """Return the page on which the block before another ends, and where; None where there is none."""
        kids = list(self.trace.parents[element])
        earlier = (self._ends.get(block) for block in reversed(kids[: kids.index(element)]))
        return next((end for end in earlier if end is not None), None)

    def left_alone(self) -> Iterator[Element]:
        """Yield the headings that pages end with."""
        for runs in self._flow:
            last = max(runs, key=lambda run: run.y + run.height, default=None)
            if last is not None and last.element is not None:
                yield from (up for up in self.trace.ancestors(last.element) if up.tag in HEADINGS)

    @cached_property
    def parts(self) -> list[list[str]]:
        """The ids of the parts of which each page has text, in order."""
        found = [(self.part(run.element) for run in runs if run.element is not None) for runs in self._flow]
        return [[part for part in dict.fromkeys(parts) if part] for parts in found]

    @cached_property
    def blocks(self) -> list[list[BlockArea]]:
        """The blocks right in a section that stand on each page."""
        return [[area for block in page.blocks for area in self._in_section(block)] for page in self.trace.pages]

    def _in_section(self, area: BlockArea) -> Iterator[BlockArea]:
        over = self.trace.parents.get(area.element) if area.element is not None else None
        if area.own and area.plain and over is not None and over.tag == "section":
            yield area
            return
        for kid in area.kids:
            yield from self._in_section(kid)

    @cached_property
    def _ends(self) -> dict[Element | None, tuple[int, float]]:
        """On which page each of these blocks ends, and where."""
        return {area.element: (page, area.top + area.height) for page, areas in enumerate(self.blocks) for area in areas}

    @cached_property
    def _flow(self) -> list[list[Run]]:
        flow: list[list[Run]] = [[] for _ in self.trace.pages]
        for run in self.trace.runs:
            if run.zone is Zone.FLOW and (run.picture or run.text.strip()):
                flow[run.page].append(run)
        return flow

    @cached_property
    def _line(self) -> float:
        """How far apart lines of text usually stand."""
        between = (other - base for page in self.trace.pages for (_, base), (_, other) in pairwise(page.lines))
        steps = sorted(step for step in between if 0 < step < self.area(0) / 10)
        return steps[len(steps) // 2] if steps else 0.0


def limit(page: PageArea) -> float:
    """Return where the text of a page has to end."""
    return page.foot if page.notes is None else min(page.foot, page.notes)
