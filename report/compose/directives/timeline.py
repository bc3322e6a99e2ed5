"""Composes timelines: events in order, with dates no finer than the source gives them."""

from __future__ import annotations

from report.compose import notes
from report.compose.dates import date_text, machine_date
from report.compose.desk import Desk
from report.compose.inlines import field
from report.compose.lookup import need_in
from report.compose.order import in_order
from report.compose.plan import take
from report.compose.sources import cited_by, in_words
from report.compose.typography import polish
from report.model import document as doc
from report.model.events import Event
from report.model.prose import Directive


def compose(desk: Desk, directive: Directive) -> list[doc.Block]:
    """Return the timeline of the events that a directive names, or of all of them."""
    id_ = take(desk, directive).id
    entries = tuple(_entry(desk, event) for event in chosen_events(desk, directive))
    return [doc.Timeline(id_, entries)]


def chosen_events(desk: Desk, directive: Directive) -> list[Event]:
    """Return the events of a directive in order of time."""
    for ref in directive.arguments:
        need_in(desk.article.events, ref, "event", directive.place)
    return in_order(desk.article.events, directive.arguments or None)


def _entry(desk: Desk, event: Event) -> doc.TimelineEntry:
    id_ = desk.ids.claim(f"event-{event.id}")
    date, day, what = event_date(desk, event), machine_date(event.date), field(desk, event.what)
    if desk.selection.numbered:
        return doc.TimelineEntry(id_, date, day, notes.divided((*what, *notes.reference_to(desk, [event.id]))))
    return doc.TimelineEntry(id_, date, day, what, in_words(desk, cited_by(desk, event.id), places=True, linked=True))


def event_date(desk: Desk, event: Event) -> str:
    """Return an event's date; one known by relation has the source's words and the event that it hangs on."""
    if event.when is None:
        assert event.date is not None, "the model refuses an event without a date"
        return date_text(event.date, desk.language, desk.labels)
    patterns = {
        "before": desk.labels.gettext("{words} (before: {event})"),
        "during": desk.labels.gettext("{words} (during: {event})"),
        "after": desk.labels.gettext("{words} (after: {event})"),
    }
    relative = event.when.relative
    anchor = need_in(desk.article.events, relative.event, "event", event.when.anchor.place)
    return patterns[relative.relation].format(
        words=polish(relative.words, desk.language), event=polish(anchor.title, desk.language)
    )
