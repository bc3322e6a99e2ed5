"""What comes of facts that follow from others: rules ask here what is wrong with them, pages what is printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from report.model.dates import EdtfDate
from report.model.evidence import Observation
from report.model.quantities import Amount, Unit
from report.model.sources import Source
from report.problems import Place

if TYPE_CHECKING:
    from report.model.article import Article


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount with its unit, what it counts, and the word for the time that a rate refers to."""

    amount: Amount
    unit: Unit
    decimals: int
    """How many of them are printed; what is derived is reckoned from all that were recorded."""
    per: str = ""
    basis: str = ""

    @property
    def named(self) -> str:
        """The unit as problems name it, with the time that a rate refers to."""
        return f"{self.unit} a {self.per}" if self.per else str(self.unit)


class Objection(NamedTuple):
    """Why a value can't be reckoned, or shouldn't be; the rule of `lint` that this breaks is named for it."""

    rule: str
    place: Place
    sentence: str
    hint: str


@dataclass(slots=True)
class Reckoned:
    """What comes of a fact: its quantity, where it has one, and what is wrong with how it is derived.

    A value that rests on one that can't be reckoned has no quantity and no fault: the other has that.
    """

    quantity: Quantity | None = None
    faults: list[Objection] = field(default_factory=list)
    rests_on: tuple[str, ...] = ()
    """What it is reckoned from, a series by its observations; of the first or the highest of several, that one."""
    equal: int = 1
    """How many have the highest or the lowest value; the first of them in time is taken."""
    date: EdtfDate | None = None


class Parent(NamedTuple):
    """A record that a value is reckoned from, and the place that names it, or the series that it belongs to."""

    id: str
    place: Place


class Known(NamedTuple):
    """A parent that has a number."""

    id: str
    place: Place
    quantity: Quantity


def quantity_of(article: Article, id_: str, known: Mapping[str, Reckoned] | None = None) -> Quantity | None:
    """Return the quantity of an observation or a fact, with all decimals; None where it has none, or can't be reckoned.

    While facts are being reckoned, those are `known` that have been.
    """
    if (row := article.row_of(id_)) is not None:
        rows, index = row
        return _observed(article, rows.shared.series, rows.amount(index), rows.shared.basis)
    record = article.find(id_)
    if isinstance(record, Observation):
        return _observed(article, id_.partition(".")[0], record.quantity.amount, record.basis)
    found = (article.reckoned if known is None else known).get(id_)
    return found.quantity if found else None


def _observed(article: Article, id_: str, amount: Amount, basis: str) -> Quantity:
    series = article.series[id_]
    described = series.bases.get(basis)
    return Quantity(amount, series.unit, article.decimals[id_], basis=described.counted if described else basis)


def own_date(record: object) -> EdtfDate | None:
    """Return the date that a record has of its own; None for a date by relation and for kinds that have none."""
    return record.issued if isinstance(record, Source) else getattr(record, "date", None)


def date_of(article: Article, id_: str, known: Mapping[str, Reckoned] | None = None) -> EdtfDate | None:
    """Return the date of a record: its own, or that of what it was derived from, where this is of one date."""
    if (row := article.row_of(id_)) is not None:
        rows, index = row
        return rows.date(index)
    found = (article.reckoned if known is None else known).get(id_)
    return own_date(article.find(id_)) or (found.date if found else None)
