"""The sample of the e-book's tests as a web page, with a chart that is a drawing. Not a test itself."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from types import SimpleNamespace

from epub_sample import DOCUMENT, PAGES

from report.load.formats import read_formats
from report.look.fonts import FontSet, prepare
from report.look.tokens import load_tokens
from report.model.document import Document
from report.model.figure import Picture
from report.model.pages import PageMap
from report.output.rendition import Attachment, Rendition
from report.output.web.render import render

SVG = b"""<?xml version='1.0' encoding='utf-8'?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="100pt" height="60pt" version="1.1"
 viewBox="0 0 100 60" style="stroke-linejoin: round" xml:lang="en"><defs><path id="visits-dot" d="M0 0h1"/></defs>
<g style="fill: #0b5d7a; stroke: #d4dadd"><use xlink:href="#visits-dot" x="1"/></g><path fill="#0b5d7a" d="M0 0h2"/>
<text style="font: 8px 'Source Sans 3'; fill: #1d2a33">about 40</text>
<text style="font: 8px Almarai">\xd8\xa7\xd8\xb4\xd8\xb1\xd9\x81</text>
</svg>"""
ARCHIVE = Attachment("mill-source.zip", b"PK\x03\x04 not opened here", "application/zip", "Source", "The article")
TABLE = Attachment("visits.csv", b"year,visits\n", "text/csv", "Data", "Visits & more")


@cache
def faces() -> FontSet:
    return prepare()


def page(
    document: Document = DOCUMENT,
    *,
    url: str = "",
    carry: str = "published",
    pages: PageMap | None = PAGES,
    attachments: tuple[Attachment, ...] = (ARCHIVE, TABLE),
    picture: Picture | None = None,
    cover: Picture | None = None,
) -> str:
    """Return the page."""
    tokens, problems = load_tokens()
    assert problems == []
    (form,) = read_formats(["web"])
    article = SimpleNamespace(meta=SimpleNamespace(carry=carry), translated=False)
    # A family asks no more of an article than this.
    made = Rendition(None, form, article, Path(), tokens, faces(), None, lambda _: None)  # type: ignore[arg-type]
    made.document = replace(document, format="web", metadata=replace(document.metadata, url=url))
    made.pictures = {"figure-visits": picture or Picture(SVG, "image/svg+xml", 100, 60)}
    if cover is not None:
        made.pictures["cover-axis"] = cover
    made.attachments, made.pages = attachments, pages
    return render(made).decode("utf-8")
