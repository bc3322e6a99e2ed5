"""Composes an article for a format: chooses, numbers, links and puts into words. Pure: no clock, no environment.

What a source says reaches the document here, once, for all outputs: templates choose elements and compute nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from report import __version__
from report.compose import back, brief, changes, contents, front, glance, provenance
from report.compose.blocks import blocks
from report.compose.desk import PART, Desk, PartState, PlotRoom
from report.compose.directives import accounts
from report.compose.inlines import prose, words
from report.compose.labels import Labels
from report.compose.language import Language
from report.compose.plan import plan, take
from report.compose.select import select
from report.compose.separators import with_own
from report.compose.table_room import Room
from report.compose.template_labels import template_words
from report.model import document as doc
from report.model.article import Article
from report.model.document import Document, Matter, PartKind
from report.model.format import Format
from report.model.prose import Section
from report.model.since import Since

__all__ = ["compose", "metadata"]

_PLAIN, _SCALES, _MM = 0.8, 7.5 / 8, 25.4 / 72
"""The size of plain words in a chart as a ratio of the text's, of numbers of scales as a ratio of theirs, and a point in mm."""


def compose(
    article: Article,
    format: Format,  # noqa: A002
    *,
    families: Sequence[str] = (),
    version: str = __version__,
    since: Since | None = None,
) -> Document:
    """Return the article as a document in that format.

    `families` are the names of the typefaces, for the colophon.
    With `since`, the document prints what changed since an earlier edition. An article without errors composes; a reference
    that leads nowhere raises `ProblemsFound`.
    """
    desk = _desk(article, format, since)
    parts = with_own(tuple(_with_calls(desk, part) for part in _parts(desk, format, families, version)), article.meta.language)
    return Document(
        article=article.meta.id,
        format=format.name,
        language=article.meta.language,
        metadata=front.metadata(desk, format),
        cover=front.cover(desk, format),
        parts=parts,
        contents=contents.contents(parts),
        contents_title=desk.labels.gettext("Contents"),
        figures=contents.figures(parts),
        tables=contents.tables(parts),
        words=template_words(desk.labels),
        back=front.back_cover(desk, format) if format.page is not None else None,
        places=desk.places,
    )


def metadata(article: Article, format: Format) -> doc.Metadata:  # noqa: A002
    """Return what a publication of the article says of itself, without the rest of it."""
    return front.metadata(_desk(article, format), format)


def _desk(article: Article, form: Format, since: Since | None = None) -> Desk:
    """Return what an article is composed at; a draft's title says that it is one, and so each of its pages."""
    language, labels = Language(article.meta.language), Labels(article.meta.language)
    if article.untranslated is not None:
        title = labels.gettext("{title} (draft)").format(title=article.meta.title)
        article = replace(article, meta=article.meta.model_copy(update={"title": title}))
    desk = Desk(article, select(article, form), language, labels, Room.of(form), _plot(form), since)
    plan(desk)
    return desk


def _with_calls(desk: Desk, part: doc.Part) -> doc.Part:
    """Return a part whose notes know all their calls, those of later parts as well."""
    return replace(part, notes=tuple(replace(note, calls=tuple(desk.called[note.id])) for note in part.notes))


def _plot(form: Format) -> PlotRoom:
    """Return the room for a chart in sizes of the type of its scales, as that is unless a theme has it otherwise."""
    chart = form.chart
    size = max((chart.base or _PLAIN * form.text.base) * _SCALES, form.text.floor) * _MM
    high = chart.width * chart.ratio
    return PlotRoom(chart.width / size, high / size, form.tallest_chart / high, form.page is not None)


