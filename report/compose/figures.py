"""Composes figures: charts of a series, timelines of events, bars of facts, and images, with the words around them."""

from __future__ import annotations

from itertools import chain
from pathlib import PurePosixPath

from report.compose.dates import date_text, dates_told, dating
from report.compose.derive import Quantity, quantity_of
from report.compose.describe import (
    bars_alternative,
    bars_description,
    series_alternative,
    series_description,
    timeline_alternative,
    timeline_description,
)
from report.compose.desk import Desk, Target
from report.compose.inlines import field, plain_field, words
from report.compose.language import PLAIN_SPACES
from report.compose.lookup import DANGLING, NOT_PRINTABLE, need_in, refuse
from report.compose.order import anchor_date
from report.compose.plan import take
from report.compose.sources import Cited, cited_by, in_words
from report.compose.tables import basis_of, facts_table, observation_id, series_table
from report.compose.timeline import chosen_events, event_date
from report.compose.typography import polish
from report.compose.units import axis_pattern
from report.compose.uses import drawn
from report.compose.values import headline_text, value_text
from report.compose.wording import fill, join, plain
from report.model import document as doc
from report.model.evidence import IMAGE_TYPES, Event, Fact, Observation, Series
from report.model.figure import Bar, BarsDrawing, Dating, EventLine, Mark, SeriesDrawing, TimelineDrawing, TimelineMark
from report.model.prose import Directive
from report.model.units import alike


def chart(desk: Desk, directive: Directive) -> list[doc.Block]:
    """Return the chart that a directive asks for: of a series, of events on one line, or of single facts."""
    target = take(desk, directive)
    option = directive.option("form")
    match option.source.strip() if option else "":
        case "timeline":
            return [_timeline(desk, directive, target)]
        case "bars":
            return [_bars(desk, directive, target)]
    if not directive.arguments:
        refuse(
            DANGLING, directive.place, "the chart names no series", "write chart and the id of a series, or add :form: timeline"
        )
    series = need_in(desk.article.series, directive.arguments[0], "series", directive.place)
    return [_series(desk, directive, series, target)]


def _series(desk: Desk, directive: Directive, series: Series, target: Target) -> doc.Figure:
    observations = series.in_time()
    order = [basis for basis in series.bases if any(observation.basis == basis for observation in observations)]
    for observation in observations:
        need_in(series.bases, observation.basis, "basis", observation.place)
    option = directive.option("events")
    wanted = option.source.replace(",", " ").split() if option else list(series.chart.events)
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
    title = field(desk, directive.option("title") or series.chart.title)
    subtitle = field(desk, directive.option("subtitle") or series.chart.subtitle)
    caption = field(desk, directive.option("caption") or series.chart.caption)
    cited = [found for one in observations for found in cited_by(desk, observation_id(series, one))]
    data_id = Target(desk.ids.claim(f"{target.id}-data"), "")
    drawn(desk, (observation_id(series, one) for one in observations), target.id)
    return doc.Figure(
        target.id, target.text, title, subtitle, caption,
        source_line(desk, cited),
        drawing,
        series_alternative(desk, series, events).translate(PLAIN_SPACES),
        series_description(desk, series, drawing, events),
        series_table(desk, series, data_id, words(desk, series.title), cells=False),
        directive.place,
    )  # fmt: skip


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


def _timeline(desk: Desk, directive: Directive, target: Target) -> doc.Figure:
    events = chosen_events(desk, directive)
    marks = tuple(
        TimelineMark(
            *anchor_date(event, desk.article.events).known,
            polish(event.title, desk.language),
            _short_date(desk, event),
            event.when is not None,
            dating(event.date) if event.date is not None else Dating(),
        )
        for event in events
    )
    drawing = TimelineDrawing(desk.language.tag, marks)
    title, subtitle, caption = (field(desk, directive.option(name)) for name in ("title", "subtitle", "caption"))
    cited = list(chain.from_iterable(cited_by(desk, event.id) for event in events))
    return doc.Figure(
        target.id, target.text, title, subtitle, caption,
        source_line(desk, cited),
        drawing,
        timeline_alternative(desk, events).translate(PLAIN_SPACES),
        timeline_description(desk, drawing, events),
        _events_table(desk, events, desk.ids.claim(f"{target.id}-data"), title),
        directive.place,
    )  # fmt: skip


def _short_date(desk: Desk, event: Event) -> str:
    """Return a date for a chart's narrow column; one by relation in the source's words alone."""
    if event.when is None:
        return event_date(desk, event)
    text = polish(event.when.words, desk.language)
    return desk.labels.gettext("{words} before").format(words=text) if event.when.before is not None else text


