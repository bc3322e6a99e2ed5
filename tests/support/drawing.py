"""In which order a PDF's pages are drawn, as PDFium finds it, beside that in which their structure trees are heard."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import c_float
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from unittest import mock

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

SLACK = 3.0
"""Points by which what isn't text is taken to be wider than its ink."""

BODY = """
<nav><ol><li><a href="#one">One</a></li><li><a href="#two">Two</a></li></ol></nav>
<h1 id="one">One</h1><p id="p">Text <b>and</b> <a href="#two">a <i>link</i></a><span class="note" id="n" data-number="1">a
note</span> that is long enough for a second line of text, we hope.</p><aside><p>By the way <i>words</i></p></aside>
<ul><li>item</li><li>more <q>quoted</q></li></ul>
<dl><dt>Term</dt><dd>What it is</dd><dt>Other</dt><dd>What that is</dd></dl>
<table><caption>Caption</caption><thead><tr><th>head</th><th>second</th></tr></thead><tbody>
<tr><td>cell</td><td>other<span class="note" id="n2" data-number="2">other note</span></td></tr><tr><td>3</td><td>4</td></tr>
</tbody></table>
<figure><img src="picture:chart" alt="drawn"><figcaption>What it shows</figcaption></figure>
<h2 id="two">Two</h2><p>The end of it, <b>boldly</b>.</p>
"""
STYLES = {
    "plain": "",
    "labels": "dt { float: left; clear: left; width: 20mm; color: #567 } dd { margin-left: 25mm }",
    "side": "aside { float: right; width: 25mm; background: #eee; border: 1px solid #999 } aside p { color: #a00 }",
    "placed": "aside { position: absolute; top: 0; right: 0 } aside p { margin: 0 } h1 { margin-top: 10mm }",
    "boxes": "b, i, q { display: inline-block; background: #ffd; border-radius: 1mm; padding: 0 1mm }",
    "turned": "h2 { transform: rotate(3deg); transform-origin: left } aside { transform: translate(4mm, 1mm); color: #00f }",
    "clipped": "aside { overflow: hidden; height: 8mm; border-radius: 2mm; background: linear-gradient(#fff, #abc) }",
    "columns": "ul { columns: 2 } dl { display: grid; grid-template-columns: 1fr 3fr }",
    "ruled": "table { border-collapse: collapse } td, th { border: 1px solid #080; background: #efe } tr { color: #800 }",
    "shades": "p, td, li { color: rgb(200 0 50 / 0.5) } aside { box-shadow: 1mm 1mm 2px #888; background: rgb(0 90 200 / 0.2) }",
    "faint": "h1::after { content: ''; display: block; height: 1mm; background: #06c; opacity: 0.4 } aside { float: right }",
    "underlined": "b, i, a { text-decoration: underline } dt { text-decoration: line-through; float: left; width: 20mm }",
    "right to left": "ul, dl { direction: rtl } dt { float: right; width: 20mm }",
}


@dataclass(frozen=True)
class Drawn:
    """One thing drawn on a page, and how far its ink goes."""

    mark: int
    """The number of its marked content; -1 for decoration."""
    text: bool
    box: tuple[float, float, float, float]

    def meets(self, other: Drawn) -> bool:
        more = 0.0 if self.text and other.text else SLACK
        (left, low, right, high), (west, south, east, north) = self.box, other.box
        return left < east + more and west < right + more and low < north + more and south < high + more


def disordered(data: bytes | Path) -> list[str]:
    """Return a sentence for each mark that is drawn behind another one, is heard before it, and doesn't lie over it."""
    return [
        f"page {number}: {mark} is drawn behind {before}"
        for number, (page, heard) in enumerate(zip(drawn(data), heard_marks(data), strict=True), start=1)
        for before, mark in out_of_order(page, heard)
    ]


def out_of_order(page: list[Drawn], heard: list[int]) -> Iterator[tuple[int, int]]:
    """Yield each mark that comes too late with the one before it, unless that had to be drawn before."""
    places = {mark: place for place, mark in enumerate(heard)}
    marks = list(dict.fromkeys(thing.mark for thing in page if thing.mark >= 0))
    for before, mark in pairwise(marks):
        if places[mark] < places[before] and not has_to_wait(page, before, mark):
            yield before, mark


def has_to_wait(page: list[Drawn], before: int, mark: int) -> bool:
    """Tell whether what is heard before a mark and drawn after it lies over it, or over something that does."""
    over = {number for number, thing in enumerate(page) if thing.mark == before}
    for number, thing in enumerate(page):
        if number > min(over) and any(thing.meets(page[other]) for other in over if other < number):
            over.add(number)
    return any(page[number].mark == mark for number in over)


def drawn(data: bytes | Path) -> list[list[Drawn]]:
    """Return what is drawn on each page, in order."""
    document = pypdfium2.PdfDocument(data)
    return [[_drawn(thing) for thing in page.get_objects(max_depth=1)] for page in document]


def _drawn(thing: pypdfium2.PdfObject) -> Drawn:
    edges = [c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(thing, *edges)
    left, low, right, high = (edge.value for edge in edges)
    text = thing.type == pdfium.FPDF_PAGEOBJ_TEXT
    return Drawn(pdfium.FPDFPageObj_GetMarkedContentID(thing), text, (left, low, right, high))


def heard_marks(data: bytes | Path) -> list[list[int]]:
    """Return the numbers of each page's marked content in the order of the structure tree."""
    with pikepdf.open(data if isinstance(data, Path) else BytesIO(data)) as pdf:
        heard: dict[tuple[int, int], list[int]] = {page.obj.objgen: [] for page in pdf.pages}

        def hear(element: pikepdf.Object) -> None:
            kids = element.get("/K", pikepdf.Array())
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                if isinstance(kid, int):
                    heard[element.Pg.objgen].append(int(kid))
                elif kid.get("/Type") == "/MCR":
                    heard[kid.Pg.objgen].append(int(kid.MCID))
                elif kid.get("/Type") != "/OBJR":
                    hear(kid)

        hear(pdf.Root.StructTreeRoot)
        return list(heard.values())


def pixels(data: bytes) -> list[bytes]:
    """Return each page as a picture of 144 dots per inch."""
    return [page.render(scale=2).to_numpy().tobytes() for page in pypdfium2.PdfDocument(data)]


@contextmanager
def as_painted() -> Iterator[None]:
    """Leave pages as the engine has painted them."""
    marks = "report.output.pdf.engine.marks"
    whole, same = (lambda operators, *_: operators), (lambda operators, _: operators)
    with mock.patch(f"{marks}.pieces", whole), mock.patch(f"{marks}.in_order", same):
        yield
