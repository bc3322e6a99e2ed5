"""The heights of charts whose authors say none: which of them are worth a try, seen from the pages, and what a try is worth.

A page ends early where what comes next doesn't fit, and a chart that doesn't fit stands at the head of the next page, apart
from its paragraph. A lower chart may have room, or make room; a higher one fills what is left. What is proposed is an estimate
that only pages can confirm: they are laid out again, and kept if they are better.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from xml.etree.ElementTree import Element

from report.markup import PICTURES
from report.model.figure import Height, Picture
from report.output.pdf.fullness import Fullness, limit
from report.output.pdf.trace import Trace

MOST_TRIES = 3
"""How often pages are laid out again."""
LONGEST = 300
"""A publication of more pages isn't laid out again for the sake of looks."""
EARLY = 0.12
"""More than this of the area for text is a blank that is seen."""
_AWAY = 0.15
"""What a page between a chart and its paragraph weighs, where a page that is all blank weighs 1."""
_PARTED = 1.0
"""And a heading without its text, or a note without its call."""
_REST = 0.25
"""And a last page with a few lines that those before might take in."""
_OTHER = 0.02
"""And a chart that isn't as high as usual."""
_BETTER = 0.04
"""By how much less the wrongs of pages have to weigh."""
_SPARE = 0.02
"""How much of the area for text a higher chart leaves, since blocks end at a line of the grid."""
_LOWER = 0.5
"""No picture is lower by more than this; so there is no need to draw one for a room that is too small for it anyway."""
_PIXELS_PER_MM = 96 / 25.4

_HIGHER: tuple[Height, ...] = ("standard", "tall")

Heights = Mapping[str, Height]
Resized = tuple[tuple[str, Height], ...]
"""Charts that have other heights."""
Drawn = Mapping[str, tuple[bytes, str]]
"""Pictures with their media types, by their addresses."""


@dataclass(frozen=True, slots=True)
class Free:
    """Charts whose height is the page's to choose."""

    usual: Heights
    """As they are drawn, by the ids of their figures."""
    draw: Callable[[str, Height], Picture | None]
    """Gives one at another height; None where it has no room there."""

    def high(self, id_: str, height: Height) -> float | None:
        """Return how high one is then, in pixels."""
        picture = self.draw(id_, height)
        return None if picture is None else picture.height_mm * _PIXELS_PER_MM

    def drawn(self, heights: Heights) -> Drawn:
        """Return the pictures of those that aren't as usual, by the addresses under which a page asks for them."""
        changed = {id_: self.draw(id_, height) for id_, height in heights.items() if height != self.usual[id_]}
        return {f"{PICTURES}{id_}": (one.data, one.media_type) for id_, one in changed.items() if one is not None}


@dataclass(frozen=True, slots=True)
class Resizing:
    """Other heights for some charts, for the sake of one page."""

    page: int = field(compare=False)
    part: str
    heights: Resized
    moves: bool
    """Whether what stands on later pages moves if it works."""


@dataclass(frozen=True, slots=True)
class _Chart:
    """A chart, or another figure, where it stands."""

    figure: Element
    before: tuple[int, float]
    """The page on which the block before it ends, and where; its own page, if it is the first."""
    page: int
    height: float
    """Of the figure with its words, and with the margin above it."""
    picture: float
    """Of its picture alone."""


