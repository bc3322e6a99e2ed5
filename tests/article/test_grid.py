"""Text stands on the lines of the page's grid behind every kind of block, and at the head of a page below every kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.built import Desk
from tests.support.layout import Layout, read, watched
from tests.support.layout_rules import off_the_grid
from tests.support.neighbours import BLOCKS, heads, pairs
from tests.support.soak import LONG

PRINTED = [("en", "a4"), ("fa", "large-print")]
FURTHER = [("en", "letter"), ("en", "large-print"), ("fa", "a4"), ("fa", "letter")]


def laid_out(article: Path, form: str) -> Layout:
    with watched() as seen:
        data = Desk.of(article).make(form)
    return read(*seen[-1], data)


@pytest.mark.parametrize(("language", "form"), PRINTED + (FURTHER if LONG else []))
def test_text_stands_on_the_grid_whichever_block_follows_which(language: str, form: str, tmp_path: Path) -> None:
    layout = laid_out(pairs(tmp_path / "article", language), form)
    assert len(layout.pages) > 2 * len(BLOCKS)
    assert [str(finding) for finding in off_the_grid(layout)] == []


@pytest.mark.parametrize(("language", "form"), PRINTED + FURTHER)
def test_text_stands_on_the_grid_whichever_block_begins_a_page(language: str, form: str, tmp_path: Path) -> None:
    layout = laid_out(heads(tmp_path / "article", language), form)
    assert len(layout.pages) > 2 * len(BLOCKS), "each kind of block is at a page's head, behind a page that one heading fills"
    assert [str(finding) for finding in off_the_grid(layout)] == []
