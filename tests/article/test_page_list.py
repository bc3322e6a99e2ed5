"""A class can cite page 5 whichever copy each one holds: the e-book marks each page of the A4 at the very word."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree
from support.built import minimal, minimal_files
from support.built import shipped as shipped_desk
from support.pages import Mark, PrintedPage, check, printed_pages
from support.reading import documents
from support.shipped import LANGUAGES, OWN, shipped

from report.model import document as doc

NCX = "{http://www.daisy.org/z3986/2005/ncx/}"


@pytest.fixture(scope="session", params=[*LANGUAGES, "minimal"], ids=lambda name: name or OWN)
def files(request: pytest.FixtureRequest) -> dict[str, Path]:
    return minimal_files() if request.param == "minimal" else shipped(request.param).files


def described(files: dict[str, Path]) -> tuple[str, ...]:
    """Return the title of the part in which print gathers its charts in words, which an e-book has no heading for."""
    language = next((tag for tag in LANGUAGES if tag and f"-{tag}-" in files["a4"].name), "")
    desk = minimal() if "minimal" in files["a4"].name else shipped_desk(language)
    parts = desk.document("a4").parts
    return tuple("".join(node.text for node in part.title) for part in parts if part.kind is doc.PartKind.DESCRIPTIONS)  # type: ignore[union-attr]


@pytest.fixture(scope="session")
def pages(files: dict[str, Path]) -> list[tuple[PrintedPage, Mark]]:
    return check(files["a4"], files["epub"], only_print=described(files))


def test_each_page_is_marked_before_its_first_word(pages: list[tuple[PrintedPage, Mark]]) -> None:
    assert len(pages) > 2
    plain = [page for page, _ in pages if not page.place]
    assert len(plain) >= len(pages) - 4, "the words of most pages have been looked for"


def test_first_words_are_those_that_a_reader_sees_on_the_page(files: dict[str, Path]) -> None:
    import pypdfium2

    found = printed_pages(files["a4"], only_print=described(files))
    with pypdfium2.PdfDocument(files["a4"]) as document:
        for page, printed in zip(document, found, strict=True):
            text_page = page.get_textpage()
            text = "".join(text_page.get_text_range().replace("\ufffe", "").replace("\u00ad", "").split())
            text_page.close()
            page.close()
            if not printed.place:
                assert all(letters(word) in letters(text) for word in printed.words.split()[:2])


def letters(text: str) -> str:
    """Return text without marks above letters, which PDFium gives back somewhere near them, and without joiners."""
    return "".join(sign for sign in text if not unicodedata.combining(sign) and sign != "\u200c")


def test_old_devices_get_the_same_pages(files: dict[str, Path], pages: list[tuple[PrintedPage, Mark]]) -> None:
    with ZipFile(files["epub"]) as archive:
        ncx = etree.fromstring(archive.read("EPUB/toc.ncx"))
    targets = [
        ("".join(target.find(f"{NCX}navLabel").itertext()).strip(), target.find(f"{NCX}content").get("src").partition("#")[0])
        for target in ncx.iter(f"{NCX}pageTarget")
    ]
    assert targets == [(page.label, mark.file) for page, mark in pages]


def test_marks_stand_in_the_order_in_which_the_book_is_read(files: dict[str, Path]) -> None:
    order = [
        element.get("id")
        for tree in documents(files["epub"]).values()
        for element in tree.iter()
        if element.get("role") == "doc-pagebreak"
    ]
    with ZipFile(files["epub"]) as archive:
        nav = etree.fromstring(archive.read("EPUB/nav.xhtml"))
    (listed,) = nav.xpath("//*[@*[local-name()='type']='page-list']")
    assert [link.get("href").partition("#")[2] for link in listed.iter("{*}a")] == order
