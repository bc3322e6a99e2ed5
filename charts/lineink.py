"""The ink of a line: one path, a small mark for each of few values, bounds as whiskers or as a band."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from charts.clear import Ink, Points
from charts.plot import Frame
from charts.stretch import Stretch, draw_stretch, stretch_of
from charts.style import SeriesStyle, Style
from charts.text import Box, in_points
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
    """How far down and up each value may be, where any has bounds; else both are its own height."""
    most: int = MARKED
    """Each of so many values is marked."""

    @property
    def pieces(self) -> list[Points]:
        """What is joined, piece by piece."""
        return [self.at[piece.start : piece.stop] for piece in self.line.shape.pieces]

    @property
    def few(self) -> bool:
        """Whether each value is marked."""
        return len(self.at) <= self.most and not self.line.muted

    def cover(self, ink: Ink) -> None:
        """Tell what of the plot the line covers."""
        ink.add(self.pieces)
        if self.bounds is not None and self.few:
            for x, low, high in zip(self.at[:, 0], *self.bounds, strict=True):
                ink.add([np.array([(x, low), (x, high)])])


def days_of(line: Line) -> Any:
    """Return the day at which each value stands: the middle of its date."""
    return np.array([(point.earliest.toordinal() + point.latest.toordinal() + 1) / 2 for point in line.points])


def in_place(line: Line, number: int, look: SeriesStyle, days: Any, frame: Frame) -> Drawn:
    """Return a line on the plot."""
    points, box, time = line.points, frame.box, frame.time
    xs = box.left + (days - time.start) / (time.end - time.start) * (box.right - box.left)
    per = (box.top - box.bottom) / (frame.high - frame.low)

    def levels(values: list[float]) -> Any:
        return box.bottom + (np.array(values) - frame.low) * per

    bounds = None
    if any(point.low is not None or point.high is not None for point in points):
        lows = [point.value if point.low is None else point.low for point in points]
        bounds = levels(lows), levels([point.value if point.high is None else point.high for point in points])
    return Drawn(line, number, look, np.column_stack((xs, levels([point.value for point in points]))), bounds)


def draw_line(figure: Figure, drawn: Drawn, style: Style) -> None:
    """Draw a line, and the bounds of its values behind it."""
    if drawn.bounds is not None and not drawn.line.muted:
        (_whiskers if drawn.few else _band)(figure, drawn, style)
    _path(figure, drawn, style)


def draw_stretches(figure: Figure, lines: Sequence[Drawn], frame: Frame, style: Style) -> list[Box]:
    """Draw the times beside few values whose dates cover more than the others, or are doubtful; return where they stand."""
    size, boxes = style.mark_pt, []
    for drawn in lines:
        points = drawn.line.points
        for number, shown in enumerate(stretched(points) if drawn.few else ()):
            if not shown:
                continue
            point, level = points[number], float(drawn.at[number, 1])
            left, right = frame.x(point.earliest.toordinal()), frame.x(point.latest.toordinal() + 1)
            least = (1.1 if point.dating.doubtful else 0.6) * size
            left, right = min(left, (at := (left + right) / 2) - least), max(right, at + least)
            beyond = max(left - 2.5 * size, frame.box.left), min(right + 2.5 * size, frame.box.right)
            found: Stretch = stretch_of(point.dating, (left, right), beyond)
            colour = style.tint(drawn.look.colour, 0.85)
            draw_stretch(figure, found, level, colour, f"stretch-of-{drawn.number}-{number}", style, caps=True)
            boxes.append(found.box(level, style))
    return boxes


def draw_marks(figure: Figure, drawn: Drawn, told: Collection[int], style: Style) -> None:
    """Draw the marks of the values that are told, and small ones of others, if they are few or not joined to any."""
    single = [piece.start for piece in drawn.line.shape.pieces if len(piece) == 1]
    small = [number for number in (range(len(drawn.at)) if drawn.few else single) if number not in told]
    for name, numbers, size in (("marks", small, 0.36), ("told", sorted(told), 0.66)):
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


def _path(figure: Figure, drawn: Drawn, style: Style) -> None:
    vertices, codes = [], []
    for piece in drawn.pieces:
        if len(piece) > 1:
            found = _simplified(piece)
            vertices.append(found)
            codes += [Path.MOVETO, *[Path.LINETO] * (len(found) - 1)]
    if not vertices:
        return
    patch = PathPatch(Path(np.concatenate(vertices), codes), fill=False)
    patch.set(edgecolor=colour_of(drawn, style), linewidth=weight_of(drawn, style), joinstyle="round", capstyle="butt")
    if drawn.look.dash and not drawn.line.muted:
        patch.set(linestyle=(0, drawn.look.dash))
    patch.set(gid=f"line-{drawn.number}", zorder=2 if drawn.line.muted else 3, transform=in_points(figure))
    figure.add_artist(patch)


def _simplified(piece: Points) -> Points:
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
    marks.set(gid=name, zorder=4 if name.startswith("marks") else 5, transform=in_points(figure))
    figure.add_artist(marks)


def _whiskers(figure: Figure, drawn: Drawn, style: Style) -> None:
    assert drawn.bounds is not None
    colour = style.tint(drawn.look.colour, 0.6)
    for number, (x, low, high) in enumerate(zip(drawn.at[:, 0], *drawn.bounds, strict=True)):
        if high > low:
            line = Line2D([x, x], [low, high], color=colour, linewidth=3 * style.hairline, solid_capstyle="butt")
            line.set(gid=f"whisker-{drawn.number}-{number}", zorder=2.5, transform=in_points(figure))
            figure.add_artist(line)


def _band(figure: Figure, drawn: Drawn, style: Style) -> None:
    assert drawn.bounds is not None
    low, high = drawn.bounds
    for number, piece in enumerate(drawn.line.shape.pieces):
        part = slice(piece.start, piece.stop)
        xs = drawn.at[part, 0]
        edge = np.concatenate((np.column_stack((xs, low[part])), np.column_stack((xs, high[part]))[::-1]))
        band = PathPatch(Path(np.round(edge, 2), closed=False), facecolor=style.tint(drawn.look.colour, 0.2), linewidth=0)
        band.set(gid=f"band-{drawn.number}-{number}", zorder=1.1, transform=in_points(figure))
        figure.add_artist(band)
