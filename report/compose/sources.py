"""Names sources: in full, in short when named before, and with the chain through which we know of them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from report.compose.dates import date_text
from report.compose.desk import Desk
from report.compose.language import NBSP, Language
from report.compose.lookup import DANGLING, need, need_maker, need_source, refuse, via_chain
from report.compose.names import foreign
from report.compose.ours import left, translated
from report.compose.source_types import STANDALONE, type_word
from report.compose.typography import hold, polish, spaces
from report.compose.wording import capital, fill, join, listed
from report.model import document as doc
from report.model.evidence import Evidence, Fact, Series
from report.model.fields import Keyed
from report.model.people import Creator, Party, PersonName
from report.model.sources import Source
from report.model.statements import Account
from report.problems import Place

_RANGE = re.compile(r"(?<=\w)\s?-{1,2}\s?(?=\w)")

_MOST_NAMES, _NAMES_AGAIN = 10, 3
"""So many names of a list are printed, and so many where the source is named again; of a longer list the first seven, and one."""

Cited = tuple[Source, str]
"""A source, and the place in it."""


def anchor(id_: str) -> str:
    """Return the id of a source's entry in the list of sources; what no address may hold is written by its number."""
    return "source-" + re.sub(r"[^A-Za-z0-9-]", lambda found: f"_{ord(found[0]):x}_", id_)


def cited_by(desk: Desk, id_: str, place: Place | None = None) -> list[Cited]:
    """Return the sources of a record with the place in them, or the source of that id; derived facts have their parents'."""
    record = need(desk.article, id_, place)
    found = list(dict.fromkeys(_cited(desk, id_, record, ())))
    if not found:
        refuse(DANGLING, place or record.place, f"“{id_}” names no source", "cite a source, or a record that names one")
    return found


def _cited(desk: Desk, id_: str, record: Keyed, above: tuple[str, ...]) -> Iterable[Cited]:
    below: Iterable[str] = ()
    if isinstance(record, Source):
        yield record, ""
    elif isinstance(record, Evidence | Fact):
        for ref in record.source:
            yield need_source(desk.article, ref), _place(desk, record.at)
        if isinstance(record, Fact) and record.derived is not None and not record.source:
            known = desk.article.reckoned.get(id_)
            below = dict.fromkeys(_shared(desk, parent) for parent in known.rests_on) if known else ()
    elif isinstance(record, Series):
        if record.rows is None:
            below = [f"{id_}.{key}" for key in record.observations]
        for ref in record.source if record.rows is not None else ():
            yield need_source(desk.article, ref), _place(desk, record.at)
    elif isinstance(record, Account):
        below = [side.record for side in record.sides]
    for parent in below:
        if parent not in above:
            yield from _cited(desk, parent, need(desk.article, parent), (*above, id_))


def _place(desk: Desk, at: str | None) -> str:
    return polish(at, desk.language) if at else ""


def _shared(desk: Desk, id_: str) -> str:
    """Return the series of a row in its place: all rows of a table have the sources that the series names."""
    row = desk.article.row_of(id_)
    return row[0].shared.series if row else id_


def citation(desk: Desk, cited: Iterable[Cited]) -> doc.Inlines:
    """Return sources for a note, each in full where no note has named it yet, with all places in it that are cited."""
    places: dict[str, list[Cited]] = {}
    for source, at in cited:
        places.setdefault(source.id, []).append((source, at))
    return join([_one(desk, members[0][0], _places(desk, [at for _, at in members])) for members in places.values()], "; ")


def _places(desk: Desk, places: Iterable[str]) -> str:
    """Return the places in a source, each once."""
    return desk.language.joined(dict.fromkeys(places), "; ")


