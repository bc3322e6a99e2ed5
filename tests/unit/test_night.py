"""Colours for dark screens: legible wherever those of the day are, and told apart as well."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.look.tokens import load_tokens
from report.look.tokens.night import Night
from report.look.tokens.values import TEXT_PAIRS, contrast

TOKENS = load_tokens()[0]
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_of_the_shipped_tokens_is_legible_at_night(text: str, ground: str) -> None:
    night = {**TOKENS.colour, **Night.of(TOKENS.colour).tokens(TOKENS.colour)}
    assert contrast(night[text], night[ground]) >= 4.5


def test_the_night_is_dark_and_its_ink_is_light() -> None:
    night = Night.of(TOKENS.colour).tokens(TOKENS.colour)
    assert contrast(night["paper"], TOKENS.colour["paper"]) > 15
    assert contrast(night["ink"], night["paper"]) > 10
    assert "cover" not in night  # has a ground of its own


def test_series_are_seen_at_night_and_told_apart() -> None:
    night = Night.of(TOKENS.colour)
    found = [night.colour(series.colour) for series in TOKENS.series]
    assert min(contrast(colour, night.colour(TOKENS.colour["paper"])) for colour in found) >= 3
    assert all(one != other for one, other in combinations(found, 2))


@given(COLOURS)
def test_whatever_is_legible_by_day_is_at_night(colour: str) -> None:
    night = Night.of(TOKENS.colour)
    for ground in ("paper", "ground"):
        by_day = contrast(colour, TOKENS.colour[ground])
        at_night = contrast(night.colour(colour), night.colour(TOKENS.colour[ground]))
        assert at_night >= min(by_day, 4.5) or colour in {TOKENS.colour["paper"], TOKENS.colour["ground"]}


@given(COLOURS, COLOURS, COLOURS)
def test_any_theme_has_a_night(paper: str, ink: str, other: str) -> None:
    night = Night(paper, ink, paper)
    assert contrast(night.colour(ink), night.colour(paper)) >= min(contrast(ink, paper), 4.5) - 0.01
    assert len(night.colour(other)) == 7


def test_a_theme_that_is_dark_by_day_stays_as_it_is() -> None:
    night = Night("#101010", "#eeeeee", "#202020")
    assert [night.colour(colour) for colour in ("#101010", "#eeeeee", "#0b5d7a")] == ["#101010", "#eeeeee", "#0b5d7a"]
