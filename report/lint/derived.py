"""Values derived from others: that their parents can be reckoned with each other."""

from __future__ import annotations

from collections.abc import Iterator

from report.lint.relations import cycles, in_words
from report.model.reckoned import Objection, quantity_of
from report.model.survey import Survey
from report.problems import NOWHERE, Problem, Rule, Severity

WRONG_PARENTS = Rule(
    "DAT-101",
    Severity.ERROR,
    "Derivation with the wrong parents",
    "A difference, a per cent change, a ratio, a share and the years between take two parents, a conversion one; a sum, a mean, "
    "the first, last, highest and lowest take two or more, or a series, which stands for all of its observations (with date:, "
    "for those of that date), or a line of a series that is read from a table (life-expectancy.albania). The years between "
    "take anything with a date, all others observations or facts with a number.",
)
UNLIKE_UNITS = Rule(
    "DAT-102",
    Severity.ERROR,
    "Derivation across unlike units",
    "Values are reckoned with each other in one unit, and rates with the same time that they refer to: convert first. Its own "
    "unit: can be left out. It is that of the parents; a ratio has ratio, a share and a per cent change have percent, and a "
    "difference of percentages has percentage-point.",
)
UNLIKE_BASES = Rule(
    "DAT-103",
    Severity.ERROR,
    "Derivation across unlike bases",
    "A difference or a sum of values that count different things (places agreed, people living there) counts nothing, and the "
    "highest of them is none. All must rest on the same basis.",
)
UNDATED_PARENT = Rule(
    "DAT-104",
    Severity.ERROR,
    "Reckoning with dates that aren't known",
    "The years between two records are reckoned from the years of their dates, and the first or last of several is told by them. "
    "A date by relation, or none at all, gives no year, and none is guessed.",
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


MEANINGLESS = Rule(
    "DAT-108",
    Severity.ERROR,
    "Result that says nothing",
    "Nothing can be divided by zero, or by what can be zero. A per cent change and a share are of something above zero. Degrees "
    "Celsius and Fahrenheit are in no proportion to each other, since their zero isn't nothing: their difference says something. "
    "A result beyond a million billions is a slip of the hand.",
)
UNDECIDED = Rule(
    "DAT-109",
    Severity.ERROR,
    "More than one may be the highest",
    "The first and the last of several are told by their dates, the highest and the lowest by their numbers. Where dates or "
    "bounds overlap (2018 and 2018-03; 10 to 20 and 15; more than 30 and 31), more than one may be it, and none is guessed. Of "
    "several with the same exact number, the first in time is taken, and the appendix says so.",
)


def objections(survey: Survey) -> Iterator[Objection]:
    """Find what is wrong with how values are derived."""
    return (fault for reckoned in survey.article.reckoned.values() for fault in reckoned.faults)


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
    for series in article.series.values():
        if (rows := series.rows) is not None and series.unit.counted and (lowest := min(rows.columns.values)) < 0:
            one = rows.observation(rows.columns.values.index(lowest))
            entries.append((f"{series.id}.{one.id}", one.place))
    for id_, place in entries:
        known = quantity_of(article, id_)
        if known is None or known.amount.number is None or known.amount.number >= 0 or not known.unit.counted:
            continue
        fact = article.facts.get(id_)
        if fact and fact.derived and fact.derived.by != "difference":
            continue  # of what is reckoned from it, the other is told
        measured = "a unit that can lie below zero: celsius, percent, a currency such as EUR, or {symbol: ...}"
        hint = f"write the number without a minus, or give it {measured}"
        if fact and fact.derived:
            hint = f"name the parents the other way round, or give them {measured}"
        yield NEGATIVE_COUNT.at(place, f"“{id_}” counts {known.amount.number} {known.unit.forms[-1]}", hint=hint)
