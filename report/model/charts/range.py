"""Charts of ranges: how far the values of a series may be off, for each of few, or as a band."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from report.model.charts import line
from report.model.charts.line import LineDrawing

FORM = line.FORM
MOST = 60
"""Each of so many values has its bounds drawn by themselves; those of more are a band."""


@dataclass(frozen=True, slots=True)
class RangeDrawing(LineDrawing):
    """Bounds of values over time, whose middle is marked where there is one."""

    form: ClassVar[str] = "range"

    @property
    def banded(self) -> bool:
        """Whether bounds are drawn as a band."""
        return sum(len(one.points) for one in self.lines if not one.muted) > MOST
