"""Observations of a series that stand in a table: columns in memory, and records made of those that somebody names.

A hundred thousand records would take a hundred times the memory of what they are made of, and nobody names more than a few.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NamedTuple

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from report.model.dates import EdtfDate
from report.model.evidence import AmountField, Observation, Series
from report.model.fields import Id, Words
from report.model.quantities import Amount, Qualifier
from report.model.reading import Ref
from report.problems import Place

ALL = "*"
"""Stands behind the id of a series, as in gdp.*, for all of its rows."""


class RowObservation(Observation):
    """An observation that stands in a row of a table."""

    line: SkipJsonSchema[Words] = ""
    """Which of the lines it belongs to, as the table has it; nothing where there is one line alone."""
    low: SkipJsonSchema[Decimal | None] = Field(default=None)
    high: SkipJsonSchema[Decimal | None] = Field(default=None)
    """The bounds of an interval around its value."""


class Row(NamedTuple):
    """What a row of a table says."""

    line: str
    date: EdtfDate
    value: Decimal
    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class Columns:
    """Values of one length, one for each row, in the order of the table."""

    dates: Sequence[str]
    """Texts that EdtfDate.parse reads, which was tried."""
    values: Sequence[Decimal]
    lines: Sequence[int] = ()
    """Indexes of names; none where there is one line alone."""
    low: Sequence[Decimal | None] = ()
    high: Sequence[Decimal | None] = ()
    at: Sequence[int] = ()
    """The lines of the file."""

    def only(self, kept: Sequence[int]) -> Columns:
        """Return some of the rows."""
        return Columns(*([column[i] for i in kept] if column else () for column in (getattr(self, name) for name in _COLUMNS)))


_COLUMNS = ("dates", "values", "lines", "low", "high", "at")


@dataclass(frozen=True, slots=True)
class Shared:
    """What a series says once for all of its rows."""

    series: str
    path: str
    """The table's file, as it is shown in problems."""
    basis: Id
    by: Ref
    reported: str
    source: tuple[Ref, ...]
    at: str | None = None
    qualifier: Qualifier | None = None


