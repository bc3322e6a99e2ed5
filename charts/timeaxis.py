"""A true time axis: a day has its place, a year is a stretch, and its label stands in the middle of it.

So a value known by its year alone, which stands in the middle of the year, stands above the year's label. Times are days,
counted as `date.toordinal` counts them; a day lasts from its number to the next.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

from babel import Locale
from babel.dates import format_date

from charts.style import Style, locale_of
from charts.text import TextStyle, width
from report.model.axes import TimeLimits, first_day, last_day, place
from report.model.cldr import own_digits
from report.model.dates import Precision


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


def time_axis(limits: TimeLimits, length: float, style: Style, face: TextStyle) -> TimeAxis:
    """Return the axis of these limits on `length` points."""
    return _axis(_bands(limits), _UNITS[limits.unit], length, face, locale_of(style.language))


@dataclass(frozen=True, slots=True)
class _Unit:
    """How an axis of one unit is labelled: patterns of the two rows, every how many may be labelled, and their numbering."""

    pattern: str
    under: str
    steps: tuple[int, ...]
    number: Callable[[Band], int]


_UNITS = {
    Precision.YEAR: _Unit("y", "", (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000), lambda b: b.first.year),
    Precision.MONTH: _Unit("LLL", "y", (1, 2, 3, 6, 12), lambda b: b.first.month - 1),
    Precision.DAY: _Unit("d", "LLL y", (1, 2, 5, 10), lambda b: b.first.day - 1),
}

_LAST_DAY = 30
"""Of days that don't all have labels, the thirty-first has none: the first of the month is next to it."""


def _axis(bands: list[Band], unit: _Unit, length: float, face: TextStyle, locale: Locale) -> TimeAxis:
    start, end = bands[0].start, bands[-1].end
    scale = length / (end - start)
    texts = [own_digits(format_date(band.first, unit.pattern, locale=locale), locale) for band in bands]
    apart = max(width(text, face) for text in texts) + 0.8 * face.size
    for step in unit.steps:  # the last step stands where none has room enough
        numbered = ((unit.number(band), band, text) for band, text in zip(bands, texts, strict=True))
        last = _LAST_DAY if unit is _UNITS[Precision.DAY] and step > 1 else math.inf
        chosen = [(band, text) for n, band, text in numbered if n % step == 0 and n < last] or [(bands[0], texts[0])]
        if all((right[0].middle - left[0].middle) * scale >= apart for left, right in pairwise(chosen)):
            break
    labels = tuple(Label(band.middle, text) for band, text in chosen)
    every = len(chosen) == len(bands)
    lines = (*(band.start for band in bands), end) if every else tuple(label.at for label in labels)
    below = _under(bands, unit.under, locale, scale, face) if unit.under else ()
    return TimeAxis(start, end, labels, below, lines)


def _under(bands: list[Band], pattern: str, locale: Locale, scale: float, face: TextStyle) -> tuple[Label, ...]:
    """Return a label for each group of bands that has room for one; the widest group always gets its own."""
    groups = [list(group) for _, group in groupby(bands, key=lambda b: format_date(b.first, pattern, locale=locale))]
    placed: list[Label] = []
    start, end = bands[0].start * scale, bands[-1].end * scale
    for group in sorted(groups, key=lambda g: (g[0].start - g[-1].end, g[0].start)):
        text = own_digits(format_date(group[0].first, pattern, locale=locale), locale)
        half = width(text, face) / 2
        at = min(max((group[0].start + group[-1].end) / 2 * scale, start + half), end - half)
        if all(abs(at - p.at * scale) >= half + width(p.text, face) / 2 + 0.8 * face.size for p in placed):
            placed.append(Label(at / scale, text))
    return tuple(sorted(placed, key=lambda p: p.at))


def _bands(limits: TimeLimits) -> list[Band]:
    found = []
    for number in range(place(limits.first, limits.unit), place(limits.last, limits.unit) + 1):
        start = first_day(number, limits.unit)
        found.append(Band(start.toordinal(), last_day(number, limits.unit).toordinal() + 1, start))
    return found
