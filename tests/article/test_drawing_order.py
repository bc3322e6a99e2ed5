"""Pages of the article that ships are drawn in the order in which they are heard, and copied in it, too."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from shutil import which

import pypdfium2
import pytest
from support.drawing import disordered
from support.shipped import Shipped
from support.structure import Element, read

FORMATS = ("a4", "letter", "large-print")


def by_pdfium(file: Path) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(file))


def by_poppler(file: Path) -> str:
    poppler = which("pdftotext")
    if not poppler:
        pytest.skip("there is no pdftotext")
    return subprocess.run([poppler, "-raw", "-enc", "UTF-8", file, "-"], capture_output=True, check=True).stdout.decode()


@pytest.mark.parametrize("name", [*FORMATS, "brief"])
def test_pages_are_drawn_as_they_are_heard(shipped: Shipped, name: str) -> None:
    assert disordered(shipped.files[name]) == []


@pytest.mark.parametrize("reader", [by_pdfium, by_poppler])
@pytest.mark.parametrize("name", FORMATS)
def test_the_imprint_is_copied_as_it_is_heard(shipped: Shipped, name: str, reader: Callable[[Path], str]) -> None:
    imprint = next(element for element in read(shipped.files[name]).walk() if heading(element) == "Imprint")
    assert imprint.heard() in " ".join(reader(shipped.files[name]).split())


def heading(element: Element) -> str:
    """Return the title of a section."""
    first = element.kids[0] if element.type == "Sect" and element.kids else None
    return first.heard() if isinstance(first, Element) else ""
