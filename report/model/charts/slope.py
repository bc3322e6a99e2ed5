"""Charts of slopes: what lines of a series were at one date and at another, joined by a straight line each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from report.model.charts.line import Line
from report.model.figure import SizedChart
from report.model.form import Form

FORM = Form(frozenset({"series"}), 1, 1, ("title", "subtitle", "caption", "id", "form", "height", "highlight", "from", "to"))
_ROW, _HEAD = 1.5, 4.0
"""What a name takes, and what the dates do, in sizes of the type."""


def most_named(height: float) -> int:
    """Return how many lines can be named where a chart may be so high, in sizes of its type."""
    return max(int((height - _HEAD) // _ROW), 1)


@dataclass(frozen=True, slots=True)
class SlopeDrawing(SizedChart):
    """Lines of two values each, or of one where the other isn't known."""

    lines: tuple[Line, ...]
    ends: tuple[date, date]
    """The first days of the two dates."""
    dates: tuple[str, str]
    """Both in words."""
    values: tuple[float, float]
    """Limits of the scale of values."""
    most: float
    """So many times as high as the format has a chart it may be."""
    form: ClassVar[str] = "slope"
    dense: ClassVar[bool] = True

    @property
    def drawable(self) -> bool:
        """Whether it can be drawn for certain: names that have no room are cut."""
        return bool(self.lines)
