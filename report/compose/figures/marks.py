"""Charts of marks: each observation of a series with its label, and the same in words."""

from __future__ import annotations

from dataclasses import replace

from report.compose.dates import date_text, dates_told, dating
from report.compose.desk import Desk, Referent
from report.compose.figures.bounds import ends_of, open_told
from report.compose.figures.courses import counter_of
from report.compose.figures.parts import LONGEST, ends_in_words, figure
from report.compose.figures.series import (
    ChartedSeries,
    after,
    axes_told,
    captioned,
    each_told,
    event_line,
    events_told,
    left_out,
    scaled,
    shown,
    told_below,
    when,
)
from report.compose.gaps import joined_marks, kinds_of
from report.compose.inlines import words
from report.compose.lookup import refuse
from report.compose.tables import observation_id, series_table
from report.compose.typography import polish
from report.compose.values import value_text
from report.compose.wording import capital
from report.model import document as doc
from report.model.axes import value_limits
from report.model.charts.marks import Mark, MarksDrawing
from report.model.evidence import Observation, Series
from report.model.figure import opened
from report.model.prose import Directive
from report.problems import Rule, Severity

UNLABELLED = Rule(
    "FIG-106",
    Severity.ERROR,
    "Chart of marks that it can't label",
    "A chart of marks labels each of them, and joins those of one basis by one counter. A series with lines would be drawn as "
    "one line that jumps from each to the next, and for the labels of hundreds of values there is no room. A chart of lines has "
    "room for all: leave out form: marks.",
)
MOST_LABELS = 150
"""No chart with more labels is lower than a page, however short they are."""


def chart(desk: Desk, directive: Directive, target: Referent) -> doc.Figure:
    """Return the chart of a series that labels each of its marks."""
    made = shown(desk, directive, target)
    series = made.series
    _labelled(series, directive)
    drawing = _drawing(desk, directive, made)
    around = captioned(desk, made, value_limits(drawing))
    table = series_table(desk, series, made.data, words(desk, series.title), cells=False)
    return figure(target, around, drawing, _alternative(desk, made), _description(desk, made, drawing), table, directive.place)


def _labelled(series: Series, directive: Directive) -> None:
    """Refuse marks for a table that has several lines, or more values than there could be labels."""
    if (rows := series.rows) is None or (len(rows.names) <= 1 and len(rows) <= MOST_LABELS):
        return
    what = f"{len(rows.names):,} lines" if len(rows.names) > 1 else f"{len(rows):,} values"
    sentence = f"the series “{series.id}” has {what}, and a chart of marks shows one line with a label for each value"
    refuse(UNLABELLED, directive.place, sentence, "leave out the form marks: then they are drawn as lines")


def _drawing(desk: Desk, directive: Directive, made: ChartedSeries) -> MarksDrawing:
    series, numbers = made.series, made.numbers
    order = [basis for basis in series.bases if any(one.basis == basis for one in made.observations)]
    counters = list(dict.fromkeys(map(counter_of, numbers)))
    told = dates_told([one.date for one in numbers])
    return MarksDrawing(
        desk.language.tag,
        tuple(polish(series.bases[basis].label, desk.language) for basis in order),
        tuple(
            replace(_mark(desk, series, one, order.index(one.basis), told=dated), counter=counters.index(counter_of(one)))
            for one, dated in zip(numbers, told, strict=True)
        ),
        tuple(event_line(desk, event) for event in made.events),
        **scaled(desk, directive, series),
    )


def _mark(desk: Desk, series: Series, observation: Observation, basis: int, *, told: bool) -> Mark:
    """Return an observation's mark, with its date in words if it has to be `told`."""
    quantity = observation.quantity
    pattern = desk.labels.gettext("{counted}, {by}")
    detail = pattern.format(
        counted=polish(series.bases[observation.basis].label, desk.language), by=polish(observation.reported, desk.language)
    )
    assert quantity.number is not None, "only numbers are drawn"
    label = value_text(desk, observation_id(series, observation), ("digits",))
    upper = None if quantity.upper is None else float(quantity.upper)
    return Mark(
        *observation.date.known, float(quantity.number), upper, quantity.amount.approximate, basis, label, detail,
        dating(observation.date),
        date_text(observation.date, desk.language, desk.labels) if told else "",
        opened=opened(*ends_of(observation)),
    )  # fmt: skip


def _alternative(desk: Desk, made: ChartedSeries) -> str:
    """Return the alternative text: as much of each observation as there is room for."""
    series, seen = made.series, made.numbers
    without = after(left_out(desk, made))
    for parts in (3, 2, 1):
        text = _said(desk, series, seen, parts) + without + events_told(desk, made.events if parts == 3 else [])
        if len(text) <= LONGEST:
            return text
    head = desk.labels.ngettext(
        "Chart of {n} observation of: {title}, {first}.",
        "Chart of {n} observations of: {title}, from {first} to {last}.",
        len(seen),
    )
    first, last = ends_in_words(desk, [one.date for one in seen])
    return head.format(n=len(seen), title=polish(series.title, desk.language), first=first, last=last)


def _said(desk: Desk, series: Series, seen: tuple[Observation, ...], parts: int) -> str:
    head = desk.labels.ngettext("Chart with {n} observation of: {title}.", "Chart with {n} observations of: {title}.", len(seen))
    marks = capital(desk.language.joined((_observation(desk, series, one, parts) for one in seen), "; "))
    return f"{head.format(n=len(seen), title=polish(series.title, desk.language))} {marks}."


def _observation(desk: Desk, series: Series, observation: Observation, parts: int) -> str:
    """Return date and value; with more `parts`, what was counted, and by whom."""
    value = value_text(desk, observation_id(series, observation), ("digits",))
    basis = polish(series.bases[observation.basis].label, desk.language)
    by = polish(observation.reported, desk.language)
    patterns = {
        1: desk.labels.gettext("{date}: {value}"),
        2: desk.labels.gettext("{date}: {value} ({counted})"),
        3: desk.labels.gettext("{date}: {value} ({counted}; {by})"),
    }
    return patterns[parts].format(date=when(desk, observation.date), value=value, counted=basis, by=by)


def _description(desk: Desk, made: ChartedSeries, drawing: MarksDrawing) -> tuple[str, ...]:
    """Return the long description: axes, marks, lines, events."""
    axes = axes_told(desk, made, [*drawing.marks, *drawing.events], value_limits(drawing), drawing.power)
    joined = joined_marks(desk, kinds_of(desk, made, drawing))
    arrows = [open_told(desk)] if any(mark.opened for mark in drawing.marks) else []
    return (axes, *each_told(desk, made), *arrows, *told_below(desk, made, drawing.marks, joined))
