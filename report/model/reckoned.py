"""Reckons the values of facts that follow from others, each once: rules ask here what is wrong, pages what comes out.

All arithmetic is decimal, and no result is finer than what it comes from.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, NamedTuple

from report.model.dates import EdtfDate, Precision
from report.model.evidence import Derivation, Event, Evidence, Fact, Observation, Source
from report.model.quantities import Amount, Qualifier, Unit, decimals_of, rounded
from report.model.reading import Ref
from report.model.units import alike, measure
from report.problems import NOWHERE, Place

if TYPE_CHECKING:
    from report.model.article import Article

_LEAST_FIGURES = 2
"""A converted value keeps two significant figures, at least: 10 miles are 16 kilometres, not 20."""
_PARENTS = {"difference": (2, 2), "years-between": (2, 2), "sum": (2, None), "convert": (1, 1)}
"""How many parents each derivation takes, at least and at most."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount with its unit, what it counts, and the word for the time that a rate refers to."""

    amount: Amount
    unit: Unit
    decimals: int
    """How many of them are printed; what is derived is reckoned from all that were recorded."""
    per: str = ""
    basis: str = ""


class Fault(NamedTuple):
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
    faults: list[Fault] = field(default_factory=list)


class Parent(NamedTuple):
    """A value that another is reckoned from, and the place that names it."""

    ref: str
    place: Place
    quantity: Quantity


def reckon(article: Article) -> dict[str, Reckoned]:
    """Return what comes of every fact, those without a number included; facts that are derived in a circle aren't in it."""
    found: dict[str, Reckoned] = {}
    facts = article.facts
    sorter = TopologicalSorter(
        {id_: [p for p in fact.derived.of if p in facts] if fact.derived else [] for id_, fact in facts.items()}
    )
    # After a CycleError the sorter still gives every fact that doesn't depend on the circle.
    with suppress(CycleError):
        sorter.prepare()
    while ready := sorter.get_ready():
        for id_ in ready:
            fact = facts[id_]
            if fact.derived is not None:
                found[id_] = _Derived(article, found, fact, fact.derived).reckoned()
            else:
                found[id_] = Reckoned(_typed(fact))
        sorter.done(*ready)
    return found


def _typed(fact: Fact) -> Quantity | None:
    if fact.quantity is None or fact.unit is None:
        return None
    amount = fact.quantity.amount
    return Quantity(amount, fact.unit, _decimals(fact, amount.decimals), fact.per or "", fact.basis or "")


def _decimals(fact: Fact, usual: int) -> int:
    return usual if fact.decimals is None else fact.decimals


def quantity_of(article: Article, id_: str) -> Quantity | None:
    """Return the quantity of an observation or a fact, with all decimals; None where it has none, or can't be reckoned."""
    return _quantity(article, id_, article.reckoned)


def _quantity(article: Article, id_: str, reckoned: dict[str, Reckoned]) -> Quantity | None:
    record = article.find(id_)
    if isinstance(record, Observation):
        series = article.series[id_.partition(".")[0]]
        basis = series.bases.get(record.basis)
        counted = basis.counted if basis else record.basis
        return Quantity(record.quantity.amount, series.unit, series.printed_decimals, basis=counted)
    return reckoned[id_].quantity if id_ in reckoned else None


def date_of(record: object) -> EdtfDate | None:
    """Return the date that a record has of its own; None for a date by relation and for kinds that have none."""
    return record.issued if isinstance(record, Source) else getattr(record, "date", None)


