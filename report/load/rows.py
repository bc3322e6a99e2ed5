"""A table of the article's folder to the rows of a series, with every problem of it at once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from operator import add

from report.intake.files import refused_characters
from report.intake.grid import Cell, Grid, shown
from report.intake.table_rules import INTERVAL, PARTS_OF_ONE, RECKONED_DECIMALS, TEXT_CELL, TWO_ROWS
from report.load.date_cells import dates
from report.load.faults import Faults
from report.load.kept_rows import KeptRows, kept_rows, wanted_columns
from report.load.number_cells import made_of, numbers
from report.load.table_files import TableFiles
from report.model.dates import EdtfDate
from report.model.evidence import Series
from report.model.quantities import reckoned
from report.model.reading import LONGEST_ID
from report.model.rows import Columns, Rows, Shared
from report.model.slugs import slug
from report.model.tabular import TableData
from report.problems import Problem, cut

_RUNS = re.compile(r"[=+\-@\t\r]")
"""With what a cell begins that spreadsheets take for a formula."""
_FINE = 6
"""Decimals up to which a number with all the digits that a computer keeps is a large one."""


def rows_of(series: Series, tables: TableFiles, reported: str) -> Rows | None:
    """Return the rows of a series that has data; None where problems leave it without.

    `reported` says who counted where the series itself doesn't.
    """
    data = series.data
    assert data is not None, "only a series with data has rows"
    assert series.basis is not None, "the model refuses data without a basis"
    assert series.by is not None, "the model refuses data without by"
    grid = tables.grid(data.asked, [*wanted_columns(series)], data.place)
    if grid is None:
        return None
    faults = Faults(grid, tables.problems)
    columns, names, slugs, decimals, unknown, groups = _columns(series, grid, faults, tables.problems)
    faults.close()
    if columns is None:
        return None
    shared = Shared(
        series.id, grid.path, str(series.basis.name), series.by, series.reported or reported,
        series.source, series.at, series.qualifier,
    )  # fmt: skip
    return Rows(shared, columns, names, slugs, decimals, unknown, groups)


_Made = tuple[Columns | None, tuple[str, ...], tuple[str, ...], int, Mapping[str, int], tuple[str, ...]]
_NOTHING: _Made = (None, (), (), 0, {}, ())


def _columns(series: Series, grid: Grid, faults: Faults, problems: list[Problem]) -> _Made:
    data = series.data
    assert data is not None
    taken = kept_rows(series, grid, faults, problems)
    if taken is None:
        return _NOTHING
    grid, column, index, kept, across = taken.grid, taken.columns, taken.places, taken.rows, taken.dates
    value, missing = data.value or str(data.dates), set(data.missing)
    whole = len(kept) == len(grid.rows)
    chosen = grid if whole else grid.only(kept)
    faults.grid = chosen
    cells = column if whole else {name: [values[row] for row in kept] for name, values in column.items()}
    if across is not None:
        texts = [across[row] for row in kept]
    else:
        texts = dates(cells[str(data.date)], index[str(data.date)], data, faults)
    found: dict[str, list[Decimal | None]] = {}
    decimals = 0
    for name in (name for name in (value, data.low, data.high) if name is not None):
        known: list[Cell | None] = list(cells[name])
        if missing and name != value:
            known = [None if shown(cell) in missing else cell for cell in cells[name]]
        found[name], finest = numbers(known, index[name], data, series.unit, faults)
        decimals = max(decimals, finest)
    lines, names, slugs = _lines(cells[data.line], index[data.line], faults) if data.line else ((), (), ())
    groups = _groups(cells[data.group], index[data.group], lines, names, faults) if data.group else ()
    numbered, low, high = found[value], found.get(data.low or "", []), found.get(data.high or "", [])
    if faults.any:
        return _NOTHING
    _apart(texts, lines, names, index[data.date or value], faults)
    _ordered(numbered, low, high, index[value], faults)
    if faults.any:
        return _NOTHING
    if decimals > _FINE and data.decimals is None and series.decimals is None:
        for name, those in found.items():
            _decimals_wanted(those, index[name], name, faults)
        if faults.any:
            return _NOTHING
    if grid.sheet and series.unit.code == "percent" and data.scale is None and _parts_of_one(cells[value]):
        sentence = f"all values of “{cut(value)}” in {grid.path} lie between −1 and 1 per cent"
        hint = "add scale: hundred to data:, if the workbook shows them as percentages: it holds 19.5% as 0.195"
        problems.append(PARTS_OF_ONE.at(data.place, sentence, hint=hint))
    columns = Columns(texts, numbered, lines, low, high, chosen.at)  # type: ignore[arg-type]
    return columns, names, slugs, decimals, _unknown(taken, data), groups


def _decimals_wanted(values: Sequence[Decimal | None], column: int, name: str, faults: Faults) -> None:
    """Find the first number whose decimals were reckoned, and not written."""
    for row, number in enumerate(values):
        if number is not None and reckoned(number):
            sentence = f"“{cut(f'{number:f}')}” in the column “{cut(name)}” has more decimals than anybody wrote"
            faults.add(RECKONED_DECIMALS, row, column, sentence, "add decimals: to data:, with as many as are to be printed")
            return


def _unknown(taken: KeptRows, data: TableData) -> dict[str, int]:
    """Return the keys of rows whose value is missing, with their lines in the file.

    What can't be read of them is no fault: below a table remarks may stand.
    """
    gone = taken.unknown
    if taken.dates is not None:
        days: Sequence[str | None] = [taken.dates[row] for row in gone]
    else:
        name, quiet = str(data.date), Faults(taken.grid.only(gone), [])
        days = dates([taken.columns[name][row] for row in gone], taken.places[name], data, quiet) if gone else ()
    lines = [taken.columns[data.line][row] for row in gone] if data.line else []
    called = {text: EdtfDate.parse(text).slug for text in dict.fromkeys(days) if text is not None}
    named = {cell: f"{slug(shown(cell))}." for cell in dict.fromkeys(lines)}
    keyed = ((row, f"{named[lines[row]] if lines else ''}{called[text]}") for row, text in enumerate(days) if text is not None)
    return {key: taken.grid.at[gone[row]] for row, key in keyed}


def _parts_of_one(cells: Sequence[Cell]) -> bool:
    """Tell whether all cells of a workbook's column are numbers as small as parts of one, and not all of them whole."""
    return all(isinstance(cell, float) and -1 <= cell <= 1 for cell in cells) and set(cells) - {-1.0, 0.0, 1.0} != set()


