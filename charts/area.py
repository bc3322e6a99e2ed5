"""Parts of a whole over time, one area on the other; each is named at its right end, as lines are, and gaps stay empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from charts.fills import fill
from charts.ink import add, sheet
from charts.line import LineChart
from charts.lineink import Drawn
from charts.linelayout import Layout
from charts.style import Style, settings
from report.model.charts.area import AreaDrawing
from report.model.charts.line import Line, LineDrawing, Point
from report.model.charts.stacked import PARTS
from report.model.shape import shape_of

_LEAST = 0.2
"""How far a value that stands by itself reaches to each side, in sizes of a mark."""


def draw(drawing: AreaDrawing, style: Style) -> Figure:
    """Return the drawing; a ValueError says why it can't be drawn."""
    if not drawing.areas or not drawing.pieces:
        raise ValueError("a chart without areas can't be drawn")
    if len(drawing.areas) > PARTS:
        hint = "sum up the small ones, as in others"
        raise ValueError(f"a chart tells at most {PARTS} parts apart, and this one has {len(drawing.areas)}", hint)
    if any(point.value < 0 for area in drawing.areas for point in area.points):
        raise ValueError("an area that begins at zero can't show a value below it")
    with settings(style):
        return _AreaChart(drawing, style).drawn()


class _AreaChart(LineChart[LineDrawing]):
    """One drawing under way: laid out as lines are that run through the middle of each area, below a line for the whole."""

    def __init__(self, drawing: AreaDrawing, style: Style) -> None:
        self.edges = np.cumsum([[point.value for point in area.points] for area in drawing.areas], axis=0)
        self.pieces = drawing.pieces
        floors = np.vstack([np.zeros(len(self.edges[0])), self.edges[:-1]])
        lines = [
            _line(area.name, area.points, levels, area.last)
            for area, levels in zip(drawing.areas, (floors + self.edges) / 2, strict=True)
        ]
        whole = replace(_line("", drawing.areas[0].points, self.edges[-1], ""), muted=True)
        super().__init__(
            LineDrawing(
                drawing.language,
                (*lines, whole),
                decimals=drawing.decimals,
                unit=drawing.unit,
                stop=drawing.stop,
                power=drawing.power,
                height=drawing.height,
            ),
            style,
        )

    def drawn(self) -> Figure:
        """Draw in the first layout that has room."""
        layout = next(self.tried())
        lines = [line for line in self.in_place(layout.frame) if not line.line.muted]
        figure = sheet(self.style.width, layout.height)
        self._axes(figure, layout)
        floor = np.zeros(len(self.edges[0]))
        for line, edge in zip(lines, self.edges, strict=True):
            self._area(figure, line, (floor, edge), layout)
            floor = edge
        self._ends(figure, lines, layout)
        self._legend(figure, lines, layout)
        return figure

    def _area(self, figure: Figure, line: Drawn, between: Sequence[np.ndarray], layout: Layout) -> None:
        """Draw one area, piece by piece, with a fine line of paper to the next."""
        frame, wide = layout.frame, _LEAST * self.style.mark_pt
        for number, piece in enumerate(self.pieces):
            part = slice(piece.start, piece.stop)
            xs = line.at[part, 0]
            low, high = (np.array([frame.y(float(value)) for value in level[part]]) for level in between)
            if len(xs) == 1:
                xs = np.array([max(xs[0] - wide, frame.box.left), min(xs[0] + wide, frame.box.right)])
                low, high = np.repeat(low, 2), np.repeat(high, 2)
            around = np.concatenate((np.column_stack((xs, high)), np.column_stack((xs, low))[::-1]))
            patch = PathPatch(Path(np.round(around, 2), closed=False), facecolor=fill(line.number, self.style))
            patch.set(edgecolor=self.style.paper, linewidth=0.8 * self.style.hairline)
            add(figure, patch, f"area-{line.number}-{number}", 1.2)

    def sample(self, drawn: Drawn, ends: tuple[float, float], level: float) -> Artist:
        """Return a sample of an area."""
        em = self.axis.size
        wide = ends[1] - ends[0]
        return Rectangle((ends[0], level - 0.4 * em), wide, 0.8 * em, facecolor=fill(drawn.number, self.style), linewidth=0)


def _line(name: str, points: Sequence[Point], levels: np.ndarray, last: str) -> Line:
    values = [float(level) for level in levels]
    shape = shape_of(values)
    moved = tuple(Point(point.earliest, point.latest, value) for point, value in zip(points, values, strict=True))
    return Line(name, moved, shape, tuple((last, "") for _ in shape.told))