class _Derived:
    """Reckons one fact; those that it rests on have been."""

    def __init__(self, article: Article, found: dict[str, Reckoned], fact: Fact, derived: Derivation) -> None:
        self.article = article
        self.found = found
        self.fact = fact
        self.derived = derived
        self.place = derived.place if derived.place != NOWHERE else fact.place
        self.faults: list[Fault] = []

    def reckoned(self) -> Reckoned:
        enough, quantity = self._enough(), None
        if self.derived.by == "years-between":
            quantity = self._years()
        else:
            parents = list(filter(None, map(self._parent, self.derived.of)))
            whole = enough and len(parents) == len(self.derived.of)
            if self.derived.by != "convert":
                quantity = self._combined(parents, whole=whole)
            elif enough:
                quantity = self._converted(parents)
        return Reckoned(quantity if enough else None, self.faults)

    def _fault(self, rule: str, place: Place, sentence: str, hint: str) -> None:
        self.faults.append(Fault(rule, place, sentence, hint))

    def _at(self, ref: Ref) -> Place:
        return ref.place if ref.place != NOWHERE else self.place

    def _enough(self) -> bool:
        least, most = _PARENTS[self.derived.by]
        count = len(self.derived.of)
        if least <= count <= (most or count):
            return True
        wants = "one parent" if most == 1 else "two parents" if most == 2 else "two parents or more"
        sentence = f"the {self.derived.by} “{self.fact.id}” has {count} {'parent' if count == 1 else 'parents'}"
        self._fault("wrong_parents", self.place, sentence, f"name {wants} under of:")
        return False

    def _parent(self, ref: Ref) -> Parent | None:
        quantity = _quantity(self.article, ref, self.found)
        if quantity is not None and quantity.amount.number is not None:
            return Parent(ref, self._at(ref), quantity)
        record = self.article.find(ref)
        # What can't be reckoned, or isn't there, or is of a kind that can't be named, is told already.
        told = isinstance(record, Fact) and record.derived is not None
        if not told and isinstance(record, Evidence | Fact | Source):
            sentence = f"“{self.fact.id}” is reckoned from “{ref}”, which has no number"
            self._fault("wrong_parents", self._at(ref), sentence, "name an observation or a fact with a number")
        return None

    def _combined(self, parents: list[Parent], *, whole: bool) -> Quantity | None:
        """Return the difference or the sum of values of one unit and one basis."""
        if not parents:
            return None
        first = parents[0].quantity
        alone = [self._alike(parents[0], other) for other in parents[1:]]
        if self.fact.unit is not None and not alike(self.fact.unit, first.unit):
            sentence = f"“{self.fact.id}” has the unit {self.fact.unit}, its parent “{parents[0].ref}” has {first.unit}"
            self._fault("unlike_units", self.fact.place, sentence, f"leave unit: out, or write {first.unit}")
        if not (whole and all(alone)):
            return None
        amounts = [parent.quantity.amount for parent in parents]
        amount = _difference(*amounts) if self.derived.by == "difference" else _sum(amounts)
        decimals = _decimals(self.fact, max(parent.quantity.decimals for parent in parents))
        unit, basis = self.fact.unit or first.unit, self.fact.basis or first.basis
        return Quantity(amount, unit, decimals, self.fact.per or "", basis)

    def _alike(self, first: Parent, other: Parent) -> bool:
        """Tell whether two values have one unit; what they count is looked at as well, though a number comes of unlike ones."""
        (one, _, here), (two, place, there) = first, other
        same = alike(here.unit, there.unit)
        if not same:
            sentence = f"“{self.fact.id}” reckons “{one}” ({here.unit}) with “{two}” ({there.unit})"
            self._fault("unlike_units", place, sentence, "convert one of them first, or name another parent")
        if here.basis != there.basis:
            told = [f"“{id_}” ({basis or 'no basis given'})" for id_, basis in ((one, here.basis), (two, there.basis))]
            sentence = f"“{self.fact.id}” reckons {told[0]} with {told[1]}"
            self._fault("unlike_bases", place, sentence, "leave it out; the two can't be compared")
        return same

    def _converted(self, parents: list[Parent]) -> Quantity | None:
        unit, id_ = self.fact.unit, self.fact.id
        if unit is None:
            self._fault("inconvertible", self.place, f"“{id_}” doesn't say into which unit", "add unit:, such as acre")
        if unit is None or not parents:
            return None
        parent = parents[0].quantity
        here, there = measure(unit.code), measure(parent.unit.code)
        if here is None or there is None or here.dimension != there.dimension:
            sentence = f"“{id_}” converts {parent.unit} to {unit}, which don't measure the same thing"
            unknown = next((unit for unit, known in ((parent.unit, there), (unit, here)) if known is None), None)
            if unknown is not None:
                sentence = f"“{id_}” converts {parent.unit} to {unit}; nothing is known of how {unknown} converts"
            hint = f"name a unit that measures what {parent.unit} does, or leave it out"
            self._fault("inconvertible", self.place, sentence, hint)
            return None
        if alike(unit, parent.unit):
            hint = "name another unit, or leave it out"
            self._fault("inconvertible", self.place, f"“{id_}” converts {parent.unit} to itself", hint)
        factor = there.factor / here.factor
        lower, upper = (_rounded(bound, factor, parent.decimals) for bound in _bounds(parent.amount))
        amount = Amount(lower, upper if upper > lower else None, parent.amount.qualifier)
        per, basis = self.fact.per or parent.per, self.fact.basis or parent.basis
        return Quantity(amount, unit, _decimals(self.fact, amount.decimals), per, basis)

    def _years(self) -> Quantity | None:
        dates = [self._dated(ref) for ref in self.derived.of]
        known = [(day, value) for value in dates if value is not None and (day := value.earliest or value.latest)]
        if len(known) != 2 or len(dates) != 2:
            return None
        first, second = sorted(day for day, _ in known)
        years = second.year - first.year
        if all(value.precision == Precision.DAY for _, value in known) and _birthday_ahead(first, second):
            years -= 1
        hedged = any(value.approximate or value.uncertain for _, value in known)
        amount = Amount(Decimal(years), qualifier=Qualifier.ABOUT if hedged else None)
        return Quantity(amount, self.fact.unit or Unit(code="year"), 0, basis=self.fact.basis or "")

    def _dated(self, ref: Ref) -> EdtfDate | None:
        record = self.article.find(ref)
        value = date_of(record)
        if record is not None and (value is None or value.earliest is None):
            why = f"is dated “{record.when.words}” only" if isinstance(record, Event) and record.when else "has no year"
            sentence = f"“{self.fact.id}” counts years from “{ref}”, which {why}"
            hint = "name a record with a date, or add the date to that one if its source gives it"
            self._fault("undated_parent", self._at(ref), sentence, hint)
        return value


