"""How often a series has a figure, and for which dates it then has none.

What is said of the time between two figures follows from this alone: a series that says nothing of its period, and doesn't
show one by its dates, has no gaps that could be named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from report.model.axes import first_day, last_day, place
from report.model.dates import EdtfDate, Precision

Unit = Literal["day", "week", "month", "quarter", "year"]
_DURATION = re.compile(r"P([1-9]\d{0,3})([YMWD])")
_LETTERS: dict[str, Unit] = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_WORDS: tuple[Unit, ...] = ("day", "week", "month", "quarter", "year")
_OF_A_WEEK = 7
_OF_A_QUARTER = 3
_SHORTEST_MONTH = 28
_MONTH = 30.44


@dataclass(frozen=True, slots=True)
class Gap:
    """Periods in a row without a figure: a day of the first of them, and one of the last; of quarters their outer days."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Period:
    """A calendar's unit, or some of them."""

    unit: Unit
    count: int = 1

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read a word or a duration of ISO 8601 with one unit; a ValueError says in words why it can't be read."""
        if text in _WORDS:
            return cls(text)
        found = _DURATION.fullmatch(text)
        if not found:
            raise ValueError(f"“{text}” is not a period")
        count, unit = int(found[1]), _LETTERS[found[2]]
        if unit == "month" and count % 12 == 0:
            return cls("year", count // 12)
        return cls("quarter") if unit == "month" and count == _OF_A_QUARTER else cls(unit, count)

    def __str__(self) -> str:
        letters = {unit: letter for letter, unit in _LETTERS.items()}
        return self.unit if self.count == 1 else f"P{self.count}{letters[self.unit]}"

    def gaps(self, dates: Sequence[EdtfDate]) -> tuple[list[Gap], int, int]:
        """Return what lies without a figure between the first date and the last, how many periods that is, and of how many.

        A date fills every period that it touches: nothing says that it isn't the figure of that one.
        """
        spans = _spans(dates)
        start, weekday = self._number(spans[0][0]), spans[0][0].weekday()
        found, missing, filled = [], 0, 0
        for first, last in spans:
            low, high = ((self._number(day) - start) // self.count for day in (first, last))
            if low > filled + 1:
                ends = (self._day(start + index * self.count, weekday) for index in (filled + 1, low - 1))
                found.append(Gap(next(ends), self._whole(next(ends))))
                missing += low - filled - 1
            filled = max(filled, high)
        return found, missing, filled + 1

    def _number(self, day: date) -> int:
        match self.unit:
            case "week":
                return (day.toordinal() - 1) // _OF_A_WEEK
            case "quarter":
                return place(day, Precision.MONTH) // _OF_A_QUARTER
            case unit:
                return place(day, _PRECISIONS[unit])

    def _day(self, number: int, weekday: int) -> date:
        match self.unit:
            case "week":
                return date.fromordinal(number * _OF_A_WEEK + 1 + weekday)
            case "quarter":
                return first_day(number * _OF_A_QUARTER, Precision.MONTH)
            case unit:
                return first_day(number, _PRECISIONS[unit])

    def _whole(self, first: date) -> date:
        if self.unit != "quarter":
            return first
        return last_day(place(first, Precision.MONTH) + _OF_A_QUARTER - 1, Precision.MONTH)


_PRECISIONS: dict[str, Precision] = {"day": Precision.DAY, "month": Precision.MONTH, "year": Precision.YEAR}


def without_gaps(dates: Sequence[EdtfDate]) -> bool:
    """Tell whether dates show by themselves that none is left out: they touch, or follow each other at one even step.

    Two dates have only one step between them, and show none.
    """
    spans = sorted(set(_spans(dates)))
    if all(after - before <= timedelta(1) for (_, before), (after, _) in pairwise(spans)):
        return True
    return len(spans) > 2 and any(_even(spans, unit) for unit in Precision)


def _even(spans: Sequence[tuple[date, date]], unit: Precision) -> bool:
    """Tell whether dates that lie alike in their years, months or days are equally far apart, counted in those."""
    numbers = [place(first, unit) for first, _ in spans]
    steps = {after - before for before, after in pairwise(numbers)}
    from_start = {(first - first_day(number, unit)).days for (first, _), number in zip(spans, numbers, strict=True)}
    from_end = {(last_day(number, unit) - first).days for (first, _), number in zip(spans, numbers, strict=True)}
    one_length = len({_length(*span) for span in spans}) == 1
    return one_length and len(steps) == 1 and (len(from_start) == 1 or len(from_end) == 1)


def _length(first: date, last: date) -> tuple[int, int]:
    """Return the months of a span, or its days where it is shorter; all years have one length, and all months."""
    days = (last - first).days + 1
    return (0, days) if days < _SHORTEST_MONTH else (round(days / _MONTH), 0)


def ends_of(dates: Sequence[EdtfDate]) -> tuple[date, date]:
    """Return the first and the last day that is known of dates."""
    known = [value.known for value in dates]
    return min(first for first, _ in known), max(last for _, last in known)


def _spans(dates: Sequence[EdtfDate]) -> list[tuple[date, date]]:
    """Return the first and the last day of each date, in order; an open one reaches as far as the others do."""
    first, last = ends_of(dates)
    return sorted((value.earliest or first, value.latest or last) for value in dates)
