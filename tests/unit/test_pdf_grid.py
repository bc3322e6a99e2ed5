"""Blocks grow to whole lines where a style sheet asks for it, and nothing else does."""

from __future__ import annotations

import pytest

from tests.support.layout import Layout, Zone, read, watched
from tests.support.printing import printed

CSS = """
@page { size: 80mm 60mm; margin: 10mm }
body { margin: 0; line-height: 14pt; font-size: 10pt; font-family: "Source Serif 4" }
p { margin: 0 }
.box { height: 20pt; border-top: 1pt solid }
.stepped { --block-step: 14pt }
"""


def laid_out(body: str, css: str = "") -> Layout:
    with watched() as seen:
        data = printed(body, CSS + css).data
    return read(*seen[0], data)


def tops(layout: Layout) -> list[tuple[int, str, float]]:
    """Return page, words and distance from the head of the type area of each line, in lines of the grid."""
    areas = {page.number: page.area.top for page in layout.pages}
    flow = [line for line in layout.lines if line.zone is Zone.FLOW]
    first = flow[0]
    above = first.baseline - areas[first.page]
    return [(line.page, line.text, round((line.baseline - areas[line.page] - above) / 14, 2)) for line in flow]


@pytest.mark.parametrize(
    ("box", "found"),
    [
        ("<div class='box'></div>", 2.5),
        ("<div class='box stepped'></div>", 3.0),
        ("<div class='stepped'><div class='box'></div></div>", 3.0),
        ("<table class='stepped'><tr><td><div class='box'></div></td></tr></table>", 3.0),
        ("<div class='stepped' style='height: 28pt'></div>", 3.0),
        ("<div class='stepped' style='height: 28pt'><div class='box'></div></div>", 3.0),
        ("<div class='stepped' style='margin: 7pt 0 14pt'><p>Inside</p></div>", 4.0),
        ("<div class='stepped'></div>", 1.0),
    ],
)
def test_what_follows_a_block_stands_on_the_grid_where_it_asks_for_it(box: str, found: float) -> None:
    layout = laid_out(f"<p>Above</p>{box}<p>Below</p>", "table { border-spacing: 0 } td { padding: 0 }")
    assert tops(layout)[-1] == (1, "Below", pytest.approx(found, abs=0.08))


def test_a_block_that_a_page_ends_grows_from_the_head_of_the_next_page() -> None:
    lines = "".join(f"<p style='line-height: 11pt'>Line {number}</p>" for number in range(14))
    layout = laid_out(f"<p>Above</p><div class='stepped'>{lines}</div><p>Below</p>")
    page, words, at = tops(layout)[-1]
    assert (page, words) == (2, "Below")
    assert at == pytest.approx(round(at), abs=0.02)


def test_nothing_grows_past_the_foot_of_its_page() -> None:
    """A page of 113 pt holds 8 lines; a block that ends a point above its foot stays on it."""
    layout = laid_out("<div class='stepped' style='height: 112.5pt'><p>Full</p></div><p>Next</p>")
    assert [(page, words) for page, words, _ in tops(layout)] == [(1, "Full"), (2, "Next")]
