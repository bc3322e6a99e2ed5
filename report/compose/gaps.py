"""Says which marks of a chart are joined, and what the records tell of the time between them: no more than that.

Of a series with a period, dates without a figure are named. Of one without, it is said that no figure is recorded between its
marks, unless their dates follow each other without a gap.
"""

from __future__ import annotations

from babel.dates import format_interval

from report.compose.dates import day_text
from report.compose.desk import Desk
from report.compose.typography import polish
from report.compose.wording import listed
from report.model.axes import links_of
from report.model.charts.series import SeriesDrawing
from report.model.dates import EdtfDate, Precision
from report.model.evidence import Series
from report.model.period import Gap, Period, ends_of, without_gaps

NAMED = 8
"""So many gaps of a series are named one by one; of more than that, their number is told."""


def joined_marks(desk: Desk, series: Series, drawing: SeriesDrawing) -> list[str]:
    """Return the sentences on the lines of a chart, and on what they lead across."""
    label = desk.labels.gettext
    used = {one.basis for one in series.observations.values()}
    names = {basis: polish(series.bases[basis].label, desk.language) for basis in series.bases if basis in used}
    joined = {drawing.marks[one].basis for one, _ in links_of(drawing.marks)}
    lines = [basis for number, basis in enumerate(names) if number in joined]
    result = []
    if len(names) > 1 and lines:
        text = label("Only marks of one kind are joined ({bases}).")
        if len(lines) > 1:
            text = label("Marks of one kind are joined, each kind by itself ({bases}).")
        result.append(text.format(bases=listed([names[basis] for basis in lines], desk.language)))
    elif len(names) > 1:
        result.append(label("The marks are of different kinds, and not joined."))
    silent = []
    for basis, name in names.items():
        dates = [one.date for one in series.observations.values() if one.basis == basis]
        period = series.bases[basis].period or series.period
        if period is None:
            silent += [] if basis not in lines or without_gaps(dates) else [name]
        else:
            result += _missing(desk, period, dates, name if len(names) > 1 else "")
    if len(silent) < len(lines):
        of = listed([desk.language.quoted(name) for name in silent], desk.language)
        result += [label("Between the joined marks of {bases} no figure is recorded.").format(bases=of)] if silent else []
    elif silent:
        result.append(label("Between the joined marks no figure is recorded."))
    return result


def _missing(desk: Desk, period: Period, dates: list[EdtfDate], name: str) -> list[str]:
    """Say for which dates no figure is recorded, with the basis by its `name`; nothing if there is one for all of them."""
    label = desk.labels.gettext
    gaps, missing, every = period.gaps(dates)
    if not gaps:
        return []
    if len(gaps) <= NAMED:
        named = listed([_gap(desk, period, gap) for gap in gaps], desk.language)
        text = label("Of {basis} no figure is recorded for {dates}.") if name else label("No figure is recorded for {dates}.")
        return [text.format(basis=desk.language.quoted(name), dates=named)]
    first, last = (day_text(day, _finest(period), desk.language) for day in ends_of(dates))
    if name:
        text = label("Of {basis} no figure is recorded for {n} of the {all} dates from {first} to {last}.")
    else:
        text = label("No figure is recorded for {n} of the {all} dates from {first} to {last}.")
    return [text.format(basis=desk.language.quoted(name), n=missing, all=every, first=first, last=last)]


def _gap(desk: Desk, period: Period, gap: Gap) -> str:
    """Return a gap in words, as finely as the period counts; a quarter has no name of its own, but its months."""
    if period.unit == "quarter":
        months = format_interval(gap.first, gap.last, "yMMMM", locale=desk.language.locale)
        return " ".join(months.split())  # CLDR's thin spaces are in few fonts
    first, last = (day_text(day, _finest(period), desk.language) for day in (gap.first, gap.last))
    return first if first == last else desk.labels.gettext("{begin} to {end}").format(begin=first, end=last)


def _finest(period: Period) -> Precision:
    return {"year": Precision.YEAR, "quarter": Precision.MONTH, "month": Precision.MONTH}.get(period.unit, Precision.DAY)
