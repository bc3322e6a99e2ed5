"""Says which marks of a chart are joined, and what the records tell of the time between them: no more than that.

Of a series with a period, dates without a figure are named. Of one without, it is said that no figure is recorded between its
marks, unless their dates follow each other without a gap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from babel.dates import format_interval

from report.compose.dates import day_text
from report.compose.desk import Desk
from report.compose.figures.courses import alike
from report.compose.figures.series import ChartedSeries
from report.compose.numbers import count_text
from report.compose.wording import listed
from report.model.axes import links_of
from report.model.charts.marks import MarksDrawing
from report.model.dates import EdtfDate, Precision
from report.model.period import Gap, Period, ends_of, without_gaps

NAMED = 8
"""So many gaps of a series are named one by one; of more than that, their number is told."""


@dataclass(frozen=True, slots=True)
class LikeValues:
    """Values of a chart that are alike, and may be joined."""

    name: str
    joined: bool
    """Whether any of them are."""
    period: Period | None
    dates: list[EdtfDate]
    apart: bool = False
    """Whether each of them is by another counter."""


def kinds_of(desk: Desk, made: ChartedSeries, drawing: MarksDrawing) -> list[LikeValues]:
    """Return the kinds of marks of a chart: one for each basis and counter."""
    series = made.series
    joined = {made.numbers[one].id for one, _ in links_of(drawing.marks)}
    return [
        LikeValues(
            kind.name,
            any(one.id in joined for one in kind.members),
            series.bases[kind.basis].period or series.period,
            [one.date for one in kind.members],
            not kind.same_counter,
        )
        for kind in alike(desk, series, made.observations)
    ]


def joined_marks(desk: Desk, kinds: Sequence[LikeValues], *, joining: bool = True) -> list[str]:
    """Return the sentences on the lines of a chart, and on what they lead across; on that alone of one that is not `joining`."""
    label = desk.labels.gettext
    lines = [kind for kind in kinds if joining and kind.joined]
    result = []
    unlike = joining and (len(kinds) > 1 or any(kind.apart for kind in kinds))
    if unlike and lines:
        text = label("Marks are joined only where the same was counted by the same counter ({bases}).")
        result.append(text.format(bases=listed([kind.name for kind in lines], desk.language)))
    elif unlike:
        result.append(label("The marks differ in what was counted or in who counted, and aren’t joined."))
    silent = []
    for kind in kinds:
        if kind.period is None:
            silent += [] if kind not in lines or without_gaps(kind.dates) else [kind.name]
        else:
            result += _missing(desk, kind.period, kind.dates, kind.name if len(kinds) > 1 else "")
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
    count, of_all = (count_text(number, desk.language) for number in (missing, every))
    if name:
        text = label("Of {basis} no figure is recorded for {n} of the {all} dates from {first} to {last}.")
    else:
        text = label("No figure is recorded for {n} of the {all} dates from {first} to {last}.")
    return [text.format(basis=desk.language.quoted(name), n=count, all=of_all, first=first, last=last)]


def _gap(desk: Desk, period: Period, gap: Gap) -> str:
    """Return a gap in words, as finely as the period counts; a quarter has no name of its own, but its months."""
    if period.unit == "quarter":
        months = format_interval(gap.first, gap.last, "yMMMM", locale=desk.language.locale)
        return desk.language.digits(" ".join(months.split()))  # CLDR's thin spaces are in few fonts
    first, last = (day_text(day, _finest(period), desk.language) for day in (gap.first, gap.last))
    return first if first == last else desk.labels.gettext("{begin} to {end}").format(begin=first, end=last)


def _finest(period: Period) -> Precision:
    return {"year": Precision.YEAR, "quarter": Precision.MONTH, "month": Precision.MONTH}.get(period.unit, Precision.DAY)
