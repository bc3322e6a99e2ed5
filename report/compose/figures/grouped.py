"""Charts of bars in groups, of lines at a few dates or of several series, and the same in words."""

from __future__ import annotations

from report.compose.desk import Desk, Referent
from report.compose.figures.crossing import (
    alternative_of,
    bar_of,
    called,
    carried_beside,
    ends_of,
    group_told,
    height,
    in_digits,
    key_of,
    ordered_rows,
    rows_table,
    rows_told,
    units_told,
)
from report.compose.figures.parts import figure
from report.compose.wording import listed
from report.model import document as doc
from report.model.charts.grouped import BarGroup, GroupedDrawing
from report.model.prose import Directive


def chart(desk: Desk, directive: Directive, target: Referent) -> doc.Figure:
    """Return the groups of bars of the series that a directive names."""
    made = ordered_rows(desk, directive, target, "grouped")
    rows = [(called(desk, row.name), row) for row in made.crossed.rows]
    first = next(cell for _, row in rows for cell in row.cells if cell is not None)
    groups = tuple(
        BarGroup(name, tuple(cell and bar_of(desk, cell, with_unit=cell is first) for cell in row.cells)) for name, row in rows
    )
    label = desk.labels.gettext
    named = [
        [(desk.language.joined((name, of)), cell) for of, cell in zip(made.names, row.cells, strict=True) if cell is not None]
        for name, row in rows
    ]
    each = [(group_told(desk, name, [("", in_digits(desk, cell))]), height(cell)) for row in named for name, cell in row]
    told = [
        group_told(
            desk, name, [(of, in_digits(desk, cell)) for of, cell in zip(made.names, row.cells, strict=True) if cell is not None]
        )
        for name, row in rows
    ]
    head = desk.labels.ngettext(
        "Bar chart with {n} group of bars, for {names}.", "Bar chart with {n} groups of bars, for {names}.", len(rows)
    ).format(n=len(rows), names=listed(made.names, desk.language))
    text = label("The bars of each group are, from the palest to the darkest: {names}.")
    how = f"{units_told(desk, made)} {text.format(names=listed(made.names, desk.language))}"
    ends = ends_of(desk, [one for one, _ in each], [key for _, key in each])
    description = (how, *rows_told(desk, told, [key_of(row) for _, row in rows]), *carried_beside(desk, made))
    drawing = GroupedDrawing(desk.language.tag, made.names, groups)
    alternative = alternative_of(desk, head, told, ends)
    return figure(target, made, drawing, alternative, description, rows_table(desk, made), directive.place)
