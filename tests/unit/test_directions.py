"""From which side a language is written: asked in one place, by whoever composes and by whoever binds a book."""

from __future__ import annotations

import pytest

from report.compose.language import Language
from report.model.cldr import direction


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
        ("pa-PK", "ltr"),
    ],
)
def test_the_script_decides_and_else_the_language(tag: str, side: str) -> None:
    assert direction(tag) == Language(tag).direction == side
