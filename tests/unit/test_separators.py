"""Commas and semicolons between the parts of a line are those of the document's script."""

from __future__ import annotations

import pytest

from report.compose.language import Language
from report.compose.separators import with_own
from report.model import document as doc
from report.model.cldr import separator

SAID = doc.Paragraph("p", (doc.Text("a"), doc.Text(", "), doc.Emphasis((doc.Text("b"), doc.Text("; "))), doc.Text("c, d; e")))


@pytest.mark.parametrize(("language", "comma", "semicolon"), [("fa", "، ", "؛ "), ("ur", "، ", "؛ "), ("prs", "، ", "؛ ")])
def test_arabic_script_has_its_own(language: str, comma: str, semicolon: str) -> None:
    (made,) = with_own((SAID,), language)
    inside = doc.Emphasis((doc.Text("b"), doc.Text(semicolon)))
    assert made == doc.Paragraph("p", (doc.Text("a"), doc.Text(comma), inside, doc.Text("c, d; e")))


@pytest.mark.parametrize("language", ["en", "de", "he", "hi", "ku"])
def test_others_keep_what_they_have(language: str) -> None:
    parts = (SAID,)
    assert with_own(parts, language) is parts


def test_strings_are_joined_likewise_and_empty_ones_left_out() -> None:
    assert Language("fa").joined(["a", "", "b"]) == "a، b"
    assert Language("ar").joined(["a", "b"], "; ") == "a؛ b"
    assert Language("en").joined(["a", "b"]) == "a, b"


def test_a_dot_between_digits_that_have_one_for_zero_is_a_dash() -> None:
    assert (separator(" · ", "fa"), separator(" · ", "en")) == (" – ", " · ")


@pytest.mark.parametrize(("language", "line"), [("ar", "a، b"), ("ja", "a、b"), ("zh", "a，b"), ("he", "a, b"), ("ku", "a, b")])
def test_pieces_of_text_are_joined_alike(language: str, line: str) -> None:
    assert Language(language).joined(["a", "", "b"]) == line


@pytest.mark.parametrize(
    ("language", "said"),
    [("sr", "„a ’b’”"), ("sr-Latn", "„a ’b’”"), ("pt", "“a ‘b’”"), ("pt-PT", "«a “b”»"), ("ka", "„a «b»“"), ("ug", "»a ›b‹«")],
)
def test_quotation_marks_are_cldr_s(language: str, said: str) -> None:
    marks = Language(language).marks
    assert f"{marks.opening}a {marks.inner_opening}b{marks.inner_closing}{marks.closing}" == said
