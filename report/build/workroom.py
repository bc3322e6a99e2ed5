"""What all formats of one article share while they are made: tokens, fonts, presets, and pages that were laid out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from report import copies
from report.build.foresight import strange
from report.build.publication import made
from report.compare.since import packed
from report.load.formats import read_formats
from report.look.fonts import FontSet, point_fontconfig, prepare, require_pango
from report.look.tokens import Tokens, load_tokens
from report.model.article import Article, Carry
from report.model.document import Document
from report.model.format import Format
from report.model.since import Since
from report.problems import Problem, ProblemsFound, any_error
from report.system import places
from report.system.cache import PICTURES, Kept
from report.system.digests import file_digest, surroundings

if TYPE_CHECKING:
    from report.model.figure import Picture
    from report.output.epub import Certifier
    from report.output.pdf import Fitting, Rendered


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
        self.warnings: dict[str, list[Problem]] = {}
        """Of formats that were made all the same, by the format's name."""
        self._printed: dict[str, Rendered | ProblemsFound] = {}

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
        theme = [folder / "theme" / path for path in article.theme if path == "tokens.toml"]
        tokens, problems = load_tokens(*theme)
        if any_error(problems):
            raise ProblemsFound(problems)
        baggage = copies.Baggage.of(article, folder, carry)
        article = baggage.article
        fonts = prepare(faces=tokens.faces)
        if problems := strange(article, folder, fonts):
            raise ProblemsFound(problems)
        point_fontconfig(fonts)
        require_pango()
        kept = None if draw_anew else Kept(PICTURES, surroundings())
        return cls(baggage, folder, tokens, fonts, presets or places.templates() / "formats", since, kept)

    def make(self, format_: Format) -> bytes:
        """Return the article's publication in one format."""
        return self.printed(format_).data if format_.medium == "pdf" else made(self, format_).data

    @property
    def problems(self) -> list[Problem]:
        """Warnings of formats that were made all the same."""
        return [problem for found in self.warnings.values() for problem in found]

    def problems_of(self, format_: Format) -> list[Problem]:
        """Return the warnings of one format that was made."""
        return self.warnings.get(format_.name, [])

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
        """Return the PDF of a print format with the map of its pages, laid out once; ProblemsFound, each time, says why not."""
        if format_.name not in self._printed:
            try:
                draft = made(self, format_)
                assert draft.printed is not None
                self._printed[format_.name] = draft.printed
            except ProblemsFound as found:
                self._printed[format_.name] = found
        printed = self._printed[format_.name]
        if isinstance(printed, ProblemsFound):
            raise printed
        return printed

    def has_small(self, letters: str) -> bool:
        """Tell whether the faces of running text and of what stands beside it have small capitals for these letters."""
        families = dict.fromkeys(self.tokens.family[name] for name in ("text", "display"))
        return all(self.fonts.has_small(family, letters) for family in families)

    @property
    def from_right(self) -> bool:
        """Whether the article is in a language that is written from right to left."""
        from report.compose.language import Language

        return Language(self.article.meta.language).direction == "rtl"

    def fitting(self, format_: Format) -> Fitting | None:
        """Return the number of pages that the format may have, with the place where an editor chooses what stands on them."""
        from report.output.pdf import Fitting

        if not format_.most_pages:
            return None
        meta = self.article.meta
        if format_.content == "brief" and meta.brief is not None:
            return Fitting(format_.most_pages, "the brief", meta.brief.place)
        return Fitting(format_.most_pages, f"“{format_.title}”", meta.place)

    def certifier(self) -> Certifier | None:
        """Return who has evaluated the book, where the article names them."""
        from report.output.epub import Certifier

        told = self.article.meta.certifier
        return Certifier(self.article.called(told.name), told.credential or "", told.report or "") if told else None