def _one(desk: Desk, source: Source, at: str) -> doc.Inlines:
    """The place is one in the source that we hold, which is the last of the chain."""
    chain = (source, *via_chain(desk.article, source))
    result: doc.Inlines = ()
    for link in chain:
        where = at if link is chain[-1] else ""
        words = _in_main(desk, link, where) or (short(desk, link, where) if link.id in desk.cited else full(desk, link, where))
        desk.cited[link.id] = None
        named = fill(desk.labels.gettext("named in {source}"), desk.labels, source=words)
        result = (*result, doc.Text(", "), *named) if result else words
    return result


def _in_main(desk: Desk, source: Source, at: str) -> doc.Inlines:
    """Return a place in the main source for a note: alone, where a note has named that source already; else behind its name."""
    if source.id != desk.article.meta.rests_on:
        return ()
    if desk.main_named:
        return place_in(desk, source, at)
    desk.main_named = True
    pattern = desk.labels.gettext("{source}; below only the place in it is given")
    named = fill(pattern, desk.labels, source=full(desk, source))
    return (*named, doc.Text(f": {at}")) if at else named


def place_in(desk: Desk, source: Source, at: str) -> doc.Inlines:
    """Return a place that leads to the entry of its source in the list; nothing where there is none."""
    desk.used[source.id] = None
    return (doc.CrossReference(anchor(source.id), at, language=left(desk, at)),) if at else ()


def full(desk: Desk, source: Source, at: str = "", *, linked: bool = True) -> doc.Inlines:
    """Return a source in full, with a place in it; its first words lead to its entry in the list, where `linked`."""
    desk.used[source.id] = None
    lead, rest = _lead(desk, source, linked), []
    ours = translated(desk, source.translation, source.language) if source.title else ()
    if source.makers:
        rest.append((*(_title(desk, source) or (doc.Text(type_word(source, desk.labels)),)), *ours))
    else:
        lead = (*lead, *ours)
    lacks_name = not (source.makers or source.title)  # then the outlet or the publisher leads, and isn't named again
    rest.append(_counted(desk, source, () if lacks_name else _holder(desk, source)))
    rest += _helpers(desk, source)
    publisher = "" if lacks_name and not source.container_title else desk.article.called(source.publisher or "")
    rest.append(join([_as_there(desk, source, source.publisher_place), (doc.Text(publisher),) if publisher else ()], ": "))
    if source.status:
        rest.append((doc.Text(_status(desk, source.status)),))
    if source.issued is not None:
        rest.append((doc.Text(date_text(source.issued, desk.language, desk.labels)),))
    if source.page:
        rest.append((doc.Text(_pages(desk, source.page)),))
    rest.append(_as_there(desk, source, source.locator))
    return (*join([lead, *rest]), *_brackets(desk, at))


def _status(desk: Desk, status: str) -> str:
    """Return the state of a work in the article's language, where it is one that libraries have a word for."""
    label = desk.labels.gettext
    known = {
        "in press": label("in press"),
        "forthcoming": label("forthcoming"),
        "submitted": label("submitted"),
        "in preparation": label("in preparation"),
    }
    return known.get(status.casefold(), status)


def _tongue(desk: Desk, source: Source) -> str:
    """Return the language of a source where it is another one than the document's."""
    language = source.language or ""
    return "" if not language or Language(language).base == desk.language.base else language


def _as_there(desk: Desk, source: Source, words: str | None) -> doc.Inlines:
    """Return words as they stand on the source, in its language."""
    if not words:
        return ()
    return (foreign(words, tongue) if (tongue := _tongue(desk, source)) else doc.Text(words),)


def _holder(desk: Desk, source: Source) -> doc.Inlines:
    return (doc.Emphasis(_as_there(desk, source, source.container_title)),) if source.container_title else ()


