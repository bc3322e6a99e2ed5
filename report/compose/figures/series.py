"""What all charts of a series have: the words around them, events, axes, and what is said of each value and below them all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypedDict, cast

from report.compose.dates import date_text, dating, day_text
from report.compose.desk import Desk, Referent
from report.compose.directives.timeline import event_date
from report.compose.figures.parts import Around, ends_told
from report.compose.inlines import field, words
from report.compose.lookup import DANGLING, NOT_PRINTABLE, need_in, refuse
from report.compose.numbers import count_text
from report.compose.order import anchor_date
from report.compose.sources import Cited, cited_by, source_line
from report.compose.tables import observation_id
from report.compose.typography import polish
from report.compose.units import axis_pattern, unit_name
from report.compose.uses import drawn
from report.compose.values import interval_text, value_text
from report.compose.wording import capital, join, listed, plain, sentence
from report.model import document as doc
from report.model.axes import stretched, time_limits
from report.model.charts.line import Point
from report.model.charts.marks import EventLine, Mark
from report.model.cldr import powers_of_ten
from report.model.dates import EdtfDate
from report.model.events import Event
from report.model.evidence import Observation, Series
from report.model.figure import Dating, Height
from report.model.grammar import words_of
from report.model.prose import Directive


@dataclass(frozen=True, slots=True)
class ChartedSeries(Around):
    """What a chart of a series shows, and the words around it."""

    series: Series
    observations: tuple[Observation, ...]
    """In time."""
    numbers: tuple[Observation, ...]
    """Those that have one, and are drawn."""
    events: list[Event]


def series_of(desk: Desk, directive: Directive) -> Series:
    """Return the series that a chart names."""
    if not directive.arguments:
        hint = "write chart and the id of a series, or add :form: timeline"
        refuse(DANGLING, directive.place, "the chart names no series", hint)
    return need_in(desk.article.series, directive.arguments[0], "series", directive.place)


def shown(desk: Desk, directive: Directive, target: Referent, beside: Sequence[str] = ()) -> ChartedSeries:
    """Return what a chart shows, with the events whose lines are to stand in it; `beside` its own values, some others."""
    series = series_of(desk, directive)
    observations = series.in_time()
    for observation in observations:
        need_in(series.bases, observation.basis, "basis", observation.place)
    option = directive.option("events")
    wanted = words_of(option.source) if option else list(series.chart.events if series.chart else ())
    events = [need_in(desk.article.events, ref, "event", directive.place) for ref in wanted]
    events.sort(key=lambda one: anchor_date(one, desk.article.events).known)
    numbers = with_numbers(observations)
    if not numbers:
        refuse(NOT_PRINTABLE, directive.place, f"the series “{series.id}” has no number to be drawn", "tell of it in words")
    around = around_of(desk, directive, series, observations)
    cited = dict.fromkeys([*cited_by_all(desk, series, observations), *(one for ref in beside for one in cited_by(desk, ref))])
    drawn(desk, [*(observation_id(series, one) for one in observations), *beside], target.id)
    data = Referent(desk.ids.claim(f"{target.id}-data"), "")
    return ChartedSeries(*around, source_line(desk, list(cited)), data, series, observations, numbers, events)


def with_numbers(observations: Iterable[Observation]) -> tuple[Observation, ...]:
    """Return those that can be drawn."""
    return tuple(one for one in observations if one.quantity.number is not None)


def cited_by_all(desk: Desk, series: Series, observations: Iterable[Observation]) -> tuple[Cited, ...]:
    """Return the sources of observations, each once; all rows of a table have those of their series."""
    ids = [series.id] if series.rows is not None else [observation_id(series, one) for one in observations]
    return tuple(dict.fromkeys(cited for id_ in ids for cited in cited_by(desk, id_)))


def around_of(
    desk: Desk, directive: Directive, series: Series, observations: Sequence[Observation]
) -> tuple[doc.Inlines, doc.Inlines, doc.Inlines]:
    """Return title, subtitle and caption: what the directive says, or the series does for all of its charts."""
    title, subtitle, caption = (
        field(desk, directive.option(name) or (getattr(series.chart, name) if series.chart else None))
        for name in ("title", "subtitle", "caption")
    )
    return title or words(desk, series.title), subtitle or _counted(desk, series, observations), caption


def _counted(desk: Desk, series: Series, observations: Sequence[Observation]) -> doc.Inlines:
    """Return what the series counts, for a chart that says nothing below its title."""
    used = {one.basis for one in observations}
    counted = [basis.counted for name, basis in series.bases.items() if name in used]
    return words(desk, capital(listed(counted, desk.language)))


def event_line(desk: Desk, event: Event) -> EventLine:
    """Return an event as the line that marks it."""
    date = anchor_date(event, desk.article.events)
    title = polish(event.title, desk.language)
    return EventLine(*date.known, title, event_date(desk, event), dating(date) if event.when is None else Dating())


def events_told(desk: Desk, events: list[Event]) -> str:
    """Say which events are marked."""
    if not events:
        return ""
    named = [
        desk.labels.gettext("{event} ({date})").format(event=polish(event.title, desk.language), date=event_date(desk, event))
        for event in events
    ]
    return " " + plain(sentence(words(desk, desk.labels.gettext("Marked: {events}").format(events=listed(named, desk.language)))))


def each_told(desk: Desk, made: ChartedSeries) -> list[str]:
    """Return a paragraph on each observation."""
    label, series = desk.labels.gettext, made.series
    numbered, told = label("{date}: {value}, {counted}; {by}"), label("{date}: {value} {counted}; {by}")
    marks = [
        plain(sentence(words(desk, (numbered if one.quantity.number is not None else told).format(
            date=when(desk, one.date),
            value=value_text(desk, observation_id(series, one), ("digits",)) + interval_text(desk, observation_id(series, one)),
            counted=series.counted(one),
            by=one.reported,
        ))))
        for one in made.observations
    ]  # fmt: skip
    return [capital(mark) for mark in marks]


def told_below(desk: Desk, made: ChartedSeries, marks: Sequence[Mark | Point], joined: list[str]) -> list[str]:
    """Return what is said after the values: what isn't drawn, how dates look, what is joined, which events are marked."""
    label = desk.labels.gettext
    paragraphs = [*left_out(desk, made)]
    long = [mark for mark, stretch in zip(marks, stretched(marks), strict=True) if stretch]
    covering = any(not mark.dating.doubtful for mark in long)
    text = [label("A horizontal line through a mark covers the time of its date.")] if covering else []
    if any(mark.dating.doubtful for mark in long):
        text.append(label("A dashed line through a mark says that its date is approximate or uncertain."))
    text += ends_told(desk, [mark.dating for mark in long])
    for part in (" ".join(text), " ".join(joined), events_told(desk, made.events).strip()):
        paragraphs += [part] if part else []
    return paragraphs