@dataclass(slots=True, eq=False)
class Rows(Mapping[str, Observation]):
    """The observations by their keys: `line.date`, or `date` where there is one line alone."""

    shared: Shared
    columns: Columns
    names: tuple[str, ...] = ()
    """Of the lines, as the table has them, or as a translation says them."""
    slugs: tuple[str, ...] = ()
    decimals: int = 0
    """How many the finest value of the whole table has."""
    unknown: Mapping[str, int] = field(default_factory=dict)
    """Keys of rows whose value the table calls missing, each with its line in the file."""
    groups: tuple[str, ...] = ()
    """That of each line, likewise; none where lines aren't set together."""
    _found: dict[tuple[int, str], int] = field(default_factory=dict)
    _dates: dict[str, EdtfDate] = field(default_factory=dict)
    _called: dict[str, str] = field(default_factory=dict)
    """What dates are called in keys, by their texts."""

    def __len__(self) -> int:
        return len(self.columns.values)

    def __iter__(self) -> Iterator[str]:
        return (self.key(index) for index in range(len(self)))

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self.index(key) is not None

    def __getitem__(self, key: str) -> Observation:
        index = self.index(key)
        if index is None:
            raise KeyError(key)
        return self.observation(index)

    def key(self, index: int) -> str:
        """Return the key of a row."""
        date = self._slug(index)
        return f"{self.slugs[self.columns.lines[index]]}.{date}" if self.names else date

    def _slug(self, index: int) -> str:
        text = self.columns.dates[index]
        if text not in self._called:
            self._called[text] = self.date(index).slug
        return self._called[text]

    def index(self, key: str) -> int | None:
        """Return the row of a key, or None."""
        line, dot, date = key.rpartition(".")
        if bool(dot) != bool(self.names) or (dot and line not in self.slugs):
            return None
        return self._lookup().get((self.slugs.index(line) if dot else 0, date))

    def _lookup(self) -> dict[tuple[int, str], int]:
        if not self._found:
            lines = self.columns.lines or (0,) * len(self)
            self._found.update({(of_line, self._slug(index)): index for index, of_line in enumerate(lines)})
        return self._found

    def date(self, index: int) -> EdtfDate:
        """Return the date of a row."""
        text = self.columns.dates[index]
        if text not in self._dates:
            self._dates[text] = EdtfDate.parse(text)
        return self._dates[text]

    def amount(self, index: int) -> Amount:
        """Return the number of a row with what its source puts before it."""
        return Amount(self.columns.values[index], None, self.shared.qualifier)

    def taken(self, line: str, day: EdtfDate | None) -> list[int]:
        """Return the rows of a line, or of all lines where none is named, that are of a day, where one is given."""
        found: Sequence[int] = range(len(self))
        if line:
            wanted = self.slugs.index(line)
            found = [index for index, of_line in enumerate(self.columns.lines) if of_line == wanted]
        return [index for index in found if day is None or self.date(index) == day]

    def row(self, index: int) -> Row:
        """Return what a row says."""
        columns = self.columns
        return Row(
            self.names[columns.lines[index]] if self.names else "",
            self.date(index),
            columns.values[index],
            columns.low[index] if columns.low else None,
            columns.high[index] if columns.high else None,
        )

    def rows(self) -> Iterator[Row]:
        """Yield all rows, in the order of the table."""
        return (self.row(index) for index in range(len(self)))

    def observation(self, index: int) -> RowObservation:
        """Return a row as a record like those that are typed."""
        row, shared = self.row(index), self.shared
        place = Place(shared.path, self.columns.at[index] if self.columns.at else 0)
        quantity = AmountField.model_construct(number=row.value, upper=None, qualifier=shared.qualifier, place=place)
        return RowObservation.model_construct(
            id=self.key(index),
            place=place,
            date=row.date,
            quantity=quantity,
            basis=shared.basis,
            by=shared.by,
            reported=shared.reported,
            source=shared.source,
            at=shared.at,
            note=None,
            line=row.line,
            low=row.low,
            high=row.high,
        )

    def near(self, date: str, line: str | None, most: int = 200) -> list[str]:
        """Return some keys of a line that begin as a date does, as far as any do, for a hint."""
        of_line = self.slugs.index(line) if line is not None else 0
        known = [slug for at, slug in self._lookup() if at == of_line]
        for length in (len(date), 7, 4, 3, 0):
            alike = [slug for slug in known if slug.startswith(date[:length])]
            if alike:
                return [f"{line}.{slug}" if line is not None else slug for slug in alike[:most]]
        return []

    def only(self, keys: Iterable[str]) -> Rows:
        """Return the rows of these keys, in the order of the table; itself where these are all."""
        kept = sorted(index for key in keys if (index := self.index(key)) is not None)
        if len(kept) == len(self):
            return self
        return Rows(self.shared, self.columns.only(kept), self.names, self.slugs, self.decimals, self.unknown, self.groups)

    def __reduce__(self) -> tuple[type[Rows], tuple[object, ...]]:
        """Travel from process to process without what was only looked up."""
        return type(self), (self.shared, self.columns, self.names, self.slugs, self.decimals, self.unknown, self.groups)


def reported_by(rows: Rows, name: str) -> Rows:
    """Return the rows with the name of who counted, in a few words."""
    return Rows(
        replace(rows.shared, reported=name), rows.columns, rows.names, rows.slugs, rows.decimals, rows.unknown, rows.groups
    )


def with_rows(series: Series, rows: Rows) -> Series:
    """Return the series with these rows as its observations."""
    return series.model_copy(update={"observations": rows})


def said_by(rows: Rows, names: Sequence[str], groups: Sequence[str]) -> Rows:
    """Return the rows with other names for their lines and groups; ids stay those that the table's own names give."""
    return Rows(rows.shared, rows.columns, tuple(names), rows.slugs, rows.decimals, rows.unknown, tuple(groups))


__all__ = ["ALL", "Columns", "Row", "RowObservation", "Rows", "Shared", "reported_by", "said_by", "with_rows"]
