"""A heading has two lines of text below it on its page, or the block behind that with it."""

from __future__ import annotations

import pytest

from report.output.pdf.engine.mends import mend
from report.output.pdf.engine.mends.specimen import pages, words

STYLE = """
@page { size: 100px 120px; margin: 0 } body { margin: 0 } h2 + p { --below-heading: 2 }
h2, p { margin: 0; font: 10px/20px sans-serif } h2 { break-after: avoid }
"""


@pytest.mark.parametrize(
    ("lines", "below", "first"),
    [
        (3, "<p>one</p><p>x<br>y<br>z<br>w</p>", "a0 a1 a2"),  # one line is left below “one”, where two have to stand
        (2, "<p>one</p><p>x<br>y<br>z<br>w</p>", "a0 a1 heading one x y"),
        (3, "<p>one<br>two</p><p>x<br>y<br>z<br>w</p>", "a0 a1 a2 heading one two"),
        (3, "<p>one</p><p>x</p><p>y<br>z</p>", "a0 a1 a2 heading one x"),
        (4, "<p>one</p>", "a0 a1 a2 a3 heading one"),  # nothing is behind it
    ],
)
def test_a_paragraph_of_one_line_stands_with_the_next(lines: int, below: str, first: str) -> None:
    mend()
    above = "".join(f"<p>a{number}</p>" for number in range(lines))
    assert words(pages(f"{above}<h2>heading</h2>{below}", STYLE)[0]) == first


def test_nothing_is_lost_where_no_page_has_room_for_both() -> None:
    mend()
    block = "<div style='break-inside: avoid'><p>x<br>y<br>z<br>u<br>v<br>w</p></div>"
    found = pages(f"<h2>heading</h2><p>one</p>{block}", STYLE)
    assert [words(page) for page in found] == ["heading one", "x y z u v w"]
