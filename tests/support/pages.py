"""The pages of a print format, read from the PDF, and the marks that an e-book has for them, read from the EPUB.

Both are read from the finished files: on one side the structure tree, whose marks tell their pages; on the other the navigation
document's page-list, and what stands behind the element that each entry leads to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from urllib.parse import unquote
from zipfile import ZipFile

import pikepdf
from lxml import etree
from support.reading import documents, fold, page_tree
from support.structure import _kids, _texts

WORDS = 6
"""How many words tell a place."""

_XHTML = "{http://www.w3.org/1999/xhtml}"
_TYPE = "{http://www.idpf.org/2007/ops}type"
_LINE = {"Span", "Quote", "Link", "Reference", "Code", "Em", "Strong"}
_PHRASES = {"a", "abbr", "b", "bdi", "cite", "code", "em", "i", "q", "s", "small", "span", "strong", "sub", "sup", "time", "wbr"}
_LABEL = re.compile(r"\s*(\d+\.|–|\d{4}(\s.*)?)\s*")
"""Of an item of a list, or of an event: print has its year before its day."""


@dataclass(frozen=True)
class Piece:
    """Text of the flow, in the order of the tree; `page` is -1 for the edge of a block."""

    page: int
    text: str
    place: str = ""
    """`cover`, `contents`, `back` for the back cover, `figure-` or `table-` and a number; empty for plain text."""


@dataclass(frozen=True)
class PrintedPage:
    label: str
    words: str
    """The first whole words of its flow; of a page that begins inside a figure, those of the figure."""
    place: str


@dataclass(frozen=True)
class Mark:
    label: str
    file: str
    name: str
    """What assistive technology says of it."""
    before: str
    """The text of its document before it."""
    behind: str
    """The words right behind it."""


def printed_pages(path: Path, *, cover: bool = True, only_print: tuple[str, ...] = ()) -> list[PrintedPage]:
    """Return the pages of a PDF; `only_print` are headings that no other format has."""
    with pikepdf.open(path) as pdf:
        reader = _Reader(pdf, only_print)
        (root,) = _kids(pdf.Root.StructTreeRoot)
        parts = list(_kids(root))
        for number, kid in enumerate(parts):
            place = "cover" if cover and not number else ""
            reader.read(kid, "back" if cover and number == len(parts) - 1 and not _headed(kid) else place)
        labels = [page.label for page in pdf.pages]
    starts = [_start(reader.pieces, n) for n in range(len(labels))]
    pages: list[PrintedPage] = []
    for number, label in enumerate(labels):
        start = next(start for start in (*starts[number:], len(reader.pieces) - 1) if start is not None)
        pages.append(_page(label, reader.pieces, start))
    return pages


def _start(pieces: list[Piece], page: int) -> int | None:
    """Return where a page begins: what was carried to its head is heard before the end of the page before, and begins none."""
    own = [number for number, piece in enumerate(pieces) if piece.page == page and piece.text.strip()]
    last = max((number for number, piece in enumerate(pieces) if 0 <= piece.page < page), default=-1)
    if own and own[-1] < last:
        return own[0]  # nothing but what was carried, a table's source line among it
    begun = {piece.place for piece in pieces if 0 <= piece.page < page}
    carried = {pieces[number].place for number in own if number < last} - begun
    return next((number for number in own if pieces[number].place not in carried), own[0] if own else None)


def _headed(element: pikepdf.Object) -> bool:
    """Tell whether there is a heading in an element of the tree."""
    return str(element.get("/S", "")) == "/H1" or any(
        _headed(kid) for kid in _kids(element) if isinstance(kid, pikepdf.Dictionary)
    )


def _page(label: str, pieces: list[Piece], start: int) -> PrintedPage:
    place = pieces[start].place
    if place.startswith("figure"):
        start = next(i for i, piece in enumerate(pieces) if piece.place == place)
    before, text = pieces[start - 1].text if start else " ", "".join(piece.text for piece in pieces[start : start + 200])
    if not before[-1:].isspace() and not text[:1].isspace():
        text = text[len(re.match(r"\S*", text)[0]) :]  # type: ignore[index]
    return PrintedPage(label, _first(text), place)


def _first(text: str) -> str:
    return " ".join(islice(fold(text).split(), WORDS))


class _Reader:
    """Reads what flows: no notes and their calls, no numbers of items, no page numbers in the contents."""

    def __init__(self, pdf: pikepdf.Pdf, only_print: tuple[str, ...]) -> None:
        self.pieces: list[Piece] = []
        self._texts = _texts(pdf)
        self._pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
        self._only_print = only_print
        self._figures = self._tables = 0

    def read(self, node: pikepdf.Object, place: str) -> None:
        kind = str(node.S).removeprefix("/")
        own = list(self._own(node))
        text = "".join(text for _, text in own)
        if kind in {"Note", "FENote"} or (kind == "Reference" and str(node.P.S) != "/TOCI"):
            self._add(Piece(-1, " " if text.endswith(" ") else "", place))
            return
        if kind == "Lbl" and _LABEL.fullmatch(text):
            return
        if kind == "P" and text.strip().isdigit() and any(str(kid.S) == "/H1" for kid in _kids(node.P) if _is_element(kid)):
            return  # of a chapter
        if kind == "H1" and fold(text) in self._only_print:
            return
        if kind == "Figure":
            # The picture itself has a place on its page, but no words.
            self.pieces += [Piece(page, "\u2060\u200b", place) for page, _ in own[:1]]
            return
        if kind == "Div" and any(str(kid.S) == "/Figure" for kid in _kids(node) if _is_element(kid)):
            self._figures += 1
            place = f"figure-{self._figures}"
        if kind == "Table" and not place:
            self._tables += 1
            place = f"table-{self._tables}"
        if kind == "Sect" and any(str(kid.S) == "/TOC" for kid in _kids(node) if _is_element(kid)):
            place = "contents"
        if kind not in _LINE:
            self._add(Piece(-1, " ", place))
        if "/ActualText" in node:
            self._add(Piece(own[0][0], str(node.ActualText), place))
        elif kind == "Link" and place == "contents":
            self._add(Piece(own[0][0], text.rpartition(" ")[0], place))
        else:
            self._kids(node, place)
        if kind not in _LINE:
            self._add(Piece(-1, " ", place))

    def _kids(self, node: pikepdf.Object, place: str) -> None:
        for kid in _kids(node):
            if _is_element(kid):
                self.read(kid, place)
            else:
                page, text = self._mark(node, kid)
                self._add(Piece(page, text if page >= 0 else "", place))

    def _own(self, node: pikepdf.Object) -> Iterator[tuple[int, str]]:
        """Yield page and text of every mark in an element and below it."""
        for kid in _kids(node):
            if _is_element(kid):
                yield from self._own(kid)
            else:
                page, text = self._mark(node, kid)
                if page >= 0:
                    yield page, text

    def _mark(self, node: pikepdf.Object, kid: pikepdf.Object | int) -> tuple[int, str]:
        if isinstance(kid, int):
            page, mark = self._pages[node.Pg.objgen], int(kid)
        elif kid.get("/Type") == "/MCR":
            page, mark = self._pages[kid.get("/Pg", node.get("/Pg")).objgen], int(kid.MCID)
        else:
            return -1, ""
        return page, self._texts.get((page, mark), "").replace("\u00ad", "")

    def _add(self, piece: Piece) -> None:
        if piece.text:
            self.pieces.append(piece)


def _is_element(kid: pikepdf.Object | int) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid


def marks(path: Path) -> list[Mark]:
    """Return what the page-list of an EPUB leads to, in its order."""
    trees = documents(path)
    nav = next(name for name in trees if name.endswith("nav.xhtml"))
    folder = nav.rpartition("/")[0]
    (listed,) = (element for element in trees[nav].iter(f"{_XHTML}nav") if element.get(_TYPE) == "page-list")
    found: list[Mark] = []
    for link in listed.iter(f"{_XHTML}a"):
        file, _, id_ = link.get("href", "").partition("#")
        name = f"{folder}/{unquote(file)}" if file else nav
        (element,) = (element for element in trees[name].iter() if element.get("id") == id_)
        assert element.get("role") == "doc-pagebreak"
        assert element.get(_TYPE) == "pagebreak"
        assert not "".join(element.itertext()).strip()
        assert not len(element)
        before, behind = _around(trees[name], element)
        later = list(trees)[list(trees).index(name) + 1 :]
        behind += " " + " ".join(_around(trees[other], None)[1] for other in later[:2])
        found.append(Mark("".join(link.itertext()).strip(), file, element.get("aria-label", ""), before, behind))
    return found


def _around(tree: etree._Element, mark: etree._Element | None) -> tuple[str, str]:
    """Return the text of a document before a mark and behind it; without a mark, all of it as behind."""
    texts = ["", ""]
    side = 0 if mark is not None else 1
    (body,) = tree.iter(f"{_XHTML}body")

    def read(element: etree._Element) -> None:
        nonlocal side
        if element is mark:
            side = 1
            return
        if not isinstance(element.tag, str) or _beside(element):
            return
        tag = element.tag.removeprefix(_XHTML)
        texts[side] += "" if tag in _PHRASES else " "
        texts[side] += element.text or ""
        for child in element:
            read(child)
            texts[side] += child.tail or ""
        texts[side] += "" if tag in _PHRASES else " "

    read(body)
    return texts[0], texts[1]


def page_marks(path: Path) -> list[Mark]:
    """Return what the list of pages in a web edition leads to, in its order."""
    tree = page_tree(path)
    found: list[Mark] = []
    for link in tree.iterfind(f".//{_XHTML}nav[@id='nav-pages']//{_XHTML}a"):
        (element,) = (element for element in tree.iter() if element.get("id") == link.get("href", "")[1:])
        assert element.get("role") == "doc-pagebreak"
        before, behind = _around(tree, element)
        holder = next(above.get("id") or above.tag for above in element.iterancestors() if above.get("id") or above.tag)
        found.append(Mark("".join(link.itertext()).strip(), holder, element.get("data-page", ""), before, behind))
    return found


def _beside(element: etree._Element) -> bool:
    types = {*element.get(_TYPE, "").split(), *element.get("role", "").removeprefix("doc-").split()}
    if element.get("class") in {"between", "epub-only"}:
        return True
    return bool(types & {"noteref", "footnote", "footnotes", "pagebreak", "backlink", "landmarks", "page-list"})


def package(path: Path) -> etree._Element:
    """Return an EPUB's package document."""
    with ZipFile(path) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".opf"))
        return etree.fromstring(archive.read(name))


