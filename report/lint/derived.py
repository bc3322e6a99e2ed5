"""Values derived from others: that their parents can be reckoned with each other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from report.lint.references import FILES, date_of
from report.lint.relations import cycles, in_words
from report.lint.survey import Survey
from report.model.evidence import Derivation, Event, Fact, Observation, Series
from report.model.fields import Ref
from report.model.quantities import Unit
from report.model.rows import RowObservation
from report.model.units import alike, measure
from report.problems import NOWHERE, Place, Problem, Rule, Severity

PARENTS = {"difference": (2, 2), "years-between": (2, 2), "sum": (2, None), "convert": (1, 1)}
"""How many parents each derivation takes, at least and at most."""

WRONG_PARENTS = Rule(
    "DAT-101",
    Severity.ERROR,
    "Derivation with the wrong parents",
    "A difference and the years between take two parents, a sum two or more, a conversion one. Parents of the first three "
    "kinds of reckoning with numbers are observations or facts with a number; the years between take anything with a date.",
)
UNLIKE_UNITS = Rule(
    "DAT-102",
    Severity.ERROR,
    "Derivation across unlike units",
    "A difference or a sum needs one unit: convert first. Its own unit: can be left out, or is that of its parents.",
)
UNLIKE_BASES = Rule(
    "DAT-103",
    Severity.ERROR,
    "Derivation across unlike bases",
    "A difference or a sum of values that count different things (places agreed, people living there) counts nothing. Both "
    "must rest on the same basis.",
)
UNDATED_PARENT = Rule(
    "DAT-104",
    Severity.ERROR,
    "Years between dates that aren't known",
    "The years between two records are reckoned from the years of their dates. A date by relation, or none at all, gives no "
    "year, and none is guessed.",
)
INCONVERTIBLE = Rule(
    "DAT-105",
    Severity.ERROR,
    "Units that don't convert",
    "A conversion names the unit to convert to under unit:, and that unit measures the same thing as its parent's: hectares "
    "become acres, not miles. Currencies don't convert, since their rates change; things that are counted don't either.",
)
CIRCULAR_DERIVATION = Rule(
    "DAT-106",
    Severity.ERROR,
    "Values derived from each other",
    "A derived value rests on parents that somewhere come from a source. A circle has no source.",
)
NEGATIVE_COUNT = Rule(
    "DAT-107",
    Severity.ERROR,
    "Count below zero",
    "There is no such thing as fewer than no people. Where a difference comes out below zero, its parents stand in the wrong "
    "order: it is the second less the first. What can lie below zero is measured: in celsius, fahrenheit, percent, "
    "percentage-point, a currency, or by a symbol.",
)


class Known(NamedTuple):
    """What can be reckoned with an observation or a fact."""

    number: Decimal | None
    """Known where the record is a plain number or can be reckoned from such."""
    unit: Unit | None
    basis: str


def _derived(survey: Survey) -> Iterator[tuple[str, Fact, Derivation, Place]]:
    for id_, fact in survey.article.facts.items():
        if fact.derived is not None:
            place = fact.derived.place if fact.derived.place != NOWHERE else fact.place
            yield id_, fact, fact.derived, place


def _place(ref: Ref, fallback: Place) -> Place:
    return ref.place if ref.place != NOWHERE else fallback


def known_values(survey: Survey) -> dict[str, Known | None]:
    """Return what can be reckoned with each observation and fact; None where it has no number.

    Facts that are derived in a circle, or from such, aren't in it.
    """
    values: dict[str, Known | None] = {}
    for id_, series, observation in survey.article.observations():
        basis = series.bases.get(observation.basis)
        number = observation.quantity.number
        values[id_] = Known(number, series.unit, basis.counted if basis else observation.basis) if number is not None else None
    facts = survey.article.facts
    for parent in (parent for fact in facts.values() if fact.derived for parent in fact.derived.of):
        record = survey.article.find(parent)
        if isinstance(record, RowObservation) and str(parent) not in values:
            series = survey.article.series[parent.partition(".")[0]]
            values[str(parent)] = _of_row(series, record)
    sorter = TopologicalSorter(
        {id_: [p for p in fact.derived.of if p in facts] if fact.derived else [] for id_, fact in facts.items()}
    )
    # After a CycleError the sorter still gives every fact that doesn't depend on the circle.
    with suppress(CycleError):
        sorter.prepare()
    while ready := sorter.get_ready():
        for id_ in ready:
            fact = facts[id_]
            number = fact.quantity.number if fact.quantity is not None else None
            values[id_] = Known(number, fact.unit, fact.basis or "") if number is not None else None
            if fact.derived is not None:
                values[id_] = _reckoned(values, fact, fact.derived)
        sorter.done(*ready)
    return values


def _of_row(series: Series, row: Observation) -> Known:
    basis = series.bases.get(row.basis)
    return Known(row.quantity.number, series.unit, basis.counted if basis else row.basis)


def _reckoned(values: dict[str, Known | None], fact: Fact, derived: Derivation) -> Known:
    known = [parent for parent in map(values.get, derived.of) if parent is not None]
    unit = fact.unit or (known[0].unit if known else None)
    basis = fact.basis or (known[0].basis if known else "")
    numbers = [parent.number for parent in known if parent.number is not None]
    if len(numbers) != len(derived.of) or derived.by in {"years-between", "convert"}:
        return Known(None, unit, basis)
    if derived.by == "sum":
        return Known(sum(numbers, Decimal(0)), unit, basis)
    return Known(numbers[1] - numbers[0] if len(numbers) == 2 else None, unit, basis)


def wrong_parents(survey: Survey) -> Iterator[Problem]:
    """Find derivations with too few or too many parents, or parents without a number."""
    values = known_values(survey)
    for id_, _, derived, place in _derived(survey):
        least, most = PARENTS[derived.by]
        count = len(derived.of)
        if count < least or (most is not None and count > most):
            wants = "one parent" if most == 1 else "two parents" if most == 2 else "two parents or more"
            sentence = f"the {derived.by} “{id_}” has {count} {'parent' if count == 1 else 'parents'}"
            yield WRONG_PARENTS.at(place, sentence, hint=f"name {wants} under of:")
        if derived.by == "years-between":
            continue
        for parent in derived.of:
            # A fact that isn't among the values is derived in a circle, which is another rule's.
            has_none = values.get(str(parent)) is None and (str(parent) in values or parent not in survey.article.facts)
            if parent in survey.kinds and has_none:
                sentence = f"“{id_}” is reckoned from “{parent}”, which has no number"
                yield WRONG_PARENTS.at(_place(parent, place), sentence, hint="name an observation or a fact with a number")


def _alike(survey: Survey) -> Iterator[tuple[str, Fact, Place, list[tuple[Ref, Known]]]]:
    values = known_values(survey)
    for id_, fact, derived, place in _derived(survey):
        if derived.by in {"difference", "sum"}:
            known = [(parent, values.get(str(parent))) for parent in derived.of]
            yield id_, fact, place, [(parent, found) for parent, found in known if found is not None]


def unlike_units(survey: Survey) -> Iterator[Problem]:
    """Find differences and sums over more than one unit."""
    for id_, fact, place, parents in _alike(survey):
        units = [(parent, found.unit) for parent, found in parents if found.unit is not None]
        if not units:
            continue
        first, unit = units[0]
        for parent, other in units[1:]:
            if not alike(other, unit):
                sentence = f"“{id_}” reckons “{first}” ({unit}) with “{parent}” ({other})"
                yield UNLIKE_UNITS.at(_place(parent, place), sentence, hint="convert one of them first, or name another parent")
        if fact.unit is not None and not alike(fact.unit, unit):
            sentence = f"“{id_}” has the unit {fact.unit}, its parent “{first}” has {unit}"
            yield UNLIKE_UNITS.at(fact.place, sentence, hint=f"leave unit: out, or write {unit}")


def unlike_bases(survey: Survey) -> Iterator[Problem]:
    """Find differences and sums of values that count different things."""
    for id_, _, place, parents in _alike(survey):
        for parent, found in parents[1:]:
            first, basis = parents[0][0], parents[0][1].basis
            if found.basis != basis:
                told = [f"“{each}” ({what or 'no basis given'})" for each, what in ((first, basis), (parent, found.basis))]
                sentence = f"“{id_}” reckons {told[0]} with {told[1]}"
                yield UNLIKE_BASES.at(_place(parent, place), sentence, hint="leave it out; the two can't be compared")


def undated_parent(survey: Survey) -> Iterator[Problem]:
    """Find years between records of which one has no year."""
    for id_, _, derived, place in _derived(survey):
        if derived.by != "years-between":
            continue
        for parent in derived.of:
            record = survey.article.find(parent)
            date = date_of(record)
            if record is None or (date is not None and date.earliest is not None):
                continue
            why = f"is dated “{record.when.words}” only" if isinstance(record, Event) and record.when else "has no year"
            kind = survey.kinds[str(parent)]
            hint = f"name a record with a date, or add the date in {FILES[kind]} if its source gives one"
            yield UNDATED_PARENT.at(_place(parent, place), f"“{id_}” counts years from “{parent}”, which {why}", hint=hint)


def inconvertible(survey: Survey) -> Iterator[Problem]:
    """Find conversions that have no target unit, or one of another dimension."""
    values = known_values(survey)
    for id_, fact, derived, place in _derived(survey):
        if derived.by != "convert" or len(derived.of) != 1:
            continue
        if fact.unit is None:
            yield INCONVERTIBLE.at(place, f"“{id_}” doesn't say into which unit", hint="add unit:, such as acre")
            continue
        found = values.get(str(derived.of[0]))
        if found is None or found.unit is None:
            continue
        here, there = measure(fact.unit.code), measure(found.unit.code)
        if here is None or there is None or here.dimension != there.dimension:
            sentence = f"“{id_}” converts {found.unit} to {fact.unit}, which don't measure the same thing"
            unknown = next((unit for unit, known in ((found.unit, there), (fact.unit, here)) if known is None), None)
            if unknown is not None:
                sentence = f"“{id_}” converts {found.unit} to {fact.unit}; nothing is known of how {unknown} converts"
            yield INCONVERTIBLE.at(place, sentence, hint=f"name a unit that measures what {found.unit} does, or leave it out")
        elif alike(fact.unit, found.unit):
            yield INCONVERTIBLE.at(place, f"“{id_}” converts {found.unit} to itself", hint="name another unit, or leave it out")


def circular_derivation(survey: Survey) -> Iterator[Problem]:
    """Find facts that are derived from each other."""
    graph = {
        id_: {str(parent): _place(parent, place) for parent in derived.of if parent in survey.article.facts}
        for id_, _, derived, place in _derived(survey)
    }
    for cycle in cycles(graph):
        place = graph[cycle[0]][cycle[1] if len(cycle) > 1 else cycle[0]]
        sentence = (
            f"“{cycle[0]}” is derived from itself" if len(cycle) == 1 else f"facts are derived in a circle: {in_words(cycle)}"
        )
        yield CIRCULAR_DERIVATION.at(place, sentence, hint="give one of them a quantity: with its source")


def negative_count(survey: Survey) -> Iterator[Problem]:
    """Find counts below zero, typed or reckoned."""
    entries = [(id_, observation.place) for id_, _, observation in survey.article.observations()]
    entries += [(id_, fact.place) for id_, fact in survey.article.facts.items()]
    values = known_values(survey)
    for series in survey.article.series.values():
        rows = series.rows
        if rows is not None and series.unit.counted and (lowest := min(rows.columns.values)) < 0:
            index = rows.columns.values.index(lowest)
            lowest_one = rows.observation(index)
            entries.append((f"{series.id}.{lowest_one.id}", lowest_one.place))
            values[entries[-1][0]] = _of_row(series, lowest_one)
    for id_, place in entries:
        known = values.get(id_)
        if known is None or known.number is None or known.number >= 0 or known.unit is None or not known.unit.counted:
            continue
        fact = survey.article.facts.get(id_)
        measured = "a unit that can lie below zero: celsius, percent, a currency such as EUR, or {symbol: ...}"
        hint = f"write the number without a minus, or give it {measured}"
        if fact and fact.derived:
            hint = f"name the parents the other way round, or give them {measured}"
        yield NEGATIVE_COUNT.at(place, f"“{id_}” counts {known.number} {known.unit.forms[-1]}", hint=hint)
