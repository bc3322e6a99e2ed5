"""An edition on its way to publications: what all its formats share, and the steps that each of them takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from report import copies
from report.build.foresight import dressed, left_to_readers, strange
from report.build.steps import PUBLISH
from report.compare.since import packed
from report.load.formats import read_formats
from report.look.capitals import words
from report.look.fonts import FontSet, point_fontconfig, require_pango
from report.look.theme import read_sheet
from report.look.tokens import Tokens, load_tokens
from report.model.article import Article
from report.model.document import Block, Document, Figure, walk
from report.model.figure import Chart
from report.model.format import Format
from report.model.overview import OverviewDrawing
from report.model.since import Since
from report.output.family import family_of
from report.output.rendition import COVER_PICTURE, Attachment, Rendered, Rendition
from report.problems import Problem, ProblemsFound, any_error
from report.system import places
from report.system.cache import PICTURES, Kept
from report.system.digests import file_digest, surroundings

if TYPE_CHECKING:
    from report.model.figure import Picture


@dataclass
class Publication:
    """What all formats of one edition share: tokens, fonts, presets, pictures, and files that were already made."""

    baggage: copies.Baggage
    folder: Path
    tokens: Tokens
    fonts: FontSet
    presets: Path
    since: Since | None = None
    kept: Kept | None = None
    """Pictures of earlier builds."""
    uncovered: tuple[Problem, ...] = ()
    """Characters that none of the fonts has."""
    _rendered: dict[tuple[str, str], Rendered | ProblemsFound] = field(default_factory=dict)

    @property
    def article(self) -> Article:
        """Nothing but what is published."""
        return self.baggage.article

    @classmethod
    def prepare(
        cls,
        article: Article,
        folder: Path,
        presets: Path | None = None,
        since: Since | None = None,
        *,
        draw_anew: bool = False,
        baggage: copies.Baggage | None = None,
    ) -> Publication:
        """Read the theme's tokens, make the fonts ready and point fontconfig at them; `presets` is the folder of formats.

        With `since`, every format prints what changed since an earlier edition; with `draw_anew` no chart is taken from an
        earlier build; `baggage` is what copies carry, where that is found already.
        """
        theme = [folder / "theme" / path for path in article.theme if path == "tokens.toml"]
        tokens, problems = load_tokens(*theme, palette=article.meta.palette)
        if any_error(problems):
            raise ProblemsFound(problems)
        baggage = baggage or copies.Baggage.of(article, folder)
        article = baggage.article
        tokens, fonts = dressed(tokens, article)
        uncovered = tuple(strange(article, folder, fonts, tokens))
        point_fontconfig(fonts)
        require_pango()
        kept = None if draw_anew else Kept(PICTURES, surroundings())
        return cls(baggage, folder, tokens, fonts, presets or places.templates() / "formats", since, kept, uncovered)

    def rendered(self, format_: Format) -> Rendered:
        """Return the finished file of a format, made once; ProblemsFound, each time, says why there is none."""
        key = format_.name, format_.place.path
        if key not in self._rendered:
            try:
                self._rendered[key] = self._render(format_)
            except ProblemsFound as found:
                self._rendered[key] = found
        rendered = self._rendered[key]
        if isinstance(rendered, ProblemsFound):
            raise rendered
        return rendered

    def _render(self, format_: Format) -> Rendered:
        """Take every step with a format."""
        marks = next(iter(self._presets(format_)[1:]), None)
        family, article, folder = family_of(format_), self.article, self.folder
        rendition = Rendition(family, format_, article, folder, self.tokens, self.fonts, marks, self.rendered)
        for step in PUBLISH:
            step(self, rendition)
        assert rendition.file is not None
        return rendition.file

    def presets_of(self, format_: Format) -> dict[str, str]:
        """Return the presets outside of the templates that a format's publication is made from, with their SHA-256."""
        paths = [Path(preset.place.path).absolute() for preset in self._presets(format_)]
        shipped = places.templates().absolute()
        return {str(path): file_digest(path) for path in paths if not path.is_relative_to(shipped)}

    def _presets(self, format_: Format) -> list[Format]:
        """Return a format and the one that it leans on."""
        return [format_, *(read_formats([format_.page_list], self.presets) if format_.page_list else [])]

    def compose(self, format_: Format) -> Document:
        """Return the article as a document; every character of it is in one of the fonts."""
        from report.compose import compose

        return compose(self.article, format_, families=self.tokens.all_families, since=self.since)

    def pictures(self, document: Document, format_: Format) -> Mapping[str, Picture]:
        """Return the document's pictures, drawn or read from the article's folder."""
        from report.figures.pictures import draw_all

        return draw_all(document, format_, self.tokens, self.fonts, self.folder, self.kept)

    @cached_property
    def versions(self) -> Mapping[str, str]:
        """Versions of all that shapes an output."""
        from report.system.versions import all_versions

        return all_versions()

    def attachments(self, format_: Format) -> tuple[Attachment, ...]:
        """Return what a file of the format carries: the article it was made from, and its series as tables."""
        presets = [Path(preset.place.path) for preset in self._presets(format_)]
        changes = packed(self.since) if self.since else b""
        return copies.carried(self.baggage, presets, self.versions, changes)


