"""Composes timelines: events in order, with dates no finer than the source gives them."""

from __future__ import annotations

from report.compose import notes
from report.compose.dates import date_text, machine_date, parted
from report.compose.desk import Desk
from report.compose.inlines import field
from report.compose.lookup import need_in
from report.compose.order import in_order
from report.compose.plan import take
from report.compose.sources import cited_by, in_words
from report.compose.typography import polish
from report.model import document as doc
from report.model.dates import Precision
from report.model.events import Event
from report.model.prose import Directive


def compose(desk: Desk, directive: Directive) -> list[doc.Block]:
    """Return the timeline of the events that a directive names, or of all of them."""
    id_ = take(desk, directive).id
    entries, year = [], ""
    for event in chosen_events(desk, directive):
        entries.append(_entry(desk, event, year))
        year = entries[-1].year or year
    return [doc.Timeline(id_, tuple(entries))]


def chosen_events(desk: Desk, directive: Directive) -> list[Event]:
    """Return the events of a directive in order of time."""
    for ref in directive.arguments:
        need_in(desk.article.events, ref, "event", directive.place)
    return in_order(desk.article.events, directive.arguments or None)


def _entry(desk: Desk, event: Event, before: str) -> doc.TimelineEntry:
    """Return the entry of an event; `before` is the year of those above it, which isn't named again."""
    id_ = desk.ids.claim(f"event-{event.id}")
    date, what = event_date(desk, event), field(desk, event.what)
    year, day = parted(event.date, desk.language, desk.labels) if event.date else ("", date)
    year, day = (year, day) if year != before else ("", day or date)
    source: doc.Inlines = ()
    if desk.selection.numbered:
        what = notes.divided((*what, *notes.reference_to(desk, [event.id])))
    else:
        source = in_words(desk, cited_by(desk, event.id), places=True, linked=True)
    return doc.TimelineEntry(id_, date, machine_date(event.date), year, day, _mark(event), what, source)


def _mark(event: Event) -> str:
    """Return how the event is marked on the spine: by how finely it is dated."""
    if event.date is None:
        return "relative"
    if event.date.interval:
        return "lasting"
    return "day" if event.date.precision is Precision.DAY and not event.date.part else "span"


def event_date(desk: Desk, event: Event) -> str:
    """Return an event's date; one known by relation as the author tells it, else in the source's words, and on what it hangs."""
    if event.when is None:
        assert event.date is not None, "the model refuses an event without a date"
        return date_text(event.date, desk.language, desk.labels)
    if event.when.told:
        return polish(event.when.told, desk.language)
    patterns = {
        "before": desk.labels.gettext("{words} before {event}"),
        "during": desk.labels.gettext("{words}, during {event}"),
        "after": desk.labels.gettext("{words}, after {event}"),
    }
    relative = event.when.relative
    anchor = need_in(desk.article.events, relative.event, "event", event.when.anchor.place)
    return patterns[relative.relation].format(
        words=polish(relative.words, desk.language), event=desk.language.quoted(polish(anchor.title, desk.language))
    )
