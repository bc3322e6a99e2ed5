"""Events in order of time: a row for each, its mark on a true time axis, its words beside the mark.

A day is a dot, and a date known to a month or a year a block as long as that. What lasted is a line between two of these, with
an arrowhead where it goes on, and with dots where its end isn't known. An event known by relation only is an open mark beside
the event that it hangs on, at no date of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from charts.ink import add, rule, sheet
from charts.stretch import DASHED, Stretch, draw_stretch, stretch_of
from charts.style import Style, settings
from charts.text import ASCENT, DESCENT, LEADING, Align, Box, TextRun, TextStyle, around, put, width, wrap
from charts.timeaxis import TimeAxis, time_axis
from report.model.axes import middle, time_limits
from report.model.charts.timeline import TimelineDrawing, TimelineMark
from report.model.cldr import direction
from report.model.figure import Dating

_DOTTED = (0.1, 2.2)
_BOTH_AXES = 16
"""From this many rows on, the years stand above them, too."""
_NARROWEST = 9.0
"""Words are not wrapped narrower than this, in sizes of their type, where they have another place."""


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event's words, in lines, and where they stand: beside the mark or above it."""

    lines: tuple[tuple[tuple[str, TextStyle], ...], ...]
    x: float
    align: Align
    above: bool = False

    def height(self, style: Style) -> float:
        """Height of the row with the white around it, points."""
        size = style.plain_pt
        words = (len(self.lines) * LEADING) * size
        return words + (style.mark_pt + 0.4 * style.gap if self.above else 0) + 0.42 * size


@dataclass(frozen=True, slots=True)
class Extent:
    """Where an event's mark begins and ends on the figure, points from the left."""

    start: float
    end: float
    parts: tuple[tuple[float, float], ...]
    """The dates in it, two of what lasted; none is narrower than a dot."""
    days: tuple[bool, ...]
    """Which of them are known to the day."""
    anchor: float | None = None
    """Where the event lies that this one hangs on."""
    line: Stretch | None = None
    """What runs between its dates and beyond them, or through a dot whose date is doubtful."""


def draw(drawing: TimelineDrawing, style: Style) -> Figure:
    """Return the drawing, as high as its rows need; a ValueError says why it can't be drawn."""
    if not drawing.marks:
        raise ValueError("a timeline without events can't be drawn")
    with settings(style):
        return _Timeline(drawing, style).drawn()


