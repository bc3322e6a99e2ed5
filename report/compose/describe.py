"""Says in words what charts show, from the same records that they are drawn from.

An alternative text is one short paragraph: what there is to see, neutrally. A long description has the axes, every mark and
what the lines between marks mean. What a mark counts is the record's to say; that two kinds can't be compared is the author's.
"""

from __future__ import annotations

from collections.abc import Sequence

from report.compose.dates import date_text, day_text
from report.compose.derive import Quantity
from report.compose.desk import Desk
from report.compose.gaps import joined_marks
from report.compose.inlines import words
from report.compose.tables import basis_of, observation_id
from report.compose.timeline import event_date
from report.compose.typography import polish
from report.compose.units import unit_name
from report.compose.values import value_text
from report.compose.wording import capital, join, listed, plain, sentence
from report.model.axes import stretched, time_limits, value_limits
from report.model.dates import EdtfDate, Precision
from report.model.evidence import Event, Fact, Observation, Series
from report.model.figure import Dating, SeriesDrawing, TimelineDrawing

LONGEST = 350
"""Characters that an alternative text should keep to; screen readers read it in one breath."""


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
    text += _ends(desk, [mark.dating for mark in shown])
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
    if low == 0:
        values = label("The vertical axis begins at zero and counts {unit}.")
    elif high == 0:
        values = label("The vertical axis ends at zero and counts {unit}.")
    else:
        values = label("The vertical axis counts {unit}, below zero and above.")
    text = [
        label("The horizontal axis is time, true to scale, from {first} to {last}.").format(
            first=day_text(limits.first, limits.unit, desk.language), last=day_text(limits.last, limits.unit, desk.language)
        )
    ]
    dates = {one.date.text: one.date for one in series.observations.values()}
    if len(dates) == 1 < len(drawing.marks):
        text.append(label("All marks are of one date: {date}.").format(date=_when(desk, *dates.values())))
    return " ".join([*text, values.format(unit=unit_name(series.unit, desk.language, desk.labels))])


def _ends(desk: Desk, datings: Sequence[Dating]) -> list[str]:
    """Say how ends of times are drawn that aren't dates."""
    label = desk.labels.gettext
    ends = {end for dating in datings for end in (dating.opening, dating.closing)}
    said = {
        "open": label("An arrowhead shows that a time is open at that end."),
        "unknown": label("Dots lead to an end that isn’t known."),
    }
    return [words for end, words in said.items() if end in ends]


def timeline_alternative(desk: Desk, events: list[Event]) -> str:
    """Return the alternative text of a timeline: every event where there is room, else how many and the span."""
    head = desk.labels.ngettext("Timeline with {n} event.", "Timeline with {n} events.", len(events)).format(n=len(events))
    full = f"{head} {capital('; '.join(_entry(desk, event) for event in events))}."
    if len(full) <= LONGEST or not events:
        return full if events else head
    ends = desk.labels.gettext("The first is {first}; the last is {last}.")
    return f"{head} {ends.format(first=_entry(desk, events[0]), last=_entry(desk, events[-1]))}"


def timeline_description(desk: Desk, drawing: TimelineDrawing, events: list[Event]) -> tuple[str, ...]:
    """Return the long description of a timeline: how to read it, then every event in order."""
    label = desk.labels.gettext
    text = [label("The axis is time, true to scale.")]
    dates = [part for event in events if event.date for part in (event.date.begin, event.date.end, event.date) if part]
    if any(date.precision < Precision.DAY for date in dates):
        text.append(label("A date known to a month or a year only is drawn as a block."))
    datings = [mark.dating for mark in drawing.marks]
    if any(dating.lasting for dating in datings):
        text.append(label("What lasted is drawn as a line."))
    text += _ends(desk, datings)
    if any(dating.doubtful for dating in datings):
        text.append(label("Dashes stand for a date that is approximate or uncertain."))
    if any(event.when is not None for event in events):
        text.append(label("A date that the source gives only by relation is drawn at the event that it hangs on."))
    return (" ".join(text), *(f"{capital(_entry(desk, event))}." for event in events))


def bars_alternative(desk: Desk, facts: Sequence[tuple[str, Fact, Quantity]]) -> str:
    """Return the alternative text of a chart of bars: every value where there is room, else the longest and the shortest."""
    head = desk.labels.ngettext("Bar chart with {n} value.", "Bar chart with {n} values.", len(facts)).format(n=len(facts))
    full = f"{head} {'; '.join(_fact(desk, ref, fact) for ref, fact, _ in facts)}."
    if len(full) <= LONGEST:
        return full
    by_length = sorted(facts, key=lambda one: one[2].amount.upper or one[2].amount.number or 0)
    ends = desk.labels.gettext("The longest bar is {longest}; the shortest is {shortest}.").format(
        longest=_fact(desk, *by_length[-1][:2]), shortest=_fact(desk, *by_length[0][:2])
    )
    return f"{head} {ends}" if len(head) + 1 + len(ends) <= LONGEST else head


def bars_description(desk: Desk, facts: Sequence[tuple[str, Fact, Quantity]]) -> tuple[str, ...]:
    """Return the long description of a chart of bars: how to read it, then every bar in order."""
    label = desk.labels.gettext
    first = facts[0][2]
    unit = unit_name(first.unit, desk.language, desk.labels)
    if first.per:
        unit = label("{value} a {per}").format(value=unit, per=first.per)
    text = label("Each bar begins at zero and is as long as its value. The values are in: {unit}.").format(unit=unit)
    if any(quantity.amount.upper is not None for _, _, quantity in facts):
        text += " " + label("Where the source gives bounds, a bar is full up to the lower one, and pale up to the upper one.")
    bars = [join([words(desk, _fact(desk, ref, fact)), basis_of(desk, ref, fact)], "; ") for ref, fact, _ in facts]
    return (text, *(capital(plain(sentence(bar))) for bar in bars))


def _fact(desk: Desk, ref: str, fact: Fact) -> str:
    pattern = desk.labels.gettext("{what}: {value}")
    return pattern.format(what=polish(fact.what, desk.language), value=value_text(desk, ref, ("unit", "digits")))


def _entry(desk: Desk, event: Event) -> str:
    return desk.labels.gettext("{date}: {event}").format(date=event_date(desk, event), event=polish(event.title, desk.language))


def _when(desk: Desk, date: EdtfDate) -> str:
    return date_text(date, desk.language, desk.labels)
