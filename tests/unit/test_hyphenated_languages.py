"""Languages whose patterns of hyphenation can't be relied upon are set without hyphens."""

from __future__ import annotations

import pytest
from pyphen import Pyphen
from support.small_article import A4, run, with_blocks

from report.compose import compose
from report.markup import publication
from report.model.prose import Para


@pytest.mark.parametrize(("language", "divided"), [("en", True), ("de-AT", True), ("sq", False), ("sq-XK", False)])
def test_words_are_divided_where_patterns_know_how(language: str, divided: bool) -> None:
    page = publication(compose(with_blocks(Para(run("A word.")), language=language), A4), A4)
    look = page.partition("<body")[2].partition(">")[0]
    assert ("hyphenate" in look) is divided


@pytest.mark.parametrize(("word", "wrong"), [("nënshkrua", "nënshk-rua"), ("vullnet", "vu-llnet")])
def test_patterns_of_albanian_still_divide_where_nobody_would(word: str, wrong: str) -> None:
    """Once they don't, the language needs no exception."""
    found = ["-".join(parts) for parts in Pyphen(lang="sq").iterate(word)]
    assert wrong in found
