"""Pages that end early, and charts away from their paragraph, say which heights of charts are worth a try."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from support.printing import Shelf, fonts_ready, page

from report.model.figure import Height, Picture
from report.output.pdf.engine.press import press
from report.output.pdf.fullness import Fullness
from report.output.pdf.heights import Free, Looks, Resizing, proposed
from report.output.pdf.trace import Trace
from report.problems import Place

CSS = """
@page { size: 200px 200px; margin: 0 } body { margin: 0 }
section + section { break-before: page } section { --carries: 0.25 }
figure { margin: 0; --carried: 1; break-inside: avoid } img { display: block; width: 100px } aside { break-inside: avoid }
p, aside { font: 10px/20px "Source Sans 3"; margin: 0; orphans: 2; widows: 2 }
"""
PIXELS: Mapping[Height, int] = {"short": 40, "standard": 80, "tall": 140}


class ChartShelf(Shelf):
    """A warehouse that has a chart at each height."""

    def open(self, url: str) -> tuple[bytes, str]:
        high = url.removeprefix("picture:")
        return f'<svg xmlns="http://www.w3.org/2000/svg" width="100" height="{high}"/>'.encode(), "image/svg+xml"


def drawn(_: str, height: Height) -> Picture:
    return Picture(b"", "image/svg+xml", 100 * 25.4 / 96, PIXELS[height] * 25.4 / 96)


def traced(*sections: str) -> Trace:
    """Return the pages of sections of blocks: lines of text under a letter, which stay together under A, and F for a figure.

    A figure has the height in pixels that stands behind it, or that of a standard chart.
    """
    count = 0
    body = ""
    for number, section in enumerate(sections):
        blocks = ""
        for said in section.split():
            count += 1
            kind, high = said[0], said[1:]
            lines = "<br>".join(f"{kind}{line}" for line in range(int(high or 0)))
            image = f'<figure id="f{count}"><img src="picture:{high or PIXELS["standard"]}" alt="F"></figure>'
            blocks += image if kind == "F" else f"<aside>{lines}</aside>" if kind == "A" else f'<p id="p{count}">{lines}</p>'
        body += f'<section class="part" id="s{number}">{blocks}</section>'
    fonts_ready()
    here = Place("a.pdf")
    with press(page(body), [CSS], ChartShelf(), "pdf/a-3a", place=here, origins={}, places={}) as engine:  # type: ignore[arg-type]
        return engine.laid_out().trace


def looks(*sections: str, **heights: Height) -> Looks:
    """Return how they look; the charts whose height is free are those that are named."""
    return Looks(traced(*sections), heights)


def tried(of: Looks) -> list[tuple[dict[str, Height], bool]]:
    return [(dict(one.heights), one.moves) for one in of.attempts(Free(of.heights, drawn))]


def test_how_full_pages_are() -> None:
    full = Fullness(traced("a4 A7 b2", "c3"))
    assert [round(full.left(number)) for number in range(3)] == [120, 20, 140]
    assert [full.going_on(number) for number in range(3)] == ["s0", "", ""]
    assert full.parts == [["s0"], ["s0"], ["s1"]]
    assert full.needed(1) == pytest.approx(140)


def test_a_rest_is_what_the_pages_before_could_take_in() -> None:
    def rest(*sections: str) -> str:
        return Fullness(traced(*sections)).rest

    assert rest("a81") == "s0"
    assert rest("a80", "b1") == "s1"
    assert (
        rest(
            "a82",
        )
        == "s0"
    )
    assert rest("a83") == ""  # too much for eight pages
    assert rest("a21") == ""  # too much for so few pages
    assert rest("a1") == ""  # the only page


def test_where_nothing_ends_early_nothing_is_tried() -> None:
    assert tried(looks("a2 F b12", f2="standard")) == []
    assert tried(looks("a2 F b2", "c9 d2", f2="standard")) == []  # the last page of a part


def test_a_lower_chart_stands_on_the_page_of_its_paragraph() -> None:
    here = looks("a7 F b9", f2="standard")
    assert here.wrongs["s0"] > 0
    assert tried(here) == [({"f2": "short"}, True)]
    assert tried(looks("a9 F b9", f2="standard")) == []


def test_the_chart_before_it_may_be_the_lower_one() -> None:
    assert ({"f2": "short"}, True) in tried(looks("a2 F b3 F50 c9", f2="standard"))
    assert tried(looks("a2 F b3 F50 c9")) == []


def test_room_is_made_for_what_comes_next() -> None:
    assert tried(looks("a2 F A5 b2", f2="standard"))[0] == ({"f2": "short"}, True)


def test_what_no_lower_chart_makes_room_for_is_made_up_for_by_a_higher_one() -> None:
    assert tried(looks("a2 F A9 b2", f2="standard")) == [({"f2": "tall"}, False)]
    assert tried(looks("a4 F A9 b2", f2="standard")) == []  # where that has no room itself
    assert tried(looks("a2 F140 A9 b2", f2="tall")) == []


def test_pages_behind_which_nothing_moves_are_tried_together() -> None:
    several = looks("a2 F A9 b1 F A9", "c2 F A5 d2", "e2 F A9", "g2 F A5 h2", f2="standard", f5="standard")
    free = Free({f"f{number}": "standard" for number in (2, 5, 8, 12, 15)}, drawn)
    several = Looks(several.trace, free.usual)
    at_once = proposed(several, free, set())
    assert [(one.part, one.moves) for one in at_once] == [*[("s0", False)] * 2, ("s1", True), ("s2", False), ("s3", True)]
    assert at_once[0] not in proposed(several, free, {at_once[0]})


def test_where_much_is_wrong_all_charts_are_lower_at_once() -> None:
    many = looks(f"a2 {'F ' * 8}", **{f"f{number}": "standard" for number in range(2, 10)})
    first, *_ = proposed(many, Free(many.heights, drawn), set())
    assert set(first.heights) == {(f"f{number}", "short") for number in range(2, 10)}


def test_what_cannot_be_drawn_is_not_tried() -> None:
    here = looks("a7 F b9", f2="standard")
    assert list(here.attempts(Free(here.heights, lambda *_: None))) == []


def test_better_are_pages_that_end_later_and_are_no_more() -> None:
    early, late = looks("a2 F A9 b2", f2="standard"), looks("a2 F140 A9 b2", f2="tall")
    assert late.better_than(early)
    assert not early.better_than(late)
    assert not late.better_than(late)
    more = looks("a2 F140 A9 b12", f2="tall")
    assert not more.better_than(early)


def test_a_resizing_is_the_same_for_whichever_page() -> None:
    assert Resizing(1, "s0", (("f2", "short"),), moves=True) == Resizing(2, "s0", (("f2", "short"),), moves=True)
