"""Persian words can be taken out of a page again, letter by letter, and are heard as they are written."""

from __future__ import annotations

import unicodedata
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2

from tests.support.printing import printed

WORDS = (Path(__file__).resolve().parents[1] / "golden" / "directions" / "persian-words.txt").read_text(encoding="utf-8").split()


@cache
def page() -> bytes:
    body = "".join(f'<p dir="rtl">{" ".join(WORDS[at : at + 7])}</p>' for at in range(0, len(WORDS), 7))
    return printed(body, "body { font-family: Almarai }", language="fa").data


def plain(text: str) -> str:
    """Leave out what joins letters and keeps them apart: no reader of pages gives it back."""
    return "".join(c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) != "Cf")


def is_marked(word: str) -> bool:
    return any(unicodedata.combining(c) for c in unicodedata.normalize("NFC", word))


def test_pdfium_gives_every_word_back_but_those_with_marks_above() -> None:
    assert len(WORDS) > 200
    text = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(page()))
    found = set(plain(text).split())
    assert [word for word in WORDS if plain(word) not in found and not is_marked(word)] == []
    assert sum(map(is_marked, WORDS)) < 0.05 * len(WORDS)


def test_what_is_heard_is_what_was_written_joiners_too() -> None:
    with pikepdf.open(BytesIO(page())) as pdf:
        said = " ".join(
            str(one.ActualText) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/ActualText" in one
        )
    assert set(WORDS) <= set(said.split())