class _Timeline:
    """One drawing under way: what its steps share."""

    def __init__(self, drawing: TimelineDrawing, style: Style) -> None:
        self.drawing, self.style = drawing, style
        self.date = TextStyle(style.plain_pt, style.accent, style.families, 600)
        self.words = TextStyle(style.plain_pt, style.ink, style.families)
        self.axis_face = TextStyle(style.detail_pt, style.muted, style.families)
        self.left, self.right = 0.5 * style.mark_pt, style.width - 0.5 * style.mark_pt
        self.axis: TimeAxis = time_axis(time_limits(drawing.marks), self.right - self.left, style, self.axis_face)
        self.rtl = direction(drawing.language) == "rtl"

    def x(self, day: float) -> float:
        """Return where a time lies."""
        return self.left + (day - self.axis.start) / (self.axis.end - self.axis.start) * (self.right - self.left)

    def drawn(self) -> Figure:
        style = self.style
        extents = self._extents()
        rows = [self._row(mark, extent) for mark, extent in zip(self.drawing.marks, extents, strict=True)]
        heights = [row.height(style) for row in rows]
        foot = 1.6 * style.gap + LEADING * self.axis_face.size * (2 if self.axis.under else 1)
        head = foot if len(rows) >= _BOTH_AXES else style.gap
        figure = sheet(style.width, foot + sum(heights) + style.gap + head)
        top = foot + sum(heights) + style.gap
        boxes: list[Box] = []
        floor = top
        for number, (row, extent) in enumerate(zip(rows, extents, strict=True)):
            level, runs = self._set(row, floor)
            self._mark(figure, number, extent, level)
            for line, part in enumerate(runs):
                put(figure, part, f"label-{number}-{line}")
                boxes.append(around(part))
            floor -= heights[number]
        self._axis(figure, foot, top, boxes, above=len(rows) >= _BOTH_AXES)
        return figure

    def _extents(self) -> list[Extent]:
        """Return the extents of the marks; those known by relation queue up beside what they hang on."""
        marks, half = self.drawing.marks, 0.5 * self.style.mark_pt
        fixed = {(m.earliest, m.latest): i for i, m in reversed(list(enumerate(marks))) if not m.relative}
        found = []
        for number, mark in enumerate(marks):
            start, end = self.x(mark.earliest.toordinal()), self.x(mark.latest.toordinal() + 1)
            at = self.x(middle(mark.earliest, mark.latest))
            if mark.relative:
                anchor = fixed.get((mark.earliest, mark.latest), -1)
                same = [i for i, m in enumerate(marks) if m.relative and (m.earliest, m.latest) == (mark.earliest, mark.latest)]
                side = -1 if number < anchor else 1
                queue = [i for i in same if (i < anchor) == (side < 0)]
                place = len(queue) - queue.index(number) if side < 0 else queue.index(number) + 1
                edge = start if side < 0 else end
                if end - start < 2 * half:
                    edge = at + side * half
                at = min(max(edge + side * place * 2.2 * half, self.left), self.right)
                found.append(Extent(at - half, at + half, ((at - half, at + half),), (True,), anchor=edge))
            else:
                found.append(self._dated(mark))
        return found

    def _dated(self, mark: TimelineMark) -> Extent:
        """Return the extent of a mark at its own date: of its ends and the line between them, if it lasted."""
        size, dating = self.style.mark_pt, mark.dating
        dates = [(mark.earliest, mark.latest)]
        if dating.begin is not None and dating.end is not None:
            dates = [(mark.earliest, dating.begin), (dating.end, mark.latest)]
        parts = []
        for first, last in dates:
            start, end, at = self.x(first.toordinal()), self.x(last.toordinal() + 1), self.x(middle(first, last))
            parts.append((start, end) if end - start > size and first < last else (at - size / 2, at + size / 2))
        days = tuple(first == last for first, last in dates)
        start, end = parts[0][0], parts[-1][1]
        if not (dating.lasting or (dating.doubtful and all(days))):
            return Extent(start, end, tuple(parts), days)
        known = ((start + parts[0][1]) / 2, (parts[-1][0] + end) / 2) if dating.lasting else (start - size, end + size)
        beyond = self.left, self.right
        if "unknown" in {dating.opening, dating.closing}:  # so far, and no farther, is claimed
            beyond = max(start - 3 * size, self.left), min(end + 3 * size, self.right)
        line = stretch_of(dating, known, beyond)
        return Extent(min(start, line.before), max(end, line.after), tuple(parts), days, line=line)

    def _row(self, mark: TimelineMark, extent: Extent) -> EventRow:
        """Choose the place with the fewest lines: right of the mark, left of it, or above it."""
        gap, style = 1.6 * self.style.gap, self.style
        before = min(extent.start, extent.end if extent.anchor is None else extent.anchor)
        after = max(extent.end, extent.start if extent.anchor is None else extent.anchor)
        least = _NARROWEST * style.plain_pt
        places: list[tuple[float, float, Align, bool]] = [
            (style.width - after - gap, after + gap, "left", False),
            (before - gap, before - gap, "right", False),
            (style.width, 0, "left", True),
        ]
        options = []
        for dearer, (room, x, align, above) in zip((0.0, 0.2, 0.9), places, strict=True):
            if room < least and not above:
                continue
            lines = self._broken(mark, room)
            if above:
                wide = max(self._wide(line) for line in lines)
                x = min(extent.start, style.width - wide)  # noqa: PLW2901
            options.append((len(lines) + dearer, EventRow(lines, x, align, above)))
        return min(options, key=lambda option: option[0])[1]

    def _broken(self, mark: TimelineMark, room: float) -> tuple[tuple[tuple[str, TextStyle], ...], ...]:
        """Return the lines of date and words, each a row of runs in the order of reading."""
        space = 0.55 * self.style.plain_pt
        dates = wrap(mark.date_label, self.date, room)
        if not dates:
            return tuple(((line, self.words),) for line in wrap(mark.label, self.words, room))
        taken = width(dates[-1], self.date) + space
        words = mark.label.split(" ")
        fits = 0
        while fits < len(words) and taken + width(" ".join(words[: fits + 1]), self.words) <= room:
            fits += 1
        lines: list[tuple[tuple[str, TextStyle], ...]] = [((line, self.date),) for line in dates]
        if fits:
            lines[-1] = (*lines[-1], (" ".join(words[:fits]), self.words))
        return (*lines, *(((line, self.words),) for line in wrap(" ".join(words[fits:]), self.words, room)))

    def _wide(self, line: Sequence[tuple[str, TextStyle]]) -> float:
        return sum(width(text, face) for text, face in line) + 0.55 * self.style.plain_pt * (len(line) - 1)

    def _set(self, row: EventRow, top: float) -> tuple[float, list[list[TextRun]]]:
        """Return the height at which the mark stands, and the runs of each line."""
        size = self.style.plain_pt
        first = top - 0.21 * size - (LEADING - ASCENT - DESCENT) / 2 * size - ASCENT * size
        lines = []
        for number, line in enumerate(row.lines):
            x = row.x if row.align == "left" else row.x - self._wide(line)
            runs = []
            for text, face in reversed(line) if self.rtl else line:
                runs.append(TextRun(text, face, x, first - number * LEADING * size))
                x += width(text, face) + 0.55 * size
            lines.append(runs)
        if row.above:
            return first - (
                len(row.lines) - 1
            ) * LEADING * size - DESCENT * size - 0.4 * self.style.gap - self.style.mark_pt / 2, lines
        return first + 0.33 * size, lines

    # Ink

    def _mark(self, figure: Figure, number: int, extent: Extent, level: float) -> None:
        style, dating = self.style, self.drawing.marks[number].dating
        if extent.anchor is not None:
            at = (extent.start + extent.end) / 2
            tie = Line2D([extent.anchor, at], [level, level], color=style.accent, linewidth=2.2 * style.hairline)
            tie.set(linestyle=(0, _DOTTED), dash_capstyle="round")
            add(figure, tie, f"tie-{number}", 3)
        if extent.line is not None:
            draw_stretch(figure, extent.line, level, style.accent, f"line-{number}", style, caps=False)
        for part, (ends, day) in enumerate(zip(extent.parts, extent.days, strict=True)):
            name = f"mark-{number}-{part}" if part else f"mark-{number}"
            if day:
                self._dot(figure, sum(ends) / 2, level, name, is_open=extent.anchor is not None)
            else:
                self._block(figure, ends, level, name, dating)

    def _block(self, figure: Figure, ends: tuple[float, float], level: float, name: str, dating: Dating) -> None:
        """Draw a date that is known to a month or a year; a doubtful one has a dashed outline."""
        style, half, edge = self.style, 0.28 * self.style.mark_pt, 2 * self.style.hairline
        block = Rectangle((ends[0], level - half), ends[1] - ends[0], 2 * half, linewidth=edge if dating.doubtful else 0)
        block.set(facecolor=style.tint(style.accent, 0.15 if dating.doubtful else 0.55))
        if dating.doubtful:
            block.set(edgecolor=style.accent, linestyle=(0, DASHED))
        add(figure, block, name, 3)

    def _dot(self, figure: Figure, at: float, level: float, name: str, *, is_open: bool) -> None:
        style = self.style
        edge = 1.4 * style.scale**0.5
        dot = Line2D([at], [level], linestyle="none", marker="o", markersize=0.85 * style.mark_pt - (edge if is_open else 0))
        dot.set(markerfacecolor=style.paper if is_open else style.accent, markeredgecolor=style.accent)
        dot.set_markeredgewidth(edge if is_open else 0)
        add(figure, dot, name, 5)

    def _axis(self, figure: Figure, foot: float, top: float, boxes: Sequence[Box], *, above: bool) -> None:
        style, face = self.style, self.axis_face
        for number, at in enumerate(self.axis.lines):
            for part, (low, high) in enumerate(_open_parts(self.x(at), foot, top, boxes, style.gap)):
                rule(figure, ((self.x(at), low), (self.x(at), high)), f"grid-{number}-{part}", (style.rule, 1.0), style, 1)
        rule(figure, ((self.left, foot), (self.right, foot)), "axis", (style.ink, 1.4), style, 1)
        baselines = [foot - 1.3 * style.gap - ASCENT * face.size]
        if above:
            rule(figure, ((self.left, top), (self.right, top)), "axis-above", (style.ink, 1.4), style, 1)
            rows = 1 if self.axis.under else 0
            baselines.append(top + 1.3 * style.gap + DESCENT * face.size + rows * LEADING * face.size)
        for side, baseline in enumerate(baselines):
            for row, labels in enumerate((self.axis.labels, self.axis.under)):
                level = baseline - row * LEADING * face.size
                put(figure, [TextRun(a.text, face, self.x(a.at), level, "center") for a in labels], f"time-{side}-{row}")


def _open_parts(x: float, low: float, high: float, boxes: Sequence[Box], gap: float) -> list[tuple[float, float]]:
    """Return the parts of an upright line that run through no words."""
    parts, at = [], low
    for box in sorted((b for b in boxes if b.left - gap < x < b.right + gap), key=lambda b: b.bottom):
        if box.bottom > at:
            parts.append((at, box.bottom))
        at = max(at, box.top)
    if high > at:
        parts.append((at, high))
    return parts
