"""What a series says of the table that its observations stand in: which file, which columns, and the rules of its cells."""

from __future__ import annotations

from typing import Annotated, Literal, NamedTuple

from pydantic import BeforeValidator, WithJsonSchema, model_validator

from report.model.fields import Decimals, ReadBy, Record, Whole, Words
from report.model.reading import Scalar, as_whole, as_words, refused
from report.problems import NOWHERE, cut

SCALES = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
"""Powers of ten by which a column counts."""
MONTHS = 12


def _cell(value: object) -> str:
    if not isinstance(value, str):
        raise refused(
            "shape", "here stands a list or a mapping where the words of a cell are wanted", "write them as they stand there"
        )
    return Scalar(value.strip(), getattr(value, "place", NOWHERE))


def _list(value: object) -> object:
    return [value] if isinstance(value, str) else value


Cells = Annotated[
    tuple[Annotated[str, ReadBy(_cell)], ...],
    BeforeValidator(_list),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": ["string", "number", "boolean"]},
                {"type": "array", "items": {"type": ["string", "number", "boolean"]}},
            ]
        }
    ),
]
"""What cells hold, as it stands there; an empty one is \"\"."""


def _placed(value: object) -> str:
    return Scalar(as_words(value), getattr(value, "place", NOWHERE))


_Placed = Annotated[str, ReadBy(_placed), WithJsonSchema({"type": ["string", "number", "boolean"]})]


def _row(value: object) -> int:
    row: int = as_whole(value)
    if not row:
        raise refused("number", "rows are counted from 1", "write the number of the row on which the names of columns stand")
    return row


def _span(value: object) -> str:
    text = as_words(value)
    if ".." not in text.lstrip(". "):
        hint = "write them with two points between them: dates: 1960..2023; 1960.. is up to the end"
        raise refused("shape", f"“{cut(text)}” doesn't name the first column and the last", hint)
    return text


_Row = Annotated[int, ReadBy(_row), WithJsonSchema({"type": ["integer", "string"], "minimum": 1})]
_Span = Annotated[str, ReadBy(_span), WithJsonSchema({"type": "string", "pattern": r"[^. ].*\.\."})]


class CellFormat(Record):
    """How cells are written that don't explain themselves."""

    date: Words
    """In the signs of strptime: %d.%m.%Y."""


class TableSpot(NamedTuple):
    """A table as it is asked for: a file, and where in it the table stands."""

    file: str
    sheet: str | None = None
    """Of a workbook, where there are several."""
    head: int | None = None
    """The line or the row on which the names of its columns stand; the first that isn't empty, where this isn't given."""


class TableData(Record):
    """A table in the article's folder, and what its columns mean. Columns are named as in the table's first row, or in head:."""

    file: Words
    """CSV, XLSX or ODS, by its path in the article's folder: data/population.csv."""
    sheet: _Placed | None = None
    """Of a workbook, by its name or its number; not needed where there is only one."""
    head: _Row | None = None
    """The line of the file, or the row of the sheet, on which the names of its columns stand, where titles stand above them."""
    date: Words | None = None
    value: Words | None = None
    dates: _Span | None = None
    """Instead of both, where the dates stand across: the names of the first and of the last column of them, 1960..2023."""
    low: Words | None = None
    """The lower bound of an interval around the value."""
    high: Words | None = None
    """The upper one."""
    line: Words | None = None
    """One line for each word in this column; the key of an observation is line.date then."""
    group: Words | None = None
    """The column that sets lines together, as countries by their continents: small multiples have a panel for each group."""
    only: dict[str, Cells] = {}
    """The rows that are kept: by columns, the words of which one must stand in it."""
    decimals: Decimals | None = None
    """How many decimals every value is printed with; as many as the finest has, where this isn't given."""
    missing: Cells = ()
    """What stands in cells whose value isn't known; \"\" for empty ones."""
    format: CellFormat | None = None
    decimal: Literal[".", ","] | None = None
    """The decimal mark, where all cells can be read with either."""
    thousands: Literal[".", ",", " ", "'", "’"] | None = None
    """What groups of three digits are divided by, where the decimal mark is given and there are any."""
    scale: Literal["hundred", "thousand", "million", "billion", "trillion"] | None = None
    """What the column counts by: 16.3 with million is 16300000. With hundred, 0.195 of a workbook that shows 19.5% is 19.5."""
    year_begins: Whole | None = None
    """The number of the month in which fiscal years begin; 2018/19 and 2018-19 are read as such then."""

    @model_validator(mode="after")
    def _makes_sense(self) -> TableData:
        if self.decimal is not None and self.decimal == self.thousands:
            raise refused("shape", f"“{self.decimal}” can't be both decimal mark and mark of thousands", "correct one of the two")
        if self.group is not None and self.line is None:
            raise refused("shape", "groups are of lines, and the data has none", "name the column of lines under line:")
        if self.year_begins is not None and not 1 <= self.year_begins <= MONTHS:
            raise refused("date", f"there is no month {self.year_begins}", "write a number from 1 to 12 under year-begins:")
        return self

    @model_validator(mode="after")
    def _says_what_is_read(self) -> TableData:
        if self.dates is not None:
            if both := [name for name in ("date", "value", "low", "high") if getattr(self, name) is not None]:
                sentence = f"dates: says that they stand across, and {' and '.join(f'{name}:' for name in both)} names one column"
                raise refused("shape", sentence, "keep dates:, or the columns")
        elif missing := [name for name in ("date", "value") if getattr(self, name) is None]:
            sentence = f"no column is named for the {' and the '.join(missing)}"
            hint = f"add {' and '.join(f'{name}:' for name in missing)}; or dates: 1960..2023, where the dates stand across"
            raise refused("missing", sentence, hint)
        return self

    @property
    def asked(self) -> TableSpot:
        """Where the table stands."""
        return TableSpot(self.file, self.sheet, self.head)

    @property
    def span(self) -> tuple[str, str]:
        """The first and the last column of dates that stand across; nothing for the last is the end of the table."""
        first, _, last = (self.dates or "").partition("..")
        return first.strip(), last.strip()

    @property
    def columns(self) -> dict[str, str]:
        """The columns that are read, by what they are for."""
        named = {
            "date": self.date,
            "value": self.value,
            "low": self.low,
            "high": self.high,
            "line": self.line,
            "group": self.group,
        }
        return {key: name for key, name in named.items() if name is not None}
