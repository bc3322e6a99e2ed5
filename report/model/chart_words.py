"""What a series says of its charts: the words around them, their form, their scale, and what is told in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, model_validator

from report.model.charts import FORMS
from report.model.fields import EventRefs, Number, OwnIds, ProseField, Record, RefField, Refs
from report.model.marks import VALUES, Of, of
from report.model.reading import refused

POWERS = {"thousands": 3, "millions": 6, "billions": 9, "trillions": 12}


class ChartAxis(Record):
    """The scale of values, where it isn't to be as it would be by itself."""

    start: Number | None = Field(default=None, alias="from")
    """Where it begins, if not at zero; readers are told."""
    stop: Number | None = Field(default=None, alias="to")
    """Where it ends, if it is to go on beyond the values."""
    unit: Literal["thousands", "millions", "billions", "trillions"] | None = None
    """What its numbers are in; those of values keep their own."""

    @model_validator(mode="after")
    def _says_something(self) -> ChartAxis:
        if not self.model_fields_set - {"place"}:
            raise refused("missing", "the axis says nothing", "add from:, to: or unit:, or leave axis: out")
        if self.start is not None and self.stop is not None and self.start >= self.stop:
            raise refused(
                "choice", f"the axis ends at {self.stop}, which isn’t above {self.start}", "write the lower number behind from:"
            )
        return self

    @property
    def power(self) -> int:
        """The power of ten that its unit stands for."""
        return 0 if self.unit is None else POWERS[self.unit]


class ChartNote(Record):
    """Words that point at one value of a chart."""

    value: Annotated[RefField, of("observation")]
    """The observation at whose value they stand."""
    tell: Annotated[RefField, of("event", "fact")]
    """What is told there."""


if TYPE_CHECKING:
    SeriesForm = str
else:
    SeriesForm = Literal[tuple(name for name, form in FORMS.items() if "series" in form.kinds)]


class ChartWords(Record):
    """What stands around a chart of the series, as text, so that it can be searched, translated and read aloud; and its form."""

    title: ProseField
    """What the chart shows, neutrally; no trend across unlike bases."""
    subtitle: ProseField
    """What, where, when, and the unit."""
    caption: ProseField | None = None
    """What the marks mean and how to read them."""
    events: EventRefs = ()
    """Events to be marked on the time axis."""
    form: SeriesForm | None = None
    """A line for values of one kind (line), their bounds as ranges (range), a label at the mark of each (marks), a panel for each
    line (multiples), a straight line from one date to another (slope), or a point for each value (points). Where this isn't given
    it is lines from ten values on, ranges where each of them is one, and panels where a table has more lines than can be told
    apart."""
    axis: ChartAxis | None = None
    height: Literal["short", "standard", "tall"] | None = None
    """Where none is given, it is standard on a screen; on paper it is the one that leaves least of the pages blank, and the chart
    at its paragraph."""
    highlight: OwnIds = ()
    """Bases, or lines of a table, that stand out; the others stand back behind them, and aren't named."""

    levels: Annotated[Refs, Of(VALUES)] = ()
    """Facts and observations whose values are marked across the plot, by a line that has its name at its end."""
    notes: tuple[ChartNote, ...] = ()
    """What is told of single values."""

    @model_validator(mode="after")
    def _of_lines(self) -> ChartWords:
        for name, option in (("highlight", "highlight"), ("levels", "levels"), ("notes", "levels")):
            if getattr(self, name) and self.form and option not in FORMS[self.form].options:
                sentence = f"a chart of the form {self.form} has no {name}"
                raise refused("choice", sentence, f"leave out {name}:, or write form: line")
        return self
