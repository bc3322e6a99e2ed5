"""Lines of a series: which of its values are alike, where they are joined, and which line stands out.

Only like is joined with like: the same was counted, by the same counter.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from report.compose.desk import Desk
from report.compose.figures.series import ChartedSeries, series_of, with_numbers
from report.compose.lookup import DANGLING, refuse
from report.compose.typography import polish
from report.model.axes import middle
from report.model.charts.line import MOST
from report.model.charts.multiples import MOST as MOST_PANELS
from report.model.evidence import Observation, Series
from report.model.grammar import words_of
from report.model.period import Period
from report.model.prose import Directive
from report.model.rows import RowObservation
from report.model.shape import Shape, shape_of
from report.model.slugs import slug
from report.model.standing import highlight_faults

FROM = 10
"""From so many values on, a chart has lines unless its author has it otherwise."""


@dataclass(frozen=True, slots=True)
class Course:
    """A line of a series: observations with numbers, in time, and their shape."""

    name: str
    basis: str
    observations: tuple[Observation, ...]
    shape: Shape
    muted: bool
    same_counter: bool
    """Whether all are by one counter."""
    group: str = ""
    """Of a line of a table, that to which it belongs; nothing where lines aren't set together."""

    @property
    def joined(self) -> bool:
        """Whether any of its values are."""
        return any(len(piece) > 1 for piece in self.shape.pieces)

    def apart(self) -> Course:
        """Return the values each by itself; what isn't joined has no turns."""
        pieces = tuple(range(number, number + 1) for number in range(len(self.observations)))
        return replace(self, shape=replace(self.shape, turns=(), pieces=pieces))


def usual_form(desk: Desk, directive: Directive) -> str:
    """Return the form of a chart of a series that asks for none in its place."""
    series = series_of(desk, directive)
    words = series.chart
    if words and words.form:
        return words.form
    rows, names = series.rows, series.rows.names if series.rows is not None else ()
    standing = bool(directive.option("highlight") or (words and words.highlight))
    pointing = bool(directive.option("levels") or (words and (words.levels or words.notes)))
    usual = words is None or (words.axis is None and words.height in {None, "standard"})
    asked = standing or pointing or bool(directive.option("height")) or not usual
    if rows is not None and len(names) > 1 and not asked and len(set(rows.columns.dates)) == 1:
        return "bars"  # there is no time for lines to go through
    if MOST < len(names) <= MOST_PANELS and not (standing or pointing):
        return "multiples"
    numbers = with_numbers(series.observations.values()) if rows is None else ()
    ranges = bool(numbers) and all(one.quantity.upper is not None for one in numbers)
    lines = len(names) > 1 or asked or len(numbers if rows is None else series.observations) >= FROM
    return ("range" if ranges else "line") if lines else "marks"


def courses(desk: Desk, directive: Directive, made: ChartedSeries) -> tuple[Course, ...]:
    """Return the lines of a series, by their bases: one for each that counted, or for each line of a table.

    Those who counted once alone share a line on which no value is joined to another.
    """
    series = made.series
    groups = alike(desk, series, made.numbers)
    chosen = _chosen(directive, series)
    rows, found = series.rows, []
    group_of = dict(zip(rows.names, rows.groups, strict=False)) if rows is not None else {}
    for one in groups:
        members, breaks = one.members, tuple(range(1, len(one.members)))
        if one.same_counter:
            breaks = breaks_of(members, series.bases[one.basis].period or series.period)
        shape = shape_of([float(height_of(member)) for member in members], breaks, list(map(reach_of, members)))
        muted = bool(chosen) and chosen.isdisjoint({one.basis, slug(series.own(one.line))} if one.line else {one.basis})
        found.append(Course(one.name, one.basis, tuple(members), shape, muted, one.same_counter, group_of.get(one.line, "")))
    return tuple(found)


class Alike(NamedTuple):
    """Observations of one basis, and of one line of a table: all by one counter, or each by another who counted once alone."""

    name: str
    basis: str
    line: str
    members: list[Observation]
    same_counter: bool


def alike(desk: Desk, series: Series, observations: Iterable[Observation]) -> list[Alike]:
    """Return the observations by what was counted, in the order of the bases, and by who counted."""
    observations = tuple(observations)
    times = Counter((one.basis, counter_of(one)) for one in observations)
    groups: dict[tuple[str, str, tuple[str, str] | None], list[Observation]] = {}
    for one in observations:
        line, counter = of_table(one), counter_of(one)
        alone = not line and times[one.basis, counter] == 1
        groups.setdefault((one.basis, line, None if alone else counter), []).append(one)
    of_basis = Counter((basis, line) for basis, line, _ in groups)
    found = []
    for basis, line, by in sorted(groups, key=lambda key: list(series.bases).index(key[0])):
        name = polish(line or series.bases[basis].label, desk.language)
        if by and of_basis[basis, line] > 1:
            name = desk.labels.gettext("{counted}, {by}").format(counted=name, by=polish(by[0], desk.language))
        members = groups[basis, line, by]
        found.append(Alike(name, basis, line, members, by is not None or len(members) == 1))
    return found


def counter_of(observation: Observation) -> tuple[str, str]:
    """Return who counted: one counter is one record, and is called the same."""
    return observation.reported, str(observation.by)


def of_table(observation: Observation) -> str:
    """Return the line to which an observation of a table belongs; nothing for one that is typed."""
    return observation.line if isinstance(observation, RowObservation) else ""


def _chosen(directive: Directive, series: Series) -> set[str]:
    """Return the bases and lines that are to stand out."""
    option = directive.option("highlight")
    chosen = words_of(option.source) if option else series.chart.highlight if series.chart else ()
    for fault in highlight_faults(series, chosen, directive.place):
        if fault.rule == "stray_highlight":
            refuse(DANGLING, directive.place, fault.sentence, fault.hint)
    return set(chosen)


def height_of(observation: Observation) -> Decimal:
    """Return the height at which a value stands: of a range its middle."""
    low, high = bounds_of(observation)
    return low if high is None else (low + high) / 2


def bounds_of(observation: Observation) -> tuple[Decimal, Decimal | None]:
    """Return the number, and the upper bound of a range."""
    quantity = observation.quantity
    assert quantity.number is not None, "only numbers are drawn"
    return quantity.number, quantity.upper


def reach_of(observation: Observation) -> tuple[Decimal, Decimal]:
    """Return by what a value is the lowest and the highest of several: of a range its bounds."""
    low, high = bounds_of(observation)
    return low, low if high is None else high


def breaks_of(observations: Sequence[Observation], period: Period | None) -> tuple[int, ...]:
    """Return the numbers of those that aren't joined to the one before.

    They follow a gap that the period shows; or one of both is of a time of which the line has several, and nothing says which
    of these it would lead to.
    """
    times = [middle(*one.date.known) for one in observations]
    at = Counter(times)
    found = {n for n in range(1, len(times)) if at[times[n]] > 1 or at[times[n - 1]] > 1}
    if period is not None:
        starts = [one.date.known[0] for one in observations]
        for gap in period.gaps([one.date for one in observations])[0]:
            found.add(bisect_right(starts, gap.last))
    return tuple(sorted(found))
