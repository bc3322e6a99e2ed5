"""The e-book of each article: its ways in, its notes, its descriptions, what it says of itself, and its languages."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree
from support import said
from support.built import Desk, minimal, minimal_files
from support.built import shipped as shipped_desk
from support.pages import package
from support.reading import documents, fold
from support.shipped import Shipped
from support.structure import Element, read

from report.model import document as doc

XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"

Tree = list[tuple[str, str, "Tree"]]
"""Entries of a navigation: text, address, entries below."""


class Book:
    """An e-book, the document that it was made from, and the desk at which print of the same article is made."""

    def __init__(self, desk: Desk, files: dict[str, Path]) -> None:
        self.desk, self.path = desk, files["epub"]
        self.document = desk.document("epub")
        self.trees = {name.removeprefix("EPUB/"): tree for name, tree in documents(self.path).items()}
        self.package = package(self.path)
        with ZipFile(self.path) as archive:
            self.ncx = etree.fromstring(archive.read("EPUB/toc.ncx"))

    def navs(self) -> dict[str, etree._Element]:
        return {nav.get(TYPE, ""): nav for nav in self.trees["nav.xhtml"].iter(f"{XHTML}nav")}

    def target(self, address: str, seen_from: str = "nav.xhtml") -> etree._Element:
        """Return the element that an address inside the book leads to."""
        file, _, id_ = address.partition("#")
        name = posixpath.normpath(posixpath.join(posixpath.dirname(seen_from), file)) if file else seen_from
        tree = self.trees[name]
        if not id_:
            return tree
        (element,) = (element for element in tree.iter() if element.get("id") == id_)
        return element

    def meta(self, name: str) -> list[str]:
        return [meta.text or "" for meta in self.package.iter("{*}meta") if meta.get("property") == name]


@pytest.fixture(scope="session", params=["shipped", "minimal"])
def book(request: pytest.FixtureRequest, shipped: Shipped) -> Book:
    return Book(shipped_desk(), shipped.files) if request.param == "shipped" else Book(minimal(), minimal_files())


def words(element: etree._Element) -> str:
    return fold("".join(element.itertext()))


def listed(holder: etree._Element) -> Tree:
    """Return the entries of a navigation's list."""
    found: Tree = []
    for item in holder.iterfind(f"{XHTML}ol/{XHTML}li"):
        link = item.find(f"{XHTML}a")
        assert link is not None
        found.append((words(link), link.get("href", ""), listed(item)))
    return found


def points(holder: etree._Element) -> Tree:
    """Return the entries of an NCX."""
    found: Tree = []
    for point in holder.iterfind(f"{NCX}navPoint"):
        label, content = point.find(f"{NCX}navLabel"), point.find(f"{NCX}content")
        assert label is not None
        assert content is not None
        found.append((words(label), content.get("src", ""), points(point)))
    return found


def texts(entries: tuple[doc.ContentsEntry, ...]) -> list[tuple[str, object]]:
    return [(fold(entry.text), texts(entry.entries)) for entry in entries]


def plain(tree: Tree) -> list[tuple[str, object]]:
    return [(text, plain(below)) for text, _, below in tree]


def flat(tree: Tree) -> Iterator[str]:
    for _, address, below in tree:
        yield address
        yield from flat(below)


def test_contents_are_nested_and_old_devices_get_the_same(book: Book) -> None:
    contents = listed(book.navs()["toc"])
    assert plain(contents) == texts(book.document.contents)
    nav_map = book.ncx.find(f"{NCX}navMap")
    assert nav_map is not None
    assert points(nav_map) == contents


def test_figures_and_tables_have_lists_of_their_own(book: Book) -> None:
    navs = book.navs()
    for type_, entries in (("loi", book.document.figures), ("lot", book.document.tables)):
        assert (type_ in navs) == bool(entries)
        if entries:
            assert plain(listed(navs[type_])) == texts(entries)