def _counted(desk: Desk, source: Source, holder: doc.Inlines) -> doc.Inlines:
    """Return what holds a work, and the numbers that tell it from others there: *The Journal* 12 (3)."""
    issue = desk.labels.gettext("no. {number}").format(number=source.issue) if source.issue else ""
    if source.volume and source.issue:
        issue = f"({source.issue})"
    volume = source.volume
    if volume and not holder:  # a bare number says nothing behind a title
        volume = desk.labels.gettext("vol. {number}").format(number=volume)
    counted = " ".join(filter(None, [volume, issue]))
    pieces = [join([holder, (doc.Text(hold(counted)),) if counted else ()], NBSP if source.volume else ", ")]
    if source.number:
        pieces.append((doc.Text(hold(desk.labels.gettext("no. {number}").format(number=source.number))),))
    if source.edition and source.edition.isdecimal():
        pieces.append((doc.Text(hold(desk.labels.pgettext("of a book", "edition {n}").format(n=source.edition))),))
    elif source.edition:
        pieces.append(_as_there(desk, source, source.edition))
    if source.version:
        pieces.append((doc.Text(hold(desk.labels.gettext("version {number}").format(number=source.version))),))
    if source.genre:
        pieces.append((doc.Text(source.genre),))
    return join(pieces)


def _helpers(desk: Desk, source: Source) -> Iterable[doc.Inlines]:
    """Yield who edited and who translated a work, and in which series it appears."""
    if source.editor and source.editor != source.makers:
        yield (doc.Text(desk.labels.gettext("edited by {names}").format(names=_names(desk, source.editor))),)
    if source.translator:
        yield (doc.Text(desk.labels.gettext("translated by {names}").format(names=_names(desk, source.translator))),)
    if source.collection_title:
        yield _as_there(desk, source, hold(" ".join(filter(None, [source.collection_title, source.collection_number]))))


def _pages(desk: Desk, page: str) -> str:
    several = not page.isalnum()
    text = desk.labels.ngettext("p. {page}", "pp. {page}", 2 if several else 1).format(page=_RANGE.sub("–", page))
    return hold(text)


def short(desk: Desk, source: Source, at: str = "", *, linked: bool = True) -> doc.Inlines:
    """Return a source as it is named again, with a place in it: its author and year, or its title."""
    desk.used[source.id] = None
    dated = source.makers and source.issued is not None
    year = date_text(source.issued, desk.language, desk.labels, "year") if dated and source.issued else ""
    return (*_lead(desk, source, linked, surname=True), *_brackets(desk, year, at))


def _brackets(desk: Desk, *pieces: str) -> doc.Inlines:
    inside = desk.language.joined(pieces, "; ")
    return (doc.Text(f" ({inside})"),) if inside else ()


def in_words(desk: Desk, cited: Iterable[Cited], *, places: bool = False, linked: bool = False) -> doc.Inlines:
    """Return sources for a line below a chart or a cell of a table; those known through another are named with it.

    With `places`, each has the place in it; without, those that we hold are named in full. `linked` leads each to its entry
    in the list of sources. Of the main source the place alone is enough.
    """

    def named(source: Source, at: str) -> doc.Inlines:
        told = source.id == desk.article.meta.rests_on and place_in(desk, source, at)
        return told or short(desk, source, at, linked=linked)

    within: dict[str, tuple[Source, list[str]]] = {}
    for source, at in dict.fromkeys((source, at if places else "") for source, at in cited):
        within.setdefault(source.id, (source, []))[1].extend([at] if at else [])
    groups: dict[str, list[tuple[Source, list[str]]]] = {}
    for source, ats in within.values():
        groups.setdefault(str(source.via or ""), []).append((source, ats))
    pieces = []
    for via, members in groups.items():
        if not via:
            pieces += [named(one, _places(desk, ats)) if places else full(desk, one, linked=linked) for one, ats in members]
            continue
        names = join([short(desk, source, linked=linked) for source, _ in members])
        holders = (need_source(desk.article, via), *via_chain(desk.article, need_source(desk.article, via)))
        where = _places(desk, [at for _, ats in members for at in ats])
        chain = join([named(link, where if link is holders[-1] else "") for link in holders])
        pieces.append((*names, doc.Text(", "), *fill(desk.labels.gettext("named in {source}"), desk.labels, source=chain)))
    return join(pieces, "; ")


