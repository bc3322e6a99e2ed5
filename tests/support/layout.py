"""Pages as they were laid out and as they were written, brought together for layout rules.

What stands where comes from two witnesses: WeasyPrint's boxes know lines, elements and blocks; the PDF knows where ink is,
charts' labels included. Measures are points from the upper left corner of the page.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any, NamedTuple
from unittest import mock
from xml.etree.ElementTree import Element

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

POINTS = 0.75
"""In a CSS pixel."""
BESIDE = 1.7
"""Points by which a mark may stand beside the box of its text, where two directions meet."""


class Rect(NamedTuple):
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def common(self, other: Rect) -> tuple[float, float]:
        """Return width and height of what both share; negative where they are apart."""
        return min(self.right, other.right) - max(self.left, other.left), min(self.bottom, other.bottom) - max(
            self.top, other.top
        )

    def outside(self, area: Rect) -> float:
        """Return by how much this sticks out of `area`; negative where it doesn't."""
        return max(area.left - self.left, area.top - self.top, self.right - area.right, self.bottom - area.bottom)

    def holds(self, x: float, y: float) -> bool:
        """Tell whether the point is in here."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    @property
    def centre(self) -> tuple[float, float]:
        """The point in the middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


def around(boxes: Sequence[Rect]) -> Rect:
    """Return the rectangle that holds all of them."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Rect(min(lefts), min(tops), max(rights), max(bottoms))


class Zone(Enum):
    """The kind of place where a line stands."""

    FLOW = auto()
    ASIDE = auto()
    """In the flow's order, but beside it: floats."""
    NOTE = auto()
    RUNNING = auto()


@dataclass(eq=False)
class Line:
    """A line of text; `text` is without the calls of notes."""

    page: int
    text: str
    rect: Rect
    pieces: list[Rect]
    """The rectangles of its text boxes."""
    zone: Zone
    element: Element
    """The element whose line it is: a paragraph, a cell, a heading."""
    baseline: float = 0.0
    """Where its letters stand, from the page's head."""
    height: float = 0.0
    """Of the line with its leading."""
    size: float = 0.0
    """Of its first letters."""


@dataclass(eq=False)
class Picture:
    """A picture as it is placed."""

    page: int
    rect: Rect
    element: Element


@dataclass(eq=False)
class Ink:
    """A piece of text as the PDF paints it: what its glyphs cover."""

    page: int
    text: str
    rect: Rect


@dataclass(eq=False)
class Page:
    """One page."""

    number: int
    whole: Rect
    area: Rect
    """The type area: the page without its margins."""
    lines: list[Line] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    ink: list[Ink] = field(default_factory=list)
    calls: list[Element] = field(default_factory=list)
    """The notes that are called on it."""
    notes: Rect | None = None
    """Where notes stand, from the rule above them on."""

    def set_as_text(self, ink: Ink) -> bool:
        """Tell whether the ink is that of a line; what is left belongs to pictures."""
        x, y = ink.rect.centre
        return any(piece.holds(at, y) for line in self.lines for piece in line.pieces for at in (x, x - BESIDE, x + BESIDE))


@dataclass(eq=False)
class Layout:
    """All pages of one publication."""

    root: Element
    pages: list[Page]

    def __post_init__(self) -> None:
        self._parents = {child: parent for parent in self.root.iter() for child in parent}

    @property
    def lines(self) -> Iterator[Line]:
        """Yield the lines of all pages, in order."""
        return (line for page in self.pages for line in page.lines)

    def up(self, element: Element) -> Iterator[Element]:
        """Yield the element and those that hold it, from the inside out."""
        current: Element | None = element
        while current is not None:
            yield current
            current = self._parents.get(current)

    def within(self, element: Element, *names: str) -> Element | None:
        """Return the innermost element around (or itself) that has one of these tags; a name with a dot before it is a class."""
        for one in self.up(element):
            if set(names) & {one.tag, *(f".{name}" for name in (one.get("class") or "").split())}:
                return one
        return None


@contextmanager
def watched(*, each: bool = False) -> Iterator[list[tuple[Element, Sequence[Any]]]]:
    """Keep the element tree and the page boxes of each document that is printed meanwhile, or of each layout of it."""
    from report.output.pdf.engine import press

    seen: list[tuple[Element, Sequence[Any]]] = []
    walked, written = press.walked, press.LaidOut.written

    def walk(root: Element, boxes: Sequence[Any]) -> Any:
        seen.append((root, boxes))
        return walked(root, boxes)

    def write(laid_out: press.LaidOut, *how: Any) -> bytes:
        seen.append((laid_out.trace.root, [page._page_box for page in laid_out._document.pages]))
        return written(laid_out, *how)

    with mock.patch.object(press, "walked", walk) if each else mock.patch.object(press.LaidOut, "written", write):
        yield seen


