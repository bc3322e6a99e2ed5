"""Dates as a source gives them: EDTF (ISO 8601-2) expressions, and dates that hang on another event.

An expression keeps its own text; what can't be known (a day, a month) is never filled in. Of EDTF these forms are read:
years, quarters, months and days, `~` (approximate), `?` (uncertain), `%` (both), and intervals, also those that are open at one
end or of which one end isn't known. Quarters are read as they are commonly written, too (`2019-Q1`), and so are the weeks of
ISO 8601 (`2019-W05`), which EDTF doesn't have.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from typing import Literal

from report.model.slugs import slug

_PLAIN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_QUARTER = re.compile(r"(\d{4})-?[Qq]([1-4])|(\d{4})-3([3-6])")
_WEEK = re.compile(r"(\d{4})-?[Ww](\d\d)")
_QUARTERS = 32
"""What EDTF adds to the number of a quarter: 2019-33 is the first one of 2019."""


Part = Literal["", "quarter", "week"]


class Precision(IntEnum):
    """How finely a date is known."""

    YEAR = 1
    MONTH = 2
    DAY = 3


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """A date or an interval, no finer than its source.

    `earliest` and `latest` are the first and the last day that the expression covers; at an end of an interval that is open or
    not known they are None.
    """

    text: str
    earliest: date | None
    latest: date | None
    precision: Precision
    approximate: bool = False
    uncertain: bool = False
    end: EdtfDate | None = None
    """The end of an interval with a known end."""
    interval: bool = False
    begin: EdtfDate | None = None
    """The beginning of an interval with a known one."""
    part: Part = ""
    """What it is besides a year, a month or a day; its precision is then that of a year, since no month is named."""

    @property
    def known(self) -> tuple[date, date]:
        """The first and the last day that it covers; of an interval without one of its ends, those of the other."""
        part = self if self.earliest and self.latest else self.begin or self.end
        assert part is not None, "an interval has at least one end"
        assert part.earliest is not None, "a date that isn't an interval has both ends"
        assert part.latest is not None, "a date that isn't an interval has both ends"
        return part.earliest, part.latest

    @property
    def unknown_end(self) -> bool:
        """Whether it is an interval of which one end isn't known: `2013/`. One that goes on is `2013/..`."""
        return self.interval and "" in self.text.split("/")

    @classmethod
    def parse(cls, text: str) -> EdtfDate:
        """Read one EDTF expression; a ValueError says in words why it can't be read."""
        if "/" in text:
            return _interval(text)
        bare = text.rstrip("~?%")
        if len(text) - len(bare) > 1:
            raise ValueError(f"“{text}” has more than one mark at its end")
        mark = text[len(bare) :]
        approximate, uncertain = mark in {"~", "%"}, mark in {"?", "%"}
        if bare.isascii() and (part := _quarter(bare, mark) or _week(bare, mark)):
            return replace(part, approximate=approximate, uncertain=uncertain)
        found = _PLAIN.fullmatch(bare)
        if not found or not bare.isascii():
            raise ValueError(f"“{text}” is not a date")
        year, month, day = (int(part) if part else None for part in found.groups())
        assert year is not None
        if year == 0:
            raise ValueError("there is no year 0000 in the calendar")
        if month is not None and not 1 <= month <= 12:
            raise ValueError(f"there is no month {month:02}")
        precision = Precision(sum(part is not None for part in (year, month, day)))
        try:
            first = date(year, month or 1, 1 if day is None else day)
            if month is None:
                last = date(year, 12, 31)
            elif day is None:
                last = date.fromordinal(_first_of_next(year, month) - 1)
            else:
                last = first
        except ValueError:
            raise ValueError(f"{year:04}-{month:02} has no day {day:02}") from None
        return cls(text, first, last, precision, approximate, uncertain)

    @property
    def slug(self) -> str:
        """What the date is called in an id: 2019-07-13, 2019-q1, 2019-w05; without what its source doubts."""
        if self.part == "quarter":
            return f"{self.text[:4]}-q{int(self.text[5:7]) - _QUARTERS}"
        return slug(self.text)

    @property
    def typed(self) -> str:
        """The date as people type it, for a hint: 2019-Q1, where EDTF has 2019-33."""
        return f"{self.text[:4]}-Q{int(self.text[5:7]) - _QUARTERS}{self.text[7:]}" if self.part == "quarter" else self.text

    def __str__(self) -> str:
        return self.text


def _quarter(bare: str, mark: str) -> EdtfDate | None:
    """Return a quarter, with the text that EDTF has for it."""
    found = _QUARTER.fullmatch(bare)
    if not found or (year := int(found[1] or found[3])) == 0:
        return None
    number = int(found[2] or 0) or int(found[4]) + 30 - _QUARTERS
    last = date.fromordinal(_first_of_next(year, 3 * number) - 1)
    text = f"{year:04}-{number + _QUARTERS}{mark}"
    return EdtfDate(text, date(year, 3 * number - 2, 1), last, Precision.YEAR, part="quarter")


def _week(bare: str, mark: str) -> EdtfDate | None:
    """Return a week of ISO 8601."""
    found = _WEEK.fullmatch(bare)
    if not found:
        return None
    year, number = int(found[1]), int(found[2])
    try:
        first, last = (date.fromisocalendar(year, number, day) for day in (1, 7))
    except (ValueError, OverflowError):
        raise ValueError(f"{year:04} has no week {number:02}") from None
    return EdtfDate(f"{year:04}-W{number:02}{mark}", first, last, Precision.YEAR, part="week")


def _first_of_next(year: int, month: int) -> int:
    if month == 12:
        return date(year, 12, 31).toordinal() + 1
    return date(year, month + 1, 1).toordinal()


def _interval(text: str) -> EdtfDate:
    ends = text.split("/")
    if len(ends) != 2 or ends == ["..", ".."]:
        raise ValueError(f"“{text}” is not an interval")
    start, end = (None if part in {"..", ""} else EdtfDate.parse(part) for part in ends)
    known = [part for part in (start, end) if part]
    if not known:
        raise ValueError(f"“{text}” is not an interval")
    if start and end and start.earliest and end.latest and end.latest < start.earliest:
        raise ValueError(f"“{text}” ends before it begins")
    return EdtfDate(
        text,
        start.earliest if start else None,
        end.latest if end else None,
        min(part.precision for part in known),
        approximate=any(part.approximate for part in known),
        uncertain=any(part.uncertain for part in known),
        end=end,
        interval=True,
        begin=start,
    )


@dataclass(frozen=True, slots=True)
class RelativeDate:
    """A date that the source gives only by relation: its words, and the event that it hangs on."""

    words: str
    relation: Literal["before", "during", "after"]
    event: str
    """The id of the event."""