def test_every_navigation_has_a_label_and_leads_somewhere(book: Book) -> None:
    navs = book.navs()
    assert set(navs) >= {"toc", "landmarks", "page-list"}
    for type_, nav in navs.items():
        assert words(book.target(f"#{nav.get('aria-labelledby')}")), f"{type_} has no label"
        assert (nav.get("hidden") is not None) == (type_ in {"landmarks", "page-list"})
        for address in flat(listed(nav)):
            book.target(address)


def test_landmarks_lead_to_what_they_name(book: Book) -> None:
    types = {link.get(TYPE): book.target(link.get("href", "")) for link in book.navs()["landmarks"].iter(f"{XHTML}a")}
    assert {"cover", "titlepage", "toc", "bodymatter"} <= set(types)
    assert ("loi" in types) == bool(book.document.figures)
    assert ("lot" in types) == bool(book.document.tables)
    for type_ in ("cover", "titlepage", "bodymatter"):
        inside = {kind for element in types[type_].iter() for kind in element.get(TYPE, "").split()}
        assert type_ in inside


def test_files_and_paragraphs_are_named_by_the_articles_own_ids(book: Book) -> None:
    items = {item.get("id"): item.get("href") for item in book.package.iter("{*}item")}
    for part in book.document.parts:
        assert items[f"text-{part.id}"] == f"text/{part.id}.xhtml"
        ids = {element.get("id") for element in book.trees[f"text/{part.id}.xhtml"].iter()}
        kinds = (doc.Paragraph, doc.Heading, doc.Figure, doc.Note, doc.StatementEntry, doc.TimelineEntry, doc.SourceEntry)
        below = [block for block in said.blocks(part) if isinstance(block, kinds)]
        assert {block.id for block in below} <= ids
    paragraphs = [element for name, tree in book.trees.items() if name.startswith("text/") for element in tree.iter(f"{XHTML}p")]
    named = [element for element in paragraphs if any(up.get("id") for up in (element, *element.iterancestors()))]
    assert len(named) == len(paragraphs)


def test_notes_are_asides_with_a_leading_link_back(book: Book) -> None:
    wanted = {note.id: note for part in book.document.parts for note in part.notes}
    asides = {}
    for file, tree in book.trees.items():
        calls = {element.get("id"): element for element in tree.iter(f"{XHTML}a") if element.get(TYPE) == "noteref"}
        for aside in tree.iter(f"{XHTML}aside"):
            if aside.get(TYPE) != "footnote":
                continue
            asides[aside.get("id")] = aside
            assert aside.get("role") == "doc-footnote"
            assert aside.get("hidden") is None
            back = aside[0][0]
            assert not (aside.text or "").strip()
            assert not (aside[0].text or "").strip()
            assert back.get("role") == "doc-backlink"
            call = calls[back.get("href", "").removeprefix("#")]
            assert call.get("role") == "doc-noteref"
            assert book.target(call.get("href", ""), file) is aside
            assert words(call) == words(back) == str(wanted[aside.get("id", "")].number)
    assert set(asides) == set(wanted)


def charts(book: Book) -> list[doc.Figure]:
    return [block for block in said.blocks(book.document.parts) if isinstance(block, doc.Figure)]


def test_charts_lead_to_their_description_and_data(book: Book) -> None:
    assert charts(book)
    for figure in charts(book):
        (file,) = (name for name, tree in book.trees.items() if any(e.get("id") == f"{figure.id}-image" for e in tree.iter()))
        image = book.target(f"#{figure.id}-image", file)
        assert image.get("alt") == figure.alternative_text
        link = book.target(f"#{image.get('aria-details')}", file)
        assert link.tag == f"{XHTML}a"
        assert words(link)
        assert link.get("hidden") is None
        described = book.target(link.get("href", ""), file)
        assert (described.find(f".//{XHTML}table") is not None) == (figure.data is not None)
        (back,) = (a for a in described.iter(f"{XHTML}a") if a.get("role") == "doc-backlink")
        assert book.target(back.get("href", ""), f"descriptions/{figure.id}.xhtml").get("id") == figure.id


