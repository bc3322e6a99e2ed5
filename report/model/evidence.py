"""What is known and what is claimed: sources, observations, facts, events, statements, and accounts that differ."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from report.model.dates import EdtfDate, RelativeDate
from report.model.fields import (
    Address,
    DateField,
    Decimals,
    Doi,
    Exact,
    Id,
    Ids,
    Issn,
    Keyed,
    Language,
    Name,
    Number,
    PeriodField,
    ProseField,
    Record,
    RefField,
    Refs,
    Remark,
    UnitField,
    Words,
    refused,
)
from report.model.quantities import Amount, Qualifier, Unit


class Source(Keyed):
    """Who said it, where, when: CSL's names. Title, date and outlet only where they are known."""

    type: Literal[
        "article", "article-journal", "article-magazine", "article-newspaper", "book", "broadcast", "chapter", "dataset",
        "document", "entry-encyclopedia", "graphic", "hearing", "interview", "legislation", "map", "motion_picture",
        "pamphlet", "personal_communication", "post", "post-weblog", "report", "song", "speech", "thesis", "webpage",
    ]  # fmt: skip
    author: Refs = ()
    """Ids from people.yaml, in the order of the title page."""
    title: Words | None = None
    container_title: Words | None = None
    """What holds it: the journal, the newspaper, the book of which it is a chapter."""
    volume: Words | None = None
    issue: Words | None = None
    page: Words | None = None
    """The page on which it stands, or the first and the last: 5-9."""
    edition: Words | None = None
    """Of a book, where it isn't the first: a number, or words as printed."""
    number: Words | None = None
    """Of a report, a law or a document, as its publisher counts."""
    publisher_place: Words | None = None
    publisher: Name | None = None
    """Its name, or the id of a body in people.yaml."""
    issued: DateField | None = None
    accessed: DateField | None = None
    locator: Words | None = None
    """A page or part, as printed."""
    language: Language | None = None
    url: Address | None = Field(default=None, alias="URL")
    doi: Doi | None = Field(default=None, alias="DOI")
    isbn: Words | None = Field(default=None, alias="ISBN")
    issn: Issn | None = Field(default=None, alias="ISSN")
    """Of the journal."""
    licence: Words | None = None
    via: RefField | None = None
    """The source that names this one, where we know it from there alone."""
    note: ProseField | None = None


class Evidence(Keyed):
    """What every piece of evidence has: where it comes from, and where in there it stands."""

    source: Refs
    at: Words | None = None
    """The place in the source: a section, a page."""
    note: ProseField | None = None


class AmountField(Record):
    """A quantity as typed: `number: 3000`, bounds (`number: 10`, `upper: 20`), or a qualifier that stands alone."""

    number: Number | None = None
    upper: Number | None = None
    qualifier: Qualifier | None = None

    @model_validator(mode="after")
    def _complete(self) -> AmountField:
        alone = self.qualifier is not None and self.qualifier.stands_alone
        if self.number is None and not alone:
            raise refused("quantity", "the quantity has no number", "add number:, or a qualifier such as hundreds of")
        if self.number is not None and alone:
            raise refused("quantity", f"“{self.qualifier}” stands for a number and has one, too", "drop one of the two")
        if self.upper is not None and (self.number is None or self.upper <= self.number):
            raise refused("quantity", "the upper bound is not above the lower one", "number: is the lower bound")
        return self

    @property
    def amount(self) -> Amount:
        """The quantity without its place."""
        return Amount(self.number, self.upper, self.qualifier)


def _bare_number(value: Any) -> Any:
    return {"number": value} if isinstance(value, str) else value


QuantityField = Annotated[
    AmountField,
    BeforeValidator(_bare_number),
]


class Basis(Record):
    """What was counted. Two observations are alike when their basis is the same."""

    counted: Words
    """In full: "members living in the camp"."""
    label: Words
    """In a few words, for a chart: "living there"."""
    period: PeriodField | None = None
    """How often it was counted, where that isn't the period of the series."""


