"""PDF: pages laid out by WeasyPrint, made into a file that archives keep and listeners can follow."""

from __future__ import annotations

from collections.abc import Iterator

from report.output.difference import Difference
from report.output.family import Family, ThemeSheet
from report.output.rendition import Rendered, Rendition


class Pdf(Family):
    """PDF for archives (PDF/A) and for listeners (PDF/UA), which carries the article as an attachment."""

    name = "PDF"
    suffix = "pdf"
    media_type = "application/pdf"
    order = 1
    standards = ("ua-1+a-3a", "ua-2+a-4f")
    paged = True
    sheet = ThemeSheet("print.css", fetches=True)
    declaring = ("report.output.pdf.pages",)

    def make(self, rendition: Rendition) -> Rendered:
        """Lay out the pages."""
        from report.output.pdf.render import made

        return made(rendition)

    def preload(self) -> None:
        """Import the engine, with what it is mended by."""
        from report.output.pdf import pagemap, pages, render  # noqa: F401
        from report.output.pdf.engine import mends  # noqa: F401
        from report.output.pdf.file import finish  # noqa: F401

    def holds(self, data: bytes) -> bool:
        """Tell a PDF by its header, which may stand behind white space."""
        return data[:1024].lstrip().startswith(b"%PDF-")

    def archives(self, data: bytes) -> Iterator[bytes]:
        """Yield the archives among the attachments."""
        from report.output.pdf.file.carried import archives

        return archives(data)

    def differences(self, first: bytes, second: bytes) -> Iterator[Difference]:
        """Yield where two files differ: at which page, at which object."""
        from report.output.pdf.bytes import differences

        return differences(first, second)


FAMILY = Pdf()
