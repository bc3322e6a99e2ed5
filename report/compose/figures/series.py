"""Charts of a series: what is drawn of each observation, and the same in words."""

from __future__ import annotations

from report.compose.dates import date_text, dates_told, dating, day_text
from report.compose.desk import Desk, Referent
from report.compose.directives.timeline import event_date
from report.compose.figures.parts import LONGEST, ends_told, heard
from report.compose.gaps import joined_marks
from report.compose.inlines import field, words
from report.compose.lookup import DANGLING, NOT_PRINTABLE, need_in, refuse
from report.compose.order import anchor_date
from report.compose.sources import cited_by, source_line
from report.compose.tables import observation_id, series_table
from report.compose.typography import one_stop, polish
from report.compose.units import axis_pattern, unit_name
from report.compose.uses import drawn
from report.compose.values import value_text
from report.compose.wording import capital, listed, plain, sentence
from report.model import document as doc
from report.model.axes import stretched, time_limits, value_limits
from report.model.charts.series import EventLine, Mark, SeriesDrawing
from report.model.dates import EdtfDate
from report.model.evidence import Event, Observation, Series
from report.model.figure import Dating
from report.model.grammar import words_of
from report.model.prose import Directive
from report.problems import Rule, Severity

UNLABELLED = Rule(
    "FIG-106",
    Severity.ERROR,
    "Chart of a table that it can't label",
    "A chart of a series labels each of its marks, and joins those of one basis. A series with lines would be drawn as one line "
    "that jumps from each to the next, and for the labels of hundreds of values there is no room. Print values of it in the "
    "text, or make a series of a part of the table, by only: under data:.",
)
MOST_LABELS = 150
"""No chart with more labels is lower than a page, however short they are."""


def chart(desk: Desk, directive: Directive, target: Referent) -> doc.Figure:
    """Return the chart of a series, with the lines of events that are to stand in it."""
    if not directive.arguments:
        hint = "write chart and the id of a series, or add :form: timeline"
        refuse(DANGLING, directive.place, "the chart names no series", hint)
    series = need_in(desk.article.series, directive.arguments[0], "series", directive.place)
    _labelled(series, directive)
    observations = series.in_time()
    order = [basis for basis in series.bases if any(observation.basis == basis for observation in observations)]
    for observation in observations:
        need_in(series.bases, observation.basis, "basis", observation.place)
    option = directive.option("events")
    wanted = words_of(option.source) if option else list(series.chart.events if series.chart else ())
    events = [need_in(desk.article.events, ref, "event", directive.place) for ref in wanted]
    events.sort(key=lambda one: anchor_date(one, desk.article.events).known)
    drawn_ones = [one for one in observations if one.quantity.number is not None]
    if not drawn_ones:
        refuse(NOT_PRINTABLE, directive.place, f"the series “{series.id}” has no number to be drawn", "tell of it in words")
    told = dates_told([one.date for one in drawn_ones])
    drawing = SeriesDrawing(
        desk.language.tag,
        tuple(polish(series.bases[basis].label, desk.language) for basis in order),
        tuple(_mark(desk, series, one, order.index(one.basis), told=dated) for one, dated in zip(drawn_ones, told, strict=True)),
        tuple(_line(desk, event) for event in events),
        decimals=series.printed_decimals,
        unit=axis_pattern(series.unit, desk.language, desk.labels),
    )
    title = _words(desk, directive, series, "title") or words(desk, series.title)
    subtitle = _words(desk, directive, series, "subtitle") or _counted(desk, series, order)
    caption = _words(desk, directive, series, "caption")
    cited = [found for one in observations for found in cited_by(desk, observation_id(series, one))]
    data_id = Referent(desk.ids.claim(f"{target.id}-data"), "")
    drawn(desk, (observation_id(series, one) for one in observations), target.id)
    return doc.Figure(
        target.id, target.text, title, subtitle, caption,
        source_line(desk, cited),
        drawing,
        heard(series_alternative(desk, series, events)),
        tuple(map(one_stop, series_description(desk, series, drawing, events))),
        series_table(desk, series, data_id, words(desk, series.title), cells=False),
        directive.place,
    )  # fmt: skip


def _labelled(series: Series, directive: Directive) -> None:
    """Refuse a chart of a table that has several lines, or more values than there could be labels."""
    if (rows := series.rows) is None or (len(rows.names) <= 1 and len(rows) <= MOST_LABELS):
        return
    what = f"{len(rows.names):,} lines" if len(rows.names) > 1 else f"{len(rows):,} values"
    sentence = f"the series “{series.id}” has {what}, and a chart of a series shows one line with a label for each value"
    hint = "name values of it in the text with {value}, or chart a series of fewer rows: only: under data: keeps some"
    refuse(UNLABELLED, directive.place, sentence, hint)


def _words(desk: Desk, directive: Directive, series: Series, name: str) -> doc.Inlines:
    """Return what the directive says beside the chart, or what the series does for all of its charts."""
    return field(desk, directive.option(name) or (getattr(series.chart, name) if series.chart else None))


def _counted(desk: Desk, series: Series, order: list[str]) -> doc.Inlines:
    """Return what the series counts, for a chart that says nothing below its title."""
    return words(desk, capital(listed([series.bases[basis].counted for basis in order], desk.language)))


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
    )  # fmt: skip


