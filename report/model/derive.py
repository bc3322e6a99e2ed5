"""Reckons the values of facts that follow from others, each once, and finds what is wrong with how they do.

All arithmetic is decimal, and no result is finer than what it comes from.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from report.model.dates import EdtfDate
from report.model.events import Event
from report.model.evidence import PICKS, Derivation, Evidence, Fact, Series
from report.model.operations import OPERATIONS, between, converted, few_decimals, result_unit, too_large, years_between
from report.model.picks import by_size, in_time
from report.model.quantities import Amount, Unit
from report.model.reading import Ref
from report.model.reckoned import Known, Objection, Parent, Quantity, Reckoned, date_of, quantity_of
from report.model.sources import Source
from report.model.units import alike, cldr_code, measure
from report.problems import NOWHERE, Place

if TYPE_CHECKING:
    from report.model.article import Article

_PARENTS = (Evidence, Fact, Source)
"""What can be named as a parent, beside a series."""
_NO_ZERO = ("celsius", "fahrenheit")
"""Scales whose zero is a number like any other: 20 degrees aren't twice 10."""


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


class _Derived:
    """Reckons one fact; those that it rests on have been."""

    def __init__(self, article: Article, found: dict[str, Reckoned], fact: Fact, derived: Derivation) -> None:
        self.article = article
        self.found = found
        self.fact = fact
        self.id = fact.id
        self.derived = derived
        self.by = derived.by
        self.operation = OPERATIONS[derived.by]
        self.place = derived.place if derived.place != NOWHERE else fact.place
        self.result = Reckoned()

    def reckoned(self) -> Reckoned:
        enough = self._enough()
        parents = [parent for ref in self.derived.of for parent in self._parents(ref)]
        if self.by in PICKS:  # a record that is named twice is none beside itself
            parents = list({parent.id: parent for parent in reversed(parents)}.values())[::-1]
        self.result.rests_on = tuple(parent.id for parent in parents)
        self.result.date = self.derived.date
        quantity = self._years(parents) if self.by == "years-between" else self._of_numbers(parents, enough=enough)
        if quantity is not None and too_large(quantity.amount.bounds):
            self._fault("meaningless", self.place, f"“{self.id}” comes out larger than a report can mean", "name other parents")
            quantity = None
        self.result.quantity = quantity if enough else None
        return self.result

    def _fault(self, rule: str, place: Place, sentence: str, hint: str) -> None:
        self.result.faults.append(Objection(rule, place, sentence, hint))

    def _enough(self) -> bool:
        least, most = self.operation.least, self.operation.most
        count = len(self.derived.of)
        series = any(map(self.article.group, self.derived.of))
        if not (series or all(isinstance(self.article.find(ref), _PARENTS) for ref in self.derived.of)):
            return False  # what isn't there, or can't be named, is told already
        if self.derived.date is not None and not (series and self.operation.takes_series):
            sentence = f"“{self.id}” takes observations of {self.derived.date}, and names no series that has them"
            self._fault("wrong_parents", self.place, sentence, "leave date: out, or name a series under of:")
            return False
        if series or least <= count <= (most or count):
            return series <= self.operation.takes_series
        wants = "one parent" if most == 1 else "two parents" if most == 2 else "two parents or more, or a series,"
        sentence = f"the {self.by} “{self.id}” has {count} {'parent' if count == 1 else 'parents'}"
        self._fault("wrong_parents", self.place, sentence, f"name {wants} under of:")
        return False

    def _parents(self, ref: Ref) -> Iterator[Parent]:
        """Yield the parent of that name, or the observations of a series or of a line of its table."""
        place = ref.place if ref.place != NOWHERE else self.place
        if (group := self.article.group(ref)) is None:
            yield Parent(ref, place)
            return
        if not self.operation.takes_series:
            example = next(_observed(*group), f"{ref}.key")
            sentence = f"“{self.id}” ({self.by}) takes single values; “{ref}” is a series"
            self._fault("wrong_parents", place, sentence, f"name one of its observations, such as {example}")
            return
        day = self.derived.date
        chosen = list(_observed(*group, day))
        if not chosen:
            sentence = f"“{self.id}” is reckoned from “{ref}”, which has no observation{f' of {day}' if day else ''}"
            self._fault("wrong_parents", place, sentence, "name a series, or a date, that has some")
        yield from (Parent(id_, place) for id_ in chosen)

    def _of_numbers(self, parents: list[Parent], *, enough: bool) -> Quantity | None:
        by_date = self.by in {"first", "last"}
        known = [found for parent in parents if (found := self._known(parent, needed=not by_date))]
        if self.by == "convert":
            return self._converted(known) if enough else None
        alike = bool(known) and self._all_alike(known)
        if by_date and enough:  # the others need no number
            parents = self._in_time(parents)
            known = [found for parent in parents if (found := self._known(parent))]
        if not (enough and alike and known) or len(known) != len(parents):
            return None
        return self._picked(known) if self.by in PICKS else self._combined(known)

    def _known(self, parent: Parent, *, needed: bool = True) -> Known | None:
        quantity = quantity_of(self.article, parent.id, self.found)
        if quantity is not None and quantity.amount.number is not None:
            return Known(*parent, quantity)
        record = self.article.find(parent.id)
        # What can't be reckoned, or isn't there, or is of a kind that can't be named, is told already.
        told = isinstance(record, Fact) and record.derived is not None
        if needed and not told and isinstance(record, _PARENTS):
            sentence = f"“{self.id}” is reckoned from “{parent.id}”, which has no number"
            hint = "name an observation or a fact with a number"
            if parent.id not in self.derived.of:
                hint = "name those that have one under of:, by their ids"
                if any(fault.place == parent.place for fault in self.result.faults):
                    return None  # a series with gaps is one problem
            self._fault("wrong_parents", parent.place, sentence, hint)
        return None

    def _all_alike(self, parents: list[Known]) -> bool:
        """Tell whether all have one unit; what they count is looked at as well, though a number comes of unlike ones."""
        first, *others = parents
        units = [parent for parent in others if not _same_unit(first.quantity, parent.quantity)]
        for id_, place, there in _once(units):
            sentence = f"“{self.id}” reckons “{first.id}” ({first.quantity.named}) with “{id_}” ({there.named})"
            self._fault("unlike_units", place, sentence, "convert one of them first, or name another parent")
        for id_, place, there in _once([one for one in others if one.quantity.basis != first.quantity.basis]):
            counted = ((first.id, first.quantity.basis), (id_, there.basis))
            told = [f"“{one}” ({basis or 'no basis given'})" for one, basis in counted]
            named = id_ in self.derived.of
            hint = "leave it out; the two can't be compared" if named else "name those of one basis under of:, by their ids"
            self._fault("unlike_bases", place, f"“{self.id}” reckons {told[0]} with {told[1]}", hint)
        unit = result_unit(self.operation, first.quantity.unit)
        if self.fact.unit is not None and not alike(self.fact.unit, unit):
            sentence = f"“{self.id}” has the unit {self.fact.unit}, its parent “{first.id}” has {first.quantity.unit}"
            if not alike(unit, first.quantity.unit):
                sentence = f"“{self.id}” has the unit {self.fact.unit}, and a {self.by} of {first.quantity.unit} has {unit}"
            self._fault("unlike_units", self.fact.place, sentence, f"leave unit: out, or write {unit}")
        return not units

    def _combined(self, parents: list[Known]) -> Quantity | None:
        first = parents[0].quantity
        if self.operation.base is not None and not self._divisible(parents[self.operation.base]):
            return None
        assert self.operation.result is not None
        amounts = [parent.quantity.amount for parent in parents]
        bounds = self.operation.result([amount.bounds for amount in amounts])
        usual = few_decimals(bounds) if self.operation.unit else max(parent.quantity.decimals for parent in parents)
        per = self.fact.per or ("" if self.operation.unit else first.per)
        unit = self.fact.unit or result_unit(self.operation, first.unit)
        return Quantity(between(bounds, amounts), unit, _decimals(self.fact, usual), per, self.fact.basis or first.basis)

    def _divisible(self, base: Known) -> bool:
        lower, upper = base.quantity.amount.bounds
        why, hint = "", "name another value, or tell of it in words"
        if cldr_code(base.quantity.unit.code) in _NO_ZERO:
            why = f"sets “{base.id}” ({base.quantity.unit}) in proportion, on a scale whose zero isn't nothing"
            hint = "reckon a difference"
        elif lower <= 0 <= upper:
            why = f"divides by “{base.id}”, which {'is' if lower == upper else 'can be'} zero"
        elif upper < 0 and self.operation.positive:
            why = f"is reckoned in per cent of “{base.id}”, which lies below zero"
        if why:
            self._fault("meaningless", base.place, f"“{self.id}” {why}", hint)
        return not why

    def _undecided(self, first: str, second: str, place: Place, why: str) -> None:
        sentence = f"it can't be told whether “{first}” or “{second}” is the {self.by}: {why}"
        self._fault("undecided", place, sentence, f"name one line, or the record itself: {{value}}`{first}`")

    def _in_time(self, parents: list[Parent]) -> list[Parent]:
        """Return the first or the last of the parents by its date alone; none where that can't be told."""
        dated = [(value, parent) for parent in parents if (value := self._dated(parent)) is not None]
        if not dated or len(dated) != len(parents):
            return []
        best, rival = in_time(dated, last=self.by == "last")
        if rival is not None:
            self._undecided(best.id, rival.id, best.place, "their dates don't say which comes before the other")
            return []
        self._chosen(best.id)
        return [best]

    def _picked(self, parents: list[Known]) -> Quantity | None:
        best = parents[0]
        if self.by in {"highest", "lowest"}:
            equal, rival = by_size([(parent.quantity.amount, parent) for parent in parents], lowest=self.by == "lowest")
            best = min(equal, key=lambda parent: self._day(parent.id))
            if rival is not None:
                self._undecided(best.id, rival.id, best.place, "their bounds don't say which is which")
                return None
            self.result.equal = len(equal)
            self._chosen(best.id)
        quantity = best.quantity
        per, basis = self.fact.per or quantity.per, self.fact.basis or quantity.basis
        return replace(quantity, decimals=_decimals(self.fact, quantity.decimals), per=per, basis=basis)

    def _chosen(self, id_: str) -> None:
        self.result.rests_on = (id_,)
        self.result.date = date_of(self.article, id_, self.found)

    def _day(self, id_: str) -> date:
        value = date_of(self.article, id_, self.found)
        return value.known[0] if value else date.max

    def _converted(self, parents: list[Known]) -> Quantity | None:
        unit = self.fact.unit
        if unit is None:
            self._fault("inconvertible", self.place, f"“{self.id}” doesn't say into which unit", "add unit:, such as acre")
        if unit is None or not parents:
            return None
        parent = parents[0].quantity
        here, there = measure(unit.code), measure(parent.unit.code)
        if here is None or there is None or here.dimension != there.dimension:
            sentence = f"“{self.id}” converts {parent.unit} to {unit}, which don't measure the same thing"
            unknown = next((unit for unit, known in ((parent.unit, there), (unit, here)) if known is None), None)
            if unknown is not None:
                sentence = f"“{self.id}” converts {parent.unit} to {unit}; nothing is known of how {unknown} converts"
            hint = f"name a unit that measures what {parent.unit} does, or leave it out"
            self._fault("inconvertible", self.place, sentence, hint)
            return None
        if alike(unit, parent.unit):
            hint = "name another unit, or leave it out"
            self._fault("inconvertible", self.place, f"“{self.id}” converts {parent.unit} to itself", hint)
        factor = there.factor / here.factor
        lower, upper = (converted(bound, factor, parent.decimals) for bound in parent.amount.bounds)
        amount = Amount(lower, upper if upper > lower else None, parent.amount.qualifier)
        per, basis = self.fact.per or parent.per, self.fact.basis or parent.basis
        return Quantity(amount, unit, _decimals(self.fact, amount.decimals), per, basis)

    def _years(self, parents: list[Parent]) -> Quantity | None:
        dates = [self._dated(parent) for parent in parents]
        known = list(filter(None, dates))
        if len(known) != 2 or len(dates) != 2:
            return None
        return Quantity(years_between(known), self.fact.unit or Unit(code="year"), 0, basis=self.fact.basis or "")

    def _dated(self, parent: Parent) -> EdtfDate | None:
        value = date_of(self.article, parent.id, self.found)
        years = self.by == "years-between"
        if value is not None and not (years and value.earliest is None):
            return value
        record = self.article.find(parent.id)
        told = isinstance(record, Fact) and record.derived is not None and record.derived.by in PICKS
        if record is not None and not told:
            why = "has no year" if years else "has no date"
            if isinstance(record, Event) and record.when:
                why = f"is dated “{record.when.words}” only"
            sentence = f"“{self.id}” {'counts years' if years else f'takes the {self.by}'} from “{parent.id}”, which {why}"
            hint = "name a record with a date, or add the date to that one if its source gives it"
            self._fault("undated_parent", parent.place, sentence, hint)
        return value


def _observed(series: Series, line: str, day: EdtfDate | None = None) -> Iterator[str]:
    """Yield the ids of the observations of a series, or of a line of its table, that are of a day, where one is given."""
    if (rows := series.rows) is not None:
        yield from (f"{series.id}.{rows.key(index)}" for index in rows.taken(line, day))
    else:
        yield from (f"{series.id}.{key}" for key, one in series.observations.items() if day is None or one.date == day)


def _same_unit(one: Quantity, other: Quantity) -> bool:
    return (one.unit is other.unit or alike(one.unit, other.unit)) and one.per == other.per


def _once(parents: list[Known]) -> list[Known]:
    """Return the first of the parents that each place names: a series that doesn't fit is one problem."""
    return list({parent.place: parent for parent in reversed(parents)}.values())
