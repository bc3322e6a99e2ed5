"""The ink of a line: one path, and a small mark for each of few values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from charts.clear import Ink, Points
from charts.ink import add
from charts.plot import Frame
from charts.stretch import Stretch, draw_stretch, stretch_of
from charts.style import SeriesStyle, Style
from charts.text import Box
from report.model.axes import MARKED, stretched
from report.model.charts.line import Line

_DENSE = 300
"""A line of more values is thinner."""
_FINEST = 0.1
"""In points: what a line may be off where it is simplified."""
_DASHES = ((5, 1.5, 1, 1.5, 1, 1.5), (10, 2), (3, 3), (1, 3.5), (12, 2, 2, 2), (4, 1, 1, 1, 1, 1))
"""Of the lines that get a colour of the palette for the second time."""


def look_of(number: int, style: Style) -> SeriesStyle:
    """Return how a line of that number looks: each colour comes twice, with another dash and marks of the other kind."""
    look = style.series[number % len(style.series)]
    again = number // len(style.series)
    return look if not again else replace(look, dash=_DASHES[number % len(_DASHES)], filled=not look.filled)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line in place: where its values stand on the figure, points from the lower left corner."""

    line: Line
    number: int
    look: SeriesStyle
    at: Points
    bounds: tuple[Any, Any] | None
    """How far down and up each value may be, where any has bounds; else both are its own height. An open one is an arrow's."""
    opened: tuple[Any, Any]
    """Which of the values have an open bound: below, and above."""
    few: bool
    """Whether each value is marked."""

    @property
    def pieces(self) -> list[Points]:
        """What is joined, piece by piece."""
        return [self.at[piece.start : piece.stop] for piece in self.line.shape.pieces]

    @property
    def small(self) -> Sequence[int]:
        """The values that have small marks: all of few, else those that are joined to none."""
        if self.few:
            return range(len(self.at))
        return [piece.start for piece in self.line.shape.pieces if len(piece) == 1]

    def cover(self, ink: Ink) -> None:
        """Tell what of the plot the line covers."""
        ink.add(self.pieces)
        if self.bounds is not None:
            ink.add([np.column_stack(((self.at[n, 0],) * 2, (self.bounds[0][n], self.bounds[1][n]))) for n in self.small])


def days_of(line: Line) -> Any:
    """Return the day at which each value stands: the middle of its date."""
    return np.array([(point.earliest.toordinal() + point.latest.toordinal() + 1) / 2 for point in line.points])


def opened_of(line: Line) -> tuple[Any, Any]:
    """Return which of the values have an open bound: below, and above."""
    ends = [point.opened for point in line.points if point.low is not None or point.high is not None]
    if not any(ends):
        return (np.zeros(len(line.points), bool),) * 2
    ends = [point.opened for point in line.points]
    return np.array([end == "below" for end in ends]), np.array([end == "above" for end in ends])


def in_place(line: Line, number: int, look: SeriesStyle, days: Any, frame: Frame, opened: tuple[Any, Any], arrow: float) -> Drawn:
    """Return a line on the plot; `arrow` is the length of one that stands for an open bound."""
    points, box, time = line.points, frame.box, frame.time
    xs = box.left + (days - time.start) / (time.end - time.start) * (box.right - box.left)
    per = (box.top - box.bottom) / (frame.high - frame.low)

    def levels(values: list[float]) -> Any:
        return box.bottom + (np.array(values) - frame.low) * per

    own, bounds = levels([point.value for point in points]), None
    if any(point.low is not None or point.high is not None for point in points):
        lows = levels([point.value if point.low is None else point.low for point in points])
        highs = levels([point.value if point.high is None else point.high for point in points])
        bounds = np.where(opened[0], np.maximum(own - arrow, box.bottom), lows), np.where(opened[1], own + arrow, highs)
    few = len(points) <= MARKED and not line.muted
    return Drawn(line, number, look, np.column_stack((xs, own)), bounds, opened, few)


