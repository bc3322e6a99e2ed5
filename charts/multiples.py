"""Small multiples: panels on the same scales, each with its name above it; numbers and times stand at the outer ones alone.

What tells of a panel's lines stands in it where that is clear of all else: first, last, highest and lowest of a line by itself;
the names of few lines at their ends; of many, those that end highest and lowest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from matplotlib.figure import Figure

from charts.bounds import draw_line
from charts.clear import Clear, places
from charts.ends import WordStack, in_one, shortened
from charts.ink import lay, rule, sheet
from charts.lineink import Drawn, days_of, draw_marks, draw_stretches, in_place, look_of, opened_of
from charts.plot import Frame, scale_of
from charts.style import SeriesStyle, Style, settings
from charts.text import ASCENT, LEADING, Box, TextRun, TextStyle, put, stack, stack_height, width
from charts.timeaxis import Label, TimeAxis, time_axis
from report.model.charts.line import Line
from report.model.charts.multiples import GUTTER, MultiplesDrawing, Panel

_SHARES = {"short": 0.42, "standard": 0.6, "tall": 0.95}
"""Height of a plot as a part of its width, where there is room for it."""
_LEAST = {"short": 3.6, "standard": 4.6, "tall": 8.0}
"""And where there is little, in sizes of the type."""
_LINES = {"short": 3, "standard": 4, "tall": 6}
"""Lines across a plot, about; fewer, where their numbers would touch."""
_ROWS = 2
"""Lines that a name above its panel may take, where there is little room."""
_FEW = 3
"""So many lines of a panel are told apart by their looks, and each is named."""


@dataclass(frozen=True, slots=True)
class Plot:
    """A panel in place."""

    number: int
    panel: Panel
    frame: Frame
    name: tuple[tuple[str, TextStyle], ...]
    outer: bool
    """Whether it stands at the side of the scale."""
    lowest: bool
    """Whether no panel stands below it."""


def draw(drawing: MultiplesDrawing, style: Style) -> Figure:
    """Return the drawing; a ValueError says why it can't be drawn."""
    if not drawing.panels:
        raise ValueError("small multiples without panels can't be drawn")
    with settings(style):
        return _Multiples(drawing, style).drawn()


