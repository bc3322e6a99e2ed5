"""Charts of points: each observation of a series by itself, at its date and its height, joined to none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from report.model.charts import line
from report.model.charts.line import LineDrawing
from report.model.figure import Chart

FORM = line.FORM


@dataclass(frozen=True, slots=True)
class PointsDrawing(Chart):
    """Observations over time that no line joins, told as those of lines are."""

    unjoined: LineDrawing
    """Lines all of whose values stand by themselves."""
    form: ClassVar[str] = "points"
    times: ClassVar[float] = LineDrawing.times
    dense: ClassVar[bool] = True

    @property
    def labels(self) -> list[str]:
        """The words of each event and of each note."""
        return self.unjoined.labels

    @property
    def drawable(self) -> bool:
        """Whether all kinds of points can be told apart."""
        return self.unjoined.drawable
