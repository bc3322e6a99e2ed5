"""Polished text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from report.compose.language import Language
from report.compose.typography import polish


def polished(text: str, language: str = "en", before: str = "") -> str:
    """Return polished text, with holding spaces shown as ~."""
    return polish(text, Language(language), before).replace("\u00a0", "~").replace("\u202f", "_")


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "“Say ‘no’”"), ("de", "„Say ‚no‘“"), ("fr", "«_Say “no”_»"), ("sv", "”Say ’no’”")],
)
def test_quotes_are_those_of_the_language(language: str, expected: str) -> None:
    assert polished("\"Say 'no'\"", language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("it's the residents' own", "it’s the residents’ own"),
        ("in the '90s", "in the ’90s"),
        ("one -- two --- three", "one – two — three"),
        ("so...", "so…"),
        ("----", "----"),
        ("34 hectares in 2013 there", "34~hectares in 2013 there"),
        ("was a day and I went", "was a~day and I~went"),
        ("Mr Smith, p. 12, Dr. Who", "Mr~Smith, p.~12, Dr.~Who"),
        ('("yes")', "(“yes”)"),
    ],
)
def test_english_is_set_as_a_compositor_would(text: str, expected: str) -> None:
    assert polished(text) == expected


def test_what_stands_before_counts() -> None:
    assert polished('" he said', before="no") == "” he said"
    assert polished(" members", before="about 2,300") == "~members"
    assert polished(" the camp", before="In 2013") == " the camp"
    assert polished("s of it", before="MEK") == "s of it"


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(st.text(alphabet="aIb3. '\"-–—…(“”‘’„«\u00a0\u202f,:Mrp1é\n", max_size=30), st.sampled_from(["en", "de", "fr", "fa"]))
def test_polishing_twice_changes_nothing(text: str, language: str) -> None:
    once = polish(text, Language(language))
    assert polish(once, Language(language)) == once