class Observation(Evidence):
    """One value of a series: when, how many, what was counted, and who counted."""

    date: DateField
    quantity: QuantityField
    basis: Id
    by: RefField
    """Who counted or reported."""
    reported: Words
    """Who counted, in a few words, for a chart: "reported by a correspondent"."""


class ChartAxis(Record):
    """The scale of values, where it isn't to be as it would be by itself."""

    start: Number = Field(alias="from")
    """Where it begins, if not at zero; readers are told."""


class ChartWords(Record):
    """What stands around a chart of the series, as text, so that it can be searched, translated and read aloud; and its form."""

    title: ProseField
    """What the chart shows, neutrally; no trend across unlike bases."""
    subtitle: ProseField
    """What, where, when, and the unit."""
    caption: ProseField | None = None
    """What the marks mean and how to read them."""
    events: Refs = ()
    """Events to be marked on the time axis."""
    form: Literal["line", "marks"] | None = None
    """A line for values of one kind, or a label at the mark of each; from ten values on it is lines, where this isn't given."""
    axis: ChartAxis | None = None
    height: Literal["short", "standard", "tall"] = "standard"
    highlight: Ids = ()
    """Bases whose lines stand out; the others stand back behind them, and aren't named."""

    @model_validator(mode="after")
    def _of_lines(self) -> ChartWords:
        if self.form == "marks":
            for name, given in (("axis", self.axis), ("highlight", self.highlight), ("height", self.height != "standard")):
                if given:
                    raise refused("choice", f"a chart of marks has no {name}", f"leave out {name}:, or write form: line")
        return self


class Series(Keyed):
    """Observations over time. Its id is the name of its file."""

    title: Words
    unit: UnitField
    decimals: Decimals | None = None
    """How many decimals every value of the series is printed with; as many as the finest has, where this isn't given."""
    period: PeriodField | None = None
    """How often there is a figure: year, quarter, month, week or day, or some of them as in P10Y. With it, dates that have none
    are named."""
    bases: dict[Id, Basis]
    observations: dict[Id, Observation]
    chart: ChartWords
    note: Remark | None = None
    """For editors; printed nowhere."""

    def in_time(self) -> tuple[Observation, ...]:
        """Return the observations from the earliest to the latest."""
        return tuple(sorted(self.observations.values(), key=lambda o: (o.date.known[0], o.id)))

    @property
    def recorded_decimals(self) -> int:
        """How many decimals the finest value is written with."""
        return max((observation.quantity.amount.decimals for observation in self.observations.values()), default=0)

    @property
    def printed_decimals(self) -> int:
        """How many decimals values are printed with, in text, tables and charts alike."""
        return self.recorded_decimals if self.decimals is None else self.decimals


class Derivation(Record):
    """How a value follows from others."""

    by: Literal["difference", "years-between", "sum", "convert"]
    of: Refs
    """The parents: facts, observations, or (for years-between) anything with a date. A difference is second less first."""


class Fact(Keyed):
    """A single quantity, or words, with its source; or a value derived from others, which has its parents' sources."""

    what: Words
    """What the fact says something about, as in a table's first column: "Area of the site"."""
    quantity: QuantityField | None = None
    unit: UnitField | None = None
    decimals: Decimals | None = None
    """How many decimals the quantity is printed with; as many as it is written with, where this isn't given."""
    per: Words | None = None
    """For a rate: "month"."""
    words: Words | None = None
    derived: Derivation | None = None
    date: DateField | None = None
    basis: Words | None = None
    by: RefField | None = None
    """Who says so, where it isn't the source's own voice."""
    source: Refs = ()
    at: Words | None = None
    note: ProseField | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Fact:
        given = [name for name in ("quantity", "words", "derived") if getattr(self, name) is not None]
        if len(given) != 1:
            found = " and ".join(given) if given else "none of them"
            raise refused("fact", f"a fact has a quantity, words, or is derived; this one has {found}", "keep one")
        if self.quantity is not None and self.unit is None:
            raise refused("fact", "the quantity has no unit", "add unit:, such as hectare or resident|residents")
        if self.words is not None and self.decimals is not None:
            raise refused("fact", "words have no decimals", "leave decimals: out")
        if self.derived is None and not self.source:
            raise refused("missing", "the fact names no source", "add source: with an id from sources.yaml")
        return self