def stretches_of(lines: Sequence[Drawn], frame: Frame, style: Style) -> Iterator[tuple[Drawn, int, Stretch]]:
    """Yield the times of few values whose dates cover more than the others, or are doubtful, with their numbers."""
    size, edge = style.mark_pt, frame.box.right + 0.33 * style.mark_pt
    for drawn in lines:
        points = drawn.line.points
        for number, shown in enumerate(stretched(points) if drawn.few else ()):
            if not shown:
                continue
            point = points[number]
            left, right = frame.x(point.earliest.toordinal()), frame.x(point.latest.toordinal() + 1)
            least = (1.1 if point.dating.doubtful else 0.6) * size
            left, right = min(left, (at := (left + right) / 2) - least), min(max(right, at + least), edge)
            beyond = max(left - 2.5 * size, frame.box.left), min(right + 2.5 * size, frame.box.right)
            yield drawn, number, stretch_of(point.dating, (left, right), beyond)


def draw_stretches(figure: Figure, lines: Sequence[Drawn], frame: Frame, style: Style) -> list[Box]:
    """Draw these times beside their values; return where they stand."""
    boxes = []
    for drawn, number, found in stretches_of(lines, frame, style):
        level, colour = float(drawn.at[number, 1]), style.tint(drawn.look.colour, 0.85)
        draw_stretch(figure, found, level, colour, f"stretch-of-{drawn.number}-{number}", style, caps=True)
        boxes.append(found.box(level, style))
    return boxes


def draw_marks(figure: Figure, drawn: Drawn, small: Sequence[int], told: Sequence[int], style: Style) -> None:
    """Draw small marks of some values, and larger ones of those that are told."""
    for name, numbers, size in (("marks", small, 0.36), ("told", told, 0.66)):
        if numbers:
            _marks(figure, drawn, numbers, size, f"{name}-{drawn.number}", style)


def colour_of(drawn: Drawn, style: Style) -> str:
    """Return the colour of a line; one that stands back is still seen."""
    return style.tint(style.muted, 0.55) if drawn.line.muted else drawn.look.colour


def weight_of(drawn: Drawn, style: Style) -> float:
    """Return the width of a line in points."""
    if drawn.line.muted:
        return 1.5 * style.hairline
    return (1.9 if len(drawn.at) > _DENSE else 2.7) * style.hairline


def draw_path(figure: Figure, drawn: Drawn, pieces: Sequence[Points], name: str, look: tuple[str, float]) -> None:
    """Draw pieces of a line in a colour and a width, dashed as the line is."""
    vertices, codes = [], []
    for piece in pieces:
        if len(piece) > 1:
            found = simplified(piece)
            vertices.append(found)
            codes += [Path.MOVETO, *[Path.LINETO] * (len(found) - 1)]
    if not vertices:
        return
    patch = PathPatch(Path(np.concatenate(vertices), codes), fill=False)
    patch.set(edgecolor=look[0], linewidth=look[1], joinstyle="round", capstyle="butt")
    if drawn.look.dash and not drawn.line.muted:
        patch.set(linestyle=(0, drawn.look.dash))
    add(figure, patch, name, 2 if drawn.line.muted else 3)


def simplified(piece: Points) -> Points:
    """Return a line with the points that are seen."""
    path = Path(piece)
    path.should_simplify = True
    path.simplify_threshold = _FINEST
    found = path.cleaned(simplify=True)
    kept: Points = np.round(np.asarray(found.vertices)[np.asarray(found.codes) != Path.STOP], 2)
    return kept


def _marks(figure: Figure, drawn: Drawn, numbers: Sequence[int], size: float, name: str, style: Style) -> None:
    colour, look = colour_of(drawn, style), drawn.look
    edge = 1.1 * style.scale**0.5
    marks = Line2D(drawn.at[numbers, 0], drawn.at[numbers, 1], linestyle="none", marker=look.marker, color=colour)
    hollow = not look.filled and not drawn.line.muted
    marks.set(markersize=size * style.mark_pt - (edge if hollow else 0), markerfacecolor=style.paper if hollow else colour)
    marks.set(markeredgecolor=colour, markeredgewidth=edge if hollow else 0)
    add(figure, marks, name, 4 if name.startswith("marks") else 5)