def source_line(desk: Desk, cited: list[Cited]) -> doc.Inlines:
    """Return the line that names the sources of a figure or a table, in words."""
    sources = dict.fromkeys(source.id for source, _ in cited)
    if not sources:
        return ()
    label = desk.labels.ngettext("Source: {sources}", "Sources: {sources}", len(sources))
    return fill(label, desk.labels, sources=in_words(desk, cited, linked=True))


def sort_key(desk: Desk, source: Source) -> str:
    """Return what the list of sources is ordered by: the first author's name for lists, or the title."""
    if source.makers:
        maker = need_maker(desk.article, source.makers[0])
        return f"{maker.sort or maker.name} {source.issued or ''}"
    return source.title or source.container_title or desk.article.called(source.publisher or "") or source.type


def authors(desk: Desk, source: Source, *, surname: bool = False) -> str:
    """Return the names of those who made it as a list in words."""
    names = _names(desk, source.makers, surname=surname)
    if source.author or surname:
        return names
    return desk.labels.ngettext("{names} (ed.)", "{names} (eds)", len(source.makers)).format(names=names)


def _names(desk: Desk, creators: tuple[Creator, ...], *, surname: bool = False) -> str:
    makers = [need_maker(desk.article, one) for one in creators]
    known = [maker for maker in makers if not (isinstance(maker, PersonName) and maker.others)]
    most = _NAMES_AGAIN if surname else _MOST_NAMES
    kept = known if len(known) <= most else known[: 1 if surname else 7]
    shown = [_again(maker) if surname else maker.name for maker in kept]
    if len(kept) == len(makers) or not kept:
        return listed(shown, desk.language)
    return desk.labels.gettext("{names} and others").format(names=desk.language.joined(shown))


def _again(maker: Party | PersonName) -> str:
    return maker.short or (maker.abbreviation if isinstance(maker, Party) else None) or maker.name


def named(desk: Desk, source: Source) -> doc.Inlines:
    """Return a source by the names of those who made it, or its title."""
    desk.used[source.id] = None
    return _lead(desk, source, linked=False)


def _lead(desk: Desk, source: Source, linked: bool, *, surname: bool = False) -> doc.Inlines:
    tongue, publisher = _tongue(desk, source), desk.article.called(source.publisher or "")
    before = after = ""
    if source.makers:
        text = authors(desk, source, surname=surname)
        tongue = tongue if all(isinstance(need_maker(desk.article, one), PersonName) for one in source.makers) else ""
    elif source.title and tongue:
        text = spaces(source.title, Language(tongue))
        before, after = desk.language.marks.opening, desk.language.marks.closing
    elif source.title:
        title = spaces(source.title, desk.language)
        text = title if source.type in STANDALONE else desk.language.quoted(title)
    else:
        text, tongue = source.container_title or "", tongue if source.container_title else ""
        text = text or publisher or capital(type_word(source, desk.labels))
    named: doc.Inline = foreign(text, tongue) if tongue else doc.Text(text)
    if linked:
        named = doc.CrossReference(anchor(source.id), text, language=tongue)
    return (doc.Text(before), named, doc.Text(after)) if before else (named,)


def _title(desk: Desk, source: Source) -> doc.Inlines:
    """Return the title, marked as its kind of work wants it; in another language, as words of that language."""
    if not source.title:
        return ()
    if tongue := _tongue(desk, source):
        marks = desk.language.marks
        return (doc.Text(marks.opening), foreign(spaces(source.title, Language(tongue)), tongue), doc.Text(marks.closing))
    if source.type in STANDALONE:
        return (doc.Emphasis((doc.Text(spaces(source.title, desk.language)),)),)
    return (doc.Text(desk.language.quoted(spaces(source.title, desk.language))),)
