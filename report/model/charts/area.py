"""Charts of areas: parts that make a whole, over time, one on the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from report.model.charts.line import Point
from report.model.charts.stacked import PARTS
from report.model.figure import ScaledChart
from report.model.form import Form

FORM = Form(frozenset({"series"}), 1, None, ("title", "subtitle", "caption", "id", "form", "at", "height"), ("title", "subtitle"))


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the whole: its values in time, those of all parts at the same dates."""

    name: str
    points: tuple[Point, ...]
    last: str
    """Its last value in words."""


@dataclass(frozen=True, slots=True)
class AreaDrawing(ScaledChart):
    """Parts of a whole over time, the first of them at the bottom; none is below zero."""

    areas: tuple[Area, ...]
    pieces: tuple[range, ...]
    """The numbers of the values between which nothing is missing."""
    form: ClassVar[str] = "area"
    times: ClassVar[float] = 1.65
    """As that of lines."""
    dense: ClassVar[bool] = True

    @property
    def drawable(self) -> bool:
        """Whether its areas can be told apart; their names find room beside them."""
        return 0 < len(self.areas) <= PARTS
