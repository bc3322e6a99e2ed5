"""Everything that is dated, on one true axis, without rows: what a reader takes in before a word is read.

A date known to a month or a year is a block as long as that, a day a line with a dot, and what is known by relation only a ring
beside what it hangs on. What lasted is a bar below the axis; an end that is open fades. Marks of one time are stacked, and
the more of them there are, the lower each is: three hundred make a silhouette, where the tall stand for the busy times. A short
drawing has lower storeys, and longer lines of words on them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.collections import LineCollection, PatchCollection
from matplotlib.figure import Figure
from matplotlib.patches import Ellipse, Rectangle
from matplotlib.transforms import Affine2D, Transform

from charts.ink import sheet
from charts.plot import HEIGHTS
from charts.style import POINTS_PER_MM, Style, settings
from charts.text import ASCENT, DESCENT, LEADING, Box, TextRun, TextStyle, around, in_points, put, stack, width, wrap
from charts.timeaxis import time_axis
from report.model.axes import middle, time_limits
from report.model.overview import OverviewDrawing

_HIGHEST = 46 * POINTS_PER_MM
"""Of all that stands above the axis."""
_DEEPEST = 6 * POINTS_PER_MM
"""Of the bars below it."""
_STEPS = 14
"""Pieces of a bar that fades."""
_STOREYS = 150
"""More of them are no higher than the ink of one."""
_LABELLED = 24
"""So many marks are tried for room for their words."""
_LINE = 13
"""How long a line of them is, in sizes of its type."""


@dataclass(frozen=True, slots=True)
class MarkSpot:
    """Where a mark stands: its ends, points from the left, and its level, in storeys above the axis or below it."""

    number: int
    left: float
    right: float
    level: float

    @property
    def middle(self) -> float:
        """Where a dot or a ring has its centre."""
        return (self.left + self.right) / 2


def draw(drawing: OverviewDrawing, style: Style) -> Figure:
    """Return the drawing with the words of the marks that have room for them; a ValueError says why it can't be drawn."""
    if not drawing.marks:
        raise ValueError("an axis without events can't be drawn")
    with settings(style):
        overview = Overview(drawing, style)
        figure = sheet(style.width, overview.height)
        overview.paint(figure, 0, 0)
        return figure


