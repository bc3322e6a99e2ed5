"""Puts dates into words, no finer than the source gives them, and into the form that machines read."""

from __future__ import annotations

import re
from datetime import date

from babel.dates import format_date, get_date_format

from report.compose.labels import Labels
from report.compose.language import NBSP, Language
from report.model.dates import EdtfDate, Precision

_DAY_MONTH = re.compile(r"(d+\.?) (?=M)|((?<!\w)M+) (?=d)")
_FORMS = {"": Precision.DAY, "month": Precision.MONTH, "year": Precision.YEAR}


def date_text(value: EdtfDate, language: Language, labels: Labels, form: str = "") -> str:
    """Return the date in words; `form` is `year` or `month` for a coarser one."""
    finest = _FORMS.get(form, Precision.DAY)
    if value.interval:
        return _interval_text(value, language, labels, form)
    day = value.earliest or value.latest
    assert day is not None, "a date that isn't an interval has both ends"
    text = day_text(day, min(value.precision, finest), language)
    if value.approximate:
        text = labels.gettext("about {date}").format(date=text)
    return labels.gettext("{date} (uncertain)").format(date=text) if value.uncertain else text


def day_text(day: date, precision: Precision, language: Language) -> str:
    """Return a day, its month or its year in words; the number of the day holds on to its month."""
    if precision == Precision.YEAR:
        return str(day.year)
    if precision == Precision.MONTH:
        pattern = language.locale.datetime_skeletons["yMMMM"].pattern
    else:
        pattern = _DAY_MONTH.sub(lambda found: f"{found[1] or found[2]}{NBSP}", get_date_format("long", language.locale).pattern)
    return format_date(day, pattern, locale=language.locale)


def ends(value: EdtfDate) -> tuple[EdtfDate | None, EdtfDate | None]:
    """Return the two ends of an interval; an open one is None."""
    begin = value.text.partition("/")[0]
    return (EdtfDate.parse(begin) if begin not in {"", ".."} else None), value.end


def _interval_text(value: EdtfDate, language: Language, labels: Labels, form: str) -> str:
    begin, end = ends(value)
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


def machine_date(value: EdtfDate | None) -> str:
    """Return the date in ISO 8601, as fine as it is known; empty for an interval and where there is none."""
    if value is None or value.interval or value.earliest is None:
        return ""
    return value.earliest.isoformat()[: {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}[value.precision]]
