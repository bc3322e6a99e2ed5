"""Timelines: events on one line of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from report.model.figure import PLAIN, Chart, Dating
from report.model.form import Form

FORM = Form(frozenset({"event"}), 0, None, ("title", "subtitle", "caption", "id", "form"), ("title", "subtitle"), whole=True)


@dataclass(frozen=True, slots=True)
class TimelineMark:
    """One event of a timeline."""

    earliest: date
    latest: date
    """The same day twice for a day; a span for a month, a year or an interval."""
    label: str
    date_label: str
    relative: bool = False
    """Whether the date is known by relation only; the span is then that of the event it hangs on."""
    dating: Dating = PLAIN


@dataclass(frozen=True, slots=True)
class TimelineDrawing(Chart):
    """Events in order of time."""

    marks: tuple[TimelineMark, ...]
    form: ClassVar[str] = "timeline"
    frame: ClassVar[float | None] = 20
    rows: ClassVar[str] = "marks"
    fewer: ClassVar[str] = (
        "of its {count} events the first {fit} fit: make two charts of it, or list the events with :::{{timeline}}"
    )

    @property
    def labels(self) -> list[str]:
        """The words of each event."""
        return [f"{mark.date_label} {mark.label}" for mark in self.marks]