def _lines(cells: Sequence[Cell], column: int, faults: Faults) -> tuple[Sequence[int], tuple[str, ...], tuple[str, ...]]:
    """Return the line of each row, the names of all lines, and what they are called in ids."""
    names = list(dict.fromkeys(cells))
    slugs: dict[str, str] = {}
    told = faults.grid.head[column]
    for cell in names:
        text = shown(cell)
        problem = _objection(text)
        found = slug(text)
        if problem:
            what = f"“{cut(text)}” in the column" if text else "a cell of the column"
            faults.add(TEXT_CELL, cells.index(cell), column, f"{what} “{told}” {problem[0]}", problem[1])
        elif found in slugs:
            sentence = f"the lines “{cut(text)}” and “{cut(slugs[found])}” would both be called {found}"
            faults.add(TWO_ROWS, cells.index(cell), column, sentence, "give one of them another name in the table")
        slugs.setdefault(found, text)
    number = {name: index for index, name in enumerate(names)}
    return [number[cell] for cell in cells], tuple(map(shown, names)), tuple(slugs) if not faults.any else ()


def _groups(cells: Sequence[Cell], column: int, lines: Sequence[int], names: Sequence[str], faults: Faults) -> tuple[str, ...]:
    """Return the group of each line: that of all of its rows."""
    found: dict[int, Cell] = {}
    told = set[int]()
    for row, (line, cell) in enumerate(zip(lines, cells, strict=True)):
        if found.setdefault(line, cell) != cell and line not in told:
            told.add(line)
            sentence = f"the line “{cut(names[line])}” is of “{cut(shown(cell))}” here, and of “{cut(shown(found[line]))}” before"
            faults.add(TEXT_CELL, row, column, sentence, "give all rows of a line the same group")
    for cell in dict.fromkeys(cells):
        text = shown(cell)
        if problem := runs(text) if text else ("is empty, and its line belongs to no group", "write the name of the group"):
            what = f"“{cut(text)}” in the column" if text else "a cell of the column"
            faults.add(TEXT_CELL, cells.index(cell), column, f"{what} “{faults.grid.head[column]}” {problem[0]}", problem[1])
    return tuple(shown(found[line]) for line in range(len(names)))


