"""Which rows and columns of a table a series keeps: those that its data names, with what is wrong with them as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from report.intake.grid import DELIMITERS, Cell, Grid, shown
from report.intake.table_rules import COLUMN, NO_ROWS, UNEVEN_ROW
from report.load.faults import Faults
from report.load.suggestions import meant
from report.load.wide_tables import long
from report.model.evidence import Series
from report.problems import Problem, cut

_TITLES = 10
"""Rows at the top of a table in which the names of its columns are looked for, to say where they stand."""


class KeptRows(NamedTuple):
    """What is kept of a table."""

    grid: Grid
    """The table, with a row for each value."""
    columns: Mapping[str, Sequence[Cell]]
    """The cells of all rows, by the names of columns."""
    places: Mapping[str, int]
    """Where these stand in the grid."""
    rows: Sequence[int]
    unknown: Sequence[int]
    """Rows whose value the table calls missing."""
    dates: Sequence[str | None] | None
    """Of all rows, where they stand across."""


def kept_rows(series: Series, grid: Grid, faults: Faults, problems: list[Problem]) -> KeptRows | None:
    """Return the rows and columns that a series names; None where there are none, which is a problem by then."""
    data = series.data
    assert data is not None, "only a series with data has rows"
    index = _named(series, grid, faults)
    if index is None:
        return None
    odd = uneven(grid, faults)
    edges = {*data.span} - {*data.columns.values(), *data.only}
    column: dict[str, Sequence[Cell]] = {name: cells_of(grid, at) for name, at in index.items() if name not in edges}
    kept = _only(series, grid, column, problems)
    if odd:
        kept = [row for row in kept if row not in odd]
    days: Sequence[str | None] | None = None
    if data.dates is not None:
        across = long(data, grid, column, kept, problems)
        if across is None:
            return None
        grid, column, kept, days = across.grid, across.columns, range(len(across.dates)), across.dates
        index = {name: at for at, name in enumerate(grid.head)}
    missing = set(data.missing)
    gone: Sequence[int] = ()
    if missing:
        values = column[data.value or str(data.dates)]
        gone = [row for row in kept if shown(values[row]) in missing]
        kept = [row for row in kept if shown(values[row]) not in missing]
    if not kept:
        if not faults.any and not any(
            problem.rule == NO_ROWS.id and problem.place.path == data.place.path for problem in problems
        ):
            sentence = f"no row of {grid.path} is left for “{series.id}”"
            problems.append(NO_ROWS.at(data.place, sentence, hint="name other rows under only:, or other words under missing:"))
        return None
    return KeptRows(grid, column, index, kept, gone, days)


def wanted_columns(series: Series) -> dict[str, str]:
    """Return the columns that a series names, each with the key that names it."""
    data = series.data
    assert data is not None
    edges = dict.fromkeys(filter(None, data.span), "dates")
    return {**edges, **{name: key for key, name in data.columns.items()}, **dict.fromkeys(data.only, "only")}


def _named(series: Series, grid: Grid, faults: Faults) -> dict[str, int] | None:
    """Return where the columns stand that the series names; None where one of them isn't there."""
    data = series.data
    assert data is not None
    wanted = wanted_columns(series)
    undivided = len(grid.head) < 2 and not grid.sheet
    head = list(grid.head)
    heads(grid, wanted, faults)
    lacking = {name: key for name, key in wanted.items() if name not in head}
    if lacking and not undivided:
        told = " and ".join(f"“{cut(name)}” ({key}:)" for name, key in lacking.items())
        known = [name for name in head if name]
        near = [f"{name}: {found}" for name in lacking if (found := meant(name, known))]
        hint = f"known here: {', '.join(known[:20])}"
        if below := _below(grid, wanted):
            hint = below
        elif grid.merged or "" in head:
            hint = "give each column its name in the first row: cells of it are merged, or empty"
        elif near:
            hint = f"did you mean {near[0].partition(': ')[2]}?" if len(lacking) == 1 else f"did you mean {', '.join(near)}?"
        columns = "column" if len(lacking) == 1 else "columns"
        faults.add(COLUMN, -1, 0, f"the table has no {columns} {told}, which “{series.id}” names", hint)
    if undivided and not set(wanted) <= set(head):
        divided = ", ".join(DELIMITERS.values())
        sentence = f"the first row, “{cut(head[0] if head else '')}”, isn't divided into columns"
        hint = _below(grid, wanted) or f"save the table with columns divided by one of: {divided}"
        faults.add(COLUMN, -1, 0, sentence, hint)
    return None if faults.any else {name: head.index(name) for name in wanted}


