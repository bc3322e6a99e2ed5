"""A data file that a table shows as it stands: which of its columns and rows, and the decimals of its numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches

from report.model.prose import Block, Directive, MarkdownList, QuoteBlock, Section
from report.model.quantities import reckoned
from report.model.reading import Scalar
from report.model.reckoned import Objection
from report.model.table_view import Named, OptionReader, divided, kept_by, named_in, says_nothing
from report.model.tabular import TableSpot
from report.problems import Place, cut

FOLDER = "data/"
_NUMBER = re.compile(r"[-−]?[0-9]{1,30}(\.[0-9]{1,30})?")
_DIGITS = re.compile(r"[0-9]{1,2}")
ROW = re.compile(r"[1-9][0-9]{0,5}")
"""The number of a row."""
_MOST = 10
"""Decimals that a table prints at most."""


@dataclass(frozen=True, slots=True)
class DataFile:
    """The cells of a data file, as texts."""

    shown: str
    """Its path, as it is shown in problems."""
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """Each as long as the head."""
    at: tuple[int, ...]
    """In which line of the file each row begins."""
    said: Mapping[str, str] = field(default_factory=dict)
    """In a translation, what names of columns and cells are printed as."""

    def told(self, text: str) -> str:
        """Return the name of a column, or a cell, as it is printed."""
        return self.said.get(text, text)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a table shows of a data file."""

    columns: tuple[Named, ...]
    indexes: tuple[int, ...]
    """Where these columns stand in the file."""
    rows: tuple[int, ...]
    decimals: dict[int, int] = field(default_factory=dict)
    """Of the columns that are printed as numbers, by where they stand."""
    sort: int | None = None
    falling: bool = False


def shown_file(directive: Directive) -> str:
    """Return the data file that a table shows; nothing where it shows something else."""
    first = directive.arguments[0] if directive.name == "table" and directive.arguments else ""
    return first if first.startswith(FOLDER) else ""


def asked_of(directive: Directive) -> TableSpot:
    """Return the table that such a directive shows: its file, and where in it the table stands."""
    sheet, head = (directive.option(name) for name in ("sheet", "head"))
    row = head.source.strip() if head else ""
    placed = Scalar(sheet.source.strip(), sheet.place) if sheet else None
    return TableSpot(shown_file(directive), placed, int(row) if ROW.fullmatch(row) else None)


def tables_of(sections: Iterable[Section]) -> Iterator[Directive]:
    """Yield the tables of data files that stand in sections, in reading order."""
    waiting: list[Block] = [block for section in reversed(tuple(sections)) for block in reversed(section.blocks)]
    while waiting:
        block = waiting.pop()
        if isinstance(block, Directive) and shown_file(block):
            yield block
        elif isinstance(block, MarkdownList):
            waiting += [inner for item in reversed(block.items) for inner in reversed(item)]
        elif isinstance(block, QuoteBlock | Directive):
            waiting += reversed(block.blocks if isinstance(block, QuoteBlock) else block.body)


def columns_used(directive: Directive) -> tuple[str, ...]:
    """Return the columns that a table shows, keeps rows by or is sorted by; none where it shows all of them."""
    text = {name: given.source if (given := directive.option(name)) else "" for name in ("columns", "only", "sort")}
    kept = (name for name, _ in kept_by(text["only"]))
    chosen = [named.name for named in named_in(text["columns"])]
    return tuple(dict.fromkeys(filter(None, [*chosen, *kept, text["sort"].strip().removeprefix("-").strip()]))) if chosen else ()


def number_of(cell: str) -> Decimal | None:
    """Return the number that a cell holds: digits with at most one point; None where it holds something else."""
    return Decimal(cell.replace("−", "-")) if _NUMBER.fullmatch(cell) else None


def used_of(directives: Sequence[Directive], data: DataFile) -> tuple[list[int], list[int]]:
    """Return the columns and the rows of a data file that these tables use, in the order of the file."""
    names = {name for directive in directives for name in columns_used(directive) or data.head}
    rows = {row for directive in directives for row in read_shown(directive, data)[0].rows}
    return [at for at, name in enumerate(data.head) if name and name in names], sorted(rows)


def read_shown(directive: Directive, data: DataFile) -> tuple[Shown, list[Objection]]:
    """Return what a table shows of a data file, and what is wrong with its options."""
    reading = _FileReading(directive, data)
    return reading.shown(), reading.faults


