"""EPUB 3.3: a book for e-readers, of files of XHTML."""

from __future__ import annotations

from collections.abc import Iterator

from report.output.container import EPUB
from report.output.difference import Difference
from report.output.family import Family, ThemeSheet
from report.output.marked_pages import find_pages
from report.output.rendition import ENDING, Rendered, Rendition


class Epub(Family):
    """E-books, which carry the article as a file of the book."""

    name = "EPUB"
    suffix = "epub"
    media_type = EPUB
    order = 2
    standards = ("epub-3.3",)
    sheet = ThemeSheet("epub.css", "an e-book")
    own_fonts = False
    cover = True

    def begin(self, rendition: Rendition) -> None:
        """Find the pages that the book marks."""
        find_pages(rendition, "e-book")

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


FAMILY = Epub()
