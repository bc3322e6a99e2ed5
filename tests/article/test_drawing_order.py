"""Pages of articles, the one that ships and invented ones, are drawn in the order in which they are heard, and copied in it."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from support.built import Desk
from support.drawing import disordered
from support.invented import book
from support.risky import article_of, prose
from support.shipped import Shipped
from support.soak import times
from support.structure import Element, read

from report.problems import ProblemsFound

FORMATS = ("a4", "letter", "large-print")


def by_pdfium(file: Path) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(file))


@pytest.mark.parametrize("name", [*FORMATS, "brief"])
def test_pages_are_drawn_as_they_are_heard(shipped: Shipped, name: str) -> None:
    assert disordered(shipped.files[name]) == []


@pytest.mark.parametrize("name", FORMATS)
def test_the_imprint_is_copied_as_it_is_heard(shipped: Shipped, name: str) -> None:
    imprint = next(element for element in read(shipped.files[name]).walk() if heading(element) == "Imprint")
    # PDFium turns brackets beside words from right to left, and moves the space at them.
    heard, copied = (re.sub(r"[()\s]", "", text) for text in (imprint.heard(), by_pdfium(shipped.files[name])))
    assert heard in copied


@pytest.mark.parametrize("name", ["a4", "large-print"])
def test_an_invented_book_is_drawn_as_it_is_heard(name: str, tmp_path: Path) -> None:
    assert disordered(Desk.of(book(tmp_path / "book", 4)).make(name)) == []


@settings(
    max_examples=times(2, 40),
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)
@given(prose())
def test_whatever_an_article_says_is_drawn_as_it_is_heard(tmp_path_factory: pytest.TempPathFactory, blocks: list[str]) -> None:
    article = article_of(tmp_path_factory.mktemp("risky"), blocks)
    try:
        made = Desk.of(article).make("a4")
    except (AssertionError, ProblemsFound):  # what the loader or the linter refuses isn't printed
        assume(False)
    assert disordered(made) == []


def heading(element: Element) -> str:
    """Return the title of a section."""
    first = element.kids[0] if element.type == "Sect" and element.kids else None
    return first.heard() if isinstance(first, Element) else ""
