"""Timelines: events on one line of time, and the same in words."""

from __future__ import annotations

from report.compose.dates import dating
from report.compose.desk import Desk, Referent
from report.compose.directives.timeline import chosen_events, event_date
from report.compose.figures.parts import LONGEST, Around, ends_told, figure
from report.compose.inlines import field, words
from report.compose.order import anchor_date
from report.compose.sources import cited_by, in_words, source_line
from report.compose.typography import polish
from report.compose.wording import capital
from report.model import document as doc
from report.model.charts.timeline import TimelineDrawing, TimelineMark
from report.model.dates import Precision
from report.model.events import Event
from report.model.figure import Dating
from report.model.prose import Directive


def chart(desk: Desk, directive: Directive, target: Referent) -> doc.Figure:
    """Return the timeline of the events that a directive names."""
    events = chosen_events(desk, directive)
    drawing = TimelineDrawing(desk.language.tag, marks_of(desk, events))
    title, subtitle, caption = (field(desk, directive.option(name)) for name in ("title", "subtitle", "caption"))
    cited = source_line(desk, [one for event in events for one in cited_by(desk, event.id)])
    around = Around(title, subtitle, caption, cited, Referent(desk.ids.claim(f"{target.id}-data"), ""))
    description = timeline_description(desk, drawing, events)
    table = events_table(desk, events, around.data.id, title)
    return figure(target, around, drawing, timeline_alternative(desk, events), description, table, directive.place)


def marks_of(desk: Desk, events: list[Event]) -> tuple[TimelineMark, ...]:
    """Return the marks of events, with finished words."""
    return tuple(
        TimelineMark(
            *anchor_date(event, desk.article.events).known,
            polish(event.title, desk.language),
            _short_date(desk, event),
            event.when is not None,
            dating(event.date) if event.date is not None else Dating(),
        )
        for event in events
    )


def _short_date(desk: Desk, event: Event) -> str:
    """Return a date for a chart's narrow column; one by relation in the source's words alone."""
    if event.when is None:
        return event_date(desk, event)
    text = polish(event.when.words, desk.language)
    return desk.labels.gettext("{words} before").format(words=text) if event.when.before is not None else text


def events_table(desk: Desk, events: list[Event], id_: str, caption: doc.Inlines) -> doc.Table:
    """Return events with their dates and sources, for who doesn't see them drawn."""
    label = desk.labels.gettext
    columns = tuple(doc.Column(words(desk, text)) for text in (label("Date"), label("Event"), label("Source")))
    rows = tuple(
        (
            (doc.Value(event_date(desk, event), event.id),),
            words(desk, event.title),
            in_words(desk, cited_by(desk, event.id), places=True, linked=True),
        )
        for event in events
    )
    shown = tuple(node for node in caption if not isinstance(node, doc.NoteCall))
    return doc.Table(id_, "", shown, columns, rows)


def timeline_alternative(desk: Desk, events: list[Event]) -> str:
    """Return the alternative text of a timeline: every event where there is room, else how many and the span."""
    head = desk.labels.ngettext("Timeline with {n} event.", "Timeline with {n} events.", len(events)).format(n=len(events))
    full = f"{head} {capital(desk.language.joined((_entry(desk, event) for event in events), '; '))}."
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
    text += ends_told(desk, datings)
    if any(dating.doubtful for dating in datings):
        text.append(label("Dashes stand for a date that is approximate or uncertain."))
    if any(event.when is not None for event in events):
        text.append(label("A date that the source gives only by relation is drawn at the event that it hangs on."))
    return (" ".join(text), *(f"{capital(_entry(desk, event))}." for event in events))


def _entry(desk: Desk, event: Event) -> str:
    return desk.labels.gettext("{date}: {event}").format(date=event_date(desk, event), event=polish(event.title, desk.language))
