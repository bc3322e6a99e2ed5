"""Everything that an article dates, on one axis: what the page at a glance and the cover show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from report.model.charts.timeline import TimelineMark
from report.model.figure import SizedChart


@dataclass(frozen=True, slots=True)
class OverviewDrawing(SizedChart):
    """Events on a true axis, without rows: a block as long as its date, a line with a dot for a day, a ring for a relation."""

    marks: tuple[TimelineMark, ...]
    """In order of time; one that hangs on another by relation stands before or behind it, as it happened."""
    named: tuple[int, ...] = ()
    """The marks that get their words where there is room, what matters most first."""
    form: ClassVar[str] = "overview"
    frame: ClassVar[float | None] = 60

    @property
    def drawable(self) -> bool:
        """Whether there is anything to be drawn."""
        return bool(self.marks)
