"""Values derived from others: that their parents can be reckoned with each other."""

from __future__ import annotations

from collections.abc import Iterator

from report.lint.relations import cycles, in_words
from report.lint.survey import Survey
from report.model.reckoned import quantity_of
from report.problems import NOWHERE, Problem, Rule, Severity

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


def _faults(survey: Survey, rule: Rule, name: str) -> Iterator[Problem]:
    for reckoned in survey.article.reckoned.values():
        for fault in reckoned.faults:
            if fault.rule == name:
                yield rule.at(fault.place, fault.sentence, hint=fault.hint)


def wrong_parents(survey: Survey) -> Iterator[Problem]:
    """Find derivations with too few or too many parents, or parents without a number."""
    return _faults(survey, WRONG_PARENTS, "wrong_parents")


def unlike_units(survey: Survey) -> Iterator[Problem]:
    """Find differences and sums over more than one unit."""
    return _faults(survey, UNLIKE_UNITS, "unlike_units")


def unlike_bases(survey: Survey) -> Iterator[Problem]:
    """Find differences and sums of values that count different things."""
    return _faults(survey, UNLIKE_BASES, "unlike_bases")


def undated_parent(survey: Survey) -> Iterator[Problem]:
    """Find years between records of which one has no year."""
    return _faults(survey, UNDATED_PARENT, "undated_parent")


def inconvertible(survey: Survey) -> Iterator[Problem]:
    """Find conversions that have no target unit, or one of another dimension."""
    return _faults(survey, INCONVERTIBLE, "inconvertible")


def circular_derivation(survey: Survey) -> Iterator[Problem]:
    """Find facts that are derived from each other."""
    facts = survey.article.facts
    graph = {
        id_: {
            str(parent): parent.place if parent.place != NOWHERE else fact.place for parent in fact.derived.of if parent in facts
        }
        for id_, fact in facts.items()
        if fact.derived is not None
    }
    for cycle in cycles(graph):
        place = graph[cycle[0]][cycle[1] if len(cycle) > 1 else cycle[0]]
        sentence = (
            f"“{cycle[0]}” is derived from itself" if len(cycle) == 1 else f"facts are derived in a circle: {in_words(cycle)}"
        )
        yield CIRCULAR_DERIVATION.at(place, sentence, hint="give one of them a quantity: with its source")


def negative_count(survey: Survey) -> Iterator[Problem]:
    """Find counts below zero, typed or reckoned."""
    article = survey.article
    entries = [(id_, observation.place) for id_, _, observation in article.observations()]
    entries += [(id_, fact.place) for id_, fact in article.facts.items()]
    for id_, place in entries:
        known = quantity_of(article, id_)
        if known is None or known.amount.number is None or known.amount.number >= 0 or not known.unit.counted:
            continue
        fact = article.facts.get(id_)
        measured = "a unit that can lie below zero: celsius, percent, a currency such as EUR, or {symbol: ...}"
        hint = f"write the number without a minus, or give it {measured}"
        if fact and fact.derived:
            hint = f"name the parents the other way round, or give them {measured}"
        yield NEGATIVE_COUNT.at(place, f"“{id_}” counts {known.amount.number} {known.unit.forms[-1]}", hint=hint)