@dataclass(frozen=True)
class Looks:
    """How pages look on which charts have these heights."""

    trace: Trace
    heights: Heights
    """Of those whose height is free."""

    def better_than(self, other: Looks) -> bool:
        """Tell whether these pages are worth the change from others."""
        fewer = len(self.trace.pages) <= len(other.trace.pages)
        return fewer and sum(self.wrongs.values()) < sum(other.wrongs.values()) - _BETTER

    def no_better_in(self, part: str, other: Looks) -> bool:
        """Tell whether a part hasn't become better than it is on other pages, or has cost a page."""
        more = len(self.trace.pages) > len(other.trace.pages)
        return more or self.wrongs.get(part, 0.0) >= other.wrongs.get(part, 0.0)

    @cached_property
    def wrongs(self) -> Mapping[str, float]:
        """What is wrong with each part, as far as another layout can help: blanks, and what is away from its text."""
        wrongs = defaultdict[str, float](float, {rest: _REST for rest in [self.fullness.rest] if rest})
        for page in range(len(self.trace.pages)):
            if (part := self.fullness.going_on(page)) and self._ends_early(page):
                wrongs[part] += self.fullness.left(page) / self.fullness.area(page)
        for id_, chart in self._charts.items():
            away = max(chart.page - chart.before[0], 0)
            wrongs[self.fullness.part(chart.figure)] += _AWAY * away + _OTHER * (self.heights.get(id_, "standard") != "standard")
        for parted in (*self.fullness.left_alone(), *self.trace.notes_apart()):
            wrongs[self.fullness.part(parted)] += _PARTED
        return wrongs

    def attempts(self, free: Free) -> Iterator[Resizing]:
        """Yield what could help, page by page, the most promising first; where that is much, all charts of a part lower first."""
        found = [one for page in range(len(self.trace.pages)) for one in self._attempts(page, free)]
        for part in dict.fromkeys(one.part for one in found):
            pages = sorted({one.page for one in found if one.part == part})
            charts = [id_ for id_, chart in self._charts.items() if self.fullness.part(chart.figure) == part]
            lower = tuple(one for id_ in charts for _, (one,) in self._changes([id_], "short", free))
            if len(pages) >= MOST_TRIES and lower:
                yield Resizing(pages[0], part, lower, moves=True)
        yield from found

    def _attempts(self, page: int, free: Free) -> Iterator[Resizing]:
        for id_, chart in self._charts.items():
            before, end = chart.before
            if before == page < chart.page:
                room = limit(self.trace.pages[page]) - end
                yield from self._nearer(page, id_, room, free)
        if (part := self.fullness.going_on(page)) and self._ends_early(page):
            yield from self._fuller(page, part, free)

    def _nearer(self, page: int, id_: str, room: float, free: Free) -> Iterator[Resizing]:
        """Yield what lets a chart stand on the page of its paragraph: as few lower charts as that takes, itself first."""
        chart, those = self._charts[id_], [id_, *self._on(page)]
        most = sum(self._charts[one].picture for one in those if one in self.heights) * _LOWER
        for gain, lower in self._changes(those, "short", free) if chart.height - most <= room else ():
            if chart.height - gain <= room:
                yield Resizing(page, self.fullness.part(chart.figure), lower, moves=True)

    def _fuller(self, page: int, part: str, free: Free) -> Iterator[Resizing]:
        """Yield what lets a page end later: lower charts, so that there is room for what comes next, or higher ones."""
        room, needed = self.fullness.left(page), self.fullness.needed(page + 1)
        changes = self._changes(self._on(page), "short", free)
        for gain, lower in changes:
            if needed is not None and needed <= room + gain:
                yield Resizing(page, part, lower, moves=True)
        growing = [one for height in _HIGHER for one in self._changes(self._on(page), height, free)]
        for gain, higher in sorted(growing, key=lambda one: one[0]):
            if -gain <= room - _SPARE * self.fullness.area(page):
                yield Resizing(page, part, higher, moves=False)
        for _, lower in changes if needed is None else ():
            yield Resizing(page, part, lower, moves=True)

    def _changes(self, charts: Sequence[str], height: Height, free: Free) -> list[tuple[float, Resized]]:
        """Return by how much all is lower if one, two or three of these charts become lower, or higher, the fewest first."""
        gains = {id_: gain for id_ in charts if (gain := self._gain(id_, height, free)) and (gain < 0) == (height in _HIGHER)}
        groups = [ids for count in (1, 2, 3) for ids in combinations(gains, count)]
        return [(sum(gains[id_] for id_ in ids), tuple((id_, height) for id_ in ids)) for ids in groups]

    def _gain(self, id_: str, height: Height, free: Free) -> float:
        """Return by how much a chart is lower at another height; nothing if it has that, or can't have it."""
        high = None if self.heights.get(id_, height) == height else free.high(id_, height)
        return 0.0 if high is None else self._charts[id_].picture - high

    def _on(self, page: int) -> Sequence[str]:
        return [id_ for id_, chart in self._charts.items() if chart.page == page]

    def _ends_early(self, page: int) -> bool:
        return self.fullness.left(page) > EARLY * self.fullness.area(page)

    @cached_property
    def fullness(self) -> Fullness:
        """The pages, block by block."""
        return Fullness(self.trace)

    @cached_property
    def _charts(self) -> dict[str, _Chart]:
        """Where charts stand, by the ids of their figures, in the order of the text."""
        pictures = {run.element: run for run in self.trace.runs if run.picture}
        areas = {area.element: area for page in self.fullness.blocks for area in page}
        found = {}
        for figure in self.trace.root.iter("figure"):
            run = next((pictures[image] for image in figure.iter("img") if image in pictures), None)
            if run is not None and (area := areas.get(figure)) is not None:
                before = self.fullness.before(figure) or (run.page, area.top)
                found[figure.get("id", "")] = _Chart(figure, before, run.page, area.height + area.margin, run.height)
        return found


def proposed(looks: Looks, free: Free, failed: set[Resizing]) -> list[Resizing]:
    """Return what to try at once: for each page the first that didn't fail, up to one behind which everything moves.

    A page that begins with a new part isn't thought to move. Where something failed for a page, only what moves nothing is tried
    for it, after all others.
    """
    found: list[Resizing] = []
    moved = -1
    disappointed = {attempt.page for attempt in failed}
    for attempt in sorted(looks.attempts(free), key=lambda one: one.page in disappointed):
        if moved >= 0:
            between = range(moved + 1, attempt.page + 1)
            if all(set(looks.fullness.parts[page]) & set(looks.fullness.parts[page - 1]) for page in between):
                continue
        ids = {id_ for id_, _ in attempt.heights}
        if attempt in failed or (attempt.moves and attempt.page in disappointed):
            continue
        if any(attempt.page == one.page or ids & {id_ for id_, _ in one.heights} for one in found):
            continue
        found.append(attempt)
        moved = attempt.page if attempt.moves else moved
    return found
