"""Events: what happened when, by a date or by what came before and after."""

from __future__ import annotations

from pydantic import model_validator

from report.model.dates import RelativeDate
from report.model.evidence import Evidence
from report.model.fields import (
    DateField,
    EventRef,
    ProseField,
    Record,
    Remark,
    Said,
    Title,
)
from report.model.reading import refused


class RelativeDateField(Record):
    """A date that the source gives only by relation."""

    words: Said
    """The source's words: "a week later"."""
    told: Said | None = None
    """The same with what it hangs on, as a sentence has it: "a week after the ban"."""
    before: EventRef | None = None
    during: EventRef | None = None
    after: EventRef | None = None

    @model_validator(mode="after")
    def _one_relation(self) -> RelativeDateField:
        if sum(ref is not None for ref in (self.before, self.during, self.after)) != 1:
            raise refused("date", "a date by relation needs one event that it hangs on", "add one of before, during, after")
        return self

    @property
    def relative(self) -> RelativeDate:
        """The date without its place."""
        if self.before is not None:
            return RelativeDate(self.words, "before", self.before)
        if self.during is not None:
            return RelativeDate(self.words, "during", self.during)
        return RelativeDate(self.words, "after", self.after or "")

    @property
    def anchor(self) -> EventRef:
        """The event that the date hangs on."""
        found = self.before or self.during or self.after
        assert found is not None
        return found


class Event(Evidence):
    """Something that happened, for the timeline."""

    date: DateField | None = None
    when: RelativeDateField | None = None
    title: Title
    """In a few words, for a chart."""
    what: ProseField
    """One sentence, for the timeline."""
    note: Remark | None = None
    """For editors; printed nowhere."""

    @model_validator(mode="after")
    def _one_date(self) -> Event:
        if (self.date is None) == (self.when is None):
            raise refused(
                "missing", "an event has either a date or a when", "write date: 2023-06-20, or when: with the source's words"
            )
        return self
