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
.snapped { --block-snap: 14pt }
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


@pytest.mark.parametrize(
    ("above", "below", "found"),
    [
        ("<div class='box'></div>", "<p class='snapped'>Below</p>", 3.0),
        ("<div style='height: 28pt'></div>", "<p class='snapped'>Below</p>", 3.0),
        ("<div style='height: 28pt'></div>", "<p class='snapped' style='margin-top: 7pt'>Below</p>", 4.0),
        ("<div class='box' style='margin-bottom: 7pt'></div>", "<p class='snapped' style='margin-top: 6pt'>Below</p>", 3.0),
        ("<div class='box' style='margin-bottom: -7pt'></div>", "<p class='snapped' style='margin-top: 14pt'>Below</p>", 3.0),
        ("<div class='box'></div>", "<section class='snapped'><p style='margin-top: 3pt'>Below</p></section>", 3.0),
        ("<div class='box'></div>", "<section><p class='snapped' style='margin-top: 3pt'>Below</p></section>", 3.0),
        ("<div class='box'></div>", "<p class='snapped' style='border-top: 1pt solid; padding-top: 2pt'>Below</p>", 3.0),
        ("<div class='box'></div>", "<p>Below</p>", 2.5),
    ],
)
def test_text_begins_on_the_grid_where_it_asks_for_it(above: str, below: str, found: float) -> None:
    assert tops(laid_out(f"<p>Above</p>{above}{below}"))[-1] == (1, "Below", pytest.approx(found, abs=0.08))


def test_text_at_the_head_of_a_page_begins_there() -> None:
    layout = laid_out("<div style='height: 100pt'></div><p class='snapped' style='margin-top: 7pt'>Below<br>And on</p>")
    assert [(page, at) for page, _, at in tops(layout)] == [(2, 0.0), (2, 1.0)]


@pytest.mark.parametrize("item", ["<p class='lines'>{}</p>", "<ul><li class='lines'>{}<p>Inside</p></li></ul>"])
def test_a_line_that_is_higher_is_as_high_as_whole_lines(item: str) -> None:
    high = "<span style='display: inline-block; height: 16pt; vertical-align: -3pt'>High</span>"
    style = ".lines { --line-height-step: 14pt } ul { margin: 0; padding: 0; list-style: none }"
    layout = laid_out(item.format(f"One<br>Two {high}<br>Three") + "<p>Below</p>", style)
    found = {words: at for _, words, at in tops(layout)}
    assert (found["One"], found["Three"], found["Below"]) == (0.0, 3.0, 4.0 if item.startswith("<p") else 5.0)
    assert 1.0 < found["Two"] < 2.0


def test_a_block_that_a_page_ends_grows_from_the_head_of_the_next_page() -> None:
    lines = "".join(f"<p style='line-height: 11pt'>Line {number}</p>" for number in range(14))
    layout = laid_out(f"<p>Above</p><div class='stepped'>{lines}</div><p>Below</p>")
    page, words, at = tops(layout)[-1]
    assert (page, words) == (2, "Below")
    assert at == pytest.approx(round(at), abs=0.02)


def test_lines_stand_on_the_grid_whichever_faces_their_letters_are_from() -> None:
    """The first face of the list has the spaces and the Latin letters, and another one has the Persian ones."""
    lines = ["گفت", "Latin", "گفت و گو", "در سال ۲۰۱۵", "گفت and Latin", "«گفت»"]
    style = 'body { line-height: 13.5pt; font-family: "Source Serif 4", Almarai } i { font-size: 8pt; line-height: 0 }'
    layout = laid_out("".join(f"<p>{line}<i> گفت</i></p>" for line in lines), style)
    baselines = [line.baseline for line in layout.lines if line.zone is Zone.FLOW]
    assert [at - baselines[0] for at in baselines] == [pytest.approx(13.5 * number, abs=0.01) for number in range(len(lines))]


def test_nothing_grows_past_the_foot_of_its_page() -> None:
    """A page of 113 pt holds 8 lines; a block that ends a point above its foot stays on it."""
    layout = laid_out("<div class='stepped' style='height: 112.5pt'><p>Full</p></div><p>Next</p>")
    assert [(page, words) for page, words, _ in tops(layout)] == [(1, "Full"), (2, "Next")]


@pytest.mark.parametrize("behind", ["<h2>Heading</h2>", "<p>Text</p>"])
def test_what_goes_on_below_a_carried_block_stands_on_the_grid(behind: str) -> None:
    """A figure that a heading follows in the text has less below it, which the heading makes up for; here text stands there."""
    css = """
    section { --carries: 0.05 } figure { --carried: 1; --block-step: 14pt; break-inside: avoid; height: 66pt; margin: 0 0 14pt }
    figure:has(+ h2) { margin-bottom: 11.2pt } h2 { font-size: 10pt; margin: 11.2pt 0 0; padding-bottom: 2.8pt }
    """
    text = "<br>".join(f"Line {number}" for number in range(1, 9))
    layout = laid_out(f"<section><p>One<br>Two<br>Three<br>Four</p><figure></figure>{behind}<p>{text}</p></section>", css)
    below = [found for found in tops(layout) if found[0] == 2]
    assert below
    assert [at for _, _, at in below] == [pytest.approx(6 + number, abs=0.02) for number in range(len(below))]
