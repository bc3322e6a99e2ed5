"""Persian words can be taken out of a page again, letter by letter, and are heard as they are written."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2

from tests.support.printing import printed
from tests.support.readers import given_back, pdfium
from tests.support.readers import words as as_written

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "directions"
WORDS = (GOLDEN / "persian-words.txt").read_text(encoding="utf-8").split()
VOWELS = "اُردُو مُحبّت کِتاب بَڑا لُطفِ خُدا بِسْمِ الرَّحْمنِ الرَّحِيمِ كِتَابٌ جَدِيدٌ فِي الْمَكْتَبَةِ يَقْرَؤُهُ الطُّلابُ كُلَّ يَوْمٍ"
"""Urdu and Arabic with the vowels written: marks at the end of words and amid them, two on a letter, and on ligatures."""


@cache
def page() -> bytes:
    body = "".join(f'<p dir="rtl">{" ".join(WORDS[at : at + 7])}</p>' for at in range(0, len(WORDS), 7))
    return printed(body, "body { font-family: Almarai }", language="fa").data


def text_of(data: bytes) -> str:
    return " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))


def test_pdfium_gives_every_word_back_those_with_marks_above_too() -> None:
    assert len(WORDS) > 200
    assert sum(any(map(unicodedata.combining, word)) for word in WORDS) > 10
    found = set(as_written(text_of(page())))
    assert [word for word in as_written(" ".join(WORDS)) if word not in found] == []


def test_it_gives_back_words_with_all_their_vowels(tmp_path: Path) -> None:
    file = tmp_path / "vowels.pdf"
    file.write_bytes(printed(f'<p dir="rtl">{VOWELS}</p>', "body { font-family: Almarai }", language="ar").data)
    assert given_back(VOWELS, pdfium(file)) == 1


def test_no_mark_is_drawn_as_a_piece_of_text_by_itself() -> None:
    with pikepdf.open(BytesIO(page())) as pdf:
        operators = [str(each.operator) for each in pikepdf.parse_content_stream(pdf.pages[0])]
    assert "TJ" in operators
    assert "Ts" not in operators


def test_a_mark_has_its_place_above_the_letter_in_its_glyph() -> None:
    style = "body { font: 60pt Almarai } @page { size: 200pt; @top-left { content: none } @bottom-right { content: none } }"
    pages = [printed(f'<p dir="rtl">{word}', style, language="fa").data for word in ("مثلاً", "مثلا")]
    with_mark, without = (pypdfium2.PdfDocument(each)[0].render(grayscale=True).to_numpy().astype(int) for each in pages)
    with_mark, without = with_mark.reshape(200, 200), without.reshape(200, 200)
    rows, columns = (with_mark.astype(int) - without != 0).nonzero()
    letters = (without < 128).nonzero()
    assert len(rows) > 20
    assert rows.max() < letters[0].min() + 2, "it stands above the tall letters"
    assert letters[1].min() - 3 <= columns.min() < columns.max() < letters[1].mean(), "at the end of the word, on the left"


def test_what_a_ligature_stands_for_does_not_hang_on_what_was_drawn_before_it(tmp_path: Path) -> None:
    """A mark on a ligature is drawn before it, and the engine takes it for all of it."""
    file = tmp_path / "first.pdf"
    file.write_bytes(printed('<p dir="rtl">كاملاً سلام', "body { font-family: Almarai }", language="ar").data)
    assert as_written(pdfium(file))[:2] == ["كاملاً", "سلام"]


def test_the_same_words_give_the_same_bytes() -> None:
    first = page()
    page.cache_clear()
    assert page() == first


def test_what_is_heard_is_what_was_written_joiners_too() -> None:
    with pikepdf.open(BytesIO(page())) as pdf:
        said = " ".join(
            str(one.ActualText) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/ActualText" in one
        )
    assert set(WORDS) <= set(said.split())
    assert not re.search("\u200b", said)
