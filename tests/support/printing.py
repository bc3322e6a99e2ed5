"""Small documents, printed as a build prints them, with our fonts alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

from report.look.fonts import point_fontconfig, prepare
from report.model.document import Author, Cover, Document, Metadata
from report.model.format import ChartBox, Format, Typesetting
from report.output.pdf.render import render
from report.output.rendition import Attachment, Rendered

CHART = b"""<svg xmlns="http://www.w3.org/2000/svg" width="100" height="40" viewBox="0 0 100 40">
<rect width="40" height="20" fill="#0b5d7a"/><text x="5" y="35" font-size="8" font-family="Source Sans 3">drawn</text></svg>"""

CSS = """
@page { size: 100mm 120mm; margin: 15mm; @top-left { content: "Running head" } @bottom-right { content: counter(page) } }
body { font: 10pt/1.4 "Source Serif 4", Almarai }
.note { float: footnote; font-size: 8pt }
.note::footnote-call { content: attr(data-number); vertical-align: super; font-size: 70% }
.note::footnote-marker { content: attr(data-number) ". " }
nav ol { list-style: none; padding: 0 }
nav a::after { content: leader(".") target-counter(attr(href), page) }
q { quotes: none } q::before, q::after { content: none }
img { width: 60mm }
"""


class Shelf:
    """A warehouse that has one chart."""

    def open(self, url: str) -> tuple[bytes, str]:
        if url == "picture:chart":
            return CHART, "image/svg+xml"
        raise OSError("there is nothing there")

    def showing(self, _: object) -> Shelf:
        return self


def metadata(language: str = "en") -> Metadata:
    return Metadata(
        identifier="urn:uuid:8d3bd9a4-5c19-5d2c-a5b5-4c5b4f2f7f55",
        title="A Camp & its <Story>",
        subtitle="What is known",
        summary="What sources say of a camp.",
        language=language,
        publisher="The Publisher",
        authors=(Author("Ann Author"), Author("Bo Author")),
        subjects=("camps", "Albania"),
        rights="CC BY-SA 4.0",
        rights_url="https://creativecommons.org/licenses/by-sa/4.0/",
        modified=date(2026, 11, 23),
        edition=1,
    )


def document(language: str = "en", words: tuple[tuple[str, str], ...] = ()) -> Document:
    cover = Cover("A Camp", None, "", "Edition 1", "2026", "The Publisher", "Report")
    return Document("camp", "a4", language, metadata(language), cover, (), (), "Contents", (), (), words)


def preset(standard: str = "ua-1+a-3a") -> Format:
    text = Typesetting(base=10, floor=7, leading=1.4)
    chart = ChartBox(width=100, ratio=0.5, base=8)
    return Format(name="a4", medium="pdf", title="A4 report", standard=standard, text=text, chart=chart)


@cache
def fonts_ready() -> None:
    """Let fontconfig find our fonts alone; to be called before WeasyPrint is imported."""
    point_fontconfig(prepare())


def page(body: str, language: str = "en") -> str:
    return f'<!DOCTYPE html><html lang="{language}"><head><title>T</title></head><body>{body}</body></html>'


def printed(
    body: str,
    css: str = "",
    *,
    attachments: Sequence[Attachment] = (),
    standard: str = "ua-1+a-3a",
    language: str = "en",
    words: tuple[tuple[str, str], ...] = (),
) -> Rendered:
    """Return the PDF of a body with its page map."""
    fonts_ready()
    return render(document(language, words), preset(standard), page(body, language), [CSS, css], Shelf(), attachments)
