"""No more than two lines in a row end in a divided word, and no last line is the end of one."""

from __future__ import annotations

from itertools import groupby

from tests.support.layout import Layout, read, watched
from tests.support.layout_rules import end_of_a_word, stacked_hyphens
from tests.support.printing import printed

CSS = """
@page { size: 60mm 120mm; margin: 10mm }
p { hyphens: auto; width: 24mm; line-height: 14pt; margin: 0 }
"""
WORDS = "characteristically neighbourhood administration correspondence negotiation " * 3


def layouts(body: str, more: str = "") -> list[Layout]:
    """Return each layout that was made until the pages were right."""
    with watched(each=True) as seen:
        data = printed(f"<h1>T</h1>{body}", f"{CSS} {more}").data
    return [read(root, boxes, data) for root, boxes in seen]


def in_a_row(layout: Layout) -> set[int]:
    """Return how many lines in a row end in a hyphen."""
    lines = [line.text.endswith("-") for line in layout.lines if line.element.tag == "p"]
    return {len(list(those)) for divided, those in groupby(lines) if divided}


def test_a_third_line_is_not_divided_and_nothing_is_laid_out_twice_for_it() -> None:
    (layout,) = layouts(f'<p id="many">{WORDS}</p>')
    assert max(in_a_row(layout)) == 2
    assert stacked_hyphens(layout) == []


def test_lines_are_counted_over_the_end_of_a_page() -> None:
    (layout,) = layouts(f'<p id="many">{WORDS * 4}</p>', "p { widows: 1; orphans: 1 }")
    assert len(layout.pages) > 2
    assert max(in_a_row(layout)) == 2


def test_a_word_whose_end_would_be_the_last_line_is_not_divided() -> None:
    (layout,) = layouts('<p id="end">In the old <i>adminis</i>tration.</p>', "p { width: 30mm !important }")
    assert [line.text for line in layout.lines if line.element.tag == "p"] == ["In the old", "administration."]
    assert end_of_a_word(layout) == []


def test_a_word_in_the_middle_of_a_paragraph_still_is() -> None:
    (layout,) = layouts('<p id="end">In the old administration there</p>', "p { width: 30mm !important }")
    assert [line.text for line in layout.lines if line.element.tag == "p"] == ["In the old admin-", "istration there"]


def test_a_word_that_is_longer_than_the_line_is_divided_all_the_same() -> None:
    (layout,) = layouts('<p id="end">In the old administration.</p>', "p { width: 19mm !important }")
    assert [line.text for line in layout.lines if line.element.tag == "p"] == ["In the old", "adminis-", "tration."]
    narrow = layouts(f'<p id="many">{"incomprehensibilities " * 4}</p>', "p { width: 16mm !important }")[-1]
    assert all(line.rect.right <= narrow.pages[0].area.right for line in narrow.lines if line.element.tag == "p")


def test_words_with_hyphens_of_their_own_let_no_other_word_be_divided_above_them() -> None:
    before, after = layouts('<p id="end">a neighbourhood administration cyber-attack here</p>', "p { width: 27mm !important }")
    assert [finding.words for finding in stacked_hyphens(before)] == ["neighbour- / adminis- / cyber-"]
    assert stacked_hyphens(after) == []


def test_nothing_is_laid_out_again_for_two_hyphens() -> None:
    assert len(layouts('<p id="few">A neighbourhood for all</p>')) == 1
