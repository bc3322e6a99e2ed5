"""A true time axis: a day has its place, a year is a stretch, and its label stands in the middle of it.

So a value known by its year alone, which stands in the middle of the year, stands above the year's label. Times are days,
counted as `date.toordinal` counts them; a day lasts from its number to the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

from babel import Locale
from babel.dates import format_date

from charts.style import Style, locale_of
from charts.text import Face, width

_MONTH, _YEAR = 28, 365


@dataclass(frozen=True, slots=True)
class Band:
    """A year, month or day: from `start` until `end`."""

    start: float
    end: float
    first: date

    @property
    def middle(self) -> float:
        """Where the label and a value of that date stand."""
        return (self.start + self.end) / 2


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a time."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """From when to when, and what stands below."""

    start: float
    end: float
    labels: tuple[Label, ...]
    under: tuple[Label, ...]
    """A second row: the years of months, the months of days."""
    lines: tuple[float, ...]
    """Where ticks stand: between the labelled stretches, or, where not all have a label, at the labels."""


def middle(earliest: date, latest: date) -> float:
    """Return the middle of the days from `earliest` to `latest`, both included."""
    return (earliest.toordinal() + latest.toordinal() + 1) / 2


def time_axis(spans: Iterable[tuple[date, date]], length: float, style: Style, face: Face) -> TimeAxis:
    """Return the axis that holds all spans on `length` points; its unit is no finer than the coarsest of the dates."""
    known = sorted(spans)
    first, last = min(a for a, _ in known), max(b for _, b in known)
    coarsest = max((b.toordinal() - a.toordinal() + 1 for a, b in known), default=1)
    total = last.toordinal() - first.toordinal() + 1
    locale = locale_of(style.language)
    if coarsest >= _YEAR or total > 2 * _YEAR:
        unit = _Unit("y", "", (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000), lambda b: b.first.year)
        return _axis(list(_years(first, last)), unit, length, face, locale)
    if coarsest >= _MONTH or total > 2 * _MONTH:
        return _axis(
            list(_months(first, last)), _Unit("LLL", "y", (1, 2, 3, 6, 12), lambda b: b.first.month - 1), length, face, locale
        )
    return _axis(list(_days(first, last)), _Unit("d", "LLL y", (1, 2, 5, 10), lambda b: b.first.day - 1), length, face, locale)


@dataclass(frozen=True, slots=True)
class _Unit:
    """How an axis of one unit is labelled: patterns of the two rows, every how many may be labelled, and their numbering."""

    pattern: str
    under: str
    steps: tuple[int, ...]
    number: Callable[[Band], int]


def _axis(bands: list[Band], unit: _Unit, length: float, face: Face, locale: Locale) -> TimeAxis:
    start, end = bands[0].start, bands[-1].end
    scale = length / (end - start)
    texts = [format_date(band.first, unit.pattern, locale=locale) for band in bands]
    apart = max(width(text, face) for text in texts) + 0.8 * face.size
    for step in unit.steps:  # the last step stands where none has room enough
        chosen = [(b, t) for b, t in zip(bands, texts, strict=True) if unit.number(b) % step == 0] or [(bands[0], texts[0])]
        if all((right[0].middle - left[0].middle) * scale >= apart for left, right in pairwise(chosen)):
            break
    labels = tuple(Label(band.middle, text) for band, text in chosen)
    every = len(chosen) == len(bands)
    lines = (*(band.start for band in bands), end) if every else tuple(label.at for label in labels)
    below = _under(bands, unit.under, locale, scale, face) if unit.under else ()
    return TimeAxis(start, end, labels, below, lines)


def _under(bands: list[Band], pattern: str, locale: Locale, scale: float, face: Face) -> tuple[Label, ...]:
    """Return a label for each group of bands that has room for one; the widest group always gets its own."""
    groups = [list(group) for _, group in groupby(bands, key=lambda b: format_date(b.first, pattern, locale=locale))]
    placed: list[Label] = []
    start, end = bands[0].start * scale, bands[-1].end * scale
    for group in sorted(groups, key=lambda g: (g[0].start - g[-1].end, g[0].start)):
        text = format_date(group[0].first, pattern, locale=locale)
        half = width(text, face) / 2
        at = min(max((group[0].start + group[-1].end) / 2 * scale, start + half), end - half)
        if all(abs(at - p.at * scale) >= half + width(p.text, face) / 2 + 0.8 * face.size for p in placed):
            placed.append(Label(at / scale, text))
    return tuple(sorted(placed, key=lambda p: p.at))


def _years(first: date, last: date) -> Iterator[Band]:
    low, high = first.year, last.year
    if low == high:  # a year by itself gets neighbours, so that the axis reads as one
        low, high = max(low - 1, 1), min(high + 1, 9998)
    for year in range(low, high + 1):
        start = date(year, 1, 1)
        yield Band(start.toordinal(), date(year, 12, 31).toordinal() + 1, start)


def _months(first: date, last: date) -> Iterator[Band]:
    low, high = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    if low == high:
        low, high = max(low - 1, 12), min(high + 1, 9998 * 12 + 11)
    for month in range(low, high + 1):
        start = date(month // 12, month % 12 + 1, 1)
        after = date((month + 1) // 12, (month + 1) % 12 + 1, 1) if month < 9999 * 12 + 11 else None
        yield Band(start.toordinal(), after.toordinal() if after else date.max.toordinal() + 1, start)


def _days(first: date, last: date) -> Iterator[Band]:
    low, high = first.toordinal(), last.toordinal()
    if low == high:
        low, high = max(low - 1, 1), min(high + 1, date.max.toordinal())
    for day in range(low, high + 1):
        yield Band(day, day + 1, date.fromordinal(day))
