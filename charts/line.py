"""Values over time as lines: each is named at its end in its colour, and its first, last, highest and lowest value are told.

A line is broken where its data are. Names that would take more than a third of the width stand above the plot.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from charts.annotations import across, draw_level, draw_notes, draw_sample, ring
from charts.bounds import draw_line
from charts.clear import Clear, Ink, places
from charts.ends import WordStack
from charts.eventlines import draw_events, pole
from charts.ink import add, lay, rule, sheet
from charts.lineink import Drawn, colour_of, draw_marks, draw_stretches, weight_of
from charts.linelayout import TELLING, D, Layout, Layouts
from charts.plot import Frame, draw_time
from charts.style import Style, settings
from charts.text import ASCENT, LEADING, Align, Box, TextRun, TextStyle, around, put
from report.model.charts.line import MOST, LineDrawing

_NEAR = 4.0
"""Beside others, the highest and the lowest value aren't told so near the first or the last, in sizes of the type."""


def draw(drawing: LineDrawing, style: Style) -> Figure:
    """Return the drawing; a ValueError says why it can't be drawn."""
    refuse_many(drawing)
    with settings(style):
        return LineChart(drawing, style).drawn()


def refuse_many(drawing: LineDrawing) -> None:
    """Raise a ValueError that says so, if there are no lines, or more than can be told apart."""
    if not drawing.lines:
        raise ValueError("a chart without lines can't be drawn")
    if drawing.named > MOST:
        hint = f"name up to {MOST} of them that are to stand out, under chart: as in highlight: [one, other]"
        raise ValueError(f"a chart tells at most {MOST} lines apart, and this one has {drawing.named}", hint)


