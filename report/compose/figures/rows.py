"""The table under a line chart: every value of few; of more, what the line was like in each stretch of time.

Whoever wants all of them finds them in the file that the copy carries, which is named.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import chain

from report.compose.dates import day_text
from report.compose.desk import Desk
from report.compose.figures.courses import Course, reach_of
from report.compose.figures.series import ChartedSeries, cited_by_all, in_files
from report.compose.inlines import words
from report.compose.numbers import count_text
from report.compose.sources import in_words
from report.compose.tables import observation_id, series_table
from report.compose.values import value_text
from report.compose.wording import plain
from report.model import document as doc
from report.model.axes import first_day, last_day, place
from report.model.charts.line import MOST as MOST_LINES
from report.model.dates import Precision
from report.model.evidence import Observation, Series

MOST = 60
"""Values of which each has a row of its own."""
_OF_A_STRETCH = 3
"""Values that a stretch of time has at least, on the whole; fewer could as well stand in rows of their own."""
_STRETCHES = 3
"""So many a line has on the whole; two of them tell little that the line's own row doesn't."""
_SIGN, _BETWEEN = 0.56, 1.2
"""Widths in ems: of a sign, and of the space between columns."""
_MONTHS = (1, 3)
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


def lines_table(desk: Desk, made: ChartedSeries, found: Sequence[Course]) -> doc.Table:
    """Return the data of a line chart as a table."""
    series, target = made.series, made.data
    title = words(desk, series.title)
    if len(made.observations) <= MOST:
        return series_table(desk, series, target, title, cells=False)
    label, several = desk.labels.gettext, len(found) > 1
    heads = [label("What was counted") if series.rows is None else label("Line")] if several else []
    columns = [doc.Column(words(desk, head)) for head in (*heads, label("Time"))]
    columns += [
        doc.Column(words(desk, head), "end")
        for head in (label("Values"), label("First"), label("Last"), label("Lowest"), label("Highest"))
    ]
    rows, sources = [], []
    for course, stretch, members in _stretches(desk, found):
        told = (
            members[0],
            members[-1],
            min(members, key=lambda one: reach_of(one)[0]),
            max(members, key=lambda one: reach_of(one)[1]),
        )
        sources.append(cited_by_all(desk, series, members))
        rows.append((
            *([words(desk, course.name)] if several else []),
            words(desk, stretch),
            words(desk, count_text(len(members), desk.language)),
            *((doc.Value(value_text(desk, id_, ("digits",)), id_),) for id_ in (observation_id(series, one) for one in told)),
        ))  # fmt: skip
    if len(set(sources)) > 1:  # else the line under the chart names it
        columns.append(doc.Column(words(desk, label("Source"))))
        rows = [(*row, in_words(desk, list(cited), linked=True)) for row, cited in zip(rows, sources, strict=True)]
    at = len(heads)
    once = several and len(rows) == len(found)
    kept = _with_room(desk, columns, rows, (at + 1, *((at,) if once else ()), at + 2, at + 4))
    rows = [tuple(row[number] for number in kept) for row in rows]
    return doc.Table(target.id, target.text, title, tuple(columns[number] for number in kept), tuple(rows))


def _with_room(
    desk: Desk, columns: Sequence[doc.Column], rows: Sequence[Sequence[doc.Inlines]], spare: Sequence[int]
) -> list[int]:
    """Return which columns have room beside each other, without those that can best be spared, in that order."""

    def wide(number: int) -> float:
        whole = columns[number].align == "end"  # a number isn't broken
        cells = [plain(row[number]) for row in rows]
        parts = [*plain(columns[number].header).split(), *(cells if whole else chain.from_iterable(map(str.split, cells)))]
        return _SIGN * max(map(len, parts), default=0) + _BETWEEN

    kept, waiting = list(range(len(columns))), list(spare)
    widths = list(map(wide, kept))
    while waiting and sum(widths[number] for number in kept) > desk.room.width:
        kept.remove(waiting.pop(0))
    return kept


def carried(desk: Desk, series: Series, table: doc.Table) -> tuple[str, ...]:
    """Say which file of the copy has all values, where the table hasn't."""
    return in_files(desk, [series] if len(table.rows) < len(series.observations) else [])


Members = list[Observation]


def _stretches(desk: Desk, found: Sequence[Course]) -> list[tuple[Course, str, Members]]:
    """Return the values of each line by stretches of time: the shortest of which there aren't more than fit, or one a line.

    Many lines are compared, for which each has one row.
    """
    steps = [*((Precision.MONTH, step) for step in _MONTHS), *((Precision.YEAR, step) for step in _YEARS)]
    for unit, step in steps if len(found) <= MOST_LINES else ():
        groups: dict[tuple[int, int], Members] = {}
        for number, course in enumerate(found):
            for one in course.observations:
                groups.setdefault((number, place(one.date.known[0], unit) // step), []).append(one)
        if len(groups) < _STRETCHES * len(found):
            break
        if _OF_A_STRETCH * len(groups) <= sum(len(course.observations) for course in found) and len(groups) <= MOST:
            named = _named(desk, unit, step, found)
            return [(found[number], named(stretch), members) for (number, stretch), members in groups.items()]
    return [(course, _span(desk, *_ends(course.observations), Precision.YEAR), list(course.observations)) for course in found]


def _named(desk: Desk, unit: Precision, step: int, found: Sequence[Course]) -> Callable[[int], str]:
    """Return what gives a stretch its name, within the first and the last date of all values."""
    first, last = _ends([one for course in found for one in course.observations])

    def name(stretch: int) -> str:
        begin = max(first_day(max(stretch * step, 1), unit), first)
        return _span(desk, begin, min(last_day((stretch + 1) * step - 1, unit), last), unit)

    return name


def _ends(observations: Sequence[Observation]) -> tuple[date, date]:
    return min(one.date.known[0] for one in observations), max(one.date.known[1] for one in observations)


def _span(desk: Desk, first: date, last: date, unit: Precision) -> str:
    begin, end = (day_text(day, unit, desk.language) for day in (first, last))
    if begin == end:
        return begin
    return (
        f"{begin}–{end}"
        if begin.isdigit() and end.isdigit()
        else desk.labels.gettext("{begin} to {end}").format(begin=begin, end=end)
    )
