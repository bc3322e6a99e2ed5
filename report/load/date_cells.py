"""Cells of a table to dates, as EDTF writes them; in which order days and months stand, the column itself tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from report.intake.grid import Cell, shown
from report.intake.table_rules import BOTH_WAYS, DATE_CELL
from report.load.faults import Faults
from report.load.number_cells import made_of
from report.model.dates import EdtfDate
from report.model.tabular import MONTHS, TableData
from report.problems import cut

_DAY = re.compile(r"[12]\d{3}-\d\d-\d\d", re.ASCII)
_LENGTH = len("2019-07-13")
_YEAR = re.compile(r"[12]\d{3}", re.ASCII)
_YEARS = re.compile(r"\d{4}", re.ASCII)
_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d)[T ]00:00(?::00(?:\.0+)?)?Z?", re.ASCII)
_LOOSE = re.compile(r"(\d{4})([-/.])(\d\d?)\2(\d\d?)", re.ASCII)
_QUARTER = re.compile(r"(\d{4}) ?[Qq]([1-4])|[Qq]([1-4])[ /-]?(\d{4})", re.ASCII)
_ORDERED = re.compile(r"(\d\d?)([-/.])(\d\d?)\2(\d{4})", re.ASCII)
_FISCAL = re.compile(r"(\d{4})[-/](\d\d|\d{4})", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)
_COARSER = (("%d", "%j", "%x", "%c", "%u", "%w", "%a", "%A"), ("%m", "%b", "%B"))
"""Signs of strptime without which a date has no day, and those without which it has no month either."""
_WITH_YEAR = ("%Y", "%y", "%G", "%x", "%c")
"""Signs of strptime that say a year; without one it takes 1900."""
_SERIALS = range(20_000, 80_000)
"""Days that spreadsheets count from 1900 or 1904: years from 1954 to 2123."""


def dates(cells: Sequence[Cell], column: int, data: TableData, faults: Faults) -> list[str | None]:
    """Return the dates of a column as texts that EdtfDate reads; None where a problem says why there is none."""
    if data.format is None and _days_or_years(cells):
        return list(cells)  # type: ignore[arg-type]
    if data.format is None and data.year_begins is None and fiscal_too(cells):
        sentence = (
            f"“{cells[0]}” in the column “{faults.grid.head[column]}” can be a month or a fiscal year, and every other cell, too"
        )
        hint = 'add format: {date: "%Y-%m"} to data: for months, or year-begins: with the month in which fiscal years begin'
        faults.add(BOTH_WAYS, 0, column, sentence, hint)
        return [None] * len(cells)
    known: dict[Cell, str | None] = {}
    orders: dict[str, tuple[str | None, str | None]] = {}
    usual = data.format is None
    for cell in dict.fromkeys(cells):
        if usual and isinstance(cell, str) and _at_a_glance(cell):
            known[cell] = cell
            continue
        told = shown(cell)
        if usual and isinstance(cell, str) and (found := _ORDERED.fullmatch(told)):
            orders[told] = (_iso(found[4], found[3], found[1]), _iso(found[4], found[1], found[3]))
            known[cell] = None
        else:
            known[cell] = _read(cell, told, data)
    if orders:
        known |= _ordered(orders, cells, column, faults)
    result = [known[cell] for cell in cells]
    if None in result:
        for row, text in enumerate(result):
            if text is None:
                _refuse(cells[row], row, column, data, faults)
    return result


def _days_or_years(cells: Sequence[Cell]) -> bool:
    """Tell whether a column holds nothing but days, or nothing but years, as most do."""
    if not made_of("0123456789-", cells):  # type: ignore[arg-type]
        return False
    length = set(map(len, cells))  # type: ignore[arg-type]
    if length == {4}:
        return min(cells) >= "1000" and made_of("0123456789", cells)  # type: ignore[arg-type, operator]
    try:
        return length == {_LENGTH} and len(list(map(date.fromisoformat, cells))) > 0  # type: ignore[arg-type]
    except ValueError:
        return False


def fiscal_too(cells: Sequence[Cell]) -> bool:
    """Tell whether all cells are months that can also be fiscal years: 2009-10, 2010-11."""
    months = (isinstance(cell, str) and _MONTH.fullmatch(cell) for cell in cells)
    return bool(cells) and all(found and int(found[2]) == (int(found[1]) + 1) % 100 for found in months)


def _at_a_glance(text: str) -> bool:
    """Tell whether a text is a year or a day, as most are."""
    if len(text) != _LENGTH or not text[4] == text[7] == "-":
        return _YEAR.fullmatch(text) is not None
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return text.isascii()


def _read(cell: Cell, text: str, data: TableData) -> str | None:
    if isinstance(cell, bool):
        return None
    if isinstance(cell, tuple):
        return text if _DAY.fullmatch(text) else None
    if data.format is not None:
        return _by_format(text, data.format.date)
    if isinstance(cell, float | int):
        return text if _YEAR.fullmatch(text) else None
    if data.year_begins is not None and (found := _FISCAL.fullmatch(text)):
        return _fiscal(found[1], found[2], data.year_begins)
    try:
        return EdtfDate.parse(text).text
    except ValueError:
        pass
    if found := _MIDNIGHT.fullmatch(text):
        return _iso(*found[1].split("-"))
    if found := _LOOSE.fullmatch(text):
        return _iso(found[1], found[3], found[4])
    if found := _QUARTER.fullmatch(text):
        return EdtfDate.parse(f"{found[1] or found[4]}-Q{found[2] or found[3]}").text
    return None


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _by_format(text: str, pattern: str) -> str | None:
    if not any(sign in pattern for sign in _WITH_YEAR):
        return None
    first, *rest = pattern.split("%Y")
    if len(rest) > 1 and (year := _YEARS.search(text)):  # strptime takes a sign once; banks write 1960 [YR1960]
        pattern = f"{first}%Y{year[0].join(rest)}"
    try:
        found = datetime.strptime(text, pattern).date().isoformat()
    except (ValueError, re.error, OverflowError):
        return None
    day, month = (any(sign in pattern for sign in signs) for signs in _COARSER)
    return found if day else found[:7] if month else found[:4]


def _fiscal(first: str, second: str, month: int) -> str | None:
    """Return a fiscal year as the months from its first to its last."""
    year = int(first)
    if int(second) % 100 != (year + 1) % 100 or (len(second) == 4 and int(second) != year + 1) or not year:
        return None
    last = f"{year:04}-12" if month == 1 else f"{year + 1:04}-{month - 1:02}"
    return f"{year:04}-{month:02}/{last}" if MONTHS >= month >= 1 else None


def _ordered(
    orders: dict[str, tuple[str | None, str | None]], cells: Sequence[Cell], column: int, faults: Faults
) -> dict[Cell, str | None]:
    """Return what days and months mean in the order in which all of them are days of the calendar."""
    ways = [[pair[index] for pair in orders.values()] for index in (0, 1)]
    if None not in ways[0] and None not in ways[1] and ways[0] != ways[1]:
        text = next(text for text, (one, other) in orders.items() if one != other)
        one, other = orders[text]
        sentence = f"“{text}” in the column “{faults.grid.head[column]}” can be {one} or {other}, and every other cell, too"
        pattern = _ORDERED.sub(r"%d\2%m\2%Y", text)
        hint = f'add format: {{date: "{pattern}"}} to data:, or the same with %m before %d'
        faults.add(BOTH_WAYS, cells.index(text), column, sentence, hint)
    best = min((0, 1), key=lambda index: ways[index].count(None))
    return {text: pair[best] for text, pair in orders.items()}


def _refuse(cell: Cell, row: int, column: int, data: TableData, faults: Faults) -> None:
    name, text = faults.grid.head[column], cut(shown(cell))
    if not text:
        faults.add(
            DATE_CELL, row, column, f"the cell of “{name}” is empty, and the row has no date", "write the date, or delete the row"
        )
        return
    hint = 'write it as EDTF (2019, 2019-Q1, 2019-07-13), or add format: {date: "%d %B %Y"} to data: with the signs that fit'
    if data.format is not None:
        hint = f"correct the cell, or the format {data.format.date}"
    elif isinstance(cell, float | int) and not isinstance(cell, bool) and int(cell) in _SERIALS:
        hint = "it looks like a spreadsheet's count of days: give the cells the format of a date there, and save it"
    elif (found := _FISCAL.fullmatch(text)) and data.year_begins is None and _fiscal(found[1], found[2], 1):
        hint = "add year-begins: to data:, with the number of the month in which fiscal years begin, or write 2018/2019"
    elif isinstance(cell, tuple):
        hint = "leave out the time of day: observations are no finer than days"
    faults.add(DATE_CELL, row, column, f"“{text}” in the column “{name}” is not a date", hint)
