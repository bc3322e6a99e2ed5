"""Composes what stands before the text: the cover's words, what the publication says of itself, and the imprint."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import replace

from babel import Locale

from report.compose.dates import date_text
from report.compose.desk import BACK, COVER, Desk
from report.compose.directives.image import credit, printable
from report.compose.figures import overview
from report.compose.inlines import field, plain_field, words
from report.compose.language import PLAIN_SPACES, Language
from report.compose.lookup import need_in
from report.compose.names import foreign
from report.compose.typography import one_stop
from report.compose.wording import fill, join, listed, plain, sentence
from report.model import document as doc
from report.model.addresses import doi_address
from report.model.article import Article, Change
from report.model.cldr import locale_of
from report.model.format import Format
from report.model.overview import OverviewDrawing
from report.model.people import Kind
from report.model.prose import Prose
from report.model.reading import Ref

_NAMESPACE = uuid.UUID("6f1d0a52-7a0e-5c0b-9d2e-3f4b8c6a1e70")
"""Of every publication's identifier; it never changes."""


def identifier(article: Article, format_name: str) -> str:
    """Return a publication's identifier: the same for all editions of an article in one format and language."""
    return _identifier(article, format_name, article.meta.language if article.translated else "")


def _identifier(article: Article, format_name: str, language: str) -> str:
    """Return it for a language, which is empty for the article's own."""
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, '/'.join(filter(None, (article.meta.id, language, format_name))))}"


def metadata(desk: Desk, form: Format) -> doc.Metadata:
    """Return what the publication says of itself to machines."""
    meta = desk.article.meta
    modified = meta.edition.date.latest or meta.edition.date.earliest
    assert modified is not None
    return doc.Metadata(
        identifier=identifier(desk.article, form.name),
        title=meta.title,
        subtitle=_machine(desk, meta.subtitle),
        summary=_machine(desk, meta.summary),
        language=meta.language,
        publisher=desk.article.called(meta.publisher),
        authors=tuple(_author(desk, name) for name in meta.authors),
        subjects=meta.subjects,
        rights=one_stop(f"{meta.rights.name}. {_machine(desk, meta.rights.statement)}"),
        rights_url=meta.rights.url or "",
        modified=modified,
        edition=meta.edition.number,
        url=meta.url or "",
        doi=meta.doi or "",
        isbn=str(meta.isbn.get(form.name, "")),
        contact=meta.contact or "",
        tongues=tuple(_tongues(desk.article, form)),
    )


def _tongues(article: Article, form: Format) -> Iterator[doc.Tongue]:
    """Yield the languages in which the article is published, where there is more than its own."""
    own = article.own_language or article.meta.language
    for tag in dict.fromkeys([own, *article.meta.languages]) if article.meta.languages else ():
        identifier = _identifier(article, form.name, "" if tag == own else tag)
        yield doc.Tongue(tag, _named(tag, _said(tag)), identifier, tag == own)


def _author(desk: Desk, name: str) -> doc.Author:
    party = desk.article.party(name)
    if party is None:
        return doc.Author(str(name))
    ties = tuple(tie.words for tie in party.affiliations)
    return doc.Author(party.name, party.sort or "", party.orcid or "", ties, party.kind is Kind.BODY)


def _authors(desk: Desk) -> doc.Inlines:
    """Return the authors for the imprint; where more is known of one of them, each stands for itself with it."""
    names = desk.article.meta.authors
    known = [_known(desk, name) for name in names]
    if not any(known):
        return words(desk, listed([desk.article.called(name) for name in names], desk.language))
    pieces = (
        fill("{name} ({known})", name=words(desk, desk.article.called(name)), known=more)
        if more
        else words(desk, desk.article.called(name))
        for name, more in zip(names, known, strict=True)
    )
    return join(pieces, "; ")


def _known(desk: Desk, name: str) -> doc.Inlines:
    """Return an author's ties, in the words of people.yaml, and the address that the person's ORCID is."""
    party = desk.article.party(name)
    if party is None:
        return ()
    address = f"https://orcid.org/{party.orcid}"
    orcid: doc.Inlines = (doc.Link(address, (doc.Text(address),)),) if party.orcid else ()
    return join([*(words(desk, tie.words) for tie in party.affiliations), orcid])


def _machine(desk: Desk, value: Prose) -> str:
    """Return prose for machines: plain text with plain spaces."""
    return plain_field(desk, value).translate(PLAIN_SPACES)


