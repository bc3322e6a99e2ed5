"""A table of the article's folder to the rows of a series, with every problem of it at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from operator import add, itemgetter

from report.intake.files import refused_characters
from report.intake.grid import DELIMITERS, Cell, Grid
from report.intake.table_rules import COLUMN, INTERVAL, NO_ROWS, PARTS_OF_ONE, TEXT_CELL, TWO_ROWS, UNEVEN_ROW
from report.load.date_cells import dates
from report.load.faults import Faults
from report.load.number_cells import made_of, numbers
from report.load.suggestions import meant
from report.load.table_files import TableFiles
from report.model.dates import EdtfDate
from report.model.evidence import Series
from report.model.reading import LONGEST_ID
from report.model.rows import Columns, Rows, Shared
from report.model.slugs import slug
from report.problems import Problem, cut

_RUNS = re.compile(r"[=+\-@\t\r]")
"""With what a cell begins that spreadsheets take for a formula."""
_TITLES = 10
"""Rows at the top of a table in which the names of its columns are looked for, to say where they stand."""
_BELOW = "delete the rows above the names of the columns"


def rows_of(series: Series, tables: TableFiles, reported: str) -> Rows | None:
    """Return the rows of a series that has data; None where problems leave it without.

    `reported` says who counted where the series itself doesn't.
    """
    data = series.data
    assert data is not None, "only a series with data has rows"
    assert series.basis is not None, "the model refuses data without a basis"
    assert series.by is not None, "the model refuses data without by"
    grid = tables.grid(data.file, data.sheet, [*dict.fromkeys([*data.columns.values(), *data.only])], data.place)
    if grid is None:
        return None
    faults = Faults(grid, tables.problems)
    columns, names, slugs, decimals, groups = _columns(series, grid, faults, tables.problems)
    faults.close()
    if columns is None:
        return None
    shared = Shared(
        series.id, grid.path, str(series.basis.name), series.by, series.reported or reported,
        series.source, series.at, series.qualifier,
    )  # fmt: skip
    return Rows(shared, columns, names, slugs, decimals, groups)


_Made = tuple[Columns | None, tuple[str, ...], tuple[str, ...], int, tuple[str, ...]]
_NOTHING: _Made = (None, (), (), 0, ())


def _columns(series: Series, grid: Grid, faults: Faults, problems: list[Problem]) -> _Made:
    data = series.data
    assert data is not None
    index = _named(series, grid, faults)
    if index is None:
        return _NOTHING
    odd = uneven(grid, faults)
    column = {name: cells_of(grid, at) for name, at in index.items()}
    kept = _kept(series, grid, column, problems)
    if odd:
        kept = [row for row in kept if row not in odd]
    missing = set(data.missing)
    if missing:
        values = column[data.value]
        kept = [row for row in kept if _shown(values[row]) not in missing]
    if not kept:
        if not faults.any and not any(
            problem.rule == NO_ROWS.id and problem.place.path == data.place.path for problem in problems
        ):
            sentence = f"no row of {grid.path} is left for “{series.id}”"
            problems.append(NO_ROWS.at(data.place, sentence, hint="name other rows under only:, or other words under missing:"))
        return _NOTHING
    whole = len(kept) == len(grid.rows)
    chosen = grid if whole else Grid(
        grid.path, grid.head, [grid.rows[row] for row in kept], [grid.at[row] for row in kept], grid.head_at,
        grid.text, grid.delimiter, grid.sheet, grid.merged,
    )  # fmt: skip
    faults.grid = chosen
    cells = column if whole else {name: [values[row] for row in kept] for name, values in column.items()}
    texts = dates(cells[data.date], index[data.date], data, faults)
    found: dict[str, list[Decimal | None]] = {}
    decimals = 0
    for name in (name for name in (data.value, data.low, data.high) if name is not None):
        known: list[Cell | None] = list(cells[name])
        if missing and name != data.value:
            known = [None if _shown(cell) in missing else cell for cell in cells[name]]
        found[name], finest = numbers(known, index[name], data, series.unit, faults)
        decimals = max(decimals, finest)
    lines, names, slugs = _lines(cells[data.line], index[data.line], faults) if data.line else ((), (), ())
    groups = _groups(cells[data.group], index[data.group], lines, names, faults) if data.group else ()
    numbered, low, high = found[data.value], found.get(data.low or "", []), found.get(data.high or "", [])
    if faults.any:
        return _NOTHING
    _apart(texts, lines, names, index[data.date], faults)
    _ordered(numbered, low, high, index[data.value], faults)
    if faults.any:
        return _NOTHING
    if grid.sheet and series.unit.code == "percent" and data.scale is None and _parts_of_one(cells[data.value]):
        sentence = f"all values of “{cut(data.value)}” in {grid.path} lie between −1 and 1 per cent"
        hint = "add scale: hundred to data:, if the workbook shows them as percentages: it holds 19.5% as 0.195"
        problems.append(PARTS_OF_ONE.at(data.place, sentence, hint=hint))
    columns = Columns(texts, numbered, lines, low, high, chosen.at)  # type: ignore[arg-type]
    return columns, names, slugs, decimals, groups


def cells_of(grid: Grid, index: int) -> list[Cell]:
    """Return the cells of a column without spaces around them."""
    if min(map(len, grid.rows), default=0) > index:
        cells = list(map(itemgetter(index), grid.rows))
    else:
        cells = [row[index] if index < len(row) else "" for row in grid.rows]
    if grid.sheet:
        return [cell.strip() if isinstance(cell, str) else cell for cell in cells]
    return list(map(str.strip, cells))  # CSV holds texts alone


def _shown(cell: Cell) -> str:
    """Return a cell as editors see it, to be compared with the words that they typed."""
    if isinstance(cell, tuple):
        return cell[0]
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _parts_of_one(cells: Sequence[Cell]) -> bool:
    """Tell whether all cells of a workbook's column are numbers as small as parts of one, and not all of them whole."""
    return all(isinstance(cell, float) and -1 <= cell <= 1 for cell in cells) and set(cells) - {-1.0, 0.0, 1.0} != set()


