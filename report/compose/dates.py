"""Puts dates into words, no finer than the source gives them, and into the form that machines read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from babel.dates import format_date, get_date_format

from report.compose.labels import Labels
from report.compose.language import NBSP, Language
from report.model.dates import EdtfDate, Precision
from report.model.figure import Dating, End

_DAY_MONTH = re.compile(r"(?<!d)(d++\.?) (?=M)|((?<!\w)M+) (?=d)")
_FORMS = {"": Precision.DAY, "month": Precision.MONTH, "year": Precision.YEAR}


def date_text(value: EdtfDate, language: Language, labels: Labels, form: str = "") -> str:
    """Return the date in words; `form` is `year` or `month` for a coarser one."""
    finest = _FORMS.get(form, Precision.DAY)
    if value.interval:
        return _interval_text(value, language, labels, form)
    text = _part_text(value, language, labels, form) or day_text(value.known[0], min(value.precision, finest), language)
    if value.approximate:
        text = labels.gettext("about {date}").format(date=text)
    return labels.gettext("{date} (uncertain)").format(date=text) if value.uncertain else text


def parted(value: EdtfDate, language: Language, labels: Labels) -> tuple[str, str]:
    """Return the year to which a date belongs, if it is known for certain, and what the date says beside it."""
    first, whole = value.begin if value.interval else value, date_text(value, language, labels)
    if first is None or first.approximate or first.uncertain or first.part:
        return "", whole
    year, day = language.digits(first.known[0].year), language.locale.datetime_skeletons.get("MMMMd")
    pattern = {Precision.MONTH: "LLLL", Precision.DAY: _held(day.pattern) if day else ""}.get(first.precision)
    if value.interval or pattern == "":
        return year, whole
    return year, language.digits(format_date(first.known[0], pattern, locale=language.locale)) if pattern else ""


def _held(pattern: str) -> str:
    """Return a pattern in which the number of the day holds on to its month."""
    return _DAY_MONTH.sub(lambda found: f"{found[1] or found[2]}{NBSP}", pattern)


def _part_text(value: EdtfDate, language: Language, labels: Labels, form: str) -> str:
    """Return a quarter or a week in words, or the year to which it counts; nothing for other dates."""
    first, last = value.known
    if value.part == "quarter" and form != "year":
        return language.digits(format_date(first, language.locale.datetime_skeletons["yQQQ"].pattern, locale=language.locale))
    if value.part == "week":
        year, week, _ = last.isocalendar()
        return language.digits(year) if form == "year" else labels.gettext("week {n} of {year}").format(n=week, year=year)
    return ""


def day_text(day: date, precision: Precision, language: Language) -> str:
    """Return a day, its month or its year in words; the number of the day holds on to its month."""
    if precision == Precision.YEAR:
        return language.digits(day.year)
    if precision == Precision.MONTH:
        pattern = language.locale.datetime_skeletons["yMMMM"].pattern
    else:
        pattern = _held(get_date_format("long", language.locale).pattern)
    return language.digits(format_date(day, pattern, locale=language.locale))


def _interval_text(value: EdtfDate, language: Language, labels: Labels, form: str) -> str:
    begin, end = value.begin, value.end
    first = date_text(begin, language, labels, form) if begin else ""
    last = date_text(end, language, labels, form) if end else ""
    if value.unknown_end:
        if begin is None:
            return labels.gettext("an unknown date to {date}").format(date=last)
        return labels.gettext("{date} to an unknown date").format(date=first)
    if begin is None:
        return labels.gettext("until {date}").format(date=last)
    if end is None:
        return labels.gettext("since {date}").format(date=first)
    if first == last:
        return first
    if first.isdigit() and last.isdigit():
        return f"{first}–{last}"
    return labels.gettext("{begin} to {end}").format(begin=first, end=last)


def dating(value: EdtfDate) -> Dating:
    """Return how the days of a date are to be read in a drawing."""
    doubtful = value.approximate or value.uncertain
    if not value.interval:
        return Dating(doubtful=doubtful)
    missing: End = "unknown" if value.unknown_end else "open"
    return Dating(
        value.begin.latest if value.begin else None,
        value.end.earliest if value.end else None,
        opening="known" if value.begin else missing,
        closing="known" if value.end else missing,
        doubtful=doubtful,
    )


def dates_told(dates: Sequence[EdtfDate]) -> list[bool]:
    """Tell which marks have their date in words: those that the axis doesn't date, unless all are intervals side by side."""
    found = [dating(date) for date in dates]
    if all(one.lasting and not one.doubtful and {one.opening, one.closing} == {"known"} for one in found):
        return [False] * len(found)
    return [one.lasting or one.doubtful for one in found]


def machine_date(value: EdtfDate | None) -> str:
    """Return the date in ISO 8601, as fine as it is known; empty for an interval and where there is none."""
    if value is None or value.interval or value.part or value.earliest is None:
        return ""
    return value.earliest.isoformat()[: {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}[value.precision]]
