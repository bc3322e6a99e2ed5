"""Charts of marks: the observations of a series, each with its label."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from report.model.figure import PLAIN, Dating, Opened, ScaledChart
from report.model.form import Form

FORM = Form(frozenset({"series"}), 1, 1, ("title", "subtitle", "caption", "events", "id", "form", "height"))


@dataclass(frozen=True, slots=True)
class Mark:
    """One observation."""

    earliest: date
    latest: date
    """First and last day that the observation's date covers, of an open one its known end; the mark stands in the middle
    between them."""
    value: float
    upper: float | None
    """The upper bound where the source gives a range."""
    approximate: bool
    basis: int
    """Which basis: an index into the chart's bases."""
    label: str
    """The value with its qualifier: "about 3,000"."""
    detail: str
    """What was counted and who counted, in a few words."""
    dating: Dating = PLAIN
    date_label: str = ""
    """The date, where the axis alone doesn't tell it: "about 1998"."""
    counter: int = 0
    """Who counted: each counter of the chart has a number."""
    opened: Opened = ""
    """At which side its bounds are open: above, where the source says "at least"."""


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event on the time axis."""

    earliest: date
    latest: date
    label: str
    date_label: str
    dating: Dating = PLAIN

    @property
    def words(self) -> str:
        """What stands at the line."""
        return f"{self.label} {self.date_label}"


@dataclass(frozen=True, slots=True)
class MarksDrawing(ScaledChart):
    """Observations over time. Only marks of one basis and one counter may be joined."""

    bases: tuple[str, ...]
    """Labels of the bases, in the order of the series file; colours and marks go by this order."""
    marks: tuple[Mark, ...]
    """From the earliest to the latest."""
    events: tuple[EventLine, ...] = ()
    form: ClassVar[str] = "marks"

    @property
    def labels(self) -> list[str]:
        """The words of each mark and of each event."""
        marks = [f"{mark.label} {mark.detail} {mark.date_label}" for mark in self.marks]
        return [*marks, *(event.words for event in self.events)]

    @property
    def drawable(self) -> bool:
        """Whether there are marks; a tall chart is tried."""
        return bool(self.marks) and self.height != "tall"

    @property
    def styles(self) -> int:
        """How many looks its marks have."""
        return max((mark.basis for mark in self.marks), default=-1) + 1
