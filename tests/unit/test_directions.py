"""From which side a language is written: asked in one place, by whoever composes and by whoever binds a book."""

from __future__ import annotations

import pytest
from babel import Locale
from babel.localedata import locale_identifiers

from report.compose.language import Language
from report.model.cldr import direction, script_of


@pytest.mark.parametrize(
    ("tag", "side"),
    [
        ("en", "ltr"),
        ("fa", "rtl"),
        ("fa-IR", "rtl"),
        ("FA", "rtl"),
        ("ckb", "rtl"),
        ("ks", "rtl"),
        ("ku", "ltr"),
        ("ku-Arab", "rtl"),
        ("ks-Deva", "ltr"),
        ("az-arab-IR", "rtl"),
        ("fa-Latn", "ltr"),
        ("pa-PK", "rtl"),
        ("prs", "rtl"),
        ("sr-Latn", "ltr"),
    ],
)
def test_the_script_decides_and_else_the_language(tag: str, side: str) -> None:
    assert direction(tag) == Language(tag).direction == side


def test_scripts_say_what_babel_says_of_every_language_that_it_has() -> None:
    said = {str(locale): locale.character_order for locale in map(Locale.parse, locale_identifiers())}
    sides = {"left-to-right": "ltr", "right-to-left": "rtl", "top-to-bottom": "ltr"}
    assert {name: direction(name.replace("_", "-")) for name in said} == {name: sides[order] for name, order in said.items()}
    assert "rtl" in {direction(name) for name in said}


@pytest.mark.parametrize(
    ("tag", "script"),
    [("fa", "Arab"), ("prs", "Arab"), ("sr", "Cyrl"), ("sr-Latn", "Latn"), ("zh-TW", "Hant"), ("uz-AF", "Arab"), ("qaa", "Latn")],
)
def test_a_language_has_a_script(tag: str, script: str) -> None:
    assert script_of(tag) == script