def _objection(text: str) -> tuple[str, str] | None:
    """Return what is wrong with the name of a line, and what to do."""
    if not text:
        return "is empty, and the row belongs to no line", "write the name of the line, or delete the row"
    if problem := runs(text):
        return problem
    if not slug(text):
        return "has neither Latin letters nor digits, of which an id could be made", "name a column with codes under line:"
    if len(slug(text)) > LONGEST_ID:
        return "is longer than a name can be", "shorten it"
    return None


def runs(text: str) -> tuple[str, str] | None:
    """Return what is wrong with a text that copies carry in a table, and what to do."""
    if _RUNS.match(text):
        return "begins as a formula does", "write it with another sign first, or name another column"
    if next(refused_characters(text), None) or "\n" in text:
        return "has a character that can't be printed", "take it out"
    return None


def _apart(texts: Sequence[str | None], lines: Sequence[int], names: Sequence[str], column: int, faults: Faults) -> None:
    """Find rows that have the same line and the same date."""
    different = dict.fromkeys(texts)
    slugs = {} if made_of("0123456789-", texts) else {text: EdtfDate.parse(text).slug for text in different if text is not None}
    each = len(different)
    if lines and not slugs:  # numbers, since a hundred thousand pairs are a lot to make and to tell apart
        numbers_of = {text: number for number, text in enumerate(different)}
        each = len(set(map(add, map(each.__mul__, lines), map(numbers_of.__getitem__, texts))))
    if each == len(texts) and not slugs:
        return
    first: dict[object, int] = {}
    for row, text in enumerate(texts):
        key = (lines[row] if lines else 0, slugs.get(text or "", text))
        before = first.setdefault(key, row)
        if before != row:
            there = "row" if faults.grid.sheet else "line"
            of_line = f" of the line “{names[lines[row]]}”" if lines else ""
            told = EdtfDate.parse(text).typed if text else ""
            sentence = f"a second row{of_line} is of {told}; the first stands in {there} {faults.grid.at[before]}"
            hint = (
                "delete one of the two" if lines else "delete one; or name a column under line:, or the rows to keep under only:"
            )
            faults.add(TWO_ROWS, row, column, sentence, hint)


def _ordered(
    values: Sequence[Decimal | None], low: Sequence[Decimal | None], high: Sequence[Decimal | None], column: int, faults: Faults
) -> None:
    """Find values that lie outside of their interval."""
    for row, value in enumerate(values) if low or high else ():
        lower, upper = low[row] if low else None, high[row] if high else None
        assert value is not None
        if (lower is not None and value < lower) or (upper is not None and value > upper):
            told = " to ".join("…" if bound is None else f"{bound:f}" for bound in (lower, upper))
            sentence = f"the value {value:f} lies outside of its interval, {told}"
            faults.add(INTERVAL, row, column, sentence, "correct the row, or the columns named under low: and high:")