def after(sentences: list[str]) -> str:
    """Return sentences as they follow others."""
    return "".join(f" {text}" for text in sentences)


def left_out(desk: Desk, made: ChartedSeries) -> list[str]:
    """Say which observations no mark stands for."""
    dates = [when(desk, one.date) for one in made.observations if one.quantity.number is None]
    text = desk.labels.gettext("Not drawn, since the source gives no number: {dates}.")
    return [text.format(dates=listed(dates, desk.language))] if dates else []


def axes_told(
    desk: Desk,
    made: ChartedSeries,
    dated: Sequence[Mark | Point | EventLine],
    values: tuple[float, float],
    power: int = 0,
) -> str:
    """Say what the axes hold; numbers of the vertical one are told by a power of ten."""
    label, series = desk.labels.gettext, made.series
    limits = time_limits(dated)
    low, high = values
    elsewhere = _elsewhere(desk, values)
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
    dates = {one.date.text: one.date for one in made.observations}
    if len(dates) == 1 < len(made.numbers):
        text.append(label("All marks are of one date: {date}.").format(date=when(desk, *dates.values())))
    unit = unit_name(series.unit, desk.language, desk.labels)
    return " ".join([*text, said.format(unit=unit), *in_power(desk, power), *elsewhere])


def in_power(desk: Desk, power: int) -> list[str]:
    """Say what the numbers of the vertical axis are in."""
    if not power:
        return []
    label, (divisor, forms) = desk.labels.gettext, powers_of_ten(power, desk.language.locale)
    plain = {3: label("thousands"), 6: label("millions"), 9: label("billions"), 12: label("trillions")}
    if divisor == power:
        return [label("Its numbers are in {unit}.").format(unit=plain[power])]
    return [label("Its numbers are in {unit}.").format(unit=forms["other"].replace("{0}", "").strip())] if divisor else []


def captioned(desk: Desk, made: ChartedSeries, values: tuple[float, float]) -> ChartedSeries:
    """Return it with a caption that tells of a scale of values that doesn't begin at zero."""
    return saying(desk, made, _elsewhere(desk, values))


def saying(desk: Desk, made: ChartedSeries, more: Sequence[str]) -> ChartedSeries:
    """Return it with a caption that says more than its author has it say."""
    return replace(made, caption=join([sentence(made.caption), words(desk, " ".join(more))], " ")) if more else made


def _elsewhere(desk: Desk, values: tuple[float, float]) -> list[str]:
    """Say that the scale of values doesn't begin at zero, if it doesn't."""
    low, high = values
    return [desk.labels.gettext("The scale of values doesn’t begin at zero.")] if low > 0 or high < 0 else []


def in_files(desk: Desk, series: Iterable[Series]) -> tuple[str, ...]:
    """Say which file of the copy has all values of each of these series, if it carries any."""
    if desk.article.meta.carry == "nothing":
        return ()
    text = desk.labels.gettext("All {n} values are in the file {file}, which this copy carries.")
    return tuple(text.format(n=count_text(len(one.observations), desk.language), file=f"{one.id}.csv") for one in series)


class ScaleOptions(TypedDict):
    """What a chart is handed for its scale of values."""

    decimals: int
    unit: str
    start: float | None
    stop: float | None
    power: int
    height: Height
    free: bool


def scaled(desk: Desk, directive: Directive, series: Series) -> ScaleOptions:
    """Return what the author says of the scale of values, and of the chart's height: for this chart, or for all of the series."""
    option, axis = directive.option("height"), series.chart.axis if series.chart else None
    height = cast("Height", option.source.strip()) if option else series.chart.height if series.chart else None
    start, stop = (None, None) if axis is None else (axis.start, axis.stop)
    return {
        "decimals": series.printed_decimals,
        "unit": axis_pattern(series.unit, desk.language, desk.labels),
        "start": None if start is None else float(start),
        "stop": None if stop is None else float(stop),
        "power": 0 if axis is None else axis.power,
        "height": height or "standard",
        "free": height is None,
    }


def when(desk: Desk, date: EdtfDate) -> str:
    """Return a date in words."""
    return date_text(date, desk.language, desk.labels)
