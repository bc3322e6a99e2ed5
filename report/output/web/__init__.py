"""Web editions: the whole report as one page of HTML, which fetches nothing and runs nothing."""

from __future__ import annotations

from collections.abc import Iterator

from report.output.difference import Difference
from report.output.family import Family, ThemeSheet
from report.output.marked_pages import find_pages
from report.output.rendition import Rendered, Rendition


class Web(Family):
    """Pages for browsers, which carry the article as a link that downloads it."""

    name = "HTML"
    suffix = "html"
    media_type = "text/html"
    order = 3
    sheet = ThemeSheet("web.css", "a web edition", fetches=True)
    own_fonts = False

    def begin(self, rendition: Rendition) -> None:
        """Find the pages that the edition marks."""
        find_pages(rendition, "web edition")

    def make(self, rendition: Rendition) -> Rendered:
        """Write the page."""
        from report.output.web.render import render

        return Rendered(render(rendition), problems=tuple(rendition.problems))

    def preload(self) -> None:
        """Import what writes a page."""
        from report.output.web import render  # noqa: F401

    def holds(self, data: bytes) -> bool:
        """Tell a page by what HTML begins with."""
        return data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype html", b"<html"))

    def archives(self, data: bytes) -> Iterator[bytes]:
        """Yield the archives that links of the page download."""
        from report.output.web.carried import archives

        return archives(data)

    def differences(self, first: bytes, second: bytes) -> Iterator[Difference]:
        """Yield where two pages differ: in which line, and what their archives hold."""
        from report.output.web.carried import differences

        return differences(first, second)


FAMILY = Web()
