"""Composes the appendix that says of every value in the document what it counts, who counted, and where that is published."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from report.compose.dates import date_text
from report.compose.desk import Desk, Origin
from report.compose.inlines import field, words
from report.compose.lookup import need
from report.compose.numbers import count_text
from report.compose.sources import cited_by, in_words
from report.compose.tables import basis_of
from report.compose.values import value_text
from report.compose.wording import capital, fill, join, plain, sentence
from report.model import document as doc
from report.model.evidence import Fact, Observation, Series

_MOST = 6
"""Values of a series that its row tells one by one; of more it tells what they count."""


def origins(desk: Desk, parts: Sequence[doc.Part]) -> tuple[doc.Block, ...]:
    """Return a row for each series and each fact of which `parts` print a value, in the order of the article's files."""
    titles = {part.id: plain(part.title) for part in parts}
    ordered = [*desk.article.series, *desk.article.facts]
    entries = tuple(_entry(desk, id_, desk.origins[id_], titles) for id_ in ordered if id_ in desk.origins)
    return (doc.OriginList(desk.block_id("o"), entries),) if entries else ()


def _entry(desk: Desk, id_: str, origin: Origin, titles: dict[str, str]) -> doc.OriginEntry:
    record = need(desk.article, id_)
    if isinstance(record, Series):
        return _series(desk, record, origin, titles) if record.rows is not None else _observed(desk, record, origin, titles)
    assert isinstance(record, Fact), "only facts and observations have values"
    return doc.OriginEntry(
        origin.id,
        (doc.Value(value_text(desk, id_, ("unit", "digits")), id_),),
        sentence(words(desk, record.what)),
        join([sentence(_basis(desk, id_, record)), sentence(field(desk, record.note))], " "),
        sentence(in_words(desk, cited_by(desk, id_), places=True, linked=True)),
        _uses(origin, titles),
    )


def _series(desk: Desk, series: Series, origin: Origin, titles: dict[str, str]) -> doc.OriginEntry:
    """Return the row of a series with values from a table: how many these are, and from when to when."""
    rows, label = series.rows, desk.labels
    assert rows is not None
    shared = rows.shared
    days = [rows.date(index) for index in range(len(rows))]
    first, last = min(days, key=lambda day: day.known[0]), max(days, key=lambda day: day.known[1])
    ends = [date_text(day, desk.language, label) for day in (first.begin or first, last.end or last)]
    span = label.gettext("{begin} to {end}").format(begin=ends[0], end=ends[1]) if ends[0] != ends[1] else ends[0]
    count = label.ngettext("{n} value", "{n} values", len(rows)).format(n=count_text(len(rows), desk.language))
    counted = capital(series.bases[shared.basis].counted)
    return doc.OriginEntry(
        origin.id,
        words(desk, count),
        sentence(words(desk, f"{series.title}: {counted}" if series.title != counted else counted)),
        sentence(words(desk, desk.language.joined([capital(shared.reported), span], "; "))),
        sentence(in_words(desk, cited_by(desk, series.id), places=True, linked=True)),
        _uses(origin, titles),
    )


def _observed(desk: Desk, series: Series, origin: Origin, titles: dict[str, str]) -> doc.OriginEntry:
    """Return the row of a series with what each of its values counts, who reported it and when, as far as they are printed."""
    ids = [id_ for id_, _, _ in desk.article.observations() if id_ in desk.printed[series.id]]
    shown = join([(doc.Value(value_text(desk, id_, ("digits",)), id_),) for id_ in ids[:_MOST]], "; ")
    cited = dict.fromkeys(chain.from_iterable(cited_by(desk, id_) for id_ in ids))
    count = desk.labels.ngettext("{n} value", "{n} values", len(ids)).format(n=count_text(len(ids), desk.language))
    return doc.OriginEntry(
        origin.id,
        shown if len(ids) <= _MOST else words(desk, count),
        sentence(words(desk, series.title)),
        join([_observation(desk, id_) for id_ in ids[:_MOST]], " ") if len(ids) <= _MOST else _kinds(desk, series, ids),
        sentence(in_words(desk, cited, places=True, linked=True)),
        _uses(origin, titles),
    )


def _observation(desk: Desk, id_: str) -> doc.Inlines:
    record = need(desk.article, id_)
    assert isinstance(record, Observation), "a series has observations"
    value = (doc.Value(value_text(desk, id_, ("digits",)), id_),)
    said = join([words(desk, desk.article.series[id_.partition(".")[0]].counted(record)), basis_of(desk, id_, record)], "; ")
    return join([sentence(fill("{value}: {said}", value=value, said=said)), sentence(field(desk, record.note))], " ")


def _kinds(desk: Desk, series: Series, ids: Sequence[str]) -> doc.Inlines:
    """Return what many values count, and who reported them, each said once."""
    records = [record for id_ in ids if isinstance(record := need(desk.article, id_), Observation)]
    said = dict.fromkeys(desk.language.joined([capital(series.counted(record)), record.reported], "; ") for record in records)
    return join([sentence(words(desk, text)) for text in said], " ")


def _basis(desk: Desk, id_: str, record: Fact) -> doc.Inlines:
    inlines = basis_of(desk, id_, record)
    first = inlines[0] if inlines else None
    return (doc.Text(capital(first.text)), *inlines[1:]) if isinstance(first, doc.Text) else inlines


def _uses(origin: Origin, titles: dict[str, str]) -> tuple[doc.Uses, ...]:
    grouped: dict[str, list[str]] = {}
    for part, place in origin.uses:
        grouped.setdefault(part, []).append(place)
    return tuple(doc.Uses(titles[part], tuple(dict.fromkeys(places))) for part, places in grouped.items())