def _line(desk: Desk, event: Event) -> EventLine:
    date = anchor_date(event, desk.article.events)
    title = polish(event.title, desk.language)
    return EventLine(*date.known, title, event_date(desk, event), dating(date) if event.when is None else Dating())


def series_alternative(desk: Desk, series: Series, events: list[Event]) -> str:
    """Return the alternative text of a series chart: as much of each observation as there is room for."""
    seen = tuple(one for one in series.in_time() if one.quantity.number is not None)
    left_out = "".join(f" {text}" for text in _left_out(desk, series))
    for parts in (3, 2, 1):
        text = _said(desk, series, seen, parts) + left_out + _marked(desk, events if parts == 3 else [])
        if len(text) <= LONGEST:
            return text
    head = desk.labels.ngettext(
        "Chart of {n} observation of: {title}, {first}.",
        "Chart of {n} observations of: {title}, from {first} to {last}.",
        len(seen),
    )
    first, last = seen[0].date, max((one.date for one in seen), key=lambda date: date.known[1])
    if len(seen) > 1:
        first, last = first.begin or first.end or first, last.end or last.begin or last
    return head.format(n=len(seen), title=polish(series.title, desk.language), first=_when(desk, first), last=_when(desk, last))


def _said(desk: Desk, series: Series, seen: tuple[Observation, ...], parts: int) -> str:
    head = desk.labels.ngettext("Chart with {n} observation of: {title}.", "Chart with {n} observations of: {title}.", len(seen))
    marks = capital("; ".join(_observation(desk, series, one, parts) for one in seen))
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
    return patterns[parts].format(date=_when(desk, observation.date), value=value, counted=basis, by=by)


def _marked(desk: Desk, events: list[Event]) -> str:
    if not events:
        return ""
    named = [
        desk.labels.gettext("{event} ({date})").format(event=polish(event.title, desk.language), date=event_date(desk, event))
        for event in events
    ]
    return " " + plain(sentence(words(desk, desk.labels.gettext("Marked: {events}").format(events=listed(named, desk.language)))))


def series_description(desk: Desk, series: Series, drawing: SeriesDrawing, events: list[Event]) -> tuple[str, ...]:
    """Return the long description of a series chart: axes, marks, lines, events."""
    label = desk.labels.gettext
    seen = series.in_time()
    numbered, told = label("{date}: {value}, {counted}; {by}"), label("{date}: {value} {counted}; {by}")
    marks = [
        plain(sentence(words(desk, (numbered if one.quantity.number is not None else told).format(
            date=_when(desk, one.date),
            value=value_text(desk, observation_id(series, one), ("digits",)),
            counted=series.bases[one.basis].counted,
            by=one.reported,
        ))))
        for one in seen
    ]  # fmt: skip
    paragraphs = [_axes(desk, series, drawing), *(capital(mark) for mark in marks)]
    paragraphs += _left_out(desk, series)
    shown = [mark for mark, shown in zip(drawing.marks, stretched(drawing.marks), strict=True) if shown]
    covering = any(not mark.dating.doubtful for mark in shown)
    text = [label("A horizontal line through a mark covers the time of its date.")] if covering else []
    if any(mark.dating.doubtful for mark in shown):
        text.append(label("A dashed line through a mark says that its date is approximate or uncertain."))
    text += ends_told(desk, [mark.dating for mark in shown])
    for part in (" ".join(text), " ".join(joined_marks(desk, series, drawing)), _marked(desk, events).strip()):
        paragraphs += [part] if part else []
    return tuple(paragraphs)


def _left_out(desk: Desk, series: Series) -> list[str]:
    """Say which observations no mark stands for."""
    dates = [_when(desk, one.date) for one in series.in_time() if one.quantity.number is None]
    text = desk.labels.gettext("Not drawn, since the source gives no number: {dates}.")
    return [text.format(dates=listed(dates, desk.language))] if dates else []


def _axes(desk: Desk, series: Series, drawing: SeriesDrawing) -> str:
    """Say what the axes hold."""
    label = desk.labels.gettext
    limits = time_limits([*drawing.marks, *drawing.events])
    low, high = value_limits(drawing.marks)
    if series.unit.counted:
        values = label("The vertical axis begins at zero and counts {unit}.")
    elif low == 0:
        values = label("The vertical axis begins at zero and is in {unit}.")
    elif high == 0:
        values = label("The vertical axis ends at zero and is in {unit}.")
    else:
        values = label("The vertical axis is in {unit}, below zero and above.")
    text = [
        label("The horizontal axis is time, true to scale, from {first} to {last}.").format(
            first=day_text(limits.first, limits.unit, desk.language), last=day_text(limits.last, limits.unit, desk.language)
        )
    ]
    dates = {one.date.text: one.date for one in series.observations.values()}
    if len(dates) == 1 < len(drawing.marks):
        text.append(label("All marks are of one date: {date}.").format(date=_when(desk, *dates.values())))
    return " ".join([*text, values.format(unit=unit_name(series.unit, desk.language, desk.labels))])


def _when(desk: Desk, date: EdtfDate) -> str:
    return date_text(date, desk.language, desk.labels)
