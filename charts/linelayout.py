"""What stands around the plot of lines: the names at their ends, or above it; the scale of values, the words of events.

Everything is tried in the order in which it is wished for, and each try is reckoned in full: nothing is drawn here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Generic, TypeVar

from charts.ends import WordStack, in_one, shortened, spread, stacked
from charts.eventlines import event_words, pole
from charts.labels import Flag, Raised, raise_flags
from charts.lineink import Drawn, days_of, in_place, look_of, opened_of, stretches_of
from charts.plot import HEIGHTS, Frame, scale_of
from charts.style import Style
from charts.text import ASCENT, LEADING, Box, TextRun, TextStyle, width
from charts.timeaxis import TimeAxis, time_axis
from report.model.axes import line_limits, middle, time_limits
from report.model.charts.line import LineDrawing

TELLING = 4
"""So many lines have all values told that tell of them; of more, the first ones, and the highest and the lowest of all."""
_LINES = {"short": 3, "standard": 4, "tall": 6}
"""Lines across the plot, about."""
_COLUMNS = (0.16, 0.22, 0.28, 1 / 3)
"""Parts of the width that the names at the ends may take; the narrowest that is enough is taken."""
_ROWS = 3
"""More of them stand at a line's end only where a wider column has no fewer."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands around the plot: names at the ends of lines, or above it."""

    frame: Frame
    height: float
    blocks: tuple[WordStack, ...]
    levels: tuple[float, ...]
    """Middles of the blocks."""
    column: float
    """Where the blocks begin."""
    legend: tuple[TextRun, ...]
    swatches: tuple[tuple[int, float, float], ...]
    raised: Raised


D = TypeVar("D", bound=LineDrawing)


