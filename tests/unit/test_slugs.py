"""Ids made from words, whatever Latin letters they are written in."""

from __future__ import annotations

import pytest

from report.model.slugs import slug


@pytest.mark.parametrize(
    ("words", "made"),
    [
        ("Tromsø", "tromso"), ("Łódź", "lodz"), ("Đà Nẵng", "da-nang"), ("Straße", "strasse"), ("GROẞ", "gross"),
        ("Færøerne", "faeroerne"),
        ("Œuvre", "oeuvre"), ("Þórshöfn", "thorshofn"), ("Ðorđe", "dorde"), ("Għarb", "gharb"), ("Kırşehir", "kirsehir"),
        ("İzmir", "izmir"), ("Côte d’Ivoire", "cote-d-ivoire"), ("São Tomé & Príncipe", "sao-tome-principe"), ("ایران", ""),
    ],
)  # fmt: skip
def test_latin_letters_of_all_alphabets_are_kept(words: str, made: str) -> None:
    assert slug(words) == made
