"""An article with everything in it, in Arabic, Hebrew and Urdu: its pages keep the rules, and its words are given back."""

from __future__ import annotations

import re

import pikepdf
import pytest
from babel.messages.pofile import read_po
from support.built import LANGUAGES, TRANSLATED, translated, translated_file, translated_layout
from support.readers import given_back, pdfium

from report.model.cldr import digits_of, locale_of, script_of
from tests.support.layout_rules import check

_ROLE = re.compile(r"\{\w+\}`[^`]*`|\[\^\w+\]|\]\([^)]*\)|[*\[]")

_SIGN = re.compile(r"[^\w\u064b-\u0652]+")
"""What isn't a letter, or a mark on one."""


def said(language: str) -> str:
    """Return what the article's sections say in a language, without their markup."""
    with (LANGUAGES / "locale" / f"{language}.po").open("rb") as file:
        messages = [message for message in read_po(file) if (message.context or "").startswith("sections/")]
    return " ".join(_ROLE.sub(" ", str(message.string)) for message in messages)


@pytest.mark.parametrize("language", TRANSLATED)
def test_pages_keep_the_rules(language: str) -> None:
    layout = translated_layout(language, "a4")
    assert len(layout.pages) > 5
    # A comma or colon alone that a space was taken off stands in its line and not in its own box.
    found = [finding for finding in check(layout) if re.search(r"\w", finding.words)]
    assert list(map(str, found)) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_its_sections_say_is_given_back(language: str) -> None:
    wanted, found = (_SIGN.sub(" ", text) for text in (said(language), pdfium(translated_file(language, "a4"))))
    assert len(wanted.split()) > 100
    assert given_back(wanted, found) >= 0.97


@pytest.mark.parametrize("language", TRANSLATED)
def test_pages_are_labelled_and_written_about_in_the_language_s_own_way(language: str) -> None:
    file = translated_file(language, "a4")
    digits, _ = digits_of(locale_of(language))
    with pikepdf.open(file) as pdf:
        assert str(pdf.Root.Lang) == language
        assert [page.label for page in pdf.pages] == [digits[number] for number in range(1, len(pdf.pages) + 1)]
    western = re.findall(r"[\u0620-\u06ff\u05d0-\u05ea][),»]* ?[,;]", pdfium(file))
    assert (western == []) == (script_of(language) == "Arab")


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_same_words_give_the_same_bytes(language: str) -> None:
    assert translated(language).make("a4") == translated_file(language, "a4").read_bytes()


def test_a_name_of_another_language_asks_for_its_faces() -> None:
    """Each edition names the others in their own letters: Hebrew ones, among Arabic."""
    families = {file.family for file in translated("ar").room.fonts.files}
    assert "Heebo" in families
    assert "עברית" in pdfium(translated_file("ar", "a4"))