class _Multiples:
    """One drawing under way: what its steps share."""

    def __init__(self, drawing: MultiplesDrawing, style: Style) -> None:
        self.drawing, self.style = drawing, style
        self.small = replace(style, base_pt=0.72 * style.base_pt)
        """The marks and lines of small plots."""
        self.thin = replace(style, base_pt=0.14 * style.base_pt)
        """Lines of which there are many in one."""
        self.em = style.detail_pt
        self.axis = TextStyle(style.detail_pt, style.muted, style.families)
        self.face = TextStyle(style.detail_pt, style.ink, style.families, 600)
        self.arrow = 2 * self.small.mark_pt
        """The length of an arrow that stands for an open bound."""
        self._scaled(_LINES[drawing.height])
        self.behind = [(line, days_of(line)) for line in drawing.behind]

    def _scaled(self, lines: int) -> None:
        drawing, style = self.drawing, self.style
        self.scale = scale_of(drawing, drawing.values, style, lines=lines, bare=True)
        self.left = max(width(text, self.axis) for _, text in self.scale.ticks) + 2 * style.gap

    def drawn(self) -> Figure:
        plots, height = self._placed()
        for lines in range(_LINES[self.drawing.height] - 1, 0, -1):
            if not self._touching(plots[0].frame):
                break
            self._scaled(lines)
            plots, height = self._placed()
        figure = sheet(self.style.width, height)
        for plot in plots:
            self._axes(figure, plot)
            self._lines(figure, plot)
        return figure

    # Places

    def _placed(self) -> tuple[list[Plot], float]:
        """Return the panels in place, and the height of all."""
        drawing, style, panels = self.drawing, self.style, self.drawing.panels
        across = drawing.across
        for columns in range(across, 0, -1):  # fewer, where names need the room and there is enough below
            wide, gutter, time = self._columns(columns)
            names = [shortened(panel.name, self.face, wide, 9) for panel in panels]
            if columns == across or self._height(columns, names, self._least()) <= drawing.most * style.height:
                found = columns, wide, gutter, time, names
            if all(len(name) <= _ROWS for name in names):
                break
        columns, wide, gutter, time, names = found
        if self._height(columns, names, self._least()) > drawing.most * style.height:
            names = [shortened(panel.name, self.face, wide, _ROWS) for panel in panels]
        rows = -(-len(panels) // columns)
        room = drawing.most * style.height - self._height(columns, names, 0.0)
        most = max(room / rows, self._least())
        high = min(_SHARES[self.drawing.height] * wide, most)
        height = self._height(columns, names, high)
        plots, top = [], height - 0.5 * style.gap
        for row in range(rows):
            numbers = range(row * columns, min((row + 1) * columns, len(panels)))
            heads = [tuple((line, self.face) for line in names[number]) for number in numbers]
            head = max(map(stack_height, heads)) + style.gap
            for column, (number, name) in enumerate(zip(numbers, heads, strict=True)):
                left = self.left + column * (wide + gutter)
                box = Box(left, top - head - high, left + wide, top - head)
                frame = Frame(box, time, *self._ends(high))
                plots.append(Plot(number, panels[number], frame, name, column == 0, number + columns >= len(panels)))
            top -= head + high + self._between()
        return plots, height

    def _columns(self, columns: int) -> tuple[float, float, TimeAxis]:
        """Return the width of panels, what is between them, so that no time under one touches that of the next, and the axis."""
        gutter = GUTTER * self.em
        room = self.style.width - self.left - 0.5 * self.style.mark_pt
        for _ in range(3):
            wide = (room - gutter * (columns - 1)) / columns
            time = time_axis(self.drawing.time, wide, self.style, self.axis)
            over = [0.0, 0.0]
            for label in (*time.labels, *time.under):
                at, half = (label.at - time.start) / (time.end - time.start) * wide, width(label.text, self.axis) / 2
                over = [max(over[0], half - at), max(over[1], at + half - wide)]
            needed = max(GUTTER * self.em, sum(over) + 0.8 * self.em)
            room = self.style.width - self.left - max(0.5 * self.style.mark_pt, over[1])
            if needed <= gutter and wide * columns + gutter * (columns - 1) <= room + 1e-6:
                break
            gutter = max(needed, gutter)
        return wide, gutter, time

    def _height(self, columns: int, names: Sequence[Sequence[str]], plot: float) -> float:
        """Return the height of all, with plots so high."""
        rows = [names[start : start + columns] for start in range(0, len(names), columns)]
        heads = sum(max(len(name) for name in row) * LEADING * self.em + self.style.gap for row in rows)
        return heads + plot * len(rows) + self._between() * (len(rows) - 1) + self._foot() + 0.5 * self.style.gap

    def _between(self) -> float:
        return 1.1 * self.em

    def _foot(self) -> float:
        """Return the room for times below the lowest panels."""
        under = bool(time_axis(self.drawing.time, self.style.width, self.style, self.axis).under)
        return 1.6 * self.style.gap + (2 if under else 1) * LEADING * self.em

    def _least(self) -> float:
        """Return the height of a plot that has little room."""
        return _LEAST[self.drawing.height] * self.em

    def _touching(self, frame: Frame) -> bool:
        """Tell whether numbers of the scale would touch each other."""
        levels = [frame.y(value) for value, _ in self.scale.ticks]
        return any(after - before < LEADING * self.em for before, after in pairwise(levels))

    def _head(self) -> float:
        """Return the room above the highest value for its label."""
        opened = any(opened_of(line)[1].any() for panel in self.drawing.panels for line in panel.lines)
        return (self.arrow if opened else 0.0) + LEADING * self.em + 0.33 * self.small.mark_pt + 0.8 * self.small.gap

    def _ends(self, high: float) -> tuple[float, float]:
        low, top = self.scale.low, self.scale.high
        return low, top + (top - low) * self._head() / max(high - self._head(), 1)

    # Ink

    def _axes(self, figure: Figure, plot: Plot) -> None:
        style, frame, box, of = self.style, plot.frame, plot.frame.box, f"-of-{plot.number}"
        put(figure, stack(plot.name, box.left, box.top + style.gap + stack_height(plot.name), "left"), f"panel-{plot.number}")
        for number, (value, _) in enumerate(self.scale.ticks):
            name, look = ("zero", (style.ink, 1.2)) if value == 0 else (f"grid-{number}", (style.rule, 1.0))
            rule(figure, ((box.left, frame.y(value)), (box.right, frame.y(value))), f"{name}{of}", look, style, 1)
        if plot.outer:
            x = self.left - 2 * style.gap
            put(figure, self.scale.runs(frame, self.axis, x), f"scale-{plot.number}")
        if self.scale.low != 0:
            rule(figure, ((box.left, box.bottom), (box.right, box.bottom)), f"axis{of}", (style.muted, 1.0), style, 1)
        for number, at in enumerate(frame.time.lines):
            ends = (frame.x(at), box.bottom), (frame.x(at), box.bottom - 0.7 * style.gap)
            rule(figure, ends, f"tick-{number}{of}", (style.ink if self.scale.low == 0 else style.muted, 0.8), style, 1)
        if plot.lowest:
            baseline = box.bottom - 1.3 * style.gap - ASCENT * self.em
            for row, labels in enumerate((frame.time.labels, frame.time.under)):
                put(figure, self._times(labels, frame, baseline - row * LEADING * self.em), f"time-{plot.number}-{row}")

    def _times(self, labels: Sequence[Label], frame: Frame, level: float) -> list[TextRun]:
        return [TextRun(label.text, self.axis, frame.x(label.at), level, "center") for label in labels]

    def _lines(self, figure: Figure, plot: Plot) -> None:
        style, small, frame = self.style, self.small, plot.frame
        drawn = self._in_place(plot)
        pale = [
            self._drawn(replace(line, muted=True), 1000 * plot.number + 500 + number, style.series[0], days, frame)
            for number, (line, days) in enumerate(self.behind)
            if line not in plot.panel.lines
        ]
        many = sum(not one.line.muted for one in drawn) > _FEW
        for one in (*pale, *drawn):
            draw_line(figure, one, self.thin if many or one.line.muted else small)
        stretches = draw_stretches(figure, drawn, frame, small)
        told = self._labels(figure, plot, drawn, pale, stretches)
        for one in drawn:
            marked = told.get(one.number, set())
            draw_marks(figure, one, [number for number in one.small if number not in marked], sorted(marked), small)

    def _in_place(self, plot: Plot) -> list[Drawn]:
        """Return the lines of a panel on its plot, those that stand back first."""
        frame, lines = plot.frame, plot.panel.lines
        looks = [look_of(number, self.style) for number in range(_FEW)]
        if len(lines) == 1 and lines[0].muted:  # its name is above it: it stands back beside those of other panels
            pale = SeriesStyle(self.style.muted, "o", (), filled=True)
            lines, looks = (replace(lines[0], muted=False),), [pale]
        clear = sum(not line.muted for line in lines)
        looks = looks if clear <= _FEW else looks[:1]
        most = int((frame.box.right - frame.box.left) / (0.9 * self.small.mark_pt))
        found, at = [], 0
        for number, line in enumerate(lines):
            look = looks[min(at, len(looks) - 1)]
            at += not line.muted
            few = clear <= _FEW and len(line.points) <= most and not line.muted
            found.append(replace(self._drawn(line, 1000 * plot.number + number, look, days_of(line), frame), few=few))
        return sorted(found, key=lambda one: not one.line.muted)

    def _drawn(self, line: Line, number: int, look: SeriesStyle, days: Any, frame: Frame) -> Drawn:
        return in_place(line, number, look, days, frame, opened_of(line), self.arrow)

    # Labels

    def _labels(
        self, figure: Figure, plot: Plot, lines: Sequence[Drawn], pale: Sequence[Drawn], taken: Sequence[Box]
    ) -> dict[int, set[int]]:
        """Put what tells of the lines where it is clear of all else; return which values of each line are marked."""
        style, gap, frame = self.style, self.small.gap, plot.frame
        named = [one for one in lines if not one.line.muted]
        wanted = self._wanted(named)
        told: dict[int, set[int]] = {one.number: {one.line.shape.last} for one in named if len(named) <= _FEW}
        half = 0.33 * self.small.mark_pt
        away = half + 0.6 * gap
        right = min(frame.box.right + away + 0.1, style.width)
        bounds = Box(frame.box.left - away - 0.1, frame.box.bottom + 0.5 * gap, right, frame.box.top)
        dots = {one.number: self._dot(one, one.line.shape.last) for one in named}
        grid = tuple(frame.y(value) for value, _ in self.scale.ticks)
        clear = Clear(bounds, gap, grid, lines=[], boxes=[*taken, *(dots[number] for number in told)])
        for one in lines:
            one.cover(clear.pale if one.line.muted else clear.ink)
            if one.line.muted:  # of which a value that isn't joined is marked
                clear.ink.add([piece for piece in one.pieces if len(piece) == 1])
        for one in pale:
            one.cover(clear.pale)
        for one, value, words, above in wanted:
            at = float(one.at[value, 0]), float(one.at[value, 1])
            tries = places(at, (words.width, words.height), away, self.em, above=above, far=False)
            if not words.rows or (found := clear.nearest(at, tries, self._dot(one, value), away + 0.8 * gap)) is None:
                continue
            put(figure, words.runs(found.box.left, found.box.top), f"label-{one.number}-{value}")
            if found.pale or found.crossed:
                order = 2.1 if found.pale else 1.05
                lay(figure, found.box.padded(0.3 * gap), f"clear-{one.number}-{value}", style.paper, order)
            told.setdefault(one.number, set()).add(value)
        return told

    def _wanted(self, named: Sequence[Drawn]) -> list[tuple[Drawn, int, WordStack, bool]]:
        """Return what is to be told, the most telling first, and whether it would better stand above its value than below."""
        if len(named) == 1:
            (one,) = named
            shape = one.line.shape
            values = dict.fromkeys((shape.last, shape.first, shape.highest, shape.lowest))
            return [(one, value, self._words(one, value, ""), value != shape.lowest) for value in values]
        ends = sorted(named, key=lambda one: one.line.points[-1].value, reverse=True)
        chosen = ends if len(named) <= _FEW else [ends[0], ends[-1]]
        told = ((one, one.line.shape.last, above) for one, above in zip(chosen, (True, *(False,) * len(chosen)), strict=False))
        return [(one, value, self._words(one, value, one.line.name), above) for one, value, above in told]

    def _words(self, drawn: Drawn, value: int, name: str) -> WordStack:
        line, style = drawn.line, self.style
        text = line.labels[line.shape.told.index(value)][0] if line.labels else ""
        faces = tuple(TextStyle(self.em, drawn.look.lettering, style.families, weight) for weight in (600, 400))
        return in_one(text, name, (faces[0], faces[1]), 0.45 * style.width) or WordStack(())

    def _dot(self, drawn: Drawn, value: int) -> Box:
        (x, y), half = drawn.at[value], 0.33 * self.small.mark_pt
        return Box(float(x) - half, float(y) - half, float(x) + half, float(y) + half)