class Overview:
    """One drawing, laid out when it is made, to be painted wherever a figure has room for it."""

    def __init__(self, drawing: OverviewDrawing, style: Style, *, named: bool = True) -> None:
        self.drawing, self.style = drawing, style
        self.face = TextStyle(style.detail_pt, style.muted, style.families)
        self.dot = 0.85 * style.mark_pt
        self.left, self.right = 0.5 * self.dot, style.width - 0.5 * self.dot
        self.axis = time_axis(time_limits(drawing.marks), self.right - self.left, style, self.face)
        self._taken: dict[int, list[tuple[float, float]]] = {}
        """What of each storey is taken, by the ends."""
        self.blocks, self.bars = self._blocks(), self._bars()
        self.dots: list[MarkSpot] = []
        self.rings: list[MarkSpot] = []
        self._stand_up()
        storeys = max((spot.level for spot in (*self.blocks, *self.dots, *self.rings)), default=0) + 1
        self.stretch = HEIGHTS[drawing.height]
        self.storey = self.stretch * min(2.2 * style.mark_pt, _HIGHEST / storeys)
        self.lane = min(0.75 * style.mark_pt, _DEEPEST / (1 + max((spot.level for spot in self.bars), default=0)))
        lanes = 1 + max((spot.level for spot in self.bars), default=-1)
        labels = LEADING * self.face.size * (2 if self.axis.under else 1)
        self.ground = 1.3 * style.gap + labels + (lanes * self.lane + 0.6 * style.gap if lanes else 0)
        self.words = self._words() if named else []
        top = max((around(runs).top for runs in self.words), default=0)
        self.height = max(self.ground + storeys * self.storey + style.gap, top + style.gap)

    def x(self, day: float) -> float:
        """Return where a time lies."""
        return self.left + (day - self.axis.start) / (self.axis.end - self.axis.start) * (self.right - self.left)

    # Where things stand

    def _free(self, level: int, left: float, right: float) -> bool:
        return all(right <= one or left >= other for one, other in self._taken.get(level, ()))

    def _take(self, level: int, left: float, right: float) -> int:
        self._taken.setdefault(level, []).append((left, right))
        return level

    def _lowest(self, left: float, right: float, start: int = 0) -> int:
        """Return the lowest storey from `start` on that is free between two ends, and take it; the topmost has room for all."""
        level = start
        while level < _STOREYS and not self._free(level, left, right):
            level += 1
        return self._take(level, left, right)

    def _blocks(self) -> list[MarkSpot]:
        """Stack the dates that are known to a month or a year; each is wide enough to be seen."""
        least, found = 0.36 * self.style.mark_pt, []
        for number, mark in enumerate(self.drawing.marks):
            if mark.relative or mark.dating.lasting or mark.earliest == mark.latest:
                continue
            left, right = self.x(mark.earliest.toordinal()), self.x(mark.latest.toordinal() + 1)
            gap = min(0.08 * self.style.mark_pt, (right - left) / 4)
            if right - left < least:
                left, right = (left + right - least) / 2, (left + right + least) / 2
            found.append(MarkSpot(number, left + gap, right - gap, self._lowest(left + gap, right - gap)))
        return found

    def _bars(self) -> list[MarkSpot]:
        """Put what lasted below the axis, one bar under the other where they are of one time."""
        found: list[MarkSpot] = []
        ends: list[float] = []
        for number, mark in enumerate(self.drawing.marks):
            dating = mark.dating
            if mark.relative or not dating.lasting:
                continue
            reach = 3 * self.style.mark_pt
            left, right = self.x(mark.earliest.toordinal()), self.x(mark.latest.toordinal() + 1)
            left = {"open": self.left, "unknown": max(left - reach, self.left)}.get(dating.opening, left)
            right = {"open": self.right, "unknown": min(right + reach, self.right)}.get(dating.closing, right)
            lane = next((n for n, end in enumerate(ends) if end <= left), len(ends))
            ends[lane : lane + 1] = [right]
            found.append(MarkSpot(number, left, right, lane))
        return found

    def _stand_up(self) -> None:
        """Give each day its dot, above what lies under it, and what hangs on an event its ring beside it."""
        marks, half = self.drawing.marks, 0.55 * self.dot
        hanging: dict[tuple[object, object], list[int]] = {}
        fixed: dict[tuple[object, object], int] = {}
        for number, mark in enumerate(marks):
            if mark.relative:
                hanging.setdefault((mark.earliest, mark.latest), []).append(number)
            else:
                fixed.setdefault((mark.earliest, mark.latest), number)
        for number, mark in enumerate(marks):
            if mark.relative or mark.dating.lasting or mark.earliest != mark.latest:
                continue
            at = self.x(middle(mark.earliest, mark.latest))
            clear = 1 + max((int(s.level) for s in self.blocks if s.left < at + half and s.right > at - half), default=-1)
            rings = (mark.earliest, mark.latest) in hanging and fixed[mark.earliest, mark.latest] == number
            level = self._lowest(at - half, at + half, max(clear, 2) + (2 if rings else 0))
            self.dots.append(MarkSpot(number, at - half, at + half, level))
        levels = {spot.number: spot.level for spot in self.dots}
        for key, numbers in hanging.items():
            anchor = fixed.get(key, -1)
            mark = marks[numbers[0]]
            edges = self.x(mark.earliest.toordinal()), self.x(mark.latest.toordinal() + 1)
            if edges[1] - edges[0] < 2 * half:
                edges = (sum(edges) / 2 - half, sum(edges) / 2 + half)
            start = max(int(levels.get(anchor, 1)) - 1, 0)
            for side in (-1, 1):
                queue = [n for n in numbers if (n < anchor) == (side < 0)]
                for place, number in enumerate(reversed(queue) if side < 0 else queue):
                    edge = edges[0] if side < 0 else edges[1]
                    at = min(max(edge + side * (1.1 * half + 2.4 * half * (place % 4)), self.left), self.right)
                    self.rings.append(MarkSpot(number, at - half, at + half, self._lowest(at - half, at + half, start)))

    def _at(self, level: float) -> float:
        """Return the height of the middle of a storey."""
        return self.ground + (level + 0.55) * self.storey

    def _obstacles(self) -> list[Box]:
        """Return the room that the marks take."""
        high = self.storey / 2
        found = [Box(s.left, self._at(s.level) - high, s.right, self._at(s.level) + high) for s in (*self.blocks, *self.rings)]
        for spot in self.dots:
            found.append(Box(spot.middle - 1, self.ground, spot.middle + 1, self._at(spot.level) + self.dot / 2))
            found.append(Box(spot.left, self._at(spot.level) - self.dot / 2, spot.right, self._at(spot.level) + self.dot / 2))
        return found

    def _words(self) -> list[tuple[TextRun, ...]]:
        """Return the words of the marks that have room: beside the mark, or above it; what matters most is tried first."""
        style = self.style
        date = TextStyle(style.detail_pt, style.accent, style.families, 600)
        plain = TextStyle(style.detail_pt, style.ink, style.families)
        spots = {spot.number: spot for spot in (*self.blocks, *self.dots)}
        taken, placed = self._obstacles(), []
        bounds = Box(0, self.ground, style.width, self.ground + self.stretch * _HIGHEST + 3 * LEADING * plain.size)
        wide = _LINE * plain.size / min(self.stretch, 1)
        for number in [n for n in self.drawing.named if n in spots][:_LABELLED]:
            mark, spot = self.drawing.marks[number], spots[number]
            lines = [(mark.date_label, date), *((line, plain) for line in wrap(mark.label, plain, wide))]
            for runs in self._places(spot, lines):
                box = around(runs).padded(0.6 * style.gap)
                if around(runs).inside(bounds) and not any(box.overlaps(other) for other in taken):
                    taken.append(box)
                    placed.append(runs)
                    break
        return placed

    def _places(self, spot: MarkSpot, lines: Sequence[tuple[str, TextStyle]]) -> Iterator[tuple[TextRun, ...]]:
        size, gap, level = self.face.size, 1.2 * self.style.gap, self._at(spot.level)
        top = level + (ASCENT - DESCENT) / 2 * size + (LEADING - ASCENT) / 2 * size
        above = level + self.storey / 2 + gap + LEADING * size * len(lines)
        wide = max(width(text, face) for text, face in lines)
        yield stack(lines, spot.right + gap, top, "left")
        yield stack(lines, spot.left - gap, top, "right")
        yield stack(lines, max(min(spot.middle - 0.2 * wide, self.style.width - wide), 0), above, "left")
        yield stack(lines, spot.right + gap, above, "left")
        yield stack(lines, spot.left - gap, above, "right")

    # Ink

    def paint(self, figure: Figure, left: float, bottom: float) -> None:
        """Put it on a figure, its lower left corner at these points."""
        style = self.style
        points = Affine2D().translate(left, bottom) + in_points(figure)
        marks, thin = self.drawing.marks, 2 * style.hairline
        high, dot = 0.8 * self.storey, min(self.dot, 0.92 * self.storey)
        pale = style.tint(style.accent, 0.42)
        for doubtful in (False, True):
            blocks = [
                Rectangle((s.left, self._at(s.level) - high / 2), s.right - s.left, high)
                for s in self.blocks
                if marks[s.number].dating.doubtful is doubtful
            ]
            look = {"facecolor": "none", "edgecolor": pale} if doubtful else {"facecolor": pale, "edgecolor": "none"}
            self._collect(figure, blocks, f"blocks-{int(doubtful)}", points, 2, linewidth=thin if doubtful else 0, **look)
        bars = [bar for spot in self.bars for bar in self._bar(spot, pale)]
        self._collect(
            figure, [patch for patch, _ in bars], "bars", points, 1, linewidth=0, facecolor=[colour for _, colour in bars]
        )
        stems = [((s.middle, self.ground), (s.middle, self._at(s.level))) for s in self.dots]
        self._lines(figure, stems, "stems", points, (style.accent, 1.6 * thin / (1 + len(stems) / 60)))
        ends = ((self.left, self.ground), (self.right, self.ground))
        self._lines(figure, [ends], "axis", points, (style.accent, 1.4 * thin))
        dots = [Ellipse((s.middle, self._at(s.level)), dot, dot) for s in self.dots]
        self._collect(figure, dots, "dots", points, 4, linewidth=0, facecolor=style.accent)
        edge = min(1.3 * thin, dot / 4)
        rings = [Ellipse((s.middle, self._at(s.level)), dot - edge, dot - edge) for s in self.rings]
        self._collect(figure, rings, "rings", points, 5, linewidth=edge, facecolor=style.paper, edgecolor=style.accent)
        baseline = bottom + self.ground - 1.3 * style.gap - ASCENT * self.face.size
        if self.bars:
            baseline -= self.lane * (1 + max(spot.level for spot in self.bars)) + 0.6 * style.gap
        for row, labels in enumerate((self.axis.labels, self.axis.under)):
            runs = [TextRun(a.text, self.face, left + self._within(a.at, a.text), baseline, "center") for a in labels]
            put(figure, [run.moved(0, -row * LEADING * self.face.size) for run in runs], f"time-{row}")
        for number, words in enumerate(self.words):
            put(figure, [run.moved(left, bottom) for run in words], f"words-{number}")

    def _within(self, at: float, text: str) -> float:
        """Return where a label of the axis stands: in the middle of its time, and inside of the drawing."""
        half = width(text, self.face) / 2
        return min(max(self.x(at), half), self.style.width - half)

    def _bar(self, spot: MarkSpot, colour: str) -> Iterator[tuple[Rectangle, str]]:
        """Yield the pieces of a bar with their colours: it fades where its end is open, and sooner where it isn't known."""
        style, dating = self.style, self.drawing.marks[spot.number].dating
        low = self.ground - 0.6 * style.gap - (spot.level + 0.8) * self.lane
        high, reach = 0.62 * self.lane, 3 * style.mark_pt
        wide = spot.right - spot.left
        fades = {"open": min(10 * style.mark_pt, 0.6 * wide), "unknown": min(reach, 0.5 * wide), "known": 0.0}
        first, last = spot.left + fades[dating.opening], spot.right - fades[dating.closing]
        yield Rectangle((first, low), max(last - first, 0.2 * style.mark_pt), high), colour
        for start, end in ((first, spot.left), (last, spot.right)):
            step = (end - start) / _STEPS
            for n in range(_STEPS) if step else ():
                yield Rectangle((start + n * step, low), step, high), style.tint(colour, 1 - (n + 1) / (_STEPS + 1))

    def _collect(
        self, figure: Figure, patches: Sequence[Rectangle | Ellipse], name: str, points: Transform, order: float, **look: Any
    ) -> None:
        if patches:
            made = PatchCollection(patches, transform=points, zorder=order, **look)
            made.set_gid(name)
            figure.add_artist(made)

    def _lines(
        self,
        figure: Figure,
        segments: Sequence[tuple[tuple[float, float], tuple[float, float]]],
        name: str,
        points: Transform,
        look: tuple[str, float],
    ) -> None:
        if segments:
            made = LineCollection(segments, colors=look[0], linewidths=look[1], transform=points, zorder=3)
            made.set_gid(name)
            figure.add_artist(made)
