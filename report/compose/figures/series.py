"""Charts of a series: what is drawn of each observation, and the same in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from report.compose.dates import date_text, dates_told, dating, day_text
from report.compose.desk import Desk, Target
from report.compose.figures import line
from report.compose.figures.parts import LONGEST, ends_in_words, ends_told, heard, source_line
from report.compose.figures.rows import carried, lines_table
from report.compose.gaps import joined_marks, kinds_of
from report.compose.inlines import field, words
from report.compose.lookup import NOT_PRINTABLE, need_in, refuse
from report.compose.order import anchor_date
from report.compose.sources import cited_by
from report.compose.tables import observation_id, series_table
from report.compose.timeline import event_date
from report.compose.typography import one_stop, polish
from report.compose.units import axis_pattern, unit_name
from report.compose.uses import drawn
from report.compose.values import value_text
from report.compose.wording import capital, join, listed, plain, sentence
from report.model import document as doc
from report.model.axes import MARKED, line_limits, stretched, time_limits, value_limits
from report.model.dates import EdtfDate
from report.model.evidence import Event, Observation, Series
from report.model.figure import Dating, EventLine, Height, LineDrawing, Mark, Point, SeriesDrawing
from report.model.prose import Directive


def series_chart(desk: Desk, directive: Directive, series: Series, target: Target) -> doc.Figure:
    """Return the chart of a series, with the lines of events that are to stand in it."""
    observations = series.in_time()
    for observation in observations:
        need_in(series.bases, observation.basis, "basis", observation.place)
    option = directive.option("events")
    wanted = option.source.replace(",", " ").split() if option else list(series.chart.events)
    events = [need_in(desk.article.events, ref, "event", directive.place) for ref in wanted]
    events.sort(key=lambda one: anchor_date(one, desk.article.events).known)
    drawn_ones = [one for one in observations if one.quantity.number is not None]
    if not drawn_ones:
        refuse(NOT_PRINTABLE, directive.place, f"the series “{series.id}” has no number to be drawn", "tell of it in words")
    title = field(desk, directive.option("title") or series.chart.title)
    subtitle = field(desk, directive.option("subtitle") or series.chart.subtitle)
    caption = field(desk, directive.option("caption") or series.chart.caption)
    cited = [found for one in observations for found in cited_by(desk, observation_id(series, one))]
    data_id = Target(desk.ids.claim(f"{target.id}-data"), "")
    drawn(desk, (observation_id(series, one) for one in observations), target.id)
    drawing: SeriesDrawing | LineDrawing
    if line.wanted(directive, series, len(drawn_ones)):
        found = line.courses(desk, directive, series)
        drawing = _lines(desk, directive, series, found, events)
        if elsewhere := _elsewhere(desk, drawing):
            caption = join([sentence(caption), words(desk, *elsewhere)], " ")
        alternative = line.alternative(desk, series, found, _after(_left_out(desk, series)), _marked(desk, events))
        description = lines_description(desk, series, drawing, found, events)
        table = lines_table(desk, series, found, data_id)
        description += carried(desk, series, table, len(observations))
    else:
        drawing = _marks(desk, series, drawn_ones, events)
        alternative = series_alternative(desk, series, events)
        description = series_description(desk, series, drawing, events)
        table = series_table(desk, series, data_id, words(desk, series.title), cells=False)
    return doc.Figure(
        target.id, target.text, title, subtitle, caption,
        source_line(desk, cited),
        drawing,
        heard(alternative),
        tuple(map(one_stop, description)),
        table,
        directive.place,
    )  # fmt: skip


def _marks(desk: Desk, series: Series, drawn_ones: list[Observation], events: list[Event]) -> SeriesDrawing:
    order = [basis for basis in series.bases if any(one.basis == basis for one in series.observations.values())]
    told = dates_told([one.date for one in drawn_ones])
    return SeriesDrawing(
        desk.language.tag,
        tuple(polish(series.bases[basis].label, desk.language) for basis in order),
        tuple(_mark(desk, series, one, order.index(one.basis), told=dated) for one, dated in zip(drawn_ones, told, strict=True)),
        tuple(_line(desk, event) for event in events),
        decimals=series.printed_decimals,
        unit=axis_pattern(series.unit, desk.language, desk.labels),
    )


def _lines(desk: Desk, directive: Directive, series: Series, found: Sequence[line.Course], events: list[Event]) -> LineDrawing:
    option = directive.option("height")
    return LineDrawing(
        desk.language.tag,
        tuple(line.line_of(desk, series, course) for course in found),
        tuple(_line(desk, event) for event in events),
        decimals=series.printed_decimals,
        unit=axis_pattern(series.unit, desk.language, desk.labels),
        start=None if series.chart.axis is None else float(series.chart.axis.start),
        height=cast("Height", option.source.strip()) if option else series.chart.height,
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
    )  # fmt: skip


def _line(desk: Desk, event: Event) -> EventLine:
    date = anchor_date(event, desk.article.events)
    title = polish(event.title, desk.language)
    return EventLine(*date.known, title, event_date(desk, event), dating(date) if event.when is None else Dating())


def series_alternative(desk: Desk, series: Series, events: list[Event]) -> str:
    """Return the alternative text of a series chart: as much of each observation as there is room for."""
    seen = tuple(one for one in series.in_time() if one.quantity.number is not None)
    left_out = _after(_left_out(desk, series))
    for parts in (3, 2, 1):
        text = _said(desk, series, seen, parts) + left_out + _marked(desk, events if parts == 3 else [])
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
    axes = _axes(desk, series, [*drawing.marks, *drawing.events], value_limits(drawing.marks), len(drawing.marks))
    joined = joined_marks(desk, kinds_of(desk, series, drawing))
    return (axes, *_each(desk, series), *_after_marks(desk, series, drawing.marks, joined, events))


def lines_description(
    desk: Desk, series: Series, drawing: LineDrawing, found: Sequence[line.Course], events: list[Event]
) -> tuple[str, ...]:
    """Return the long description of a line chart: axes, every value or the shape of each line, gaps, events."""
    points = [point for one in drawing.lines for point in one.points]
    elsewhere = _elsewhere(desk, drawing)
    axes = _axes(desk, series, [*points, *drawing.events], line_limits(drawing), len(points), elsewhere)
    told = _each(desk, series) if len(points) <= line.EACH else line.shapes_told(desk, series, found)
    few = [point for one in drawing.lines if len(one.points) <= MARKED for point in one.points]
    return (axes, *told, *_after_marks(desk, series, few, joined_marks(desk, line.kinds(series, found)), events))


def _each(desk: Desk, series: Series) -> list[str]:
    """Return a paragraph on each observation."""
    label = desk.labels.gettext
    numbered, told = label("{date}: {value}, {counted}; {by}"), label("{date}: {value} {counted}; {by}")
    marks = [
        plain(sentence(words(desk, (numbered if one.quantity.number is not None else told).format(
            date=_when(desk, one.date),
            value=value_text(desk, observation_id(series, one), ("digits",)),
            counted=series.bases[one.basis].counted,
            by=one.reported,
        ))))
        for one in series.in_time()
    ]  # fmt: skip
    return [capital(mark) for mark in marks]


def _after_marks(desk: Desk, series: Series, marks: Sequence[Mark | Point], joined: list[str], events: list[Event]) -> list[str]:
    """Return what is said after the values: what isn't drawn, how dates look, what is joined, which events are marked."""
    label = desk.labels.gettext
    paragraphs = [*_left_out(desk, series)]
    shown = [mark for mark, shown in zip(marks, stretched(marks), strict=True) if shown]
    covering = any(not mark.dating.doubtful for mark in shown)
    text = [label("A horizontal line through a mark covers the time of its date.")] if covering else []
    if any(mark.dating.doubtful for mark in shown):
        text.append(label("A dashed line through a mark says that its date is approximate or uncertain."))
    text += ends_told(desk, [mark.dating for mark in shown])
    for part in (" ".join(text), " ".join(joined), _marked(desk, events).strip()):
        paragraphs += [part] if part else []
    return paragraphs


