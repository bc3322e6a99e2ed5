"""What is known: observations and facts, with what each rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, cast

from pydantic import BeforeValidator, Field, model_validator
from pydantic.json_schema import SkipJsonSchema

from report.model.chart_words import ChartWords
from report.model.fields import (
    DateField,
    Decimals,
    Id,
    Keyed,
    KeyRefs,
    Label,
    Number,
    PeriodField,
    ProseField,
    Ready,
    Record,
    Remark,
    Said,
    SourceRefs,
    UnitField,
    WhoRef,
)
from report.model.marks import EVIDENCE, LINE, Of
from report.model.quantities import Amount, Qualifier
from report.model.reading import refused
from report.model.tabular import TableData
from report.problems import NOWHERE

if TYPE_CHECKING:
    from report.model.rows import Rows


class Evidence(Keyed):
    """What every piece of evidence has: where it comes from, and where in there it stands."""

    source: SourceRefs
    at: Said | None = None
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

    counted: Label
    """In full: "members living in the camp"."""
    label: Label
    """In a few words, for a chart: "living there"."""
    period: PeriodField | None = None
    """How often it was counted, where that isn't the period of the series."""


def _bare_basis(value: Any) -> Any:
    return {"__name__": value, "__place__": getattr(value, "place", NOWHERE)} if isinstance(value, str) else value


class SharedBasis(Record):
    """What all observations of a series count, described here; or one of the bases of the series, by its id."""

    counted: Said | None = None
    label: Said | None = None
    period: PeriodField | None = None
    name: SkipJsonSchema[Id | None] = Field(default=None, alias="__name__")

    @model_validator(mode="after")
    def _says_what(self) -> SharedBasis:
        missing = [key for key in ("counted", "label") if getattr(self, key) is None]
        if self.name is None and missing:
            hint = "add counted: with what was counted in full, label: with the same in a few words"
            raise refused("missing", f"the basis has no “{missing[0]}”", hint)
        return self


SharedBasisField = Annotated[SharedBasis, BeforeValidator(_bare_basis)]


class Observation(Evidence):
    """One value of a series: when, how many, what was counted, and who counted."""

    date: DateField
    quantity: QuantityField
    basis: Id
    by: WhoRef
    """Who counted or reported."""
    reported: Label
    """Who counted, in a few words, for a chart: "reported by a correspondent"."""


SHARED = ("basis", "by", "reported", "source", "at", "qualifier")
"""What a series can say once for all of its observations."""