def _events_table(desk: Desk, events: list[Event], id_: str, caption: doc.Inlines) -> doc.Table:
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


def _bars(desk: Desk, directive: Directive, target: Target) -> doc.Figure:
    facts = _one_unit(desk, directive)
    drawing = BarsDrawing(desk.language.tag, tuple(_bar(desk, *one) for one in facts))
    refs = [ref for ref, _, _ in facts]
    title, subtitle, caption = (field(desk, directive.option(name)) for name in ("title", "subtitle", "caption"))
    data_id = Target(desk.ids.claim(f"{target.id}-data"), "")
    drawn(desk, refs, target.id)
    return doc.Figure(
        target.id, target.text, title, subtitle, caption,
        source_line(desk, list(chain.from_iterable(cited_by(desk, ref) for ref in refs))),
        drawing,
        bars_alternative(desk, facts).translate(PLAIN_SPACES),
        bars_description(desk, facts),
        facts_table(desk, directive, data_id, tuple(node for node in title if not isinstance(node, doc.NoteCall)), cells=False),
        directive.place,
    )  # fmt: skip


def _one_unit(desk: Desk, directive: Directive) -> list[tuple[str, Fact, Quantity]]:
    """Return the facts that a directive names, with their numbers; refuse those that can't be set beside each other."""
    place = directive.place
    if not directive.arguments:
        refuse(DANGLING, place, "the chart names no facts", "write chart and the ids of facts")
    found: list[tuple[str, Fact, Quantity]] = []
    for ref in directive.arguments:
        fact = need_in(desk.article.facts, ref, "fact", place)
        quantity = quantity_of(desk.article, ref, fact)
        if quantity is None or quantity.amount.number is None:
            refuse(
                NOT_PRINTABLE, place, f"the fact “{ref}” has no number, and gives no bar", "leave it out, or tell of it in words"
            )
        if quantity.amount.number < 0:
            refuse(
                NOT_PRINTABLE, place, f"the fact “{ref}” is below zero, and gives no bar", "leave it out, or tell of it in words"
            )
        if found and (quantity.per != found[0][2].per or not alike(quantity.unit, found[0][2].unit)):
            sentence = f"“{ref}” ({quantity.unit}) and “{found[0][0]}” ({found[0][2].unit}) have unlike units or times"
            refuse(NOT_PRINTABLE, place, sentence, "name facts of one unit")
        found.append((ref, fact, quantity))
    return found


def _bar(desk: Desk, ref: str, fact: Fact, quantity: Quantity) -> Bar:
    assert quantity.amount.number is not None, "only numbers are drawn"
    upper = None if quantity.amount.upper is None else float(quantity.amount.upper)
    detail = plain(basis_of(desk, ref, fact, own_voice=False))
    return Bar(float(quantity.amount.number), upper, headline_text(desk, ref), polish(fact.what, desk.language), detail)


def source_line(desk: Desk, cited: list[Cited]) -> doc.Inlines:
    """Return the line that names a figure's sources, in words."""
    sources = dict.fromkeys(source.id for source, _ in cited)
    if not sources:
        return ()
    label = desk.labels.ngettext("Source: {sources}", "Sources: {sources}", len(sources))
    return fill(label, sources=in_words(desk, cited, linked=True))


def image(desk: Desk, directive: Directive) -> list[doc.Block]:
    """Return the image that a directive names, as a figure."""
    target = take(desk, directive)
    if not directive.arguments:
        refuse(DANGLING, directive.place, "the directive names no image", "write image and the id of an image from images.yaml")
    record = need_in(desk.article.images, directive.arguments[0], "image", directive.place)
    suffix = PurePosixPath(record.file).suffix.lower()
    if suffix not in IMAGE_TYPES:
        refuse(
            DANGLING, record.place, f"“{record.file}” is not an image that can be printed", "use a PNG, JPEG, WebP or SVG file"
        )
    caption = field(desk, directive.option("caption") or record.caption)
    credit = join([words(desk, desk.article.called(record.credit)), words(desk, record.rights)], ". ")
    if record.source:
        credit = join([credit, source_line(desk, _image_sources(desk, record.source))], ". ")
    long_description = plain_field(desk, record.long_description)
    return [
        doc.Figure(
            target.id, target.text, field(desk, record.title), (), caption, credit,
            doc.ImageFile(record.file, IMAGE_TYPES[suffix]),
            plain_field(desk, record.alternative_text).translate(PLAIN_SPACES),
            (long_description,) if long_description else (),
            place=directive.place,
        )
    ]  # fmt: skip


def _image_sources(desk: Desk, refs: tuple[str, ...]) -> list[Cited]:
    return [cited for ref in refs for cited in cited_by(desk, ref)]
