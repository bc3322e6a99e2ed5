"""Tables in which dates stand across, one column each: taken apart into a row for each of their values.

What is wrong with a value, or with a date, is told at its own cell, where an editor finds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from report.intake.grid import Cell, Grid
from report.intake.table_rules import COLUMN
from report.limits import beyond, limits
from report.load.date_cells import dates
from report.load.faults import Faults
from report.model.tabular import TableData
from report.problems import Place, Problem, cut


class Long(NamedTuple):
    """Such a table with a row for each value."""

    grid: Grid
    """Its first column holds the values, the others are those that were there."""
    columns: dict[str, Sequence[Cell]]
    """By names; that of the values is what dates: says."""
    dates: Sequence[str | None]


def long(
    data: TableData, grid: Grid, columns: dict[str, Sequence[Cell]], kept: Sequence[int], problems: list[Problem]
) -> Long | None:
    """Return the rows that are kept of a table, each value by itself; None where problems keep it from being read."""
    assert data.dates is not None, "asked of tables with dates across"
    first, last = data.span
    begin, end = grid.head.index(first), grid.head.index(last) if last else len(grid.head) - 1
    faults = Faults(_values(grid, data.dates, {}, [(-1, at) for at in range(begin, end + 1)] or [(-1, end)]), problems)
    if end < begin:
        sentence = f"the column “{cut(last)}” stands before “{cut(first)}”"
        faults.add(COLUMN, 0, 0, sentence, "name under dates: first the one that stands first in the table")
        return None
    across = range(begin, end + 1)
    if (count := len(kept) * len(across)) > limits().data_rows:
        problems.append(beyond(Place(grid.path, grid.head_at, 1), f"the table has {count:,} values", "data_rows"))
        return None
    texts = dates([grid.head[at] for at in across], 0, data, faults)
    faults.close()
    if faults.any:
        return None
    spots = [(row, at) for row in kept for at in across]
    values = [_cell(grid.rows[row], at) for row, at in spots]
    made = _values(grid, data.dates, columns, spots)
    repeated: dict[str, Sequence[Cell]] = {name: [cells[row] for row, _ in spots] for name, cells in columns.items()}
    return Long(made, {data.dates: values, **repeated}, texts * len(kept))


def _values(grid: Grid, name: str, columns: Iterable[str], spots: Sequence[tuple[int, int]]) -> _Values:
    at = [grid.at[row] if row >= 0 else grid.head_at for row, _ in spots]
    others = [grid.head.index(other) for other in columns]
    empty: Sequence[Sequence[Cell]] = [()] * len(spots)
    return _Values(
        grid.path, [name, *columns], empty, at, grid.head_at, sheet=grid.sheet, origin=grid, spots=spots, columns=others
    )


def _cell(row: Sequence[Cell], at: int) -> Cell:
    cell = row[at] if at < len(row) else ""
    return cell.strip() if isinstance(cell, str) else cell


@dataclass(frozen=True, slots=True, kw_only=True)
class _Values(Grid):
    """The values as a column, with what stands before them in their rows."""

    origin: Grid
    spots: Sequence[tuple[int, int]]
    """In which row and column of the table each value stands."""
    columns: Sequence[int]
    """Where the other columns stand there."""

    def only(self, kept: Sequence[int]) -> Grid:
        at, spots = [self.at[row] for row in kept], [self.spots[row] for row in kept]
        return replace(self, rows=self.rows[: len(kept)], at=at, spots=spots)

    def _spot(self, row: int, column: int) -> tuple[int, int]:
        there, at = self.spots[row]
        return there, self.columns[column - 1] if column else at

    def place(self, row: int, column: int) -> Place:
        return self.origin.place(*self._spot(row, column))

    def named(self, row: int, column: int) -> str:
        return self.origin.named(*self._spot(row, column))
