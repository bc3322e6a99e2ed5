"""What a chart of bars shows of series: which of their values stand in which row, as rules and pages ask alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from report.model.article import Article
from report.model.charts.stacked import PARTS
from report.model.chosen import dates_chosen, highlight_faults, place_of
from report.model.dates import EdtfDate
from report.model.evidence import Observation, Series
from report.model.prose import Directive
from report.model.reckoned import Objection
from report.model.slugs import slug
from report.model.units import adds_up, alike
from report.problems import NOWHERE, cut

Kind = Literal["line", "date", "series"]
COLUMNS = {"bars": 1, "grouped": 6, "stacked": PARTS, "area": PARTS}
"""How many bars of a row, or parts of a whole, a form can tell apart."""
MOST_BARS = 300
"""Bars that one can still compare; more of them are a line."""


class BarValue(NamedTuple):
    """A value of a series, with what it can be set beside."""

    series: Series
    line: str
    """Of a table its line; of a series that is typed what was counted, where it counts several things."""
    observation: Observation

    @property
    def id(self) -> str:
        """The full id of the observation."""
        return f"{self.series.id}.{self.observation.id}"


class BarRow(NamedTuple):
    """The values that stand beside each other, one for each column; None where there is none."""

    name: str | EdtfDate
    cells: tuple[BarValue | None, ...]

    @property
    def slug(self) -> str:
        """What a chart calls the row that is to let it stand out."""
        if isinstance(self.name, EdtfDate):
            return self.name.slug
        return slug(next((cell.series.own(self.name) for cell in self.cells if cell is not None), self.name))


@dataclass(frozen=True, slots=True)
class Crossed:
    """Values of series by rows and columns; those of one kind alone have one column without a name."""

    down: Kind = "line"
    across: Kind | None = None
    columns: tuple[str | EdtfDate, ...] = ()
    rows: tuple[BarRow, ...] = ()
    dates: tuple[EdtfDate, ...] = ()
    faults: list[Objection] = field(default_factory=list)

    @property
    def values(self) -> list[BarValue]:
        """All values, row by row."""
        return [cell for row in self.rows for cell in row.cells if cell is not None]

    @property
    def whole(self) -> tuple[BarRow, ...]:
        """The rows that lack none of their values."""
        return tuple(row for row in self.rows if None not in row.cells)


def crossed(article: Article, directive: Directive, form: str) -> Crossed:
    """Return what a chart of that form shows of the series that it names; with faults, if it can't."""
    series = [article.series[ref] for ref in dict.fromkeys(directive.arguments) if ref in article.series]
    days, faults = dates_chosen(directive, series)
    faults += _unlike(directive, series)
    if (option := directive.option("at")) and not series:
        hint = "delete the line, and name facts of that date"
        sentence = "facts have no :at:, which picks values of series"
        faults.append(Objection("bar_date", place_of(option, directive), sentence, hint))
    if form == "bars" and not series:
        faults += highlight_faults(directive, directive.arguments)
    if faults or not series:
        return Crossed(faults=faults)
    values = [value for one in series for value in _taken(one, days)]
    if not values:  # which another rule tells
        return Crossed()
    faults = list(_twice(directive, values))
    if faults:
        return Crossed(faults=faults)
    found = _set(directive, form, values, asked=bool(days))
    if not found.faults and form == "bars":
        found.faults.extend(highlight_faults(directive, [row.slug for row in found.rows]))
    if not found.faults and form in {"stacked", "area"}:
        found.faults.extend(_parts(directive, form, found))
    return found


def _taken(series: Series, days: Sequence[EdtfDate]) -> Iterator[BarValue]:
    """Yield the numbers of a series that are of these dates, or all; competing ones of one line by who counted."""
    wanted = {day.slug for day in days}
    if (rows := series.rows) is not None:
        indexes = [index for index in range(len(rows)) if not wanted or rows.date(index).slug in wanted]
        yield from (BarValue(series, row.line, row) for row in map(rows.observation, indexes))
        return
    seen = [one for one in series.in_time() if not wanted or one.date.slug in wanted]
    seen = [one for one in seen if one.quantity.number is not None]
    bases = {one.basis for one in seen}
    times = Counter((one.basis, one.date.slug) for one in seen)
    competing = {basis for (basis, _), count in times.items() if count > 1}
    for one in seen:
        described = series.bases.get(one.basis)
        label = described.label if described and len(bases) > 1 else ""
        parts = [label, one.reported if one.basis in competing else ""]
        yield BarValue(series, ", ".join(filter(None, parts)), one)


def _unlike(directive: Directive, series: Sequence[Series]) -> Iterator[Objection]:
    facts = [ref for ref in directive.arguments if ref not in {one.id for one in series} and "." not in ref]
    if series and facts:
        hint = "name series alone, or facts alone"
        yield Objection("bar_kinds", directive.place, f"the chart sets the fact “{facts[0]}” beside a series", hint)
    for one in series[1:]:
        if not alike(one.unit, series[0].unit):
            sentence = f"the chart sets “{one.id}” ({one.unit}) beside “{series[0].id}” ({series[0].unit})"
            yield Objection("unlike_bars", directive.place, sentence, f"name series in {series[0].unit} only")


def _twice(directive: Directive, values: Sequence[BarValue]) -> Iterator[Objection]:
    times = Counter((one.series.id, one.line, one.observation.date.slug) for one in values)
    (series, line, day), count = times.most_common(1)[0]
    if count > 1:
        who = f" for {cut(line, 40)}" if line else ""
        sentence = f"the series “{series}” has {count} values of {day}{who}, and a bar shows one"
        yield Objection(
            "bar_kinds", directive.place, sentence, "show them in a chart of marks, or name a series with one of them"
        )


