"""Composes what stands at the end of the brief: what its figures count, its sources by number, and where the full report is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from report.compose import back, changes, notes
from report.compose.dates import date_text
from report.compose.desk import Desk
from report.compose.front import citation, contact, licence
from report.compose.inlines import field, words
from report.compose.lookup import need_in, need_party
from report.compose.sources import cited_by
from report.compose.tables import observation_id
from report.compose.uses import value as shown
from report.compose.values import value_text
from report.compose.wording import capital, fill, join, sentence
from report.model import document as doc
from report.model.article import Brief
from report.model.evidence import Fact, Observation
from report.model.reckoned import date_of


def basis(desk: Desk, brief: Brief) -> tuple[doc.Block, ...]:
    """Return what is to be known of each figure of the chart, and of those key figures whose records say more."""
    ids: dict[str, None] = {}
    if brief.chart is not None:
        series = need_in(desk.article.series, brief.chart, "series", brief.chart.place)
        ids |= {observation_id(series, one): None for one in series.in_time()} if series.rows is None else {}
    ids |= {str(ref): None for ref in brief.key_figures if _says_more(desk, ref)}
    items = tuple((_value(desk, id_), _counted(desk, id_)) for id_ in ids)
    return (doc.DefinitionList(desk.block_id("d"), items),) if items else ()


def _says_more(desk: Desk, id_: str) -> bool:
    record = desk.article.find(id_)
    return isinstance(record, Observation) or (isinstance(record, Fact) and bool(record.note or record.basis))


def _value(desk: Desk, id_: str) -> doc.Inlines:
    value: doc.Inlines = (shown(desk, value_text(desk, id_, ("digits",)), id_),)
    if (day := date_of(desk.article, id_)) is None:
        return value
    date = shown(desk, date_text(day, desk.language, desk.labels), id_)
    return fill("{value} ({date})", value=value, date=(date,))


def _counted(desk: Desk, id_: str) -> doc.Inlines:
    record = desk.article.find(id_)
    if isinstance(record, Observation):
        counted = desk.article.series[id_.partition(".")[0]].counted(record)
        pieces = [words(desk, capital(counted)), words(desk, record.reported)]
    else:
        assert isinstance(record, Fact), "only facts and observations have values"
        pieces = [words(desk, capital(record.what)), words(desk, record.basis)]
        if record.by is not None:
            pieces.append(words(desk, need_party(desk.article, record.by).name))
    said = (*sentence(join(pieces, "; ")), *notes.reference(desk, cited_by(desk, id_)))
    note = field(desk, record.note)
    return join([said, sentence(note)], " ")


def sources(desk: Desk) -> tuple[doc.Block, ...]:
    """Return the sources in the order of their numbers; one that no number has named yet gets the next."""
    for source in back.used(desk):
        notes.number(desk, source.id)
    entries = tuple(back.entry(desk, desk.article.sources[id_], noted=False) for id_ in desk.numbers)
    listed_here = (doc.SourceList(desk.block_id("s"), entries),) if entries else ()
    return (*listed_here, doc.DefinitionList(desk.block_id("d"), _terms(desk, _rests_on(desk))))


def about(desk: Desk) -> tuple[doc.Block, ...]:
    """Return how the publication is cited, and where all of it is to be had."""
    return (doc.DefinitionList(desk.block_id("d"), _terms(desk, _about(desk))),)


def _terms(desk: Desk, items: Iterable[tuple[str, doc.Inlines]]) -> tuple[tuple[doc.Inlines, doc.Inlines], ...]:
    return tuple((words(desk, term), said) for term, said in items)


def _about(desk: Desk) -> Iterator[tuple[str, doc.Inlines]]:
    meta, label = desk.article.meta, desk.labels.gettext
    yield label("How to cite"), citation(desk)
    if "epub" in meta.formats:
        where = label(
            "{title}, {edition}, is published in full as PDF and as EPUB. There every statement has its place in the source."
        )
    else:
        where = label("{title}, {edition}, is published in full as PDF. There every statement has its place in the source.")
    named = words(desk, desk.language.quoted(meta.title))
    number = label("edition {n}").format(n=meta.edition.number)
    full = fill(where, desk.labels, title=named, edition=words(desk, number))
    address: doc.Inlines = (doc.Link(meta.url, (doc.Text(meta.url),)),) if meta.url else ()
    yield label("The full report"), join([full, address], " ")
    if meta.contact:
        yield label("To report an error"), contact(meta.contact)


def _rests_on(desk: Desk) -> Iterator[tuple[str, doc.Inlines]]:
    """Yield what stands behind the publication, who translated it, what may be done with it, and what it changes."""
    meta, label = desk.article.meta, desk.labels.gettext
    if meta.source_note:
        yield label("What it rests on"), field(desk, meta.source_note)
    if desk.article.translated and meta.translation_note:
        yield label("Translation"), field(desk, meta.translation_note)
    yield label("Rights"), join([field(desk, meta.rights.statement), sentence(licence(desk))], " ")
    if desk.since:
        yield changes.title(desk), changes.in_short(desk)
