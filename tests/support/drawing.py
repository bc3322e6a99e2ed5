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
