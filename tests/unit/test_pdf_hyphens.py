"""No more than two lines in a row end in a divided word, and no last line is the end of one."""

from __future__ import annotations

from tests.support.layout import read, watched
from tests.support.layout_rules import end_of_a_word, stacked_hyphens
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


def test_a_paragraph_whose_last_line_is_the_end_of_a_word_is_set_without_dividing_it() -> None:
    with watched() as seen:
        data = printed('<h1>T</h1><p id="end">In the old administration</p>', f"{CSS} p {{ width: 21mm !important }}").data
    before, after = (read(root, boxes, data) for root, boxes in seen)
    assert [finding.words for finding in end_of_a_word(before)] == ["tion"]
    assert end_of_a_word(after) == []


def test_nothing_is_laid_out_again_for_two_hyphens() -> None:
    with watched() as seen:
        printed('<h1>T</h1><p id="few">A neighbourhood for all</p>', CSS)
    assert len(seen) == 1
