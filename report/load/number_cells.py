"""Cells of a table to numbers: exactly as they stand there, by the marks that the column itself shows or the article names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from babel.numbers import get_currency_symbol

from report.intake.grid import Cell
from report.intake.table_rules import BOTH_WAYS, NUMBER_CELL
from report.load.faults import Faults
from report.model.quantities import FINEST, LARGEST, MINUS, Unit, decimals_of, finest, scaled
from report.model.tabular import SCALES, TableData
from report.problems import cut

_SPACES = " \u00a0\u202f\u2009"
_APOSTROPHES = "'’"
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
_LONGEST = 60
"""Characters of a number; the largest with the most decimals has fewer."""


@dataclass(frozen=True, slots=True)
class _CellReading:
    """One way in which the numbers of a column can be meant."""

    decimal: str
    thousands: str
    """Characters of which each may divide groups of three, one of them in a number."""
    signs: tuple[str, ...] = ()
    """What may stand before or behind a number: the sign of its unit."""

    def read(self, texts: Iterable[str]) -> Iterator[Decimal | None]:
        """Yield the number of each text, None where it is none."""
        plain = _PLAIN.fullmatch if self.decimal == "." else re.compile(r"-?\d+", re.ASCII).fullmatch
        groups = rf"|\d{{1,3}}([{re.escape(self.thousands)}])\d{{3}}(?:\2\d{{3}})*" if self.thousands else "|()(?!)"
        whole = rf"([-+{MINUS}]?)(?:\d+{groups})?"
        pattern = re.compile(rf"{whole}(?:{re.escape(self.decimal)}\d+)?(?:[eE][-+]?\d\d?)?", re.ASCII).fullmatch
        for text in texts:
            yield Decimal(text) if plain(text) and len(text) <= _LONGEST else self._number(text, pattern)

    def _number(self, text: str, pattern: Callable[[str], re.Match[str] | None]) -> Decimal | None:
        bare = self._bare(text)
        found = pattern(bare) if len(text) <= _LONGEST else None
        if not found or not re.search(r"\d", bare):
            return None
        kept = bare.replace(found[2], "") if found[2] else bare
        return Decimal(kept.replace(self.decimal, ".").replace(MINUS, "-"))

    def _bare(self, text: str) -> str:
        for sign in self.signs:
            if text.endswith(sign):
                return text.removesuffix(sign).rstrip(_SPACES)
            minus = text[:1] if text[:1] in {"-", MINUS} else ""
            if text.removeprefix(minus).startswith(sign):
                return minus + text.removeprefix(minus).removeprefix(sign).lstrip(_SPACES)
        return text


def signs_of(unit: Unit) -> tuple[str, ...]:
    """Return what may stand beside a number of that unit."""
    if unit.code == "percent":
        return ("%",)
    if unit.currency:
        return (unit.code, get_currency_symbol(unit.code, "en"))
    return (unit.symbol,) if unit.symbol else ()


def numbers(
    cells: Sequence[Cell | None], column: int, data: TableData, unit: Unit, faults: Faults
) -> tuple[list[Decimal | None], int]:
    """Return the numbers of a column and how many decimals the finest has; None where one is missing or a problem says why.

    Cells are those of all rows of the table, with None for those whose value is missing.
    """
    signs = signs_of(unit)
    readings = _readings(data, signs)
    found = _at_a_glance(cells, readings)
    if found is None:
        found = [
            None if cell is None or isinstance(cell, str) else _of_workbook(cell, row, column, faults)
            for row, cell in enumerate(cells)
        ]
        texts = [(row, cell) for row, cell in enumerate(cells) if isinstance(cell, str)]
        if texts:
            _of_texts(found, texts, column, readings, faults)
    power = SCALES[data.scale] if data.scale else 0
    if power:
        found = [number if number is None else scaled(number, power) for number in found]
    return found, _in_bounds(found, column, faults)


def made_of(characters: str, texts: Sequence[str | None]) -> bool:
    """Tell whether texts have these characters and no others, in a time that can be forgotten."""
    try:
        return not "".join(texts).encode().translate(None, characters.encode())  # type: ignore[arg-type]
    except TypeError:
        return False


def _at_a_glance(cells: Sequence[Cell | None], readings: list[_CellReading]) -> list[Decimal | None] | None:
    """Return the numbers of a column that is written as data are, and can't be read otherwise; None of any other."""
    if readings[0].decimal != "." or not made_of("-.0123456789", cells):  # type: ignore[arg-type]
        return None
    fine: list[str] = [cell for cell in cells if "." in cell]  # type: ignore[operator, misc]
    if len(readings) > 1 and fine and None not in _until_none(readings[1].read(fine), keep=True):
        return None
    try:
        return [number or number.copy_abs() for number in map(Decimal, cells)]  # type: ignore[arg-type]
    except InvalidOperation:
        return None