class LineChart(Layouts[D]):
    """One drawing under way: what its steps share."""

    def drawn(self) -> Figure:
        """Draw in the first layout that has room."""
        layout = next(self.tried())
        lines = self.in_place(layout.frame)
        figure = sheet(self.style.width, layout.height)
        self._axes(figure, layout)
        draw_events(figure, self.drawing.events, layout.frame, layout.raised, layout.frame.box.top, self.style)
        draw_notes(figure, self._noted(lines, layout.frame), layout.raised, layout.frame.box.top, self.style)
        for line in lines:
            self.ink(figure, line)
        stretches = draw_stretches(figure, lines, layout.frame, self.style)
        self._ends(figure, [line for line in lines if not line.line.muted], layout)
        self._legend(figure, lines, layout)
        told = self._labels(figure, lines, layout, stretches)
        for line in lines:
            self.marks(figure, line, told.get(line.number, set()) if not line.line.muted else set())
        return figure

    # What forms of charts that have lines differ in

    def ink(self, figure: Figure, drawn: Drawn) -> None:
        """Draw a line, and the bounds of its values behind it."""
        draw_line(figure, drawn, self.style)

    def marks(self, figure: Figure, drawn: Drawn, told: Collection[int]) -> None:
        """Draw the marks of the values that are told, and small ones of others, if they are few or not joined to any."""
        draw_marks(figure, drawn, [number for number in self.small(drawn) if number not in told], sorted(told), self.style)

    def small(self, drawn: Drawn) -> Sequence[int]:
        """Return the values that have small marks."""
        return drawn.small

    def cover(self, drawn: Drawn, ink: Ink) -> None:
        """Tell what of the plot a line covers."""
        drawn.cover(ink)

    def spot(self, drawn: Drawn, value: int) -> tuple[float, float]:
        """Return where a value's label leads to."""
        return float(drawn.at[value, 0]), float(drawn.at[value, 1])

    def sample(self, drawn: Drawn, ends: tuple[float, float], level: float) -> Artist:
        """Return a sample of a line, as it stands beside its name above the plot."""
        sample = Line2D(ends, [level, level], color=colour_of(drawn, self.style), linewidth=weight_of(drawn, self.style))
        if drawn.look.dash:
            sample.set(linestyle=(0, drawn.look.dash))
        return sample

    # Ink

    def _axes(self, figure: Figure, layout: Layout) -> None:
        style, frame, box = self.style, layout.frame, layout.frame.box
        for number, (value, _) in enumerate(self.scale.ticks):
            name, colour, weight = ("zero", style.ink, 1.4) if value == 0 else (f"grid-{number}", style.rule, 1.0)
            within = layout.column + max(block.width for block in layout.blocks) < box.right if layout.blocks else True
            right = box.right if value == self.scale.low or within else min(box.right, layout.column - style.gap)
            rule(figure, ((box.left, frame.y(value)), (right, frame.y(value))), name, (colour, weight), style, 1)
        x = self.left - self.aside - 2 * style.gap
        put(figure, self.scale.runs(frame, self.axis, x), "scale")
        if self.scale.low != 0:
            rule(figure, ((box.left, box.bottom), (box.right, box.bottom)), "axis", (style.muted, 1.0), style, 1)
        draw_time(figure, frame, style.ink if self.scale.low == 0 else style.muted, self.axis, style)

    def _ends(self, figure: Figure, lines: Sequence[Drawn], layout: Layout) -> None:
        style, frame = self.style, layout.frame
        spots = [(float(drawn.at[-1, 0]), float(drawn.at[-1, 1]), drawn.look.colour) for drawn in lines]
        last = max((x for x, _, _ in spots), default=frame.box.right)
        for marked in self.drawing.levels:
            ys = [y for (_, y), _ in across(marked, frame, last)]
            spots.append((last, sum(ys) / len(ys), style.ink))
        for number, ((x, y, colour), block, level) in enumerate(zip(spots, layout.blocks, layout.levels, strict=True)):
            start, end = x + 0.33 * style.mark_pt + 0.6 * style.gap, layout.column - 0.8 * style.gap
            off = bool(block.rows) and abs(level - y) > 0.5 * style.plain_pt
            if number >= len(lines):
                right = min(start if off else end, frame.box.right)
                draw_level(figure, self.drawing.levels[number - len(lines)], number - len(lines), frame, right, style)
            if not block.rows:
                continue
            runs = block.runs(layout.column, level + block.height / 2)
            put(figure, runs, f"end-{number}")
            lay(figure, around(runs).padded(0.4 * style.gap), f"clear-end-{number}", style.paper, 1.05)
            if off or (end - start > 1.5 * style.gap and number < len(lines)):
                lead = ((start, y), (max(end, start), level))
                rule(figure, lead, f"lead-{number}", (style.tint(colour, 0.5), 1.0), style, 2.2)

    def _legend(self, figure: Figure, lines: Sequence[Drawn], layout: Layout) -> None:
        by_number = {drawn.number: drawn for drawn in lines}
        for number, x, y in layout.swatches:
            ends = x, x + 3.2 * self.axis.size
            if (drawn := by_number.get(number)) is None or drawn.line.muted:  # behind the names of lines stand those of levels
                draw_sample(figure, number, ((ends[0], y), (ends[1], y)), self.style)
                continue
            add(figure, self.sample(drawn, ends, y), f"sample-{number}", 3)
        put(figure, layout.legend, "legend")

    def _noted(self, lines: Sequence[Drawn], frame: Frame) -> list[tuple[float, tuple[float, float]]]:
        """Return where the words of each note stand, and where the value is that they point at."""
        by_line = {id(drawn.line): drawn for drawn in lines}
        found = []
        for flag, note in zip(self.flags[len(self.drawing.events) :], self.drawing.notes, strict=True):
            x, y = by_line[id(self.drawing.lines[note.line])].at[note.point]
            found.append((frame.x(flag.x), (float(x), float(y))))
        return found

    # Labels of values

    def _labels(self, figure: Figure, lines: Sequence[Drawn], layout: Layout, taken: Sequence[Box]) -> dict[int, set[int]]:
        """Put the values that tell of the lines where they are clear of all else; return which values of each line are marked.

        A value that finds no such place isn't told on the drawing.
        """
        style, gap, frame = self.style, self.style.gap, layout.frame
        named = [drawn for drawn in lines if not drawn.line.muted]
        told = {drawn.number: {0, drawn.line.shape.last} for drawn in named}
        noted = self._noted(lines, frame)
        clear = Clear(
            Box(
                frame.box.left + 0.2 * gap, frame.box.bottom + 0.5 * gap,
                min(frame.box.right + 0.33 * style.mark_pt, layout.column - 0.7 * gap), frame.box.top,
            ),
            gap, tuple(frame.y(value) for value, _ in self.scale.ticks),
            lines=[
                *(((x := frame.x(pole(event)), frame.box.bottom), (x, frame.box.top)) for event in self.drawing.events),
                *(line for level in self.drawing.levels for line in across(level, frame, frame.box.right)),
                *(((x, frame.box.top), at) for x, at in noted),
            ],
            boxes=[
                *taken,
                *(self._dot(drawn, value) for drawn in named for value in told[drawn.number]),
                *(Box(x, y, x, y).padded(ring(style)) for _, (x, y) in noted),
            ],
        )  # fmt: skip
        for drawn in lines:
            self.cover(drawn, clear.pale if drawn.line.muted else clear.ink)
            if drawn.line.muted:
                clear.ink.add([drawn.at[[number]] for number in self.small(drawn)])
        for number, value in self._telling(named):
            drawn, block = named[number], self._value_block(named[number], value)
            at = self.spot(drawn, value)
            size = block.width, block.height
            away = 0.33 * style.mark_pt + 0.6 * gap
            tries = places(at, size, away, self.axis.size, above=self.above(drawn, value), far=len(named) < TELLING)
            if not block.rows or (found := clear.nearest(at, tries, self._dot(drawn, value), away + 0.8 * gap)) is None:
                continue
            name = f"{number}-{value}"
            put(figure, _centred(block, found.box, at[0]), f"label-{name}")
            if found.pale:
                lay(figure, found.box.padded(0.3 * gap), f"clear-{name}", style.paper, 2.1)
            elif found.crossed:
                lay(figure, found.box.padded(0.4 * gap), f"clear-{name}", style.paper, 1.05)
            if found.lead:
                rule(figure, found.lead, f"leader-{name}", (style.muted, 0.8), style, 4.5)
            told[number].add(value)
        return told

    def _dot(self, drawn: Drawn, value: int) -> Box:
        (x, y), half = drawn.at[value], 0.33 * self.style.mark_pt
        return Box(float(x) - half, float(y) - half, float(x) + half, float(y) + half)

    def _telling(self, named: Sequence[Drawn]) -> list[tuple[int, int]]:
        """Return which values are told beside their marks, the most telling first; the last ones are told with the names."""
        shapes = [drawn.line.shape for drawn in named]
        values = [[point.value for point in drawn.line.points] for drawn in named]
        numbers = range(len(named))
        if not numbers:
            return []
        top = max(numbers, key=lambda n: values[n][shapes[n].highest])
        floor = min(numbers, key=lambda n: values[n][shapes[n].lowest])
        firsts = [(n, shapes[n].first) for n in numbers]
        wanted = [*firsts[: len(named) == 1], (top, shapes[top].highest), (floor, shapes[floor].lowest), *firsts]
        if len(named) <= TELLING:
            wanted += [(n, value) for n in numbers for value in (shapes[n].highest, shapes[n].lowest)]
        near = 0.0 if len(named) == 1 else _NEAR * self.axis.size
        return [
            (n, value)
            for n, value in dict.fromkeys(wanted)
            if value != shapes[n].last
            and (value == 0 or all(math.dist(named[n].at[value], named[n].at[end]) > near for end in (0, shapes[n].last)))
        ]

    def _value_block(self, drawn: Drawn, value: int) -> WordStack:
        text, date = self.label(drawn.number, value)
        face = TextStyle(self.axis.size, drawn.look.lettering, self.style.families, 600)
        dated = date if len(self.named) == 1 and value != drawn.line.shape.first else ""
        rows = ((text, face), (dated, self.axis))
        return WordStack(tuple((row,) for row in rows if row[0]))

    @staticmethod
    def above(drawn: Drawn, value: int) -> bool:
        """Tell whether a value's label stands above it, where there is room."""
        shape, points = drawn.line.shape, drawn.line.points
        if value in {shape.highest, shape.lowest}:
            return value == shape.highest
        return value + 1 < len(points) and points[value + 1].value < points[value].value


def _centred(block: WordStack, box: Box, x: float) -> list[TextRun]:
    """Return a block's rows in its box, at the side at which its mark is, or in its middle."""
    quarter = 0.25 * (box.right - box.left)
    align: Align = "left" if box.left > x - quarter else "right" if box.right < x + quarter else "center"
    at = {"left": box.left, "right": box.right, "center": (box.left + box.right) / 2}[align]
    top, runs = box.top, []
    for ((text, face),) in block.rows:
        runs.append(TextRun(text, face, at, top - ASCENT * face.size, align))
        top -= LEADING * face.size
    return runs
