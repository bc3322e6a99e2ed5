"""Columns are balanced: as low as their pieces let them be, and everything is in them."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from report.output.pdf.engine.mends import mend
from report.output.pdf.engine.mends.columns import Undivided, least

STYLE = """
@page { size: 300px 200px; margin: 0 } body { margin: 0 }
div { columns: %s; column-gap: 0 } p { margin: 0 0 %spx; font: 10px/20px sans-serif; break-inside: avoid }
"""


def _columns(heights: list[int], columns: int = 2, below: int = 0, style: str = "") -> list[list[list[str]]]:
    """Return the words in each column of each page."""
    import weasyprint

    mend()
    body = "".join(f"<p style='height: {height}px'>{name}</p>" for name, height in zip("abcdefghijkl", heights, strict=False))
    sheet = STYLE % (columns, below) + style
    pages = weasyprint.HTML(string=f"<style>{sheet}</style><div>{body}</div><h1>after</h1>").render().pages
    return [
        [_words(box) for box in page._page_box.descendants() if box.is_column and box.element_tag.startswith("div")]
        for page in pages
    ]


def _words(box: Any) -> list[str]:
    return [below.text for below in box.descendants() if getattr(below, "text", "")]


@pytest.mark.parametrize(
    ("heights", "expected"),
    [
        ([20, 20, 20, 20], [["a", "b"], ["c", "d"]]),
        ([20, 20, 20], [["a", "b"], ["c"]]),
        ([60, 20, 20, 20], [["a"], ["b", "c", "d"]]),
        ([20, 20, 20, 90], [["a", "b", "c"], ["d"]]),
        ([50], [["a"]]),
    ],
)
def test_columns_are_as_low_as_they_can_be(heights: list[int], expected: list[list[str]]) -> None:
    assert _columns(heights) == [expected]


def test_white_between_blocks_is_reckoned_with() -> None:
    assert _columns([30, 20, 30, 40, 20], below=5) == [[["a", "b", "c"], ["d", "e"]]]


def test_what_holds_together_stays_together() -> None:
    held = "p:nth-child(2) { break-after: avoid }"
    assert _columns([20, 20, 20, 20], style=held) == [[["a", "b", "c"], ["d"]]]


def test_what_has_no_room_goes_on_in_columns_of_the_next_page() -> None:
    first, second = _columns([60] * 9, columns=2)
    assert first == [["a", "b", "c"], ["d", "e", "f"]]
    assert second == [["g", "h"], ["i"]]


@pytest.mark.parametrize("count", [2, 3])
def test_the_least_height_is_that_of_the_best_division(count: int) -> None:
    heights = [17.0, 40.0, 9.0, 33.0, 21.0, 12.0, 48.0]
    pieces = [Undivided(3.0, height, 2.0) for height in heights]

    def high(some: list[float]) -> float:
        return sum(some) + 3.0 * max(len(some) - 1, 0) + 2.0 if some else 0.0

    best = min(
        max(high([height for height, column in zip(heights, columns, strict=True) if column == one]) for one in range(count))
        for columns in product(range(count), repeat=len(heights))
        if list(columns) == sorted(columns)
    )
    assert best <= least(pieces, count) <= best + 1