def _readings(data: TableData, signs: tuple[str, ...]) -> list[_CellReading]:
    spaces = {" ": _SPACES, "'": _APOSTROPHES, "’": _APOSTROPHES}
    if data.decimal is not None:
        return [_CellReading(data.decimal, spaces.get(data.thousands or "", data.thousands or ""), signs)]
    if data.thousands is not None:
        decimals = {".": ",", ",": "."}.get(data.thousands)
        marks = spaces.get(data.thousands, data.thousands)
        return [_CellReading(mark, marks, signs) for mark in ((decimals,) if decimals else (".", ","))]
    return [_CellReading(mark, other + _SPACES + _APOSTROPHES, signs) for mark, other in ((".", ","), (",", "."))]


def _of_texts(
    found: list[Decimal | None], texts: list[tuple[int, str]], column: int, readings: list[_CellReading], faults: Faults
) -> None:
    """Fill in the numbers of texts, by the one reading in which all of them make sense."""
    way = list(readings[0].read(text for _, text in texts))
    if len(readings) > 1 and None in way:
        other = list(readings[1].read(text for _, text in texts))
        way = min(way, other, key=lambda one: one.count(None))
    elif len(readings) > 1:
        other = list(_until_none(readings[1].read(text for _, text in texts)))
        if len(other) == len(way) and other != way:
            (row, text), one, two = next(found for found in zip(texts, way, other, strict=True) if found[1] != found[2])
            sentence = f"“{text}” in the column “{faults.grid.head[column]}” can be {one:f} or {two:f}, and every other cell, too"
            hint = 'add decimal: "." or decimal: "," to data:, and thousands: where there are any'
            faults.add(BOTH_WAYS, row, column, sentence, hint)
            return
    for (row, text), number in zip(texts, way, strict=True):
        found[row] = number
        if number is None:
            _refuse(text, row, column, faults)


def _until_none(numbers: Iterable[Decimal | None], *, keep: bool = False) -> Iterator[Decimal | None]:
    """Yield numbers up to the first that is none, which is yielded last with `keep`."""
    for number in numbers:
        if number is not None or keep:
            yield number
        if number is None:
            return


def _refuse(text: str, row: int, column: int, faults: Faults) -> None:
    name = faults.grid.head[column]
    if not text:
        hint, what = 'add missing: [""] to data:, if empty cells stand for values that aren\'t known', "is empty"
        if faults.grid.sheet:
            what = "is empty, or holds an error"
            hint += "; if a formula stands there, open the workbook and save it, so that its value is in the file"
        faults.add(NUMBER_CELL, row, column, f"the cell of “{name}” {what}", hint)
        return
    hint = "correct it; or name it under missing: in data:, if it says that the value isn't known"
    if text[:1] == "(" and text[-1:] == ")" and text[1:2].isdigit():
        hint = f"write it with a minus, -{cut(text[1:-1])}, if it is less than nought"
    if text.endswith("%"):
        hint = "give the series the unit percent, if these are percentages"
    faults.add(NUMBER_CELL, row, column, f"“{cut(text)}” in the column “{name}” is not a number", hint)


def _of_workbook(cell: Cell, row: int, column: int, faults: Faults) -> Decimal | None:
    """Return a number as a workbook holds it: the shortest that is that number and no other."""
    if isinstance(cell, bool | tuple):
        shown = cell[0] if isinstance(cell, tuple) else str(cell).upper()
        what = "a date" if isinstance(cell, tuple) else "a truth value"
        sentence = f"“{shown}” in the column “{faults.grid.head[column]}” is {what}, not a number"
        faults.add(NUMBER_CELL, row, column, sentence, "correct the cell, or its format")
        return None
    if isinstance(cell, float) and cell.is_integer() and abs(cell) <= LARGEST:
        return Decimal(int(cell))
    return Decimal(repr(cell))


def _in_bounds(found: list[Decimal | None], column: int, faults: Faults) -> int:
    """Find numbers that no report can mean, and return how many decimals the finest of the others has."""
    known = [number for number in found if number is not None]
    if not known or (min(known) >= -LARGEST and max(known) <= LARGEST and (decimals := finest(known)) <= FINEST):
        return decimals if known else 0
    for row, number in enumerate(found):
        if number is not None and (number.copy_abs() > LARGEST or decimals_of(number) > FINEST):
            what = "larger" if number.copy_abs() > LARGEST else "finer"
            sentence = f"“{cut(str(number), 30)}” in the column “{faults.grid.head[column]}” is {what} than a report can mean"
            faults.add(NUMBER_CELL, row, column, sentence, "correct it")
            found[row] = None
    return 0
