"""Style sheets that programs can't read, or that an e-book may not have: a problem at their line."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.command import here
from support.strangers import stranger, with_theme

from report.intake.css import without_comments
from report.intake.css_mistakes import mistakes

BROKEN = {
    "p { color: }": (1, 5, "has no value"),
    "i { a: b }\np { color red }": (2, 14, "property, a colon"),
    "p { color: red } }}}": (1, 18, "no rule"),
    "\n\np { color: red": (3, 1, "no end"),
    "b { a: b }\n/* a comment": (1, 1, "no end"),
    'p { content: "one\ntwo" }': (1, 1, "no end"),
    "$$$ %%%": (1, 1, "no rule"),
    "100% { a: b }": (1, 1, "isn't a selector"),
    "{ a: b }": (1, 1, "no selector"),
    "p, { a: b }": (1, 1, "isn't a selector"),
    "a { b: c } > p { d: e }": (1, 12, "isn't a selector"),
    "@media a { b { c: d @e } }": (1, 21, "can't be read"),
    "@font-face !important { a: b }": (1, 1, "a block and nothing else"),
    "@media !important { p { a: b } }": (1, 8, "can't stand behind"),
    "@font-face;": (1, 1, "a block and nothing else"),
    "p { margin: 0 > 1 }": (1, 15, "can't be read"),
    "a| { b: c }": (1, 1, "isn't a selector"),
    "@media print { p { color: } }": (1, 20, "has no value"),
    "a { b: c) }": (1, 9, "can't be read"),
    "a { background: url(x y) }": (1, 17, "can't be read"),
    "a { *zoom: 1 }": (1, 13, "property, a colon"),
}
FINE = [
    "", "/* words */", "@charset 'utf-8'; p { a: b }", "p > a[href^='x']:not(.b)::after, * + b ~ #i { color: red !important; }",
    "@page { margin: 1cm }", "@font-face { font-family: 'x' }", "p { --own: ; }", "@other thing;",
    "@supports (a: b) { p { c: d } }", "@keyframes x { from { a: b } 50% { a: c } }", "a:is(b, c) { d: e }",
]  # fmt: skip


@pytest.mark.parametrize("sheet", BROKEN)
@pytest.mark.parametrize("book", [False, True])
def test_what_can_not_be_read_is_found_at_its_place(sheet: str, book: bool) -> None:
    (found,) = mistakes(sheet, book=book)
    line, column, words = BROKEN[sheet]
    assert (found.line, found.column) == (line, column)
    assert words in found.sentence


@pytest.mark.parametrize("sheet", FINE)
def test_what_is_right_is_left_alone(sheet: str) -> None:
    assert mistakes(sheet, book=True) == []


def test_comments_of_any_kind_stay_out_of_books() -> None:
    sheet = "/*==*/\np { content: '/*' } /* two\nlines */ b { content: \"*/\" }"
    assert without_comments(sheet) == " \np { content: '/*' }  \n b { content: \"*/\" }"


def test_anything_can_stand_in_a_property_of_ones_own_in_print() -> None:
    assert mistakes(":root { --own: { a: b }; --x: a:b; --y: 1 > 2; --z: }", book=False) == []


def test_books_may_not_turn_the_direction_and_have_no_rules_in_rules() -> None:
    sheet = "p { direction: rtl }\np { & b { c: d } }\n@page { @top-left { content: 'x' } }\np { color: red; ; }"
    assert [found.line for found in mistakes(sheet, book=True)] == [1, 2, 3, 4]
    assert mistakes(sheet, book=False) == []


@pytest.mark.parametrize("name", ["print.css", "epub.css", "web.css"])
def test_check_says_so(name: str, tmp_path: Path) -> None:
    folder = with_theme(stranger(tmp_path / "article"), "p { a: b }\np { color: }", name)
    done = here("check", folder)
    assert (done.status, done.output) == (1, "")
    assert done.errors.startswith(f"{folder}/theme/{name}:2:5: CFG-035 the property color has no value\n")
