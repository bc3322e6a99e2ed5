"""Long books: contents that name the right pages, each page laid out once, and the same pages as WeasyPrint alone makes."""

from __future__ import annotations

import re

import pypdfium2
import pytest
from support.printing import fonts_ready, printed

CHAPTERS = 24
LONG = "The minutes of a board that met"
"""With the size below it fits into a line of the contents with one digit behind it, and not with two."""


def tight(size: int = 11) -> str:
    """Return style rules by which each chapter begins a page, with contents in this size."""
    return f"nav {{ break-after: page }} nav ol {{ font-size: {size}pt; margin: 0 }} h1 {{ break-before: page; font-size: 12pt }}"


def book(count: int = CHAPTERS, title: str = LONG) -> str:
    entries = "".join(f'<li><a href="#c{n}">{title}</a></li>' for n in range(count))
    notes = 'A word<span class="note" id="n{0}" data-number="{0}">A note.</span> and more.' + f" {title}." * 9
    chapters = "".join(f'<h1 id="c{n}">Chapter {n}x</h1><p id="p{n}">{notes.format(n)}</p>' for n in range(count))
    return f"<nav><ol>{entries}</ol></nav>{chapters}"


def pages_of(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        return [page.get_textpage().get_text_range() for page in document]


def contents_and_places(pages: list[str]) -> tuple[list[int], list[int]]:
    """Return the numbers that the contents print, and those of the pages where the chapters are."""
    places = [number for n in range(CHAPTERS) for number, text in enumerate(pages, 1) if f"Chapter {n}x" in text]
    front = "\n".join(pages[: places[0] - 1])
    return [int(found) for found in re.findall(r"\.\s*(\d+)\s*(?=[\r\n])", front)], places


@pytest.mark.parametrize("size", [11, 12])
def test_contents_that_get_longer_name_the_right_pages(size: int) -> None:
    pages = pages_of(printed(book(), tight(size)).data)
    printed_numbers, places = contents_and_places(pages)
    assert len(places) == CHAPTERS
    assert [number for number in printed_numbers if number >= places[0]][:CHAPTERS] == places


def test_each_page_is_laid_out_once_and_contents_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    fonts_ready()
    from weasyprint.layout import page

    made: list[int] = []
    original = page.remake_page

    def remake_page(index: int, *rest: object) -> object:
        made.append(index)
        return original(index, *rest)

    monkeypatch.setattr(page, "remake_page", remake_page)
    pages = pages_of(printed(book(), tight(11)).data)
    front = next(index for index, text in enumerate(pages) if "Chapter 0x" in text)
    assert front > 1
    assert sorted(made) == sorted([*range(len(pages)), *range(front)])


def test_notes_that_wait_are_a_list_in_all_that_is_asked_of_them() -> None:
    fonts_ready()
    from report.output.pdf.engine.mends.even_pace import Waiting

    one, other = object(), object()
    notes = Waiting()
    assert not notes
    assert None not in notes
    for note in (one, other, one):
        notes.append(note)
    kept = notes.copy()
    notes.remove(one)
    assert one in notes
    notes.remove(one)
    assert one not in notes
    assert other in notes
    assert one in kept
    with pytest.raises(ValueError, match="isn't waiting"):
        notes.remove(one)


def test_contents_can_count_all_pages_and_their_own() -> None:
    style = "nav a::after { content: ' <' counter(page) '/' counter(pages) '>' }"
    pages = pages_of(printed(book(12), tight(11) + style).data)
    told = [re.findall(r"<(\d+/\d+)>", text) for text in pages]
    assert sum(map(len, told)) == 12
    assert len([numbers for numbers in told if numbers]) > 1
    assert all(found == f"{number}/{len(pages)}" for number, numbers in enumerate(told, 1) for found in numbers)
