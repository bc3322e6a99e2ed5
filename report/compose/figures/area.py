"""Charts of areas: parts of a whole over time, what is missing of them, and the same in words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from report.compose.dates import dating
from report.compose.desk import Desk, Referent
from report.compose.figures.courses import breaks_of
from report.compose.figures.crossing import (
    EACH,
    ChartedRows,
    alternative_of,
    called,
    carried_beside,
    in_digits,
    rows_of,
    rows_table,
)
from report.compose.figures.parts import ends_in_words, figure
from report.compose.figures.series import in_power, scaled
from report.compose.figures.stacked import each_stack, number_of, total_of, total_text
from report.compose.numbers import count_text
from report.compose.units import unit_name
from report.compose.wording import capital, listed
from report.model import document as doc
from report.model.charts.area import Area, AreaDrawing
from report.model.charts.line import Point
from report.model.crossed import BarRow, BarValue
from report.model.dates import EdtfDate
from report.model.figure import PLAIN
from report.model.prose import Directive
from report.model.shape import shape_of

_ROWS = 60
"""The table has no more rows than about this."""


def chart(desk: Desk, directive: Directive, target: Referent) -> doc.Figure:
    """Return the areas of the series that a directive names."""
    made = rows_of(desk, directive, target, "area")
    rows, drawing = made.crossed.whole, _drawing(desk, directive, made, made.crossed.whole)
    label = desk.labels.gettext
    first, last = ends_in_words(desk, [_date(row) for row in rows])
    names = listed(made.names, desk.language)
    head = label("Area chart from {first} to {last}, with these parts: {names}.").format(first=first, last=last, names=names)
    ends = _shape(desk, label("Together"), [(row, total_text(desk, row), total_of(row)) for row in rows])
    table, thinned = _table(desk, made)
    description = (
        _axes(desk, made, (first, last), drawing.power),
        *_told(desk, made, rows),
        *thinned,
        *carried_beside(desk, made, all_shown=not thinned),
    )
    alternative = alternative_of(desk, head, each_stack(desk, made, rows), ends)
    return figure(target, made, drawing, alternative, description, table, directive.place)


def _drawing(desk: Desk, directive: Directive, made: ChartedRows, rows: Sequence[BarRow]) -> AreaDrawing:
    areas, scale = [], scaled(desk, directive, made.series[0])
    scale["decimals"] = max(one.printed_decimals for one in made.series)
    scale["start"] = None  # areas stand on zero
    for number, name in enumerate(made.names):
        cells = [cell for row in rows if (cell := row.cells[number]) is not None]
        areas.append(Area(name, tuple(map(_point, cells)), in_digits(desk, cells[-1])))
    return AreaDrawing(
        desk.language.tag,
        tuple(areas),
        shape_of([float(total_of(row)) for row in rows], _breaks(made, rows)).pieces,
        **scale,
    )


def _point(value: BarValue) -> Point:
    dated = dating(value.observation.date)
    known = value.observation.date.known
    return Point(*known, float(number_of(value)), None, None, None if dated == PLAIN else dated)


def _breaks(made: ChartedRows, rows: Sequence[BarRow]) -> tuple[int, ...]:
    """Return the numbers of the rows before which something is missing: a part, or by the period all of them."""
    numbers = [number for number, row in enumerate(made.crossed.rows) if None not in row.cells]
    found = {at for at in range(1, len(numbers)) if numbers[at] - numbers[at - 1] > 1}
    first = [cell.observation for row in rows if (cell := row.cells[0]) is not None]
    series = made.series[0]
    found |= set(breaks_of(first, series.bases[first[0].basis].period or series.period))
    return tuple(sorted(found))


def _axes(desk: Desk, made: ChartedRows, ends: tuple[str, str], power: int) -> str:
    """Say what the axes hold, and how the areas stand."""
    label, unit = desk.labels.gettext, made.series[0].unit
    counts = label("The vertical axis begins at zero and counts {unit}.")
    vertical = counts if unit.counted else label("The vertical axis begins at zero and is in {unit}.")
    return " ".join([
        label("The horizontal axis is time, true to scale, from {first} to {last}.").format(first=ends[0], last=ends[1]),
        vertical.format(unit=unit_name(unit, desk.language, desk.labels)),
        *in_power(desk, power),
        label("The areas stand one on the other, from the bottom: {names}.").format(names=listed(made.names, desk.language)),
    ])  # fmt: skip


def _told(desk: Desk, made: ChartedRows, rows: Sequence[BarRow]) -> list[str]:
    """Return a sentence on each of few dates; of more, on the whole and on each part; and what is missing."""
    label = desk.labels.gettext
    if len(rows) <= EACH:
        told = [f"{capital(text)}." for text in each_stack(desk, made, rows)]
    else:
        told = [_shape(desk, label("Together"), [(row, total_text(desk, row), total_of(row)) for row in rows])]
        for number, name in enumerate(made.names):
            cells = [(row, cell) for row in rows if (cell := row.cells[number]) is not None]
            told.append(_shape(desk, name, [(row, in_digits(desk, cell), number_of(cell)) for row, cell in cells]))
    missing = [called(desk, row.name) for row in made.crossed.rows if None in row.cells]
    text = label("Not drawn, since the whole isn’t known: {names}.").format(names=listed(missing, desk.language))
    return [*told, text] if missing else told


def _shape(desk: Desk, name: str, seen: Sequence[tuple[BarRow, str, Decimal]]) -> str:
    """Return what a part, or the whole, is at first and at last, and at most and at least."""
    shape, label = shape_of([float(value) for _, _, value in seen]), desk.labels.gettext
    told = {
        end: label("{value} ({date})").format(value=seen[number][1], date=called(desk, seen[number][0].name))
        for end, number in (("first", 0), ("last", shape.last), ("highest", shape.highest), ("lowest", shape.lowest))
    }
    text = label("{name}, {n} values: the first is {first}, the last {last}; the highest is {highest}, the lowest {lowest}.")
    return text.format(name=capital(name), n=count_text(len(seen), desk.language), **told)


def _table(desk: Desk, made: ChartedRows) -> tuple[doc.Table, list[str]]:
    """Return the table, and what is to be said of it: of many dates it has some, evenly spread, the last among them."""
    rows = made.crossed.rows
    step = -(-len(rows) // _ROWS)
    kept = [row for number, row in enumerate(rows) if (len(rows) - 1 - number) % step == 0]
    table = rows_table(desk, made.with_rows(kept), [total_text(desk, row) if None not in row.cells else "–" for row in kept])
    if step == 1:
        return table, []
    text = desk.labels.gettext("The table has {n} of {all} dates.")
    count, total = (count_text(len(one), desk.language) for one in (kept, rows))
    return table, [text.format(n=count, all=total)]


def _date(row: BarRow) -> EdtfDate:
    assert isinstance(row.name, EdtfDate), "areas have a row for each date"
    return row.name
