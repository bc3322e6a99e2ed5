"""Composes what stands after the text: sources, abbreviations and colophon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from report.compose.dates import date_text
from report.compose.desk import Desk
from report.compose.inlines import field, words
from report.compose.lookup import via_chain
from report.compose.sources import anchor, full, short, sort_key
from report.compose.wording import collated, fill, join, listed, plain, sentence
from report.model import document as doc
from report.model.addresses import doi_address
from report.model.sources import Source


def sources(desk: Desk) -> tuple[doc.Block, ...]:
    """Return the list of every source that the document names, and of those through which they are known."""
    ordered = sorted(used(desk), key=lambda source: (collated(sort_key(desk, source)), source.id))
    entries = tuple(entry(desk, source) for source in ordered)
    return (doc.SourceList(desk.block_id("s"), entries),) if entries else ()


def used(desk: Desk) -> list[Source]:
    """Return every source that the document names, each followed by those through which it is known."""
    found: dict[str, Source] = {}
    for id_ in desk.used:
        source = desk.article.sources[id_]
        for link in (source, *via_chain(desk.article, source)):
            found[link.id] = link
    return list(found.values())


def entry(desk: Desk, source: Source, *, noted: bool = True) -> doc.SourceEntry:
    """Return a source in full, for the list of sources; with what is to be known of it, where `noted`."""
    pieces = [full(desk, source, linked=False)]
    if source.accessed is not None:
        text = desk.labels.gettext("accessed {date}").format(date=date_text(source.accessed, desk.language, desk.labels))
        pieces.append(words(desk, text))
    if source.doi:
        pieces.append((doc.Link(doi_address(source.doi), (doc.Text(f"doi:{source.doi}"),)),))
    if source.isbn:
        pieces.append((doc.Text(f"ISBN {source.isbn}"),))
    if source.issn:
        pieces.append((doc.Text(f"ISSN {source.issn}"),))
    if source.url:
        pieces.append((doc.Link(source.url, (doc.Text(source.url),)),))
    if source.licence:
        pieces.append(words(desk, source.licence))
    note = field(desk, source.note) if noted else ()
    inlines = (*sentence(join(pieces)), *((doc.Text(" "), *sentence(note)) if note else ()))
    chain = join([short(desk, link) for link in via_chain(desk.article, source)])
    via = sentence(fill(desk.labels.gettext("Named in {source}"), desk.labels, source=chain)) if chain else ()
    return doc.SourceEntry(anchor(source.id), inlines, via)


def descriptions(desk: Desk, parts: Sequence[doc.Part]) -> tuple[doc.Block, ...]:
    """Return every chart in words with its data, for a format that can't give each a file of its own."""
    made: list[doc.Block] = []
    for figure in (block for part in parts for block in doc.walk(part.blocks) if isinstance(block, doc.Figure)):
        if not (figure.label and figure.long_description):
            continue
        title = f"{figure.label}: {plain(figure.title)}"
        made.append(doc.Heading(f"{figure.id}-description", 2, (doc.Text(title),)))
        for number, text in enumerate(figure.long_description, 1):
            made.append(doc.Paragraph(desk.ids.claim(f"{figure.id}-description-{number}"), words(desk, text)))
        if figure.data is not None:
            made.append(replace(figure.data, id=f"{figure.id}-numbers"))
    return tuple(made)


def abbreviations(desk: Desk) -> tuple[doc.Block, ...]:
    """Return the abbreviations that the text has used, with what they stand for."""
    ordered = sorted(desk.abbreviations.items(), key=lambda item: (collated(item[0]), item[0]))
    items = tuple(((doc.Abbreviation(short_form),), words(desk, long_form)) for short_form, long_form in ordered)
    return (doc.DefinitionList(desk.block_id("d"), items),) if items else ()


def colophon(desk: Desk, families: Sequence[str], version: str, *, charts: bool) -> tuple[doc.Block, ...]:
    """Return how the publication was made: no clock, and nothing that differs from one machine to the next."""
    label = desk.labels.gettext
    texts = [
        label("Made by the program report, version {version}, from an article kept as records with their sources.").format(
            version=version
        )
    ]
    if charts:
        texts.append(label("The charts, their descriptions, the tables and the figures in the text come from the same records."))
    else:
        texts.append(label("The tables and the figures in the text come from the same records."))
    if families:
        texts.append(label("Set in {families}.").format(families=listed(families, desk.language)))
    return tuple(doc.Paragraph(desk.block_id("p"), words(desk, text)) for text in texts)