def _below(grid: Grid, wanted: Iterable[str]) -> str:
    """Return a hint where the names of columns stand below the first row, as they do under a title."""
    rows = [(at, {shown(cell).strip() for cell in row}) for row, at in zip(grid.rows[:_TITLES], grid.at, strict=False)]
    lines = enumerate(grid.text.split("\n", _TITLES)[:_TITLES], 1)
    rows += [(at, {cell.strip(' "') for cell in line.split(delimiter)}) for at, line in lines for delimiter in DELIMITERS]
    found = next((at for at, row in rows if {*wanted} <= row), 0)
    return f"add head: {found} to data:, since the names of the columns stand in row {found}" if found else ""


def heads(grid: Grid, wanted: Iterable[str], faults: Faults) -> None:
    """Find names that two columns have."""
    head = list(grid.head)
    for name in dict.fromkeys(name for name in wanted if name and head.count(name) > 1):
        at = head.index(name, head.index(name) + 1)
        faults.add(COLUMN, -1, at, f"two columns are called “{name}”", "give each a name of its own")


def uneven(grid: Grid, faults: Faults) -> set[int]:
    """Return the rows that have more cells than the head has names, or fewer, each of which is a problem."""
    width, found = len(grid.head), set[int]()
    if grid.sheet or set(map(len, grid.rows)) <= {width}:
        return found
    for number, row in enumerate(grid.rows):
        if len(row) < width or any(row[width:]):
            found.add(number)
            sentence = (
                f"the row has {len(row)} {'cell' if len(row) == 1 else 'cells'}, and the first row of the table has {width} names"
            )
            hint = "put numbers with a decimal comma between quotation marks, or divide columns by semicolons"
            faults.add(UNEVEN_ROW, number, min(len(row), width), sentence, hint)
    return found


def _only(series: Series, grid: Grid, column: Mapping[str, Sequence[Cell]], problems: list[Problem]) -> Sequence[int]:
    """Return the rows that `only` keeps."""
    data = series.data
    assert data is not None
    kept: Sequence[int] = range(len(grid.rows))
    for name, words in data.only.items():
        wanted = set(words)
        there = {cell: shown(cell) for cell in dict.fromkeys(column[name])}
        for word in words:
            if word not in there.values():
                near = meant(word, sorted(set(there.values())))
                hint = f"did you mean {near}?" if near else "write it as the table does, or leave it out"
                sentence = f"no cell of the column “{name}” in {grid.path} holds “{cut(word)}”"
                problems.append(NO_ROWS.at(getattr(word, "place", data.place), sentence, hint=hint))
        cells = column[name]
        kept = [row for row in kept if there[cells[row]] in wanted]
    return kept


def cells_of(grid: Grid, index: int) -> list[Cell]:
    """Return the cells of a column without spaces around them."""
    if min(map(len, grid.rows), default=0) > index:
        cells = list(map(itemgetter(index), grid.rows))
    else:
        cells = [row[index] if index < len(row) else "" for row in grid.rows]
    if grid.sheet:
        return [cell.strip() if isinstance(cell, str) else cell for cell in cells]
    return list(map(str.strip, cells))  # CSV holds texts alone
