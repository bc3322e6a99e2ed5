"""Pages that an index names: true in the finished file, each once, and no more laid out for it than needs be."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.printing import fonts_ready, printed
from support.soak import LONG, times

from report.output.pdf.engine.mends.pagination import folded
from report.problems import ProblemsFound

BREAK = '<p style="break-before: page">next</p>'


def place(name: str) -> str:
    return f'<p>here is <a href="#row" data-use="{name}">§{name}§</a></p>'


def index(*rows: tuple[str, ...]) -> str:
    asked = "".join(
        f'<p>row <span data-uses="{" ".join(row)}" data-page="on {{pages}}." data-pages="on all of {{pages}}.">0</span></p>'
        for row in rows
    )
    return f'<section id="row"><h1>Index</h1>{asked}</section>'


def pages(data: bytes) -> list[str]:
    """Return the text of each page."""
    with pdfium.PdfDocument(BytesIO(data)) as document:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


def told(data: bytes) -> list[str]:
    return re.findall(r"on (?:all of )?[\d, –]+\.", " ".join(pages(data)))


def where(data: bytes, names: tuple[str, ...]) -> list[int]:
    """Return the indices of the pages on which one of the names stands, in order."""
    return [number for number, text in enumerate(pages(data)) if any(f"§{name}§" in text for name in names)]


@pytest.mark.parametrize(
    ("indices", "words"), [([], ""), ([4], "5"), ([4, 5], "5–6"), ([0, 2, 3, 4, 8], "1, 3–5, 9"), ([1, 3, 5], "2, 4, 6")]
)
def test_ranges_are_folded(indices: list[int], words: str) -> None:
    assert folded(indices, [str(number + 1) for number in range(10)]) == words
    assert folded(indices, [str(number + 1) for number in range(10)], "fa") == words.replace(",", "،")


def test_a_page_is_named_once_and_several_in_the_plural() -> None:
    body = place("a") + place("a2") + BREAK + place("b") + BREAK + BREAK + place("a3") + BREAK
    data = printed(body + index(("a", "a2"), ("a", "a2", "b", "a3"))).data
    assert told(data) == ["on 1.", "on all of 1–2, 4."]


def test_places_in_notes_and_pictures_count() -> None:
    note = '<p>text<span class="note" id="n" data-number="1">a note: <a href="#row" data-use="b">§b§</a></span></p>'
    picture = '<img id="c" src="picture:chart" alt="drawn">'
    data = printed(place("a") + BREAK + note + BREAK + picture + BREAK + index(("a", "b", "c"))).data
    assert told(data) == ["on all of 1–3."]


@settings(max_examples=times(8, 250), deadline=None, derandomize=not LONG)
@given(
    gaps=st.lists(st.integers(0, 9), min_size=2, max_size=14),
    rows=st.lists(st.integers(1, 6), min_size=1, max_size=12),
    behind=st.integers(0, 2),
)
def test_pages_are_those_of_the_finished_file(gaps: list[int], rows: list[int], behind: int) -> None:
    names = [f"u{number}" for number in range(len(gaps))]
    body = "".join("<p>filling up to the next</p>" * gap + place(name) for name, gap in zip(names, gaps, strict=True))
    asked = [tuple(names[number % len(names)] for number in range(start, start + size)) for start, size in enumerate(rows)]
    contents = '<nav><ol><li><a href="#row">Index</a></li><li><a href="#end">Ending</a></li></ol></nav>'
    data = printed(contents + body + index(*asked) + '<h1 id="end">Ending</h1>' + "<p>after</p>" * behind).data
    listed = dict(re.findall(r"(Index|Ending)[. ]*(\d+)", pages(data)[0]))
    headed = {word: str(max(number for number, text in enumerate(pages(data), 1) if word in text)) for word in listed}
    assert len(listed) == 2
    assert listed == headed
    folios = [str(number + 1) for number in range(len(pages(data)))]
    wanted = [folded(where(data, row), folios) for row in asked]
    assert [re.sub(r"^on (all of )?|\.$", "", text) for text in told(data)] == wanted


def test_only_pages_that_say_so_are_laid_out_again(monkeypatch: pytest.MonkeyPatch) -> None:
    fonts_ready()
    from weasyprint.layout import page as laying

    made: list[int] = []
    original = laying.remake_page

    def remake_page(number: int, *given: Any) -> Any:
        made.append(number)
        return original(number, *given)

    monkeypatch.setattr(laying, "remake_page", remake_page)
    data = printed("".join(place(f"u{number}") + BREAK for number in range(8)) + index(("u1", "u5"))).data
    assert told(data) == ["on all of 2, 6."]
    assert made == [*range(9), 8]


def test_what_would_be_untrue_is_not_printed() -> None:
    roman = "@page { @bottom-right { content: counter(page, lower-roman) } }"
    with pytest.raises(ProblemsFound) as found:
        printed(place("a") + BREAK + index(("a",)), roman)
    (problem,) = found.value.problems
    assert (problem.rule, problem.sentence) == ("PDF-006", "“on 1.” is not where its value is used.")