def read(root: Element, page_boxes: Sequence[Any], data: bytes) -> Layout:
    """Return the layout of a document, from its boxes and its PDF."""
    pages = [_Reader(number).page(box) for number, box in enumerate(page_boxes, 1)]
    document = pdfium.PdfDocument(data)
    try:
        for page, written in zip(pages, document, strict=True):
            page.ink = list(_ink(page.number, written))
    finally:
        document.close()
    return Layout(root, pages)


class _Reader:
    """Walks the boxes of one page."""

    def __init__(self, number: int) -> None:
        self.number = number

    def page(self, box: Any) -> Page:
        whole = Rect(0, 0, box.margin_width() * POINTS, box.margin_height() * POINTS)
        left, top = box.content_box_x() * POINTS, box.content_box_y() * POINTS
        self.made = Page(self.number, whole, Rect(left, top, left + box.width * POINTS, top + box.height * POINTS))
        kinds = {"MarginBox": Zone.RUNNING, "FootnoteAreaBox": Zone.NOTE}
        for child in box.children:
            if type(child).__name__ == "FootnoteAreaBox" and child.children:
                top, whole = child.border_box_y() * POINTS, child.border_height() * POINTS
                self.made.notes = Rect(left, top, left + box.width * POINTS, top + whole)
            zone = Zone.ASIDE if getattr(child, "beside", False) else kinds.get(type(child).__name__, Zone.FLOW)
            self._box(child, zone)
        return self.made

    def _box(self, box: Any, zone: Zone) -> None:
        box = getattr(box, "_box", box)  # what is positioned absolutely stands behind a placeholder
        if zone is Zone.FLOW and box.style["float"] in {"left", "right"} and type(box).__name__ != "LineBox":
            zone = Zone.ASIDE
        if hasattr(box, "replacement"):
            self.made.pictures.append(Picture(self.number, _rect(box), box.element))
        elif type(box).__name__ == "LineBox":
            self._line(box, zone)
        else:
            for child in box.children if hasattr(box, "children") else ():
                self._box(child, zone)

    def _line(self, box: Any, zone: Zone) -> None:
        texts = list(self._texts(box, zone))
        said = [text for text in texts if text.text.strip()]
        if not said:
            return
        pieces = [_rect(text) for text in said]
        words = "".join(text.text for text in texts if not str(text.element_tag).endswith("::footnote-call"))
        element = box.element if box.element is not None else Element("margin")
        self.made.lines.append(
            Line(
                self.number,
                words.strip(),
                around(pieces),
                pieces,
                zone,
                element,
                *_stand(box),
                said[0].style["font_size"] * POINTS,
            )
        )

    def _texts(self, box: Any, zone: Zone) -> Iterator[Any]:
        """Yield the text boxes of a line; blocks that stand in it as letters do have lines of their own."""
        for child in box.children:
            inner = getattr(child, "_box", child)
            if inner.footnote is not None:
                self.made.calls.append(inner.footnote.element)
            if type(inner).__name__ == "TextBox":
                yield inner
            elif type(inner).__name__ == "InlineBox":
                yield from self._texts(inner, zone)
            else:
                self._box(inner, zone)


def _stand(line: Any) -> tuple[float, float]:
    """Return the baseline and the height of a line."""
    return (line.position_y + (line.baseline or 0.0)) * POINTS, line.height * POINTS


def _rect(box: Any) -> Rect:
    left, top = box.content_box_x() * POINTS, box.content_box_y() * POINTS
    return Rect(left, top, left + box.width * POINTS, top + box.height * POINTS)


def _ink(number: int, page: pdfium.PdfPage) -> Iterator[Ink]:
    height = page.get_height()
    text = page.get_textpage()
    runs: dict[int, list[tuple[str, Rect]]] = {}
    for index in range(text.count_chars()):
        owner = pdfium_c.FPDFText_GetTextObject(text, index)
        character = chr(pdfium_c.FPDFText_GetUnicode(text, index))
        if not owner or not character.strip():
            continue
        left, bottom, right, top = text.get_charbox(index)
        runs.setdefault(ctypes.addressof(owner.contents), []).append(
            (character, Rect(left, height - top, right, height - bottom))
        )
    for run in runs.values():
        if all(unicodedata.combining(character) for character, _ in run):
            continue  # a mark that the font sets apart from its letter, which it belongs over
        yield Ink(number, "".join(character for character, _ in run), around([rect for _, rect in run]))
    text.close()