def _after(sentences: list[str]) -> str:
    return "".join(f" {text}" for text in sentences)


def _left_out(desk: Desk, series: Series) -> list[str]:
    """Say which observations no mark stands for."""
    dates = [_when(desk, one.date) for one in series.in_time() if one.quantity.number is None]
    text = desk.labels.gettext("Not drawn, since the source gives no number: {dates}.")
    return [text.format(dates=listed(dates, desk.language))] if dates else []


def _elsewhere(desk: Desk, drawing: LineDrawing) -> list[str]:
    """Say that the scale of values doesn't begin at zero, if it doesn't."""
    low, high = line_limits(drawing)
    return [desk.labels.gettext("The scale of values doesn’t begin at zero.")] if low > 0 or high < 0 else []


def _axes(
    desk: Desk,
    series: Series,
    dated: Sequence[Mark | Point | EventLine],
    values: tuple[float, float],
    count: int,
    elsewhere: Sequence[str] = (),
) -> str:
    """Say what the axes hold; `count` values are drawn."""
    label = desk.labels.gettext
    limits = time_limits(dated)
    low, high = values
    if elsewhere:
        said = label("The vertical axis is in {unit}.")
    elif series.unit.counted:
        said = label("The vertical axis begins at zero and counts {unit}.")
    elif low == 0:
        said = label("The vertical axis begins at zero and is in {unit}.")
    elif high == 0:
        said = label("The vertical axis ends at zero and is in {unit}.")
    else:
        said = label("The vertical axis is in {unit}, below zero and above.")
    text = [
        label("The horizontal axis is time, true to scale, from {first} to {last}.").format(
            first=day_text(limits.first, limits.unit, desk.language), last=day_text(limits.last, limits.unit, desk.language)
        )
    ]
    dates = {one.date.text: one.date for one in series.observations.values()}
    if len(dates) == 1 < count:
        text.append(label("All marks are of one date: {date}.").format(date=_when(desk, *dates.values())))
    unit = unit_name(series.unit, desk.language, desk.labels)
    return " ".join([*text, said.format(unit=unit), *elsewhere])


def _when(desk: Desk, date: EdtfDate) -> str:
    return date_text(date, desk.language, desk.labels)
