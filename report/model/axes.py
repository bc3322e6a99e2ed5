"""What follows from a drawing over time, reckoned once for who draws it and for who tells of it in words.

Limits of the axes, lines between marks, and marks whose dates take room: told apart from how they look.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from report.model.charts.line import LineDrawing, Point
from report.model.charts.marks import EventLine, Mark, MarksDrawing
from report.model.charts.timeline import TimelineMark
from report.model.dates import Precision
from report.model.figure import ScaledChart

_MONTH, _YEAR = 28, 365
_BEYOND = 0.08
"""Part of the axis that is kept for what goes on beyond a date."""

MARKED = 60
"""Each of so many values of a line is marked; more of them would hide it."""


@dataclass(frozen=True, slots=True)
class TimeLimits:
    """What a time axis holds: whole years, months or days, from the first day of the first to the last day of the last."""

    unit: Precision
    first: date
    last: date


def middle(earliest: date, latest: date) -> float:
    """Return the middle of the days from `earliest` to `latest`, both included, in days as `date.toordinal` counts them."""
    return (earliest.toordinal() + latest.toordinal() + 1) / 2


def time_limits(dated: Sequence[Mark | Point | EventLine | TimelineMark]) -> TimeLimits:
    """Return the limits of the axis that holds all of them; its unit is no finer than the coarsest of the dates."""
    first, last = min(one.earliest for one in dated), max(one.latest for one in dated)
    coarsest = max((one.latest - one.earliest).days + 1 for one in dated)
    total = (last - first).days + 1
    if coarsest >= _YEAR or total > 2 * _YEAR:
        unit = Precision.YEAR
    elif coarsest >= _MONTH or total > 2 * _MONTH:
        unit = Precision.MONTH
    else:
        unit = Precision.DAY
    low, high = place(first, unit), place(last, unit)
    beyond = math.ceil(_BEYOND * (high - low + 1))
    goes_back = [place(one.earliest, unit) - beyond for one in dated if one.dating.opening != "known"]
    goes_on = [place(one.latest, unit) + beyond for one in dated if one.dating.closing != "known"]
    if low == high:  # a year by itself gets neighbours, so that the axis reads as one
        low, high = low - 1, high + 1
    low, high = min([low, *goes_back]), max([high, *goes_on])
    return TimeLimits(unit, first_day(max(low, place(date.min, unit)), unit), last_day(min(high, place(date.max, unit)), unit))


def place(day: date, unit: Precision) -> int:
    """Return the number of the year, month or day, counted without a gap."""
    return {Precision.YEAR: day.year, Precision.MONTH: day.year * 12 + day.month - 1, Precision.DAY: day.toordinal()}[unit]


def first_day(number: int, unit: Precision) -> date:
    """Return the first day of the year, month or day with that number."""
    if unit is Precision.DAY:
        return date.fromordinal(number)
    return date(number, 1, 1) if unit is Precision.YEAR else date(number // 12, number % 12 + 1, 1)


def last_day(number: int, unit: Precision) -> date:
    """Return the last day of the year, month or day with that number."""
    if number == place(date.max, unit):
        return date.max
    return date.fromordinal(first_day(number + 1, unit).toordinal() - 1)


def value_limits(drawing: MarksDrawing) -> tuple[float, float]:
    """Return the limits of the axis that holds every value of the marks."""
    values = [value for mark in drawing.marks for value in (mark.value, mark.upper) if value is not None]
    return _limits(drawing, min(values), max(values))


def line_limits(drawing: LineDrawing) -> tuple[float, float]:
    """Return the limits of the axis that holds every value of the lines."""
    points = [point for line in drawing.lines for point in line.points]
    low = min(point.value if point.low is None else point.low for point in points)
    high = max(point.value if point.high is None else point.high for point in points)
    marked = [value for level in drawing.levels for value in (level.value, level.upper) if value is not None]
    return _limits(drawing, min(low, *marked, low), max(high, *marked, high))


def _limits(drawing: ScaledChart, low: float, high: float) -> tuple[float, float]:
    """Return the limits of the axis that holds these values, and zero unless it begins elsewhere.

    It begins lower than the author has it where a value is lower, and ends higher where one is higher: none is cut off.
    """
    start, stop = drawing.start, drawing.stop
    bottom = 0.0 if stop is None or stop >= 0 else low
    top = 0.0 if start is None or start <= 0 else high
    return min(low, bottom if start is None else start), max(high, top if stop is None else stop)


def links_of(marks: Sequence[Mark]) -> list[tuple[int, int]]:
    """Return the pairs of marks that a line joins: of one basis, by one counter, next to each other in time.

    Where these have several marks at one time, nothing says which of them a line would lead to, and none is drawn.
    """
    pairs = []
    for like in sorted({(mark.basis, mark.counter) for mark in marks}):
        times: dict[float, list[int]] = {}
        for number, mark in enumerate(marks):
            if (mark.basis, mark.counter) == like:
                times.setdefault(middle(mark.earliest, mark.latest), []).append(number)
        for one, other in pairwise([times[time] for time in sorted(times)]):
            if len(one) == len(other) == 1:
                pairs.append((one[0], other[0]))
    return pairs


def stretched(marks: Sequence[Mark | Point]) -> tuple[bool, ...]:
    """Tell of each mark whether its date is drawn as a stretch of time beside it.

    A date as fine as the others needs none: the axis has stretches of its own for years, months and days.
    """
    finest = max((_precision(mark) for mark in marks if not mark.dating.lasting), default=Precision.DAY)
    return tuple(mark.dating.lasting or mark.dating.doubtful or _precision(mark) < finest for mark in marks)


def _precision(mark: Mark | Point) -> Precision:
    days = (mark.latest - mark.earliest).days + 1
    return Precision.DAY if days == 1 else Precision.MONTH if days < _YEAR else Precision.YEAR
