"""No more than two lines in a row end in a divided word."""

from __future__ import annotations

from tests.support.layout import read, watched
from tests.support.layout_rules import stacked_hyphens
from tests.support.printing import printed

CSS = """
@page { size: 60mm 120mm; margin: 10mm }
p { hyphens: auto; width: 24mm; line-height: 14pt; margin: 0 }
"""
WORDS = "characteristically neighbourhood administration correspondence negotiation " * 3


def test_a_paragraph_with_too_many_hyphens_in_a_row_is_set_without_them() -> None:
    with watched() as seen:
        data = printed(f'<h1>T</h1><p id="many">{WORDS}</p><p id="few">A neighbourhood</p>', CSS).data
    before, after = (read(root, boxes, data) for root, boxes in seen)
    assert stacked_hyphens(before)
    assert stacked_hyphens(after) == []


def test_nothing_is_laid_out_again_for_two_hyphens() -> None:
    with watched() as seen:
        printed('<h1>T</h1><p id="few">A neighbourhood for all</p>', CSS)
    assert len(seen) == 1