def _named(series: Series, grid: Grid, faults: Faults) -> dict[str, int] | None:
    """Return where the columns stand that the series names; None where one of them isn't there."""
    data = series.data
    assert data is not None
    wanted = {**{name: key for key, name in data.columns.items()}, **dict.fromkeys(data.only, "only")}
    undivided = len(grid.head) < 2 and not grid.sheet
    head = list(grid.head)
    heads(grid, wanted, faults)
    lacking = {name: key for name, key in wanted.items() if name not in head}
    if lacking and not undivided:
        told = " and ".join(f"“{cut(name)}” ({key}:)" for name, key in lacking.items())
        known = [name for name in head if name]
        near = [f"{name}: {found}" for name in lacking if (found := meant(name, known))]
        hint = f"known here: {', '.join(known[:20])}"
        if _below(grid, wanted):
            hint = _BELOW
        elif grid.merged or "" in head:
            hint = "give each column its name in the first row: cells of it are merged, or empty"
        elif near:
            hint = f"did you mean {near[0].partition(': ')[2]}?" if len(lacking) == 1 else f"did you mean {', '.join(near)}?"
        columns = "column" if len(lacking) == 1 else "columns"
        faults.add(COLUMN, -1, 0, f"the table has no {columns} {told}, which “{series.id}” names", hint)
    if undivided and not set(wanted) <= set(head):
        divided = ", ".join(DELIMITERS.values())
        sentence = f"the first row, “{cut(head[0] if head else '')}”, isn't divided into columns"
        hint = _BELOW if _below(grid, wanted) else f"save the table with columns divided by one of: {divided}"
        faults.add(COLUMN, -1, 0, sentence, hint)
    return None if faults.any else {name: head.index(name) for name in wanted}


def _below(grid: Grid, wanted: Iterable[str]) -> bool:
    """Tell whether the names of columns stand below the first row, as they do under a title."""
    rows = [{str(cell).strip() for cell in row} for row in grid.rows[:_TITLES]]
    lines = grid.text.split("\n", _TITLES)[:_TITLES]
    rows += [{cell.strip(' "') for cell in line.split(delimiter)} for line in lines for delimiter in DELIMITERS]
    return any({*wanted} <= row for row in rows)


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


def _kept(series: Series, grid: Grid, column: Mapping[str, Sequence[Cell]], problems: list[Problem]) -> Sequence[int]:
    """Return the rows that `only` keeps."""
    data = series.data
    assert data is not None
    kept: Sequence[int] = range(len(grid.rows))
    for name, words in data.only.items():
        wanted = set(words)
        there = {cell: _shown(cell) for cell in dict.fromkeys(column[name])}
        for word in words:
            if word not in there.values():
                near = meant(word, sorted(set(there.values())))
                hint = f"did you mean {near}?" if near else "write it as the table does, or leave it out"
                sentence = f"no cell of the column “{name}” in {grid.path} holds “{cut(word)}”"
                problems.append(NO_ROWS.at(getattr(word, "place", data.place), sentence, hint=hint))
        cells = column[name]
        kept = [row for row in kept if there[cells[row]] in wanted]
    return kept


def _lines(cells: Sequence[Cell], column: int, faults: Faults) -> tuple[Sequence[int], tuple[str, ...], tuple[str, ...]]:
    """Return the line of each row, the names of all lines, and what they are called in ids."""
    names = list(dict.fromkeys(cells))
    slugs: dict[str, str] = {}
    told = faults.grid.head[column]
    for cell in names:
        text = _shown(cell)
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
    return [number[cell] for cell in cells], tuple(map(_shown, names)), tuple(slugs) if not faults.any else ()


def _groups(cells: Sequence[Cell], column: int, lines: Sequence[int], names: Sequence[str], faults: Faults) -> tuple[str, ...]:
    """Return the group of each line: that of all of its rows."""
    found: dict[int, Cell] = {}
    told = set[int]()
    for row, (line, cell) in enumerate(zip(lines, cells, strict=True)):
        if found.setdefault(line, cell) != cell and line not in told:
            told.add(line)
            sentence = (
                f"the line “{cut(names[line])}” is of “{cut(_shown(cell))}” here, and of “{cut(_shown(found[line]))}” before"
            )
            faults.add(TEXT_CELL, row, column, sentence, "give all rows of a line the same group")
    for cell in dict.fromkeys(cells):
        text = _shown(cell)
        if problem := runs(text) if text else ("is empty, and its line belongs to no group", "write the name of the group"):
            what = f"“{cut(text)}” in the column" if text else "a cell of the column"
            faults.add(TEXT_CELL, cells.index(cell), column, f"{what} “{faults.grid.head[column]}” {problem[0]}", problem[1])
    return tuple(_shown(found[line]) for line in range(len(names)))


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
