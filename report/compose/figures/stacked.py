"""Charts of stacked bars: the parts of a whole, as values or as shares of it, and the same in words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from report.compose.desk import Desk, Referent
from report.compose.figures.crossing import (
    COUNT,
    ChartedRows,
    alternative_of,
    amount_text,
    called,
    carried_beside,
    ends_of,
    group_told,
    in_digits,
    ordered_rows,
    rows_table,
    rows_told,
    units_told,
)
from report.compose.figures.parts import figure
from report.compose.wording import listed
from report.model import document as doc
from report.model.charts.stacked import BarStack, StackedDrawing, StackPart
from report.model.crossed import BarRow, BarValue, in_shares
from report.model.prose import Directive
from report.model.quantities import Amount, Qualifier, Unit, rounded

_PERCENT = Unit(code="percent")


def chart(desk: Desk, directive: Directive, target: Referent) -> doc.Figure:
    """Return the stacked bars of the series that a directive names."""
    label, shares = desk.labels.gettext, in_shares(directive)
    by = (lambda row: share_of(row, row.cells[0])) if shares else total_of
    made = ordered_rows(desk, directive, target, "stacked", by)
    kept = [row for row in made.crossed.whole if not shares or total_of(row)]
    stacks = tuple(_stack(desk, row, shares=shares, with_unit=row is kept[0]) for row in kept)
    told = each_stack(desk, made, kept, shares=shares)
    names = listed(made.names, desk.language)
    head = desk.labels.ngettext(
        "Chart of {n} stacked bar, with these parts: {names}.", "Chart of {n} stacked bars, with these parts: {names}.", len(kept)
    ).format(n=len(kept), names=names)
    keys = [total_of(row) for row in kept]
    ends = ends_of(desk, [group_told(desk, called(desk, row.name), [("", total_text(desk, row))]) for row in kept], keys)
    order = label("The parts of each bar are, in their order: {names}.").format(names=names)
    missing = [called(desk, row.name) for row in made.crossed.rows if row not in kept]
    left_out = label("Not drawn, since the whole isn’t known: {names}.").format(names=listed(missing, desk.language))
    description = (
        f"{units_told(desk, made, shares=shares)} {order}",
        *rows_told(desk, told, keys),
        *([left_out] if missing else []),
        *carried_beside(desk, made),
    )
    drawing = StackedDrawing(desk.language.tag, made.names, stacks)
    alternative = alternative_of(desk, head, told, "" if shares else ends).strip()
    table = rows_table(desk, made, [total_text(desk, row) if row in kept else "–" for row in made.crossed.rows])
    return figure(target, made, drawing, alternative, description, table, directive.place)


def number_of(value: BarValue | None) -> Decimal:
    """Return what a part adds to the whole: of a range its middle."""
    if value is None:
        return Decimal(0)
    low, high = value.observation.quantity.amount.bounds
    return (low + high) / 2


def total_of(row: BarRow) -> Decimal:
    """Return the whole."""
    return sum(map(number_of, row.cells), Decimal(0))


def share_of(row: BarRow, value: BarValue | None) -> Decimal:
    """Return the share of a part in the whole, per cent."""
    total = total_of(row)
    return 100 * number_of(value) / total if total else Decimal(0)


def total_text(desk: Desk, row: BarRow, *, with_unit: bool = True) -> str:
    """Return the whole in digits; it is about right where one of its parts is."""
    there = [cell for cell in row.cells if cell is not None]
    about = Qualifier.ABOUT if any(cell.observation.quantity.amount.approximate for cell in there) else None
    amount = Amount(total_of(row), None, about).to(there[0].series.printed_decimals)
    return amount_text(desk, amount, there[0].series.unit if with_unit else COUNT)


def share_text(desk: Desk, row: BarRow, value: BarValue | None, *, short: bool = False) -> str:
    """Return a share in digits: whole per cents, of a small one with a decimal."""
    share = share_of(row, value)
    amount = Amount(rounded(share, 0 if share >= 1 or share == 0 else 1))
    return amount_text(desk, amount, _PERCENT, ("digits", "short") if short else ("digits",))


def _stack(desk: Desk, row: BarRow, *, shares: bool, with_unit: bool) -> BarStack:
    if shares:
        parts = [StackPart(float(share_of(row, cell)), share_text(desk, row, cell, short=True)) for cell in row.cells]
        return BarStack(called(desk, row.name), tuple(parts), "")
    parts = [StackPart(float(number_of(cell)), in_digits(desk, cell, with_unit=False)) for cell in row.cells if cell is not None]
    mixed = any(part.value < 0 for part in parts) and any(part.value > 0 for part in parts)
    return BarStack(called(desk, row.name), tuple(parts), "" if mixed else total_text(desk, row, with_unit=with_unit))


def each_stack(desk: Desk, made: ChartedRows, rows: Sequence[BarRow], *, shares: bool = False) -> list[str]:
    """Return each whole in words: its parts, each with what it is of."""
    return [_told(desk, made, row, shares=shares) for row in rows]


def _told(desk: Desk, made: ChartedRows, row: BarRow, *, shares: bool) -> str:
    parts = [
        (name, share_text(desk, row, cell) if shares else in_digits(desk, cell))
        for name, cell in zip(made.names, row.cells, strict=True)
        if cell is not None
    ]
    return group_told(desk, called(desk, row.name), parts)