class Layouts(Generic[D]):
    """The ways of laying out one drawing."""

    aside = 0.0
    """How far from their time values may stand, where those of several lines stand side by side."""

    def __init__(self, drawing: D, style: Style) -> None:
        self.drawing, self.style = drawing, style
        self.named = [line for line in drawing.lines if not line.muted]
        self.looks = [look_of(number, style) for number in range(len(self.named))]
        self.days = [days_of(line) for line in drawing.lines]
        self.opened = [opened_of(line) for line in drawing.lines]
        self.axis = TextStyle(style.detail_pt, style.muted, style.families)
        self.event = TextStyle(style.detail_pt, style.ink, style.families)
        self.scale = scale_of(drawing, line_limits(drawing), style, lines=_LINES[drawing.height], bare=True)
        self.left = max(width(text, self.axis) for _, text in self.scale.ticks) + 2 * style.gap
        self.limits = time_limits([*(point for line in drawing.lines for point in line.points), *drawing.events])
        self.flags = [Flag(pole(event), event_words(event, self.event, self.axis, style.width)) for event in drawing.events]
        for note in drawing.notes:
            day = middle(*drawing.lines[note.line].points[note.point][:2])
            self.flags.append(Flag(day, event_words(note, self.event, self.axis, style.width)))
        """The words above the plot, each with the day at which it stands."""
        rows = LEADING * self.axis.size
        self.bottom = 1.6 * style.gap + rows + (rows if self._time(style.width).under else 0)

    def _time(self, right: float) -> TimeAxis:
        return time_axis(self.limits, right - self.left, self.style, self.axis)

    def tried(self) -> Iterator[Layout]:
        """Yield names at the ends, each below its value, then beside it; at last, above the plot."""
        style = self.style
        large = len(self.named) + len(self.drawing.levels) < TELLING
        for make, size in ((stacked, style.value_pt), (in_one, style.plain_pt)) if large else ((in_one, style.plain_pt),):
            ends = self._names(size)
            for share in _COLUMNS:
                blocks = [make(value, name, faces, share * style.width) for value, name, faces in ends]
                found = [block for block in blocks if block]
                if len(found) < len(blocks) or (share < _COLUMNS[-1] and any(len(block.rows) > _ROWS for block in found)):
                    continue
                if layout := self._around(found):
                    yield layout
        values = [WordStack((((value, faces[0]),),) if value else ()) for value, _, faces in self._names(style.plain_pt)]
        for none in (values, [WordStack(()) for _ in values]):
            if layout := self._around(none, legend=True):
                yield layout

    def _names(self, size: float) -> list[tuple[str, str, tuple[TextStyle, TextStyle]]]:
        """Return what stands at the ends of lines, then of levels: a value, a name, and their faces."""
        lines = [(self._last(n), line.name, self._faces(self.looks[n].lettering, size)) for n, line in enumerate(self.named)]
        faces = self._faces(self.style.ink, self.style.plain_pt)
        return [*lines, *((level.label, level.name, faces) for level in self.drawing.levels)]

    def _faces(self, colour: str, size: float) -> tuple[TextStyle, TextStyle]:
        style = self.style
        return TextStyle(size, colour, style.families, 600), TextStyle(style.detail_pt, colour, style.families)

    def _last(self, number: int) -> str:
        return self.label(number, self.named[number].shape.last)[0]

    def label(self, number: int, value: int) -> tuple[str, str]:
        """Return the value that a line tells, and its date, in words."""
        line = self.named[number]
        return line.labels[line.shape.told.index(value)] if line.labels else ("", "")

    def _around(self, blocks: Sequence[WordStack], *, legend: bool = False) -> Layout | None:
        """Return the layout with these blocks at the ends; None if they have no room there one below the other."""
        style, gap = self.style, self.style.gap
        wide = max((block.width for block in blocks), default=0.0)
        runs, swatches, above = self._flowed() if legend else ((), (), 0.0)
        close, far = 0.33 * style.mark_pt + 1.2 * gap, 5.5 * gap  # farther off, if lines have to lead there
        for lead, behind in ((close, False), (close, True), (far, False), (far, True)):
            right, raised = self._raised(self._right(wide, lead, behind=behind))
            top_room = above + (raised.height + gap if self.flags else 0)
            around = self.bottom + top_room + self._head() * (1 if self.scale.low == 0 else 2)
            height = max(style.height * HEIGHTS[self.drawing.height], around + self._least(top_room))
            frame = self._frame(right, height - top_room, self._head(), self._foot(height - around))
            ends = [(float(x), float(y)) for line in self.in_place(frame) if not line.line.muted for x, y in line.at[-1:]]
            last = max((float(x) for x, _ in ends), default=right)
            ends += [
                (last, frame.y(level.value if level.upper is None else (level.value + level.upper) / 2))
                for level in self.drawing.levels
            ]
            ceiling = frame.box.top if self.flags else height - above - 0.5 * gap
            levels = spread([y for _, y in ends], [block.height for block in blocks], self.bottom, ceiling, 0.5 * gap)
            if levels is None:
                return None
            column = (right if behind else last) + lead
            if wide and not behind and self._beyond(frame, last, column + wide + gap):
                continue
            near = (
                abs(y - level) <= 0.5 * style.plain_pt and last - x <= 3 * gap
                for (x, y), level, block in zip(ends, levels, blocks, strict=True)
                if block.rows
            )
            if all(near) or lead == far:
                break
        placed = tuple(run.moved(0, height) for run in runs)
        samples = tuple((number, x, y + height) for number, x, y in swatches)
        return Layout(frame, height, tuple(blocks), tuple(levels or ()), column if wide else style.width, placed, samples, raised)

    def _right(self, wide: float, lead: float, *, behind: bool) -> float:
        """Return the right edge of the plot at which blocks so wide have room after the lines, or `behind` the plot."""
        edge = self.style.width - max(self.style.mark_pt, 0.5 * self.style.plain_pt)
        time = self._time(edge)
        per_day = (edge - self.left) / (time.end - time.start)
        ends = [(label.at - time.end) * per_day + width(label.text, self.axis) / 2 for label in (*time.labels, *time.under)]
        edge -= max([edge + max(ends) - self.style.width, 0.0])  # the last year's label stands in the middle of its year
        if not wide:
            return edge
        room = self.style.width - wide - lead - self.left - self.aside
        return self.left + (room if behind else min(room / self._share(), edge - self.left))

    def _share(self) -> float:
        """Return the part of the time after which the last of the named lines ends."""
        time = self._time(self.style.width)
        ends = [days[-1] for days, line in zip(self.days, self.drawing.lines, strict=True) if not line.muted]
        return float(max(ends, default=time.end) - time.start) / (time.end - time.start)

    def _beyond(self, frame: Frame, start: float, end: float) -> bool:
        """Tell whether something stands in the plot between the ends of the named lines and the end of their names."""
        others = [float(days[-1]) for days, line in zip(self.days, self.drawing.lines, strict=True) if line.muted]
        poles = (frame.x(flag.x) for flag in self.flags)
        times = (stretch.after for _, _, stretch in stretches_of(self.in_place(frame), frame, self.style))
        return (
            any(start < frame.x(day) for day in others)
            or any(start < x < end for x in poles)
            or any(start + 0.33 * self.style.mark_pt < x for x in times)
        )

    def _raised(self, right: float) -> tuple[float, Raised]:
        """Return the right edge of the plot, and the words of events and notes above it."""
        widest = max((flag.width for flag in self.flags), default=0.0)
        for edge, both in ((right, True), (min(right, self.style.width - widest - 2 * self.style.gap), False)):
            frame = self._frame(edge, self.style.height, 0, 0)
            placed = [replace(flag, x=frame.x(flag.x)) for flag in self.flags]
            if raised := raise_flags(placed, 0, self.style.width, self.style.gap, both_sides=both):
                return edge, raised
        sentence = f"a chart {self.style.width_mm:g} mm wide has no room for its events at {self.style.plain_pt:g} pt"
        raise ValueError(sentence, "give the format a greater width under [chart], or shorten what the events are called")

    def _flowed(self) -> tuple[tuple[TextRun, ...], tuple[tuple[int, float, float], ...], float]:
        """Return the legend's words, where samples of the lines stand, and its height; all from the figure's top down."""
        style = self.style
        face = TextStyle(style.detail_pt, style.ink, style.families)
        sample = 3.2 * face.size
        for most in (2, 1):
            runs: list[TextRun] = []
            swatches, x, top, row = [], 0.0, -0.5 * style.gap, 0.0
            for number, (_, name, _) in enumerate(self._names(face.size)):
                lines = shortened(name, face, style.width - sample - style.gap, most)
                wide = sample + style.gap + max(width(text, face) for text in lines)
                if x and x + wide > style.width:
                    x, top, row = 0.0, top - row, 0.0
                baseline = top - ASCENT * face.size
                swatches.append((number, x, baseline + 0.3 * face.size))
                runs += [
                    TextRun(text, face, x + sample + style.gap, baseline - i * LEADING * face.size)
                    for i, text in enumerate(lines)
                ]
                x += wide + 2 * face.size
                row = max(row, len(lines) * LEADING * face.size)
            if row - top <= 0.9 * style.height:
                break
        return tuple(runs), tuple(swatches), row - top + 1.5 * style.gap

    # Places

    @property
    def _arrow(self) -> float:
        """The length of an arrow that stands for an open bound."""
        return 2 * self.style.mark_pt

    def _head(self) -> float:
        """Return the room above the highest value, and below the lowest: for its label."""
        rows = 2 if len(self.named) == 1 else 1
        opened = any(above.any() for _, above in self.opened)
        return (
            (self._arrow if opened else 0.0) + rows * LEADING * self.axis.size + 0.33 * self.style.mark_pt + 1.2 * self.style.gap
        )

    def _foot(self, high: float) -> float:
        """Return the room for a label below the lowest value on a scale so high; one that begins at zero ends there."""
        if self.scale.low == 0:
            return 0.0
        points = [point for line in self.named for point in line.points]
        lowest = min((point.value if point.low is None else point.low for point in points), default=self.scale.low)
        return max(self._head() - high * (lowest - self.scale.low) / (self.scale.high - self.scale.low), 0.0)

    def _least(self, above: float) -> float:
        """Return the height below which the values would be squeezed, or the numbers of the scale would touch.

        The more stands `above` them, the less they have.
        """
        ticks = [value for value, _ in self.scale.ticks]
        steps = [after - before for before, after in pairwise(ticks)]
        for_ticks = LEADING * self.axis.size * (self.scale.high - self.scale.low) / min(steps) if steps else 0.0
        share = 0.42 * min(HEIGHTS[self.drawing.height], 1) if above < 0.6 * self.style.height else 0.28
        return max(for_ticks, share * self.style.height)

    def _frame(self, right: float, top: float, head: float, foot: float) -> Frame:
        low, high = self.scale.low, self.scale.high
        per_point = (high - low) / max(top - self.bottom - head - foot, 1)
        box = Box(self.left, self.bottom, right, top)
        return Frame(box, self._time(right), low - foot * per_point, high + head * per_point)

    def in_place(self, frame: Frame) -> list[Drawn]:
        """Return the lines on the plot, those that stand back first; numbers are those of the named ones, then of the others."""
        found, named, others = [], 0, len(self.named)
        for line, days, opened in zip(self.drawing.lines, self.days, self.opened, strict=True):
            if line.muted:
                found.append(in_place(line, others, self.style.series[0], days, frame, opened, self._arrow))
                others += 1
            else:
                found.append(in_place(line, named, self.looks[named], days, frame, opened, self._arrow))
                named += 1
        return sorted(found, key=lambda one: not one.line.muted)