def _parts(desk: Desk, form: Format, families: Sequence[str], version: str) -> list[doc.Part]:
    """Compose the parts in reading order; what one introduces, the next may use."""
    label, selection = desk.labels.gettext, desk.selection
    parts: list[doc.Part] = []
    if selection.imprint:
        desk.begin_part(desk.own["imprint"])
        parts.append(_part(desk, PartKind.IMPRINT, Matter.FRONT, words(desk, label("Imprint")), front.imprint(desk, form)))
    glanced = _at_a_glance(desk, form, parts) if selection.imprint and glance.wanted(desk.article) else None
    if desk.since and not selection.brief:
        desk.begin_part(desk.own["changes"])
        parts.append(_part(desk, PartKind.CHANGES, Matter.FRONT, words(desk, changes.title(desk)), changes.changes(desk)))
    sections = zip(selection.sections, selection.kinds, strict=True)
    parts += [_section(desk, section, kind, number) for number, (section, kind) in enumerate(sections, 1)]
    if chosen := selection.brief:
        desk.begin_part(desk.ids.claim("basis", PART))
        if counted := brief.basis(desk, chosen):
            parts.append(_part(desk, PartKind.BASIS, Matter.BODY, words(desk, label("What the figures count")), counted))
    if selection.brief:
        desk.begin_part(desk.ids.claim("about", PART))
        parts.append(_part(desk, PartKind.ABOUT, Matter.BACK, words(desk, label("About this brief")), brief.about(desk)))
    if selection.provenance:
        desk.begin_part(desk.own["differences"])
        if unprinted := accounts.unprinted(desk):
            title = words(desk, label("Where accounts differ"))
            parts.append(_part(desk, PartKind.DIFFERENCES, Matter.BACK, title, unprinted))
    if glanced is not None:
        _told_differently(desk, parts, glanced)
    desk.begin_part(desk.own["sources"])
    listed = brief.sources(desk) if selection.numbered else back.sources(desk)
    if listed:
        parts.append(_part(desk, PartKind.SOURCES, Matter.BACK, words(desk, label("Sources")), listed))
    if selection.descriptions:
        desk.begin_part(desk.own["descriptions"])
        if described := back.descriptions(desk, parts):
            title = words(desk, label("Charts in words"))
            parts.append(_part(desk, PartKind.DESCRIPTIONS, Matter.BACK, title, described))
    if selection.provenance:
        desk.begin_part(desk.own["provenance"])
        if used := provenance.origins(desk, parts):
            title = words(desk, label("Where the figures come from"))
            parts.append(_part(desk, PartKind.PROVENANCE, Matter.BACK, title, used))
    desk.begin_part(desk.own["abbreviations"])
    short_forms = back.abbreviations(desk) if selection.abbreviations else ()
    if short_forms:
        parts.append(_part(desk, PartKind.ABBREVIATIONS, Matter.BACK, words(desk, label("Abbreviations")), short_forms))
    if selection.colophon:
        desk.begin_part(desk.own["colophon"])
        charts = any(isinstance(block, doc.Figure) for part in parts for block in doc.walk(part.blocks))
        made = back.colophon(desk, families, version, charts=charts)
        parts.append(_part(desk, PartKind.COLOPHON, Matter.BACK, words(desk, label("Colophon")), made))
    return parts


def _at_a_glance(desk: Desk, form: Format, parts: list[doc.Part]) -> PartState:
    """Add the page at a glance, as far as it is known before the chapters are; return what is counted in it."""
    desk.begin_part(desk.own["glance"])
    title = words(desk, desk.labels.gettext("At a glance"))
    parts.append(_part(desk, PartKind.GLANCE, Matter.FRONT, title, glance.opening(desk, form)))
    return desk.part


def _told_differently(desk: Desk, parts: list[doc.Part], glanced: PartState) -> None:
    """Add to the page at a glance where the accounts stand that the parts behind it have."""
    number = next(number for number, part in enumerate(parts) if part.kind is PartKind.GLANCE)
    desk.part = glanced
    made = (*parts[number].blocks, *glance.closing(desk, parts))
    parts[number] = replace(parts[number], blocks=made, notes=tuple(glanced.notes))


def _section(desk: Desk, section: Section, kind: PartKind, number: int) -> doc.Part:
    desk.begin_part(take(desk, section).id)
    desk.places[desk.part.id] = section.place
    desk.footnotes = dict(section.footnotes)
    title = prose(desk, section.title, quiet=True)
    part = _part(desk, kind, Matter.BODY, title, blocks(desk, section.blocks))
    return replace(part, number=number) if kind is PartKind.SECTION else part


def _part(desk: Desk, kind: PartKind, matter: Matter, title: doc.Inlines, made: tuple[doc.Block, ...]) -> doc.Part:
    return doc.Part(desk.part.id, kind, matter, title, made, tuple(desk.part.notes))
