"""A small document with every kind of block, for the tests of the e-book writer."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from PIL import Image

from report.compose.labels import Labels
from report.compose.template_labels import template_words
from report.look.fonts import FontFile
from report.model import document as d
from report.model.charts.marks import MarksDrawing
from report.model.pages import PageMap, PageStart
from report.output.epub.render import render
from report.output.faces import Face


def text(words: str) -> d.Inlines:
    return (d.Text(words),)


@dataclass(frozen=True)
class Drawn:
    data: bytes
    media_type: str


def picture(width: int = 280, height: int = 160) -> Drawn:
    buffer = io.BytesIO()
    Image.new("L", (width, height), 230).save(buffer, "PNG")
    return Drawn(buffer.getvalue(), "image/png")


DATA = d.Table(
    "figure-visits-data",
    "",
    text("Visits by year"),
    (d.Column(text("Year")), d.Column(text("Visits"), "end")),
    ((text("2018"), text("about 40")), (text("2020"), text("60"))),
)
FIGURE = d.Figure(
    "figure-visits",
    "Figure 1",
    text("Two figures of one kind"),
    text("Visits to the mill, by year"),
    text("Filled marks: visits counted at the gate."),
    text("Source: the mill’s books."),
    MarksDrawing("en", ("visits",), ()),
    "Chart of two marks: about 40 visits in 2018, and 60 in 2020.",
    ("The chart shows two years.", "Both were counted at the gate."),
    DATA,
)
WIDE = d.Table(
    "table-wide",
    "Table 1",
    text("What the books say of each year"),
    tuple(d.Column(text(name)) for name in ("Year", "Visits", "Guards", "Mills", "Sources")),
    tuple(tuple(text(f"{name}{row}") for name in ("20", "v", "g", "m", "s")) for row in (18, 19)),
    source_line=text("Source: the mill’s books."),
)
NAME = d.Foreign("آسیاب ۳", "fa", "rtl")
CALL = d.NoteCall("note-1", 1, "call-1")
HISTORY = d.Part(
    "history",
    d.PartKind.SECTION,
    d.Matter.BODY,
    text("History & visits"),
    (
        d.Paragraph("history-1", text("The mill stands by the river and has stood there for long."), lead=True),
        d.Paragraph(
            "history-2",
            (
                d.Text("It is called "),
                NAME,
                d.Text(", and "),
                d.Emphasis((d.Text("nobody "), d.Strong(text("knows")))),
                d.Text(" why"),
                CALL,
                d.Text("; the "),
                d.Abbreviation("OMO", "Old Mill Office"),
                d.Text(" says "),
                d.Quotation("“because”"),
                d.Text(" in "),
                d.Value("2018", "visits.2018"),
                d.Text(", see "),
                d.CrossReference("figure-visits", "Figure 1"),
                d.Text(" and "),
                d.CrossReference("source-books", "the books"),
                d.Text(". "),
                d.Code("x < y"),
                d.LineBreak(),
                d.Link("https://example.org/?a=1&b=2", text("A place outside")),
            ),
        ),
        d.Heading("visits", 2, text("Visits")),
        d.ListBlock(
            "history-list",
            ordered=False,
            items=((d.Paragraph("item-1", text("one visit")),), (d.Paragraph("item-2", text("two visits")),)),
        ),
        d.ListBlock(
            "history-steps",
            ordered=True,
            items=((d.Paragraph("step-1", text("First.")), d.Paragraph("step-2", text("More of the first."))),),
            start=3,
            tight=False,
        ),
        d.BlockQuote("history-quote", (d.Paragraph("history-quote-1", text("A passage set apart.")),)),
        FIGURE,
        WIDE,
        d.Timeline(
            "timeline",
            (
                d.TimelineEntry("event-built", "1900", "1900", "1900", "", "span", text("The mill is built.")),
                d.TimelineEntry("event-after", "a week later", "", "", "a week later", "relative", text("It turns.")),
            ),
        ),
        d.StatementGroup(
            "group-single",
            (
                d.StatementEntry(
                    "statement-one", text("A miller"), text("at the gate, 2018"), d.Quotation("“It turns.”"), (), None
                ),
            ),
        ),
        d.StatementGroup(
            "group-pair",
            (
                d.StatementEntry("statement-two", text("A visitor"), text("in 2019"), d.Quotation("“Il tourne.”", "fr"), ()),
                d.StatementEntry("statement-three", text("The owner"), (), None, text("The owner denies it.")),
            ),
            "in answer",
        ),
        d.AccountBlock(
            "account-built",
            text("When the mill was built"),
            (
                d.AccountSide(text("The books"), text("a note of 1901"), text("In 1900.")),
                d.AccountSide(text("The owner"), text("in 2018"), text("In 1899.")),
            ),
            text("Neither says how it knows."),
        ),
        d.KeyFigure("key-visits", text("60"), text("visits in 2020, counted at the gate")),
        d.Admonition("remark", text("How to read the figures"), (d.Paragraph("remark-1", text("With care.")),)),
        d.Paragraph("history-last", (d.Text("See "), d.CrossReference("group-single", "what a miller says"), d.Text("."))),
    ),
    (d.Note("note-1", 1, ("call-1",), (d.Text("See "), d.CrossReference("source-books", "The mill’s books"), d.Text("."))),),
)
IMPRINT = d.Part(
    "imprint",
    d.PartKind.IMPRINT,
    d.Matter.FRONT,
    text("Imprint"),
    (d.DefinitionList("imprint-lines", ((text("Publisher"), text("Mill Press")), (text("Edition"), text("Edition 2")))),),
)
SOURCES = d.Part(
    "sources",
    d.PartKind.SOURCES,
    d.Matter.BACK,
    text("Sources"),
    (d.SourceList("source-list", (d.SourceEntry("source-books", text("The mill’s books."), text("Passed on by the owner.")),)),),
)
DOCUMENT = d.Document(
    article="mill",
    format="epub",
    language="en-GB",
    metadata=d.Metadata(
        identifier="urn:uuid:11111111-2222-5333-8444-555555555555",
        title="The Mill",
        subtitle="What is known & what isn’t",
        summary="A report on a mill.",
        language="en-GB",
        publisher="Mill Press",
        authors=(d.Author("A. Miller"), d.Author("B. Baker")),
        subjects=("Mills", "Rivers"),
        rights="CC BY-SA 4.0",
        rights_url="https://creativecommons.org/licenses/by-sa/4.0/",
        modified=date(2026, 11, 23),
        edition=2,
    ),
    cover=d.Cover("The Mill", NAME, "What is known & what isn’t", "Edition 2", "23 November 2026", "Mill Press", "Report"),
    parts=(IMPRINT, HISTORY, SOURCES),
    contents=(
        d.ContentsEntry("imprint", "imprint", "Imprint"),
        d.ContentsEntry("history", "history", "History & visits", (d.ContentsEntry("visits", "history", "Visits"),)),
        d.ContentsEntry("sources", "sources", "Sources"),
    ),
    contents_title="Contents",
    figures=(d.ContentsEntry("figure-visits", "history", "Figure 1. Two figures of one kind"),),
    tables=(d.ContentsEntry("table-wide", "history", "Table 1. What the books say of each year"),),
    words=(*template_words(Labels("en")), ("description_of", "Description and data of the figure")),
)
PAGES = PageMap(
    "urn:uuid:99999999-2222-5333-8444-555555555555",
    "The Mill (A4)",
    (
        PageStart("i", "cover", 0, "The Mill"),
        PageStart("ii", "imprint", 0, "Imprint Publisher"),
        PageStart("iii", "contents", 0, "Contents Imprint"),
        PageStart("1", "history", 0, "History & visits The"),
        PageStart("2", "history-2", 26, "nobody knows why"),
        PageStart("3", "figure-visits", 0, "Figure 1 Two figures"),
        PageStart("4", "table-wide", 78, "2019 v19"),
        PageStart("5", "sources", 0, "Sources The"),
    ),
)
PICTURES = {"figure-visits": picture()}
COVERED = {**PICTURES, "cover": picture(160, 256)}
LOOK = {
    "family-display": '"Mill Sans", sans-serif',
    "family-foreign": '"Mill Naskh", serif',
    "foreign-scale": "0.8em",
    "rule-bar": "0.15em",
    "rule-bold": "0.1em",
    "rule-hairline": "0.05em",
    "size-call": "0.7em",
    "size-cover-subtitle": "1.2em",
    "size-h1": "1.9em",
    "size-h2": "1.3em",
    "size-h3": "1.1em",
    "size-key": "2em",
    "size-lead": "1.15em",
    "size-small": "0.85em",
}
FACE = Face("Mill Sans", 600, "normal", "fonts/mill-sans-600.otf", "font/otf", b"OTTO", "fonts/mill-sans-licence.txt", b"Licence")


class MillFonts:
    """Fonts that remember what was asked of them; their heaviest face is 400."""

    def __init__(self) -> None:
        self.cut: dict[tuple[str, int], str] = {}

    def find(self, family: str, weight: int = 400, style: str = "normal") -> FontFile | None:
        return FontFile(Path(f"{family}-{min(weight, 400)}.otf"), family, min(weight, 400), style)

    def licence(self, family: str) -> bytes:
        return f"Licence of {family}".encode()

    def subset(self, file: FontFile, characters: Iterable[str]) -> bytes:
        self.cut[file.family, file.weight] = "".join(characters)
        return b"OTTO" if "Sans" in file.family else b"\0\1\0\0"


def built(document: d.Document = DOCUMENT, **more: object) -> dict[str, bytes]:
    """Render the document and return the files of the book, by name."""
    arguments: dict[str, object] = {"look": LOOK, "pictures": COVERED, "pages": PAGES, **more}
    with zipfile.ZipFile(io.BytesIO(render(document, **arguments))) as archive:  # type: ignore[arg-type]
        return {name: archive.read(name) for name in archive.namelist()}


def without_figures() -> d.Document:
    """Return the document with no figure, and nothing that points to one."""
    blocks = tuple(block for block in HISTORY.blocks if block.id not in {"figure-visits", "history-2"})
    return replace(DOCUMENT, parts=(IMPRINT, replace(HISTORY, blocks=blocks, notes=()), SOURCES), figures=())


GOLDEN = Path(__file__).parent.parent / "golden" / "epub"


def outlines() -> dict[str, str]:
    """Return what the golden files hold, by file name: package, navigation, NCX and the sample's own part."""
    files = built()
    names = (
        "content.opf",
        "nav.xhtml",
        "toc.ncx",
        "text/history.xhtml",
        "descriptions/figure-visits.xhtml",
        "cover.xhtml",
        "titlepage.xhtml",
    )
    return {name.replace("/", "-"): re.sub(r"Ebook-lib [0-9.]+", "Ebook-lib", files[f"EPUB/{name}"].decode()) for name in names}


if __name__ == "__main__":
    # Run as a program, this writes the golden files anew; read the difference before you keep it.
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for name, outline in outlines().items():
        (GOLDEN / name).write_text(outline, encoding="utf-8")