def _bounds(amount: Amount) -> tuple[Decimal, Decimal]:
    assert amount.number is not None, "what has no number is no parent"
    return amount.number, amount.number if amount.upper is None else amount.upper


def _between(lower: Decimal, upper: Decimal, parents: Sequence[Amount]) -> Amount:
    """Return what lies between two bounds; what comes from an approximate value is approximate."""
    hedged = any(amount.qualifier not in {None, Qualifier.OTHER} for amount in parents)
    return Amount(lower, upper if upper > lower else None, Qualifier.ABOUT if hedged else None)


def _difference(first: Amount, second: Amount) -> Amount:
    (low, high), (lower, upper) = _bounds(first), _bounds(second)
    return _between(lower - high, upper - low, (first, second))


def _sum(amounts: Sequence[Amount]) -> Amount:
    lower, upper = (sum(bounds, Decimal(0)) for bounds in zip(*map(_bounds, amounts), strict=True))
    return _between(lower, upper, amounts)


def _rounded(number: Decimal, factor: Decimal, decimals: int) -> Decimal:
    """Return the product with as many significant figures as `number` shows in so many decimals, and not fewer than two."""
    digits = f"{rounded(abs(number), decimals):f}"
    shown = len(digits.replace(".", "").lstrip("0") if decimals else digits.rstrip("0"))
    context = Context(prec=max(shown, _LEAST_FIGURES), rounding=ROUND_HALF_EVEN)
    result = context.create_decimal(number * factor)
    whole = result == result.to_integral_value()
    # The second figure of 8.0 is there only for numbers that need it.
    return result.quantize(Decimal(1)) if whole and (decimals_of(result) == 0 or shown < _LEAST_FIGURES) else result


def _birthday_ahead(first: date, second: date) -> bool:
    return (second.month, second.day) < (first.month, first.day)
