"""Everything that the article dates, on one axis, and the same in words: for the page at a glance and the cover."""

from __future__ import annotations

from dataclasses import replace

from report.compose.desk import FIGURE, Desk, Referent
from report.compose.figures import parts
from report.compose.figures.parts import Around
from report.compose.figures.timeline import events_table, marks_of, timeline_alternative, timeline_description
from report.compose.inlines import words
from report.compose.order import in_order
from report.compose.wording import capital
from report.model import document as doc
from report.model.charts.timeline import TimelineDrawing
from report.model.overview import OverviewDrawing


def drawing(desk: Desk) -> OverviewDrawing | None:
    """Return the drawing of all events; None where there is none. Those that the brief tells come first with their words."""
    events = in_order(desk.article.events)
    if not events:
        return None
    brief = desk.article.meta.brief
    told = {str(ref) for ref in brief.events} if brief else set()
    ranked = sorted(range(len(events)), key=lambda n: (events[n].id not in told, events[n].when is not None))
    return OverviewDrawing(desk.language.tag, marks_of(desk, events), tuple(ranked))


def in_short(desk: Desk, drawn: OverviewDrawing) -> str:
    """Return the drawing in a few words, for the cover."""
    head = desk.labels.ngettext("Axis of time with {n} event", "Axis of time with {n} events", len(drawn.marks))
    years = sorted({mark.earliest.year for mark in drawn.marks} | {mark.latest.year for mark in drawn.marks})
    span = f"{years[0]}–{years[-1]}" if years[0] != years[-1] else str(years[0])
    return desk.language.digits(desk.language.joined((head.format(n=len(drawn.marks)), span)))


def figure(desk: Desk) -> doc.Figure | None:
    """Return the same as a figure without number, which says how it is read."""
    drawn = drawing(desk)
    if drawn is None:
        return None
    events = in_order(desk.article.events)
    target = Referent(desk.ids.claim("glance-axis", FIGURE), "")
    title = words(desk, desk.labels.gettext("Everything that is dated here, on one axis"))
    described = timeline_description(desk, TimelineDrawing(drawn.language, drawn.marks), events)[1:]
    key = capital(_key(desk, drawn))
    around = Around(title, words(desk, key), (), (), Referent(desk.ids.claim(f"{target.id}-data"), ""))
    return parts.figure(
        target, around, replace(drawn, free=True), timeline_alternative(desk, events), (f"{key}.", *described),
        events_table(desk, events, around.data.id, title), desk.article.meta.at("glance"),
    )  # fmt: skip


def _key(desk: Desk, drawn: OverviewDrawing) -> str:
    """Say how the axis is read, of each sign that stands on it."""
    label = desk.labels.gettext
    dated = [mark for mark in drawn.marks if not mark.relative]
    points = [mark for mark in dated if not mark.dating.lasting]
    said = {
        label("a block where no more than the month or the year is known"): any(m.earliest != m.latest for m in points),
        label("a line with a dot for a day"): any(m.earliest == m.latest for m in points),
        label("a ring for a date given only by relation"): len(dated) < len(drawn.marks),
        label("a bar below the axis for what lasted"): len(points) < len(dated),
    }
    return desk.language.joined(words for words, there in said.items() if there)
