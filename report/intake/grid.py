"""A table as its file has it: rows of cells, with the place of each; and how CSV is read, in any usual dialect."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from report.intake.table_rules import BROKEN_TABLE
from report.problems import Place, Problem

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
Cell = str | float | int | bool | tuple[str]
"""What a cell holds; a day of a workbook is a tuple of its ISO form, so that it is none of the texts. Empty ones are ""."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its head, and the rows below it that aren't empty."""

    path: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    at: Sequence[int]
    """In which line of the file, or row of the sheet, each row begins."""
    head_at: int
    text: str = ""
    """Of CSV."""
    delimiter: str = ""
    sheet: str = ""
    """Of a workbook, its name."""
    merged: bool = False
    """Whether cells of the head are known to be merged."""

    def only(self, kept: Sequence[int]) -> Grid:
        """Return some of the rows."""
        return replace(self, rows=[self.rows[row] for row in kept], at=[self.at[row] for row in kept])

    def place(self, row: int, column: int) -> Place:
        """Return the place of a cell; the row -1 is the head. In CSV the column is counted in characters, as editors do."""
        line = self.head_at if row < 0 else self.at[row]
        if self.sheet:
            return Place(self.path, line, column + 1)
        return Place(self.path, line, _begins(self.text, line, column, self.delimiter))

    def named(self, row: int, column: int) -> str:
        """Return what a spreadsheet calls a cell, for a sentence: "D7 of GDP"; nothing for CSV."""
        return f"{letters(column)}{self.head_at if row < 0 else self.at[row]} of {self.sheet}" if self.sheet else ""


def letters(column: int) -> str:
    """Return what spreadsheets call a column: A, Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def _begins(text: str, line: int, column: int, delimiter: str) -> int:
    """Return the character of a line at which a cell begins, counted from 1."""
    typed = text.split("\n", line)[line - 1]
    quoted = False
    for index, character in enumerate(typed):
        if column == 0:
            return index + 1
        if character == '"':
            quoted = not quoted
        elif character == delimiter and not quoted:
            column -= 1
    return len(typed) + (1 if column == 0 else 0) or 1


def read_csv(text: str, path: str, wanted: Collection[str], head: int | None = None) -> Grid | Problem:
    """Take CSV apart; its columns are divided by whatever gives most of those that are wanted, and most columns at all.

    `head` is the line on which their names stand, where it isn't the first that isn't empty.
    """
    # Line ends of all systems, as editors count lines; inside of quotation marks they are part of a cell.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    heads = {delimiter: _head(text, delimiter, head) for delimiter in DELIMITERS}
    delimiter = max(heads, key=lambda one: (len({*heads[one]} & {*wanted}), len(heads[one])))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins: Sequence[int]
    try:
        rows = list(reader)
    except csv.Error as error:
        begins = _lines(text, delimiter)
        hint = "close the quotation mark, or write two of them where one is part of a cell"
        return BROKEN_TABLE.at(Place(path, begins[-1], 1), "this row can't be divided into cells", hint=hint, cause=str(error))
    begins = range(1, len(rows) + 1) if reader.line_num == len(rows) else _lines(text, delimiter)
    return grid(path, rows, begins, head, text=text, delimiter=delimiter)


def grid(path: str, rows: Sequence[Sequence[Cell]], begins: Sequence[int], head_at: int | None = None, **more: object) -> Grid:
    """Return rows as a table: the first that isn't empty is its head, or that which begins at `head_at`."""
    if head_at is not None:
        first = next((index for index, begin in enumerate(begins) if begin == head_at), len(rows))
        rows, begins = rows[first:], begins[first:]
    if all(map(any, rows)):
        kept, at = rows, begins
    else:
        full = [index for index, row in enumerate(rows) if any(row) or any(cell != "" for cell in row)]
        kept, at = [rows[index] for index in full], [begins[index] for index in full]
    if head_at is not None and at and at[0] != head_at:
        kept, at = [], []
    head = [shown(cell).strip() for cell in kept[0]] if kept else []
    while head and not head[-1]:
        head.pop()
    return Grid(path, head, kept[1:], at[1:], at[0] if at else 1, **more)  # type: ignore[arg-type]


def shown(cell: Cell) -> str:
    """Return a cell as editors see it."""
    if isinstance(cell, tuple):
        return cell[0]
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _head(text: str, delimiter: str, head: int | None) -> list[str]:
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        before = 0
        for row in rows:
            if any(row) if head is None else before + 1 >= head:
                return [cell.strip() for cell in row]
            before = rows.line_num
        return []
    except csv.Error:
        return []


def _lines(text: str, delimiter: str) -> list[int]:
    """Return the line in which each row begins, where cells hold line ends; the last is that of a row with a fault."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = [1]
    try:
        begins += (reader.line_num + 1 for _ in reader)
        begins.pop()
    except csv.Error:
        pass
    return begins