class Series(Keyed):
    """Observations over time, typed here or read from a table. Its id is the name of its file."""

    title: Label
    unit: UnitField
    decimals: Decimals | None = None
    """How many decimals every value of the series is printed with; as many as the finest has, where this isn't given."""
    period: PeriodField | None = None
    """How often there is a figure: year, quarter, month, week or day, or some of them as in P10Y. With it, dates that have none
    are named."""
    bases: dict[Id, Basis] = {}
    basis: SharedBasisField | None = None
    """What observations count that don't say so themselves."""
    by: WhoRef | None = None
    """Who counted or reported; in observations that name somebody else, who they name."""
    reported: Label | None = None
    """Who counted, in a few words; of observations from a table, the name of `by`, where this isn't given."""
    source: SourceRefs = ()
    """Where observations come from that name no source themselves."""
    at: Said | None = None
    """The place in the source."""
    qualifier: Qualifier | None = None
    """What the source puts before each number."""
    data: TableData | None = None
    """The table in which the observations stand."""
    observations: dict[Id, Observation] = {}
    chart: ChartWords | None = None
    note: Remark | None = None
    """For editors; printed nowhere."""
    own_words: SkipJsonSchema[Annotated[dict[str, str], Ready(dict)]] = Field(
        default_factory=dict, alias="__own_words__", exclude=True, repr=False
    )
    """In a translation, what the article's own language has for words of the series, and for names of lines in its table."""

    def own(self, words: str) -> str:
        """Return words of the series as the article's own language has them, in which options of directives name them."""
        return self.own_words.get(words, words)

    @model_validator(mode="after")
    def _whole(self) -> Series:
        if self.basis is not None and self.basis.name is None:
            described = Basis.model_construct(
                **{key: getattr(self.basis, key) for key in ("counted", "label", "period", "place")}
            )
            self.__dict__["bases"] = {**self.bases, self.id: described}
            self.__dict__["basis"] = SharedBasis(name=self.id, place=self.basis.place)
        if self.data is not None and self.observations:
            raise refused("shape", "the series has both data and observations", "keep one of the two")
        if self.data is None and "observations" not in self.model_fields_set:
            raise refused("missing", "the series has neither observations nor data", "add observations:, or data: with a file")
        if self.data is not None and (missing := [key for key in ("basis", "by", "source") if not getattr(self, key)]):
            sentence = f"nothing says {' and '.join(_LACKING[key] for key in missing)} for the data of the series"
            raise refused("missing", sentence, f"add {', '.join(f'{key}:' for key in missing)} beside data:")
        if not self.bases and "bases" not in self.model_fields_set:
            raise refused("missing", "the series doesn't say what was counted", "add basis: with counted: and label: in it")
        return self

    @property
    def rows(self) -> Rows | None:
        """The observations as they were read from a table; None where they are typed."""
        return cast("Rows", self.observations) if self.data is not None else None

    def counted(self, observation: Observation) -> str:
        """Return in full what an observation counts; of one that belongs to a line, with that before it."""
        counted = self.bases[observation.basis].counted
        line = getattr(observation, "line", "")
        return f"{line}: {counted}" if line else counted

    def in_time(self) -> tuple[Observation, ...]:
        """Return the observations from the earliest to the latest."""
        return tuple(sorted(self.observations.values(), key=lambda o: (o.date.known[0], o.id)))

    @property
    def recorded_decimals(self) -> int:
        """How many decimals the finest value is written with."""
        if self.rows is not None:
            return self.rows.decimals
        return max((observation.quantity.amount.decimals for observation in self.observations.values()), default=0)

    @property
    def printed_decimals(self) -> int:
        """How many decimals values are printed with, in text, tables and charts alike."""
        of_data = self.data.decimals if self.data is not None else None
        given = self.decimals if of_data is None else of_data
        return self.recorded_decimals if given is None else given


_LACKING = {"basis": "what was counted", "by": "who counted", "source": "where it is published"}


PICKS = frozenset({"first", "last", "highest", "lowest"})
"""Derivations that give one of their parents as it is, with its date."""


class Derivation(Record):
    """How a value follows from others."""

    by: Literal[
        "difference", "percent-change", "ratio", "share", "sum", "mean", "first", "last", "highest", "lowest",
        "years-between", "convert",
    ]  # fmt: skip
    of: Annotated[KeyRefs, Of(EVIDENCE | {"source", "series", LINE})]
    """The parents: facts, observations, or (for years-between) anything with a date. From sum to lowest a series stands for its
    observations, and a line of its table for those of that line. A difference is second less first, a per cent change leads from
    first to second, a ratio is first by second, a share is the first in the second, per cent."""
    date: DateField | None = None
    """Of series, take the observations of this date alone, where they have several lines."""


class Fact(Keyed):
    """A single quantity, or words, with its source; or a value derived from others, which has its parents' sources."""

    what: Label
    """What the fact says something about, as in a table's first column: "Area of the site"."""
    quantity: QuantityField | None = None
    unit: UnitField | None = None
    decimals: Decimals | None = None
    """How many decimals the quantity is printed with; as many as it is written with, where this isn't given."""
    per: Said | None = None
    """For a rate: "month"."""
    words: Label | None = None
    derived: Derivation | None = None
    date: DateField | None = None
    basis: Label | None = None
    by: WhoRef | None = None
    """Who says so, where it isn't the source's own voice."""
    harm: Literal["deaths", "injuries"] | None = None
    """What people came to, if it counts that: such a figure is set in the size of the text, never as a headline."""
    source: SourceRefs = ()
    at: Said | None = None
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
        if self.date is not None and self.derived is not None and self.derived.by in PICKS:
            raise refused("fact", f"the date of the {self.derived.by} is that of its observation", "leave date: out")
        if self.derived is None and not self.source:
            raise refused("missing", "the fact names no source", "add source: with an id from sources.yaml")
        return self