def cover(desk: Desk, form: Format) -> doc.Cover:
    """Return the words of the cover."""
    meta = desk.article.meta
    native = foreign(meta.native_title.text, meta.native_title.language) if meta.native_title else None
    if native and Language(native.language).base == desk.language.base:  # the title says it already
        native = None
    labels = desk.labels
    desk.places |= {f"cover-{ending}": meta.at(key) for ending, key in COVER.items()}
    report, brief = labels.pgettext("kind of publication", "Report"), labels.pgettext("kind of publication", "Brief")
    axis = _axis(desk) if form.content == "full" else None
    return doc.Cover(
        title=plain(words(desk, meta.title)),
        native=native,
        subtitle=plain_field(desk, meta.subtitle),
        edition=edition(desk),
        date=date_text(meta.edition.date, desk.language, desk.labels),
        publisher=desk.article.called(meta.publisher),
        kind=brief if form.content == "brief" else report,
        authors=listed([desk.article.called(name) for name in meta.authors], desk.language),
        axis=axis,
        axis_text=overview.in_short(desk, axis) if axis else "",
        photograph=_image(desk, meta.cover.photograph) if form.content == "full" else None,
        logo=_image(desk, meta.logo) if form.content == "full" else None,
    )


_WORDY = 320
"""From so many characters on a cover has no room for more than its words."""


def _axis(desk: Desk) -> OverviewDrawing | None:
    """Return what the cover shows of time, if that is what it is to show and there is any."""
    meta = desk.article.meta
    wordy = len(meta.title) + len(plain_field(desk, meta.subtitle)) + len(meta.native_title.text if meta.native_title else "")
    drawn = overview.drawing(desk) if meta.cover.kind == "axis" and wordy < _WORDY else None
    return replace(drawn, named=()) if drawn is not None else None


def _image(desk: Desk, ref: Ref | None) -> doc.CoverImage | None:
    if ref is None:
        return None
    record = need_in(desk.article.images, ref, "image", ref.place)
    alternative = plain_field(desk, record.alternative_text).translate(PLAIN_SPACES)
    return doc.CoverImage(doc.ImageFile(record.file, printable(record)), alternative)


def edition(desk: Desk) -> str:
    """Return the edition's number in words: "Edition 1"."""
    return desk.labels.gettext("Edition {n}").format(n=desk.article.meta.edition.number)


def imprint(desk: Desk, form: Format) -> tuple[doc.Block, ...]:
    """Return the imprint: who publishes, which edition, what changed, on what it rests, and what may be done with it."""
    meta, label = desk.article.meta, desk.labels.gettext
    date = date_text(meta.edition.date, desk.language, desk.labels)
    items: list[tuple[str, doc.Inlines]] = [(label("Publisher"), words(desk, desk.article.called(meta.publisher)))]
    if meta.authors:
        items.append((desk.labels.ngettext("Author", "Authors", len(meta.authors)), _authors(desk)))
    items.append((label("Edition"), words(desk, desk.language.joined((edition(desk), date)))))
    # Where the edition prints what changed, that has a part of its own; values composed here would lead to words not printed.
    changes = join([_change(desk, change) for change in meta.edition.changes], " ") if not desk.since else ()
    if changes:
        items.append((label("What changed"), changes))
    if meta.source_note:
        items.append((label("What it rests on"), field(desk, meta.source_note)))
    if desk.article.translated and meta.translation_note:
        items.append((label("Translation"), field(desk, meta.translation_note)))
    if others := desk.article.other_languages:
        items.append((label("Other languages"), join([_language(desk, tag) for tag in others])))
    holder = words(desk, desk.article.called(meta.rights.holder))
    items.append(
        (
            label("Rights"),
            fill("{holder}. {statement}", holder=holder, statement=field(desk, meta.rights.statement)),
        )
    )
    items.append((label("Licence"), licence(desk)))
    if meta.cover.photograph is not None:
        photograph = need_in(desk.article.images, meta.cover.photograph, "image", meta.cover.photograph.place)
        items.append((label("Photograph on the cover"), sentence(credit(desk, photograph))))
    items.append((label("Format"), words(desk, _format(desk, form))))
    items += identity(desk, form)
    items.append((label("Identifier"), (doc.Code(identifier(desk.article, form.name)),)))
    items.append((label("How to cite"), citation(desk)))
    if meta.contact:
        items.append((label("To report an error"), contact(meta.contact)))
    return (doc.DefinitionList(desk.block_id("d"), tuple((words(desk, term), said) for term, said in items)),)


