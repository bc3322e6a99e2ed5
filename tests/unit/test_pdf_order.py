"""Pages are drawn in the order in which they are heard, and look as they would in any other."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest
from support.drawing import BODY, STYLES, as_painted, disordered, heard_marks, pixels
from support.printing import printed

from report.output.pdf.engine.order import in_order
from report.output.pdf.engine.pieces import Piece, pieces
from report.output.pdf.trace import Run, Zone


@pytest.mark.parametrize("style", STYLES)
def test_pages_are_drawn_as_they_are_heard_and_look_the_same(style: str) -> None:
    made = printed(BODY, STYLES[style]).data
    assert disordered(made) == []
    with as_painted():
        painted = printed(BODY, STYLES[style]).data
    assert disordered(painted) != []
    assert pixels(made) == pixels(painted)


def test_what_lies_over_something_is_drawn_behind_it() -> None:
    over = "position: relative; background: rgb(255 255 0 / 0.5); padding-bottom: 10mm; margin-bottom: -10mm"
    body = f'<h1>Title</h1><p style="{over}">Heard first.</p><p>Drawn first.</p>'
    made = printed(body).data
    text = pypdfium2.PdfDocument(made)[0].get_textpage().get_text_range()
    assert text.index("Title") < text.index("Drawn first") < text.index("Heard first")
    assert disordered(made) == []
    with as_painted():
        assert pixels(made) == pixels(printed(body).data)


def test_an_empty_page_stays_empty() -> None:
    bare = "@page { @top-left { content: none } @bottom-right { content: none } } section { break-before: page }"
    made = printed("<h1>T</h1><section></section><section><p>End</p></section>", bare).data
    assert [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made)] == ["T", "", "End"]


def test_a_picture_that_shows_nothing_keeps_its_mark() -> None:
    made = printed('<h1>T</h1><p><img src="picture:chart" alt="drawn" style="visibility: hidden"> is not to be seen</p>').data
    (heard,) = heard_marks(made)
    with pikepdf.open(BytesIO(made)) as pdf:
        assert [int(mark) for mark in re.findall(rb"/MCID (\d+)", pdf.pages[0].Contents.read_bytes())] == heard


PAGE = [b"1 0 0 -1 0 100 cm"]


def span(mark: int, *inside: bytes) -> list[bytes]:
    return [b"/Span", b"<</MCID %d>>" % mark, b"BDC", *inside, b"BT", b"[<01>] TJ", b"ET", b"EMC"]


def backwards(operators: list[Any], **groups: list[bytes]) -> list[Any]:
    """Return the operators in an order that hears the last mark first; marks stand below each other."""
    begun = [index for index, operator in enumerate(operators) if operator == b"/Span"]
    runs = [Run(0, None, "", Zone.FLOW, x=10, y=10 + 20 * number, width=10, height=10) for number in range(len(begun))]
    named = {f"/{name}".encode(): inside for name, inside in groups.items()}
    places = {run: (len(runs) - number, 0) for number, run in enumerate(runs)}
    return in_order(list(pieces(operators, dict(zip(begun, runs, strict=True)), named)), places)


def test_each_piece_takes_along_what_it_is_drawn_with() -> None:
    clipped = [b"0 0 50 50 re", b"W", b"n"]
    operators = [*PAGE, b"q", *clipped, b"1 0 0 rg", *span(0), b"Q", b"0 0 1 rg", b"/F 9 Tf", *span(1)]
    assert backwards(operators) == [
        *PAGE,
        *(b"q", b"0 0 1 rg", b"/F 9 Tf", *span(1), b"Q"),
        *(b"q", *clipped, b"1 0 0 rg", *span(0), b"Q"),
    ]


def test_what_was_never_set_is_not_taken_from_another_piece() -> None:
    operators = [*PAGE, *span(0), b"1 0 0 rg", *span(1)]
    assert backwards(operators) == [*PAGE, b"q", b"1 0 0 rg", *span(1), b"Q", b"q", *span(0), b"Q"]


def test_what_a_piece_sets_itself_is_not_set_before() -> None:
    operators = [*PAGE, b"1 0 0 rg", *span(0, b"0 1 0 rg"), *span(1, b"0 0 1 rg")]
    assert backwards(operators) == [*PAGE, b"q", *span(1, b"0 0 1 rg"), *span(0, b"0 1 0 rg"), b"Q"]


def test_a_colour_space_goes_with_its_colours() -> None:
    operators = [*PAGE, b"/Lab cs", b"50 1 1 scn", *span(0), b"20 1 1 scn", *span(1)]
    assert backwards(operators) == [*PAGE, b"q", b"/Lab cs\n20 1 1 scn", *span(1), b"/Lab cs\n50 1 1 scn", *span(0), b"Q"]


@pytest.mark.parametrize(
    ("drawn", "first"),
    [
        ([b"5 5 30 40 re", b"f"], [0, 1]),
        ([b"5 5 30 12 re", b"f"], [1, 0]),
        ([b"q", b"10 0 0 40 10 0 cm", b"/i1 Do", b"Q"], [0, 1]),
        ([b"q", b"10 0 0 10 90 0 cm", b"/i1 Do", b"Q"], [1, 0]),
        ([b"/small Do"], [1, 0]),
        ([b"/large Do"], [0, 1]),
        ([b"/unknown Do"], [0, 1]),
        ([b"q", b"70 70 5 5 re", b"W", b"n", b"/s sh", b"Q"], [1, 0]),
    ],
)
def test_what_lies_between_two_marks_keeps_them_apart(drawn: list[bytes], first: list[int]) -> None:
    groups = {"small": [b"5 5 1 1 re", b"f"], "large": [b"q", b"9 0 0 9 0 0 cm", b"0 0 9 9 re", b"f", b"Q"]}
    done = backwards([*PAGE, *span(0), b"/Artifact", b"BMC", *drawn, b"EMC", *span(1)], **groups)
    assert [int(operator[8:-2]) for operator in done if operator.startswith(b"<</MCID")] == first
    assert [operator for operator in done if operator in drawn and operator not in {b"q", b"Q", b"n", b"W"}]


def test_pieces_are_what_is_drawn() -> None:
    operators = [*PAGE, b"q", b"1 w", b"0 0 m", b"9 9 l", b"S", b"Q", b"q", *span(0), b"Q", b"BT", b"ET"]
    found: list[Piece] = list(pieces(operators, {}, {}))
    assert [piece.operators[-1] for piece in found] == [b"S", b"EMC"]
    assert found[0].box == (-4.0, 87.0, 13.0, 104.0)
    assert found[0].before.parts == {"w": b"1 w"}
    assert found[1].before.parts == {}
