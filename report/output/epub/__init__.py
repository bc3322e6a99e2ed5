"""EPUB 3.3: a book for e-readers, of files of XHTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from report.output.container import EPUB
from report.output.difference import Difference
from report.output.family import Family, ThemeSheet
from report.output.rendition import ENDING, Rendered, Rendition
from report.problems import Problem, ProblemsFound, Rule, Severity

UNPAGED = Rule(
    "CFG-067",
    Severity.WARNING,
    "E-book without the pages of print",
    "An e-book marks where the pages of a print format begin, so that everyone can be told the same page (`page-list` in its "
    "preset). Where those pages can't be laid out, since a table is wider than they are, for example, the e-book is whole "
    "without them: it lists no pages, and says in its metadata nothing of any. Mend what print is refused for, or leave "
    "page-list out of a preset of your own.",
)


class Epub(Family):
    """E-books, which carry the article as a file of the book."""

    name = "EPUB"
    suffix = "epub"
    media_type = EPUB
    order = 2
    standards = ("epub-3.3",)
    sheet = ThemeSheet("epub.css")
    own_fonts = False
    cover = True

    def begin(self, rendition: Rendition) -> None:
        """Find the pages that the book marks; where they can't be laid out, it is made without them."""
        paged = rendition.marks
        if paged is None:
            return
        if paged.page is None:
            sentence, hint = f"the e-book lists no pages, since “{paged.title}” has none", "name a format in PDF, or none"
            rendition.problems.append(UNPAGED.at(rendition.format.place, sentence, hint=hint))
            return
        try:
            rendition.pages = rendition.rendered(paged).pages
        except ProblemsFound as found:
            rendition.problems.append(_unpaged(paged.title, found.problems))

    def make(self, rendition: Rendition) -> Rendered:
        """Bind the book."""
        from report.output.epub.render import render

        certifier = rendition.article.meta.certifier
        data = render(
            rendition.document,
            look=rendition.look,
            pictures=rendition.pictures,
            fonts=rendition.fonts,
            pages=rendition.pages,
            attachments=rendition.attachments,
            certifier=certifier and certifier.model_copy(update={"name": rendition.article.called(certifier.name)}),
            theme=[rendition.theme.text] if rendition.theme else [],
        )
        return Rendered(data, problems=tuple(rendition.problems))

    def preload(self) -> None:
        """Import what binds a book."""
        from report.output.epub import render  # noqa: F401

    def holds(self, data: bytes) -> bool:
        """Tell a book by the first entry of its archive, as OCF wants it."""
        return data[:4] == b"PK\x03\x04" and data[30:38] == b"mimetype"

    def archives(self, data: bytes) -> Iterator[bytes]:
        """Yield the archives among the files of the book."""
        from report.intake.archive import opened

        return (content for name, content in opened(data).items() if name.endswith(ENDING))

    def differences(self, first: bytes, second: bytes) -> Iterator[Difference]:
        """Yield where two books differ: in which file, in which line."""
        from report.output.archive_bytes import differences

        return differences(first, second)


def _unpaged(title: str, problems: Sequence[Problem]) -> Problem:
    """Say why a book marks no pages, in the words of what print is refused for first."""
    first, others = problems[0], len(problems) - 1
    more = f" ({first.rule}, and {others} more)" if others else f" ({first.rule})"
    sentence = f"the e-book lists no pages, since those of “{title}” can't be laid out: {first.sentence}{more}"
    return UNPAGED.at(first.place, sentence, hint=first.hint)


FAMILY = Epub()