def _set(directive: Directive, form: str, values: Sequence[BarValue], *, asked: bool) -> Crossed:
    """Set values into rows and columns: by the kinds of which there are several, at most two."""
    series = {one.series.id: one.series.title for one in values}
    lines = dict.fromkeys(one.line for one in values)
    dates = {one.observation.date.slug: one.observation.date for one in values}
    dates = dict(sorted(dates.items(), key=lambda pair: pair[1].known))
    several: dict[Kind, bool] = {"series": len(series) > 1, "line": len(lines) > 1, "date": len(dates) > 1}
    kinds = [kind for kind, given in several.items() if given]
    down, across = _order(form, kinds)
    keys: dict[Kind, Callable[[BarValue], str]] = {
        "series": lambda one: one.series.id, "line": lambda one: one.line, "date": lambda one: one.observation.date.slug,
    }  # fmt: skip
    names: dict[Kind, dict[str, str | EdtfDate]] = {
        "series": dict(series), "line": {line: line or values[0].series.title for line in lines}, "date": dict(dates),
    }  # fmt: skip
    count = len(names[across]) if across else 1
    if fault := _misfit(directive, form, kinds, {kind: len(found) for kind, found in names.items()}, down, count, asked=asked):
        return Crossed(faults=[fault])
    at = {(keys[down](one), keys[across](one) if across else ""): one for one in values}
    columns = list(names[across]) if across else [""]
    rows = tuple(BarRow(name, tuple(at.get((key, column)) for column in columns)) for key, name in names[down].items())
    heads = tuple(names[across].values()) if across else ()
    return Crossed(down, across, heads, rows, tuple(dates.values()))


def _order(form: str, kinds: Sequence[Kind]) -> tuple[Kind, Kind | None]:
    """Return what goes down and what goes across: parts of a whole do, and series beside each other, and dates of lines."""
    if form == "bars" or len(kinds) == 1:
        only: Kind = kinds[0] if kinds else "line"
        return ("date", only) if form in {"stacked", "area"} and only != "date" else (only, None)
    if form in {"stacked", "area"} and "series" not in kinds:
        return "date", "line"
    if "series" in kinds:
        return ("line" if "line" in kinds else "date"), "series"
    return "line", "date"


def _misfit(
    directive: Directive, form: str, kinds: Sequence[Kind], counts: dict[Kind, int], down: Kind, columns: int, *, asked: bool
) -> Objection | None:
    """Return why values of these kinds have no place in a chart of that form."""
    told = " and ".join(f"{counts[kind]} {'series' if kind == 'series' else f'{kind}s'}" for kind in kinds)
    one_date = "add a line :at: with one date" if not asked else "leave one date after :at:"
    if form == "bars" and len(kinds) > 1:
        hint = f"{one_date}, or write :form: grouped for a few of them" if "date" in kinds else "write :form: grouped"
    elif len(kinds) > 2:
        hint = f"{one_date}, or name one series"
    elif form == "grouped" and len(kinds) < 2:
        hint = "write :form: bars"
    elif form == "area" and "date" not in kinds:
        hint = "write :form: stacked, which needs one date alone"
    elif form in {"stacked", "area"} and not {"series", "line"} & set(kinds):
        hint = "name the series of all parts, or one that has a line for each; write :form: bars for one alone"
    elif columns > COLUMNS[form]:
        few = f"up to {COLUMNS[form]}"
        hint = f"name {few} series" if "series" in kinds else f"name a series with {few} lines, and sum up the others"
        hint = f"take {few} dates, as in :at: 1957, 2007" if form == "grouped" and "series" not in kinds else hint
    elif form != "area" and counts[down] > MOST_BARS:
        hint = "show them as lines, or take some of them with :at:" if down == "date" else "name a series with fewer lines"
    else:
        return None
    what = {"bars": "a chart of bars", "grouped": "a chart of bars in groups", "stacked": "a chart of stacked bars"}
    sentence = f"{what.get(form, 'a chart of areas')} can't show {told or 'one value'}"
    return Objection("bar_kinds", directive.place, sentence, hint)


def _parts(directive: Directive, form: str, found: Crossed) -> Iterator[Objection]:
    """Yield why values aren't parts of a whole."""
    values, unit = found.values, found.values[0].series.unit
    if not adds_up(unit):
        sentence = f"values in {unit} don't add up to a whole"
        hint = "write :form: grouped, or line" if form == "stacked" else "write :form: line"
        yield Objection("no_parts", directive.place, sentence, hint)
        return
    if not any(any(cell.observation.quantity.number for cell in row.cells if cell) for row in found.whole):
        sentence = f"at no {'date' if found.down == 'date' else 'line'} are all parts of the whole known, and more than none"
        yield Objection("no_parts", directive.place, sentence, "write :form: grouped, or name parts that are known together")
        return
    if form == "stacked" and not in_shares(directive):
        return  # they go to both sides of zero
    for one in values:
        if (number := one.observation.quantity.number) is not None and number < 0:
            what = "area" if form == "area" else "share of a whole"
            place = one.observation.place if one.observation.place != NOWHERE else directive.place
            hint = "show it as a line" if form == "area" else "leave out :scale: shares, and it goes to the other side of zero"
            yield Objection("no_parts", place, f"“{one.id}” is below zero, and gives no {what}", hint)
            return


def in_shares(directive: Directive) -> bool:
    """Tell whether stacked bars show shares of the whole."""
    option = directive.option("scale")
    return option is not None and option.source.strip() == "shares"
