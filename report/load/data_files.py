"""A data file that tables of sections show as it stands, with every problem of its cells at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from report.intake.grid import Cell, Grid, shown
from report.intake.table_rules import COLUMN, TEXT_CELL
from report.load.faults import Faults
from report.load.kept_rows import cells_of, heads, uneven
from report.load.rows import runs
from report.load.table_files import TableFiles
from report.model.data_table import DataFile
from report.model.tabular import TableSpot
from report.problems import Place, cut

_TITLES = 10
"""Rows at the top of a table in which the names of its columns are looked for."""
_HARMLESS = re.compile(r"[-+−][\d\s.,'’%]*")
"""A number with its sign, however it is written, or a sign that stands for none; where it is a formula, it gives itself."""


def data_file(tables: TableFiles, asked: TableSpot, wanted: Sequence[str], place: Place, *, whole: bool) -> DataFile | None:
    """Return the cells of a data file; None where problems keep it from being shown.

    `wanted` are the columns that tables choose, where they don't show the `whole`; what stands in others is no fault.
    """
    grid = tables.grid(asked, wanted, place)
    if grid is None:
        return None
    faults = Faults(grid, tables.problems)
    if (whole or not {*wanted} <= {*grid.head}) and (row := _names_below(grid)):
        named = sum(map(bool, grid.head))
        told = f"{named} column{'' if named == 1 else 's'}"
        sentence = f"the first row names {told}, and the rows below it have more, as where a title stands above"
        faults.add(COLUMN, -1, 0, sentence, f"add head: {row} to the table, if the names of its columns stand in row {row}")
        return None
    odd = uneven(grid, faults)
    used = [name for name in grid.head if name and (whole or name in wanted)]
    heads(grid, used, faults)
    if whole:
        _unnamed(grid, faults)
    columns = [cells_of(grid, at) for at in range(len(grid.head))]
    for at, cells in enumerate(columns):
        for row, cell in enumerate(map(_text, cells if grid.head[at] in used else ())):
            if row not in odd and not _HARMLESS.fullmatch(cell) and (problem := runs(cell)):
                sentence = f"“{cut(cell)}” in the column “{grid.head[at]}” {problem[0]}"
                faults.add(TEXT_CELL, row, at, sentence, problem[1])
    faults.close()
    if faults.any:
        return None
    rows = tuple(tuple(map(_text, row)) for row in zip(*columns, strict=True))
    return DataFile(grid.path, tuple(grid.head), rows, tuple(grid.at))


def _names_below(grid: Grid) -> int:
    """Return the row in which names of columns seem to stand, where the first has fewer than half of them; else 0."""
    top = list(zip(grid.rows[:_TITLES], grid.at, strict=False))
    most = max((sum(cell != "" for cell in row) for row, _ in top), default=0)
    row, at = next(((row, at) for row, at in top if sum(cell != "" for cell in row) == most), ((), 0))
    names = all(isinstance(cell, str) and not cell[:1].isdigit() for cell in row)
    return at if names and 2 * sum(map(bool, grid.head)) <= most else 0


def _unnamed(grid: Grid, faults: Faults) -> None:
    """Find columns in which something stands and which have no name: they would be missing from the table without a word."""
    for at in range(max(map(len, grid.rows), default=0) if grid.sheet else len(grid.head)):
        if at >= len(grid.head) or not grid.head[at]:
            row = next((row for row, cell in enumerate(cells_of(grid, at)) if cell != ""), None)
            if row is not None:
                sentence = f"a column has no name, and “{cut(_text(cells_of(grid, at)[row]))}” stands in it"
                faults.add(COLUMN, -1, at, sentence, "name it in the file, or name those that are to be shown under columns:")


def _text(cell: Cell) -> str:
    """Return what a table prints of a cell: of a number of a workbook all its digits."""
    if isinstance(cell, bool):
        return str(cell).upper()
    return f"{Decimal(repr(cell)):f}" if isinstance(cell, float) and not cell.is_integer() else shown(cell)
