"""What the options of a chart of bars choose: dates of its series, and bars that are to stand out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from report.model.dates import EdtfDate
from report.model.evidence import Series
from report.model.grammar import words_of
from report.model.prose import Directive
from report.model.reckoned import Objection
from report.problems import NOWHERE, Place, cut

_NAMED = 5


def dates_chosen(directive: Directive, series: Sequence[Series]) -> tuple[list[EdtfDate], list[Objection]]:
    """Return the dates that the chart asks for, and what is wrong with them."""
    option, days, faults = directive.option("at"), [], []
    for word in words_of(option.source) if option else ():
        place = place_of(option, directive)
        try:
            day = EdtfDate.parse(word)
        except ValueError as error:
            faults.append(Objection("bar_date", place, str(error), "write dates as the series has them, as in at: 2007"))
            continue
        for one in series:
            known = _dates(one)
            if day.slug not in known:
                sentence = f"the series “{one.id}” has no value of {day.typed}"
                faults.append(Objection("bar_date", place, sentence, _near(day, list(known.values()))))
                break
        days.append(day)
    return days, faults


def _dates(series: Series) -> dict[str, EdtfDate]:
    """Return the dates of a series by what they are called, in time."""
    if (rows := series.rows) is not None:
        found = {(day := rows.date(index)).slug: day for index in range(len(rows))}
    else:
        found = {one.date.slug: one.date for one in series.observations.values()}
    return dict(sorted(found.items(), key=lambda pair: pair[1].known))


def _near(day: EdtfDate, known: Sequence[EdtfDate]) -> str:
    """Return a hint that names the dates nearest to one that is missing."""
    near = sorted(known, key=lambda one: abs((one.known[0] - day.known[0]).days))[:_NAMED]
    return f"write one that it has: {', '.join(one.typed for one in sorted(near, key=lambda one: one.known))}"


def chosen(directive: Directive) -> frozenset[str]:
    """Return what is to stand out."""
    option = directive.option("highlight")
    return frozenset(words_of(option.source) if option else ())


def highlight_faults(directive: Directive, known: Collection[str]) -> Iterator[Objection]:
    """Yield what is to stand out and isn't there."""
    for name in sorted(chosen(directive) - set(known)):
        hint = f"name some of these: {cut(', '.join(known), 200)}"
        sentence = f"the chart has no bar “{name}” that could stand out"
        yield Objection("bar_not_there", place_of(directive.option("highlight"), directive), sentence, hint)


def place_of(option: object, directive: Directive) -> Place:
    """Return where an option stands, or its directive, where that isn't known."""
    place = getattr(option, "place", NOWHERE)
    return place if isinstance(place, Place) and place != NOWHERE else directive.place