def _language(desk: Desk, tag: str) -> doc.Inlines:
    """Return a language's name in the language itself, and in the edition's."""
    own, here = (_named(tag, locale) for locale in (_said(tag), desk.language.locale))
    name = foreign(own, tag)
    return (name,) if own == here else (name, *words(desk, f" ({here})"))


def _said(tag: str) -> Locale:
    return Locale(locale_of(tag).language, script=locale_of(tag).script)


def _named(tag: str, locale: Locale) -> str:
    return _said(tag).get_display_name(locale) or tag


def licence(desk: Desk) -> doc.Inlines:
    """Return under what terms the publication may be used, with the way to them."""
    rights = desk.article.meta.rights
    name: doc.Inlines = words(desk, rights.name)
    return (doc.Link(rights.url, name),) if rights.url else name


def back_cover(desk: Desk, form: Format) -> doc.BackCover:
    """Return what the last page says: the summary, and of what leads to the edition and its makers all that is given."""
    meta, label = desk.article.meta, desk.labels.gettext
    desk.places |= {f"back-cover-{ending}": meta.at(key) for ending, key in BACK.items()}
    lines = [*identity(desk, form), (label("Licence"), licence(desk))]
    if meta.contact:
        lines.append((label("To report an error"), contact(meta.contact)))
    isbn = str(meta.isbn.get(form.name, ""))
    return doc.BackCover(
        plain_field(desk, meta.summary),
        tuple(lines),
        meta.url or "",
        label("QR code of the address {address}").format(address=meta.url) if meta.url else "",
        isbn.replace("-", ""),
        label("Bar code of the ISBN {isbn}").format(isbn=isbn) if isbn else "",
    )


def identity(desk: Desk, form: Format) -> list[tuple[str, doc.Inlines]]:
    """Return under what names others know the publication, and where it is to be had; nothing that nobody gave."""
    about, label = metadata(desk, form), desk.labels.gettext
    items: list[tuple[str, doc.Inlines]] = []
    if about.url:
        items.append((label("Address"), (doc.Link(about.url, (doc.Text(about.url),)),)))
    if about.doi:
        items.append((label("DOI"), (doc.Link(about.doi_url, (doc.Code(about.doi),)),)))
    if about.isbn:
        items.append((label("ISBN"), (doc.Code(about.isbn),)))
    return items


def citation(desk: Desk) -> doc.Inlines:
    """Return how the publication is cited: who wrote it, its title, edition and publisher, and where it is to be had."""
    meta = desk.article.meta
    date = date_text(meta.edition.date, desk.language, desk.labels)
    by = listed([desk.article.called(name) for name in meta.authors or (meta.publisher,)], desk.language)
    title: doc.Inlines = (doc.Emphasis((*words(desk, f"{meta.title}: "), doc.Text(plain_field(desk, meta.subtitle)))),)
    publisher = words(desk, desk.article.called(meta.publisher)) if meta.authors and (meta.doi or meta.url) else ()
    cited = join([words(desk, by), title, words(desk, desk.language.joined((edition(desk), date))), publisher], ". ")
    address = doi_address(meta.doi) if meta.doi else meta.url or ""
    return join([sentence(cited), (doc.Link(address, (doc.Text(address),)),) if address else ()], " ")


def contact(address: str) -> doc.Inlines:
    """Return a mailbox or an address as a link; what names the scheme of a mailbox isn't read."""
    return (doc.Link(address, (doc.Text(address.removeprefix("mailto:")),)),)


def _format(desk: Desk, form: Format) -> str:
    """Return a format's title: of those that ship in the article's language, of others as their preset has it."""
    label = desk.labels.gettext
    match form.title:
        case "A4 report":
            return label("A4 report")
        case "US Letter report":
            return label("US Letter report")
        case "Large print report":
            return label("Large print report")
        case "Brief":
            return desk.labels.pgettext("kind of publication", "Brief")
        case "E-book":
            return label("E-book")
        case "Web edition":
            return label("Web edition")
    return form.title


def _change(desk: Desk, change: Change) -> doc.Inlines:
    kinds = {
        "new": desk.labels.gettext("New: {what}"),
        "update": desk.labels.gettext("Updated: {what}"),
        "correction": desk.labels.gettext("Corrected: {what}"),
    }
    what = fill(kinds[change.kind], desk.labels, what=field(desk, change.what))
    return (*what, doc.Text(" "), *field(desk, change.why)) if change.why else what