def in_words(tree: Element) -> str:
    """Return what the PDF's chapter of charts in words says; it is the one whose headings name the figures."""
    sections = [kid for kid in tree.kids if isinstance(kid, Element)]
    (section,) = (
        s
        for s in sections
        if any(isinstance(k, Element) and k.type == "H2" and k.heard().startswith("Figure 1:") for k in s.kids)
    )
    return fold(" ".join(kid.heard() for kid in section.kids[1:] if isinstance(kid, Element)))


def test_descriptions_say_what_they_say_in_print(book: Book, tmp_path: Path) -> None:
    def text(element: etree._Element) -> str:
        if element.get("class") == "way-back":
            return ""
        inner = (element.text or "") + "".join(text(child) + (child.tail or "") for child in element)
        return inner if element.tag.removeprefix(XHTML) in {"a", "span", "em", "q", "abbr"} else f" {inner} "

    read_here = []
    for figure in (figure for figure in charts(book) if figure.label):  # of the axis at a glance print has none
        (section,) = book.trees[f"descriptions/{figure.id}.xhtml"].iter(f"{XHTML}section")
        read_here.append(text(section))
    large = tmp_path / "large-print.pdf"
    large.write_bytes(book.desk.make("large-print"))
    assert fold(" ".join(read_here)) == in_words(read(large))


def test_what_it_says_of_its_accessibility_is_true(book: Book) -> None:
    features = set(book.meta("schema:accessibilityFeature"))
    images = [image for tree in book.trees.values() for image in tree.iter(f"{XHTML}img")]
    assert ("alternativeText" in features) == (bool(images) and all((image.get("alt") or "").strip() for image in images))
    assert ("longDescription" in features) == any(image.get("aria-details") for image in images)
    assert ("tableOfContents" in features) == ("toc" in book.navs())
    assert ("pageNavigation" in features) == ("page-list" in book.navs())
    assert "structuralNavigation" in features
    assert book.meta("schema:accessibilityHazard") == ["none"]
    assert set(book.meta("schema:accessMode")) == {"textual", "visual"}
    assert "textual" in book.meta("schema:accessModeSufficient")
    (summary,) = book.meta("schema:accessibilitySummary")
    notes = any(aside.get("role") == "doc-footnote" for tree in book.trees.values() for aside in tree.iter(f"{XHTML}aside"))
    foreign = any(element.get("lang") for tree in book.trees.values() for element in tree.iterfind(f".//{XHTML}body//*"))
    drawn = [image for image in images if image.get("aria-details")]
    assert ("Every chart is described in words, and its values stand in a table. " in summary) == bool(drawn)
    assert ("Notes open where they are called" in summary) == notes
    assert ("Words in other languages are marked as such" in summary) == foreign
    assert ("Page numbers are those of the print edition" in summary) == ("page-list" in book.navs())
    assert summary.endswith("Reading it takes no scripts, no sound and no network.")
    assert book.meta("dcterms:conformsTo") == [], "nobody has evaluated it"
    assert not any(name.startswith("a11y:certif") for meta in book.package.iter("{*}meta") if (name := meta.get("property", "")))


def test_every_document_and_every_foreign_word_says_its_language_and_direction(book: Book) -> None:
    language = book.document.language
    assert (book.package.get(XML_LANG), book.package.get("dir")) == (language, "ltr")
    for tree in book.trees.values():
        assert (tree.get("lang"), tree.get(XML_LANG), tree.get("dir")) == (language, language, "ltr")
        for element in tree.iter(f"{XHTML}*"):
            assert element.get("lang") == element.get(XML_LANG)
    for tree in book.trees.values():
        for span in tree.iter(f"{XHTML}span"):
            if "foreign" in span.get("class", "").split():
                assert span.get("lang")
                assert span.get("dir") in {"ltr", "rtl"}
    shown = [words(e) for tree in book.trees.values() for e in tree.iter(f"{XHTML}span") if e.get("lang") not in {None, language}]
    wanted = [node.text for node in said.blocks((book.document.cover, book.document.parts)) if isinstance(node, doc.Foreign)]
    assert sorted(shown) == sorted(map(fold, wanted))
    assert book.ncx.get(XML_LANG) == language