def begin(publication: Publication, rendition: Rendition) -> None:
    """See whether the format's family can make it, and lay out the pages that it marks."""
    if publication.uncovered and rendition.family.own_fonts:
        raise ProblemsFound([*publication.uncovered])
    rendition.problems += map(left_to_readers, publication.uncovered)
    rendition.family.begin(rendition)


def compose(publication: Publication, rendition: Rendition) -> None:
    """Compose the document: every word that is printed, in its place."""
    rendition.document = publication.compose(rendition.format)


def draw(publication: Publication, rendition: Rendition) -> None:
    """Draw the pictures of the document, a book's cover first, or take those that are kept."""
    from report.figures.pictures import Page, draw_cover, figures_of, of_height, printed_cover

    rendition.document = document = _without_axis(publication, rendition.document)
    format_, folder, kept = rendition.format, publication.folder, publication.kept
    page = Page(format_, publication.tokens, publication.fonts, document.language)
    cover: Mapping[str, Picture] = {}
    if rendition.family.cover:
        if not _undrawable(publication, document.cover):
            cover = {COVER_PICTURE: draw_cover(document.cover, page, folder, kept)}
    elif (format_.page or format_.scrolls) and format_.content == "full" and not _undrawable(publication, document.cover):
        cover = printed_cover(document.cover, page, folder, kept)
    back: Mapping[str, Picture] = {}
    if document.back is not None:
        from report.figures.codes import codes

        back = codes(document.back)
    charts = (block.picture for part in document.parts for block in walk(part.blocks) if isinstance(block, Figure))
    if any(_undrawable(publication, chart) for chart in charts if isinstance(chart, Chart)):
        raise ProblemsFound([*publication.uncovered])
    rendition.pictures = {**publication.pictures(document, format_), **cover, **back}
    figures = {figure.id: figure for figure in figures_of(document)}
    rendition.redrawn = cache(lambda id_, height: of_height(figures[id_], height, page, kept))


def _undrawable(publication: Publication, drawn: object) -> bool:
    """Tell whether a drawing has words for which there is no font."""
    return bool(publication.uncovered) and bool(publication.fonts.missing(words(drawn)))


def _without_axis(publication: Publication, document: Document) -> Document:
    """Return the document without the axis of time where there is no font for its words: no author asked for it."""
    if not publication.uncovered:
        return document

    def stays(block: Block) -> bool:
        axis = isinstance(block, Figure) and isinstance(block.picture, OverviewDrawing)
        return not axis or not _undrawable(publication, block)

    parts = tuple(replace(part, blocks=tuple(filter(stays, part.blocks))) for part in document.parts)
    return replace(document, parts=parts)


def dress(_: Publication, rendition: Rendition) -> None:
    """Read the style sheet that the article's own theme has for the family."""
    if sheet := rendition.family.sheet:
        rendition.theme = read_sheet(rendition.folder, sheet, rendition.look)


def carry(publication: Publication, rendition: Rendition) -> None:
    """Gather what every copy carries."""
    if rendition.family.carries:
        rendition.attachments = publication.attachments(rendition.format)


def make(_: Publication, rendition: Rendition) -> None:
    """Let the family make the file: lay out the pages, or bind the book."""
    rendition.file = rendition.family.make(rendition)