class _FileReading(OptionReader):
    def __init__(self, directive: Directive, data: DataFile) -> None:
        super().__init__(directive)
        self.data = data
        self.known = [name for name in data.head if name]

    def column(self, option: str, name: str) -> int | None:
        if name in self.known:
            return self.data.head.index(name)
        near = get_close_matches(name, self.known, n=1)
        hint = f"did you mean {near[0]}?" if near else f"its columns are {', '.join(self.known[:20])}"
        self.fault(
            "unknown_table_column", option, f"{option}: names “{cut(name)}”, which is no column of {self.data.shown}", hint
        )
        return None

    def shown(self) -> Shown:
        for option, rule in (("across", "unfit_pivot"), ("down", "unfit_pivot"), ("total", "unfit_total")):
            if self.text(option):
                sentence = f"{option}: stands on a table of a data file, of whose numbers nothing is known"
                self.fault(rule, option, sentence, "make a series of the file, with a unit and a basis, and show that")
        named = named_in(self.text("columns")) or [Named(name) for name in self.known]
        self.faults += says_nothing(self.directive)
        found = [(one, at) for one in named if (at := self.column("columns", one.name)) is not None]
        for one in dict.fromkeys(
            one.name for number, (one, _) in enumerate(found) if one.name in {other.name for other, _ in found[:number]}
        ):
            self.fault("unknown_table_column", "columns", f"the column “{one}” is named twice", "delete one of the two")
        rows = self.rows()
        decimals = self.decimals(rows)
        for at in {at for _, at in found} - decimals.keys():
            self.digits(at, rows)
        sort = self.text("sort")
        by = self.column("sort", sort.removeprefix("-").strip()) if sort else None
        columns, indexes = tuple(one for one, _ in found), tuple(at for _, at in found)
        return Shown(columns, indexes, tuple(rows), decimals, by, sort.startswith("-"))

    def rows(self) -> list[int]:
        kept = list(range(len(self.data.rows)))
        for name, wanted in kept_by(self.text("only")):
            at = self.column("only", name)
            if at is None:
                continue
            there = {row[at] for row in self.data.rows}
            for word in wanted:
                if word not in there:
                    near = get_close_matches(word, sorted(there), n=1)
                    hint = f"did you mean {near[0]}?" if near else "write it as the file does"
                    self.fault("unknown_table_row", "only", f"no cell of “{name}” in {self.data.shown} holds “{cut(word)}”", hint)
            kept = [row for row in kept if self.data.rows[row][at] in wanted]
        if not kept and not self.faults:
            self.fault(
                "unknown_table_row", "only", f"no row of {self.data.shown} is left for the table", "keep others under only:"
            )
        return kept

    def decimals(self, rows: Sequence[int]) -> dict[int, int]:
        given: dict[int, int] = {}
        for part in divided(self.text("decimals")):
            name, equals, digits = (piece.strip() for piece in part.partition("="))
            if not equals or not _DIGITS.fullmatch(digits) or int(digits) > _MOST:
                hint = f"write it by columns, with a number up to {_MOST}: decimals: {self.known[-1]} = 1"
                self.fault("unfit_decimals", "decimals", f"“{cut(part)}” doesn't say how many decimals a column has", hint)
            elif (at := self.column("decimals", name)) is not None:
                given[at] = int(digits)
                self.numbers(at, rows)
        return given

    def digits(self, at: int, rows: Sequence[int]) -> None:
        """Find the first cell of a column that has more digits than anybody wrote, where nothing says how many are printed."""
        for row in rows:
            if (number := number_of(cell := self.data.rows[row][at])) is not None and reckoned(number):
                name = self.data.head[at]
                sentence = f"“{cut(cell)}” in the column “{name}” has more decimals than anybody wrote"
                hint = f"add decimals: {name} = 1 to the table, with as many as are to be printed"
                self.faults.append(Objection("unwritten_decimals", Place(self.data.shown, self.data.at[row]), sentence, hint))
                return

    def numbers(self, at: int, rows: Sequence[int]) -> None:
        """Find cells of a column that hold no number; empty ones hold none, and are no fault."""
        wrong = [row for row in rows if self.data.rows[row][at] and number_of(self.data.rows[row][at]) is None]
        if wrong:
            more = f"; nor are {len(wrong) - 1:,} other cells of it" if len(wrong) > 2 else "; nor is another cell of it"
            more = more if len(wrong) > 1 else ""
            cell = self.data.rows[wrong[0]][at]
            sentence = f"“{cut(cell)}” in the column “{self.data.head[at]}” isn't digits with at most one point{more}"
            hint = "correct the cell, or take the column out of decimals: it is printed as it stands then"
            self.faults.append(Objection("unfit_cell", Place(self.data.shown, self.data.at[wrong[0]]), sentence, hint))


__all__ = [
    "ROW",
    "DataFile",
    "Shown",
    "asked_of",
    "columns_used",
    "number_of",
    "read_shown",
    "shown_file",
    "tables_of",
    "used_of",
]
