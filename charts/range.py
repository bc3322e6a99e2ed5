"""Bounds of values over time: each by itself, or as a band with edges; a line in it joins the values that have a middle.

Names, labels and all that stands around the plot are as those of lines.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np
from matplotlib.figure import Figure

from charts.bounds import draw_band, draw_whiskers
from charts.clear import Ink
from charts.line import LineChart, refuse_many
from charts.lineink import Drawn, draw_marks
from charts.plot import Frame
from charts.style import Style, settings
from report.model.charts.range import RangeDrawing

_APART, _SHARE, _MOST = 1.15, 0.65, 0.1
"""Values of one time by several lines stand side by side: so many diameters of a mark apart, or within such a part of the time
to the next, or of the width."""
_WITHIN = 0.75
"""What the bounds of a value may take of that."""


def draw(drawing: RangeDrawing, style: Style) -> Figure:
    """Return the drawing; a ValueError says why it can't be drawn."""
    refuse_many(drawing)
    with settings(style):
        return _RangeChart(drawing, style).drawn()


class _RangeChart(LineChart[RangeDrawing]):
    """One drawing under way."""

    def __init__(self, drawing: RangeDrawing, style: Style) -> None:
        super().__init__(drawing, style)
        self.wide = math.inf
        if not drawing.banded and (count := len(self.named)) > 1:
            times = max(len({day for days in self.days for day in days}) - 1, 1)
            self.aside = (count - 1) / 2 * self._step(style.width / times)
            self.left += self.aside

    def _step(self, time: float) -> float:
        """Return how far apart values of one time stand, where the next time is so far away."""
        return min(_APART * self.style.mark_pt, _SHARE * time / len(self.named), _MOST * self.style.width / len(self.named))

    def in_place(self, frame: Frame) -> list[Drawn]:
        """Return the lines on the plot; of several, values that each stand by themselves are set side by side."""
        found = [replace(one, few=not self.drawing.banded) for one in super().in_place(frame)]
        if not self.aside:
            return found
        xs = np.unique(np.concatenate([one.at[:, 0] for one in found]))
        step = self._step(float(np.min(np.diff(xs))) if len(xs) > 1 else self.style.width)
        self.wide, middle = _WITHIN * step, (len(self.named) - 1) / 2
        return [
            one if one.line.muted else replace(one, at=one.at + np.array([(one.number - middle) * step, 0.0])) for one in found
        ]

    def ink(self, figure: Figure, drawn: Drawn) -> None:
        """Draw the bounds of a line's values."""
        if drawn.few:
            draw_whiskers(figure, drawn, range(len(drawn.at)), self.style, alone=True, most=self.wide)
        elif drawn.bounds is None:
            super().ink(figure, drawn)
        else:
            draw_band(figure, drawn, self.style, alone=True)

    def marks(self, figure: Figure, drawn: Drawn, told: Collection[int]) -> None:
        """Mark the values that have a middle, if they are few or told."""
        own = {number for number in told if drawn.line.points[number].central}
        draw_marks(figure, drawn, [number for number in self.small(drawn) if number not in own], sorted(own), self.style)

    def small(self, drawn: Drawn) -> Sequence[int]:
        """Return the values that have small marks; where a line stands back, those without bounds."""
        points = drawn.line.points
        return [
            number
            for number in super().small(drawn)
            if points[number].central and not (drawn.line.muted and (points[number].low, points[number].high) != (None, None))
        ]

    def cover(self, drawn: Drawn, ink: Ink) -> None:
        """Tell what of the plot a line's bounds cover."""
        if not drawn.few:
            drawn.cover(ink)
            for side in drawn.bounds or ():
                ink.add(
                    [
                        np.column_stack((drawn.at[piece.start : piece.stop, 0], side[piece.start : piece.stop]))
                        for piece in drawn.line.shape.pieces
                    ]
                )
            return
        half = 0.33 * self.style.mark_pt
        lows, highs = drawn.bounds or (drawn.at[:, 1], drawn.at[:, 1])
        for (x, y), low, high in zip(drawn.at, lows, highs, strict=True):
            ends = min(low, y - half), max(high, y + half)
            ink.add([np.array([(at, ends[0]), (at, ends[1])]) for at in np.linspace(x - half, x + half, 7)])

    def spot(self, drawn: Drawn, value: int) -> tuple[float, float]:
        """Return where a value's label leads to: to a bound of a range that has no middle."""
        x, y = map(float, drawn.at[value])
        if drawn.bounds is None or drawn.line.points[value].central:
            return x, y
        return x, float(drawn.bounds[1 if self.above(drawn, value) else 0][value])
