"""A style sheet for text from right to left is ours in a mirror, line by line."""

from __future__ import annotations

import pytest
import tinycss2

from report.load.formats import read_formats
from report.look.mirror import mirrored
from report.markup import print_styles
from report.system import places


@pytest.mark.parametrize(
    ("rule", "turned"),
    [
        ("a { margin: 1px 2px 3px 4px }", "a { margin: 1px 4px 3px 2px }"),
        ("a { margin: 1px calc(2 * 1px) 3px var(--x) !important }", "a { margin: 1px var(--x) 3px calc(2 * 1px) !important }"),
        ("a { margin: 1px 2px 3px }", "a { margin: 1px 2px 3px }"),
        ("a:left { float: left; left: 0; border-left-width: 2px }", "a:left { float: right; right: 0; border-right-width: 2px }"),
        ("a { text-align: start; float: inline-end }", "a { text-align: start; float: inline-end }"),
        (
            "a { border-top-left-radius: 1px; border-radius: 1px 2px }",
            "a { border-top-right-radius: 1px; border-radius: 2px 1px }",
        ),
        ("a { border-radius: 1px 2px 3px 4px }", "a { border-radius: 2px 1px 4px 3px }"),
        ("a { object-position: 0 0 }", "a { object-position: 100% 0 }"),
        ("a { background-position: 25% 0 }", "a { background-position: 75% 0 }"),
        ("a { background: url(left.png) left top }", "a { background: url(left.png) right top }"),
        ("a { transform: translateX(3px) scale(2) }", "a { transform: translateX(-3px) scale(2) }"),
        (
            "a { background-image: linear-gradient(to left, red, blue) }",
            "a { background-image: linear-gradient(to right, red, blue) }",
        ),
        (
            "@page toc:left { margin-left: 2mm; @top-left { text-align: left } }",
            "@page toc:right { margin-right: 2mm; @top-right { text-align: right } }",
        ),
        ("@media print { .left { padding-left: 1px } }", "@media print { .left { padding-right: 1px } }"),
        ("a::before { content: 'left' }", 'a::before { content: "left" }'),
        (":root { --page-left: left }", ":root { --page-left: left }"),
        ("/* rtl:ignore */ a { float: left } b { float: left }", "/* rtl:ignore */ a { float: left } b { float: right }"),
        ("a { /* rtl:ignore */ float: left; clear: left }", "a { /* rtl:ignore */ float: left; clear: right }"),
        ("a { margin: 1px 2px 3px 4px; /* a remark */", "a { margin: 1px 4px 3px 2px; /* a remark */}"),
        ("a { float: ; } b } c { left: 1px }", "a { float: ; } b } c { right: 1px }"),
    ],
)
def test_left_and_right_change_places(rule: str, turned: str) -> None:
    assert mirrored(rule) == turned


def test_twice_in_a_mirror_is_as_it_was_and_lines_stay() -> None:
    sheets = list((places.templates() / "css" / "print").rglob("*.css"))
    assert len(sheets) > 10
    for sheet in sheets:
        text = sheet.read_text(encoding="utf-8").replace("object-position: 0 0", "object-position: 0% 0")
        once = mirrored(text)
        assert once.count("\n") == text.count("\n")
        assert mirrored(once) == tinycss2.serialize(tinycss2.parse_component_value_list(text))


def test_sheets_are_turned_for_languages_from_right_to_left_alone() -> None:
    (form,) = read_formats(["a4"])
    plain = print_styles(form, "a { left: 0 }", "b { left: 0 }", "de")
    turned = print_styles(form, "a { left: 0 }", "b { left: 0 }", "fa")
    assert (plain[0], plain[-1]) == ("a { left: 0 }", "b { left: 0 }")
    assert (turned[0], turned[-1]) == ("a { right: 0 }", "b { right: 0 }")
    assert "direction: rtl" in turned[-3]
    assert "\u060c" in turned[-2], "its own comma between calls of notes"
    assert len(turned) == len(plain) + 2
