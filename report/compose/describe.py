"""Says in words what charts show, from the same records that they are drawn from.

An alternative text is one short paragraph: what there is to see, neutrally. A long description has the axes, every mark and
what the lines between marks mean.
"""

from __future__ import annotations

from collections.abc import Sequence

from report.compose.dates import date_text, day_text
from report.compose.derive import Quantity
from report.compose.desk import Desk
from report.compose.inlines import words
from report.compose.tables import basis_of, observation_id
from report.compose.timeline import event_date
from report.compose.typography import polish
from report.compose.units import unit_name
from report.compose.values import value_text
from report.compose.wording import capital, join, listed, plain, sentence
from report.model.dates import Precision
from report.model.evidence import Event, Fact, Observation, Series

LONGEST = 350
"""Characters that an alternative text should keep to; screen readers read it in one breath."""


def series_alternative(desk: Desk, series: Series, events: list[Event]) -> str:
    """Return the alternative text of a series chart: as much of each observation as there is room for."""
    seen = series.in_time()
    for parts in (3, 2, 1):
        text = _said(desk, series, seen, parts) + _marked(desk, events if parts == 3 else [])
        if len(text) <= LONGEST:
            return text
    head = desk.labels.ngettext(
        "Chart of {n} observation of: {title}, {first}.",
        "Chart of {n} observations of: {title}, from {first} to {last}.",
        len(seen),
    )
    return head.format(
        n=len(seen), title=polish(series.title, desk.language), first=_when(desk, seen[0]), last=_when(desk, seen[-1])
    )


def _said(desk: Desk, series: Series, seen: tuple[Observation, ...], parts: int) -> str:
    head = desk.labels.ngettext("Chart with {n} observation of: {title}.", "Chart with {n} observations of: {title}.", len(seen))
    marks = "; ".join(_observation(desk, series, one, parts) for one in seen)
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
    return patterns[parts].format(date=_when(desk, observation), value=value, counted=basis, by=by)


def _marked(desk: Desk, events: list[Event]) -> str:
    if not events:
        return ""
    named = [
        desk.labels.gettext("{event} ({date})").format(event=polish(event.title, desk.language), date=event_date(desk, event))
        for event in events
    ]
    return " " + plain(sentence(words(desk, desk.labels.gettext("Marked: {events}").format(events=listed(named, desk.language)))))


def series_description(desk: Desk, series: Series, events: list[Event]) -> tuple[str, ...]:
    """Return the long description of a series chart: axes, marks, lines, events."""
    label = desk.labels.gettext
    seen = series.in_time()
    axes = label(
        "The horizontal axis is time, true to scale, from {first} to {last}. The vertical axis begins at zero and counts {unit}."
    )
    numbered, told = label("{date}: {value}, {counted}; {by}"), label("{date}: {value} {counted}; {by}")
    marks = [
        plain(sentence(words(desk, (numbered if one.quantity.number is not None else told).format(
            date=_when(desk, one),
            value=value_text(desk, observation_id(series, one), ("digits",)),
            counted=series.bases[one.basis].counted,
            by=one.reported,
        ))))
        for one in seen
    ]  # fmt: skip
    at_once = label(
        "The horizontal axis is time, true to scale; all marks are of {first}. The vertical axis begins at zero and counts "
        "{unit}."
    )
    first, last = _axis_end(desk, seen, 0), _axis_end(desk, seen, -1)
    paragraphs = [
        (axes if first != last else at_once).format(
            first=first, last=last, unit=unit_name(series.unit, desk.language, desk.labels)
        )
    ]
    paragraphs += [capital(mark) for mark in marks]
    unplotted = [one for one in seen if one.quantity.number is None]
    if unplotted:
        dates = listed([_when(desk, one) for one in unplotted], desk.language)
        paragraphs.append(label("Not drawn, since the source gives no number: {dates}.").format(dates=dates))
    paragraphs += _lines(desk, series, [one for one in seen if one.quantity.number is not None])
    paragraphs += [_marked(desk, events).strip()] if events else []
    return tuple(paragraphs)


def _lines(desk: Desk, series: Series, seen: list[Observation]) -> list[str]:
    """Say which marks are joined and which aren't, and what that means."""
    label = desk.labels.gettext
    counts = {basis: sum(one.basis == basis for one in seen) for basis in series.bases}
    dates = {basis: {one.date.text for one in seen if one.basis == basis} for basis in counts}
    joined = [polish(series.bases[basis].label, desk.language) for basis in counts if len(dates[basis]) > 1]
    result = []
    if sum(count > 0 for count in counts.values()) > 1:
        result.append(label("Marks that count different things are not joined, and cannot be compared."))
    if joined:
        result.append(
            label("Only marks that count the same thing are joined ({bases}); nothing is known of the time between them.").format(
                bases=listed(joined, desk.language)
            )
        )
    return result


def timeline_alternative(desk: Desk, events: list[Event]) -> str:
    """Return the alternative text of a timeline: every event where there is room, else how many and the span."""
    head = desk.labels.ngettext("Timeline with {n} event.", "Timeline with {n} events.", len(events)).format(n=len(events))
    full = f"{head} {'; '.join(_entry(desk, event) for event in events)}."
    if len(full) <= LONGEST or not events:
        return full if events else head
    ends = desk.labels.gettext("The first is {first}; the last is {last}.")
    return f"{head} {ends.format(first=_entry(desk, events[0]), last=_entry(desk, events[-1]))}"


def timeline_description(desk: Desk, events: list[Event]) -> tuple[str, ...]:
    """Return the long description of a timeline: how to read it, then every event in order."""
    label = desk.labels.gettext
    text = label("The axis is time, true to scale. A date known to a month or a year only is drawn as a span.")
    if any(event.when is not None for event in events):
        text += " " + label("A date that the source gives only by relation is drawn at the event that it hangs on.")
    return (text, *(f"{capital(_entry(desk, event))}." for event in events))


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


def _when(desk: Desk, observation: Observation) -> str:
    return date_text(observation.date, desk.language, desk.labels)


def _axis_end(desk: Desk, seen: tuple[Observation, ...], index: int) -> str:
    value = seen[index].date
    day = value.latest or value.earliest if index else value.earliest or value.latest
    assert day is not None
    return day_text(day, Precision.YEAR, desk.language)