class RelativeDateField(Record):
    """A date that the source gives only by relation."""

    words: Words
    """The source's words: "a week later"."""
    before: RefField | None = None
    during: RefField | None = None
    after: RefField | None = None

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
    def anchor(self) -> RefField:
        """The event that the date hangs on."""
        found = self.before or self.during or self.after
        assert found is not None
        return found


class Event(Evidence):
    """Something that happened, for the timeline."""

    date: DateField | None = None
    when: RelativeDateField | None = None
    title: Words
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


class Statement(Evidence):
    """Who said what: exact words or a paraphrase, with everybody who passed it on."""

    speaker: RefField
    role: Words | None = None
    """The speaker's role as the source gives it here, where it differs from people.yaml."""
    occasion: Words | None = None
    date: DateField | None = None
    exact: Exact | None = None
    """Verbatim, without outer quotation marks."""
    language: Language | None = None
    """The language of the exact words, where it isn't the article's."""
    paraphrase: ProseField | None = None
    """What was said, in our words; with exact words, what frames them."""
    note: Remark | None = None
    """For editors; printed nowhere."""
    via: Refs = ()
    """Who passed it on, from the speaker outwards."""
    hedge: Words | None = None
    """The source's own hedge: "alleged", "believed to be"."""
    answers: RefField | None = None
    """The statement that this one answers; only where the source says so."""
    contradicts: RefField | None = None
    set_beside: RefField | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Statement:
        if self.exact is None and not self.paraphrase:
            raise refused("missing", "the statement says nothing", "add exact: with the words, or paraphrase:")
        return self


class Side(Record):
    """One version of a matter: the record that gives it, and the words that go with it in print."""

    record: RefField
    label: Words | None = None
    """Who or where, where the record's own speaker or title isn't enough."""


def _bare_side(value: Any) -> Any:
    return {"record": value} if isinstance(value, str) else value


SideField = Annotated[Side, BeforeValidator(_bare_side)]


class Account(Keyed):
    """A matter on which records differ; its versions stand side by side, and nothing resolves them."""

    matter: Words
    """What they differ on, as a question or a noun: "Who guards the camp"."""
    sides: tuple[SideField, ...] = Field(min_length=2)
    note: ProseField | None = None


class Term(Keyed):
    """An abbreviation, a name or a term; digits that belong to a name are free in prose."""

    term: Words
    expansion: Words | None = None
    language: Language | None = None
    note: Remark | None = None
    """For editors; printed nowhere."""


IMAGE_TYPES = {
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
"""Kinds of images that print and e-books show, a WebP there as a kind that old readers know; by the ending of their file."""


class Image(Keyed):
    """A photograph, a map or a logo in the article's folder."""

    file: Words
    credit: Name
    """Who made it: as printed, or an id of people.yaml."""
    rights: Words
    alternative_text: ProseField
    title: ProseField | None = None
    caption: ProseField | None = None
    long_description: ProseField | None = None
    source: Refs = ()


Dated = EdtfDate | RelativeDate | None

__all__ = [
    "Account",
    "AmountField",
    "Basis",
    "ChartWords",
    "Dated",
    "Derivation",
    "Event",
    "Evidence",
    "Fact",
    "Image",
    "Observation",
    "RelativeDateField",
    "Series",
    "Side",
    "Source",
    "Statement",
    "Term",
    "Unit",
    "WithJsonSchema",
]