def check(pdf: Path, book: Path, *, only_print: tuple[str, ...] = ()) -> list[tuple[PrintedPage, Mark]]:
    """Check everything that holds of a page-list; return the pages with their marks."""
    pages, found = printed_pages(pdf, only_print=only_print), marks(book)
    assert [mark.label for mark in found] == [page.label for page in pages]
    everything = fold(" ".join(_around(tree, None)[1] for tree in documents(book).values()))
    for page, mark in zip(pages, found, strict=True):
        assert page.label in mark.name.split()
        assert not (mark.before[-1:].isalnum() and mark.behind[:1].isalnum()), f"page {page.label} begins inside a word"
        if page.place == "cover":
            assert mark.file == "cover.xhtml"
        elif page.place == "contents":
            assert mark.file == "nav.xhtml"
        elif page.place == "back":  # a book has none: the page's place is behind all that it has
            assert mark.file == found[-1].file
        elif page.words in everything:
            assert fold(mark.behind).startswith(page.words), (
                f"page {page.label} begins “{page.words}”, its mark in {mark.file} stands before “{_first(mark.behind)}”"
            )
        else:
            assert mark.file == "text/imprint.xhtml", f"“{page.words}”, of page {page.label}, is nowhere in the book"
    with pikepdf.open(pdf) as opened, opened.open_metadata() as xmp:
        identifier = xmp["dc:identifier"]
    sources = [meta.text for meta in package(book).iter("{*}meta") if meta.get("property") == "pageBreakSource"]
    assert sources == [identifier]
    return list(zip(pages, found, strict=True))
