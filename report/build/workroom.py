"""What all formats of one article share while they are made: tokens, fonts, theme, presets, and pages laid out once."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from report import copies
from report.compare.since import packed
from report.intake.warehouse import Warehouse
from report.load.formats import read_formats
from report.look.fonts import FontSet, point_fontconfig, prepare, require_pango, uncovered
from report.look.theme import Sheet, followed, read_sheet
from report.look.tokens import Tokens, load_tokens
from report.model.article import Article, Carry
from report.model.document import Document
from report.model.format import Format
from report.model.since import Since
from report.problems import Place, Problem, ProblemsFound, Rule, Severity, any_error
from report.system import places
from report.system.cache import PICTURES, Kept
from report.system.digests import file_digest, surroundings

if TYPE_CHECKING:
    from report.model.figure import Picture
    from report.output.epub import Certifier
    from report.output.pdf import Fitting, Rendered


RIGHT_TO_LEFT = Rule(
    "CFG-066",
    Severity.ERROR,
    "Print in a language that is written from right to left",
    "Words from right to left stand in any text: names, titles, quotations. A whole publication in such a language needs pages "
    "that are mirrored, which the style sheets for print don't know. The e-book says its direction, and reading systems turn it.",
)


class Workroom:
    """What all formats of one article share: tokens, fonts, theme, and pages that were already laid out."""

    def __init__(
        self,
        baggage: copies.Baggage,
        folder: Path,
        tokens: Tokens,
        fonts: FontSet,
        presets: Path,
        since: Since | None = None,
        kept: Kept | None = None,
    ) -> None:
        self.baggage = baggage
        self.article = baggage.article
        """Nothing but what is published."""
        self.folder = folder
        self.presets = presets
        self.since = since
        self.tokens = tokens
        self.fonts = fonts
        self.kept = kept
        """Pictures of earlier builds."""
        self._warnings: dict[str, list[Problem]] = {}
        self._printed: dict[str, Rendered] = {}

    @classmethod
    def prepare(
        cls,
        article: Article,
        folder: Path,
        presets: Path | None = None,
        since: Since | None = None,
        *,
        draw_anew: bool = False,
        carry: Carry | None = None,
    ) -> Workroom:
        """Read the theme's tokens, make the fonts ready and point fontconfig at them; `presets` is the folder of formats.

        With `since`, every format prints what changed since an earlier edition; with `draw_anew` no chart is taken from an
        earlier build; with `carry`, copies take what that says, and not what the article says.
        """
        from report.compose.language import Language

        theme = [folder / "theme" / path for path in article.theme if path == "tokens.toml"]
        tokens, problems = load_tokens(*theme)
        if any_error(problems):
            raise ProblemsFound(problems)
        baggage = copies.Baggage.of(article, folder, carry)
        article = baggage.article
        fonts = prepare(faces=tokens.faces)
        if strange := uncovered(article, folder, fonts, Language(article.meta.language).letters):
            raise ProblemsFound(strange)
        point_fontconfig(fonts)
        require_pango()
        kept = None if draw_anew else Kept(PICTURES, surroundings())
        return cls(baggage, folder, tokens, fonts, presets or places.templates() / "formats", since, kept)

    def make(self, format_: Format) -> bytes:
        """Return the article's publication in one format."""
        return self.printed(format_).data if format_.medium == "pdf" else self._book(format_)

    @property
    def problems(self) -> list[Problem]:
        """Warnings of formats that were made all the same."""
        return [problem for found in self._warnings.values() for problem in found]

    def problems_of(self, format_: Format) -> list[Problem]:
        """Return the warnings of one format that was made."""
        return self._warnings.get(format_.name, [])

    def presets_of(self, format_: Format) -> dict[str, str]:
        """Return the presets outside of the templates that a format's publication is made from, with their SHA-256."""
        paths = [Path(preset.place.path).absolute() for preset in self._presets(format_)]
        shipped = places.templates().absolute()
        return {str(path): file_digest(path) for path in paths if not path.is_relative_to(shipped)}

    def _presets(self, format_: Format) -> list[Format]:
        """Return a format and those that it leans on."""
        return [format_, *(read_formats([format_.page_list], self.presets) if format_.page_list else [])]

    def compose(self, format_: Format) -> Document:
        """Return the article as a document; every character of it is in one of the fonts."""
        from report.compose import compose

        families = tuple(dict.fromkeys(self.tokens.family.values()))
        return compose(self.article, format_, families=families, since=self.since)

    def carried(self, format_: Format) -> tuple[copies.Carried, ...]:
        """Return what the publication carries: the article it was made from, and its series as tables."""
        presets = [Path(preset.place.path) for preset in self._presets(format_)]
        changes = packed(self.since) if self.since else b""
        return copies.carried(self.baggage, presets, self.versions, changes)

    @cached_property
    def versions(self) -> Mapping[str, str]:
        """Versions of all that shapes an output."""
        from report.system.versions import all_versions

        return all_versions()

    def pictures(self, document: Document, format_: Format) -> Mapping[str, Picture]:
        """Return the document's pictures, drawn or read from the article's folder."""
        from report.figures.pictures import draw_all

        return draw_all(document, format_, self.tokens, self.fonts, self.folder, self.kept)

    def printed(self, format_: Format) -> Rendered:
        """Return the PDF of a print format with the map of its pages, laid out once."""
        if format_.name not in self._printed:
            from report import markup
            from report.output import pdf

            meta = self.article.meta
            if self._from_right:
                sentence = f"“{meta.language}” is written from right to left, and pages can't be laid out so yet"
                hint = "build the e-book, whose reading systems can"
                raise ProblemsFound([RIGHT_TO_LEFT.at(meta.at("language"), sentence, hint=hint)])
            document = self.compose(format_)
            pictures = self.pictures(document, format_)
            look = self.tokens.resolved(format_)
            theme = read_sheet(self.folder, "print.css", look) or Sheet()
            drawn = {f"{markup.PICTURES}{id_}": (picture.data, picture.media_type) for id_, picture in pictures.items()}
            roots = [self.folder, places.templates(), self.fonts.folder]
            warehouse = Warehouse(roots, {**drawn, **theme.files})
            styles = [self.tokens.css(format_), *markup.print_styles(format_), theme.text]
            html = markup.publication(document, format_, markup.marker(document, self._has_small))
            fitting = self._fitting(format_)
            attachments = [
                pdf.Attachment(item.name, item.data, item.media_type, item.relationship, item.description)
                for item in self.carried(format_)
            ]
            sheets = [markup.resolve(sheet, look) for sheet in styles]
            origins = {sheets[-1]: Place((self.folder / "theme" / "print.css").as_posix())} if theme.text else {}
            with followed(self.folder) if theme.text else nullcontext():
                self._printed[format_.name] = pdf.render(
                    document, format_, html, sheets, warehouse, attachments, fitting=fitting, origins=origins
                )
            self._warnings[format_.name] = fitting.problems if fitting else []
        return self._printed[format_.name]

    def _has_small(self, letters: str) -> bool:
        """Tell whether the faces of running text and of what stands beside it have small capitals for these letters."""
        families = dict.fromkeys(self.tokens.family[name] for name in ("text", "display"))
        return all(self.fonts.has_small(family, letters) for family in families)

    @property
    def _from_right(self) -> bool:
        from report.compose.language import Language

        return Language(self.article.meta.language).direction == "rtl"

    def _fitting(self, format_: Format) -> Fitting | None:
        """Return the number of pages that the format may have, with the place where an editor chooses what stands on them."""
        from report.output.pdf import Fitting

        if not format_.most_pages:
            return None
        meta = self.article.meta
        if format_.content == "brief" and meta.brief is not None:
            return Fitting(format_.most_pages, "the brief", meta.brief.place)
        return Fitting(format_.most_pages, f"“{format_.title}”", meta.place)

    def _certifier(self) -> Certifier | None:
        from report.output.epub import Certifier

        told = self.article.meta.certifier
        return Certifier(self.article.called(told.name), told.credential or "", told.report or "") if told else None

    def _book(self, format_: Format) -> bytes:
        from report.figures.pictures import draw_cover
        from report.output import epub

        pages = None
        if format_.page_list and not self._from_right:
            (paged,) = read_formats([format_.page_list], self.presets)
            pages = self.printed(paged).pages
        document = self.compose(format_)
        theme = read_sheet(self.folder, "epub.css", self.tokens.resolved(format_))
        cover = draw_cover(document.cover, self.tokens, format_, self.fonts, self.kept)
        pictures = {**self.pictures(document, format_), epub.COVER_PICTURE: cover}
        return epub.render(
            document,
            look=self.tokens.resolved(format_),
            pictures=pictures,
            fonts=self.fonts,
            pages=pages,
            attachments=[epub.Attachment(item.name, item.media_type, item.data) for item in self.carried(format_)],
            certifier=self._certifier(),
            theme=[theme.text] if theme else [],
        )
