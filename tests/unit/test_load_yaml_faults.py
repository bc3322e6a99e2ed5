"""Faults in YAML: told once, at the line and column where they are, with a hint that mends them when it is followed."""

from __future__ import annotations

import pytest
from support.worst import too_slow

from report.intake.files import SourceText
from report.load.yaml_tree import parse
from report.problems import Problem

CASES = {
    "a key too far to the right": (
        "x:\n  a: 1\n    b: 2\n  c: 3\n",
        3,
        5,
        "indented further than “a”",
        "2 spaces",
        ("    b", "  b"),
    ),
    "a key too far to the right at the top": ("a: 1\n  b: 2\n", 2, 3, "indented further than “a”", "don't indent", ("  b", "b")),
    "a key too far to the right in an item": (
        "x:\n  - a: 1\n     b: 2\n",
        3,
        6,
        "indented further",
        "4 spaces",
        ("     b", "    b"),
    ),
    "a key too far to the left": ("x:\n  a: 1\n b: 2\n", 3, 2, "indented by one space", "0 or 2", ("\n b", "\n  b")),
    "a key too far to the left in an item": ("x:\n  - a: 1\n   b: 2\n", 3, 4, "indented by 3", "0 or 4", ("\n   b", "\n    b")),
    "a key between two levels": (
        "x:\n  y:\n    a: 1\n   b: 2\n    c: 3\n",
        4,
        4,
        "indented by 3",
        "2 or 4",
        ("\n   b", "\n    b"),
    ),
    "a key below the hyphen": ("x:\n  - a: 1\n  b: 2\n", 3, 3, "without a hyphen", "4 spaces", ("\n  b", "\n    b")),
    "an item too far to the left": ("x:\n  - a\n - b\n", 3, 2, "indented by one space", "0 or 2", ("\n - b", "\n  - b")),
    "an item too far to the right": ("x:\n  - a\n    - b\n", 3, 5, "goes on with the text", "2 spaces", ("    - b", "  - b")),
    "an item below a value": ("x: 1\n  - a\n", 2, 3, "goes on with the text", "beside the key", (": 1", ":")),
    "an item among keys": ("x: 1\n- a\n", 2, 1, "among keys", "no value beside", (": 1", ":")),
    "an item in its key's line": ("x: - a\n", 1, 4, "line of its key", "line of its own", (": -", ":\n  -")),
    "a tab for indentation": ("x:\n\ta: 1\n", 2, 1, "indentation", "spaces", ("\t", "  ")),
    "a tab behind spaces": ("x:\n  b: 1\n \ta: 1\n", 3, 2, "indentation", "spaces", (" \t", "  ")),
    "a tab behind a colon": ("x:\t1\n", 1, 3, "a tab", "spaces", ("\t", " ")),
    "a strange space": ("x:\n\u00a0 a: 1\n  b: 2\n", 2, 1, "isn't a plain one", "space bar", ("\u00a0 ", "  ")),
    "no space behind a colon": ("a:1\nb: 2\n", 1, 1, "behind the colon", "write a: 1", ("a:1", "a: 1")),
    "no space behind the last colon": ("x:\n  b: 2\n  a:1\n", 3, 3, "behind the colon", "write a: 1", ("a:1", "a: 1")),
    "no space behind any colon": ("x:\n  a:1\n  b:2\n", 2, 3, "behind the colon", "write a: 1", (":", ": ")),
    "no space behind a colon in braces": ("x: {a:1}\n", 1, 5, "behind the colon", "write a: 1", ("a:1", "a: 1")),
    "no space behind a hyphen": ("x:\n  - a\n  -b\n", 3, 3, "behind the hyphen", "write - b", ("-b", "- b")),
    "no space behind any hyphen": ("x:\n  -a\n  -b\n", 2, 3, "behind the hyphen", "write - a", ("-", "- ")),
    "no space behind a single hyphen": ("x:\n-a\ny: 1\n", 2, 1, "behind the hyphen", "write - a", ("-a", "- a")),
    "no hyphen": ("x:\n  - a\n  b\n", 3, 3, "no hyphen", "write - b", ("\n  b", "\n  - b")),
    "no hyphen before the first": ("x:\n  a\n  - b\n", 2, 3, "no hyphen", "write - a", ("\n  a", "\n  - a")),
    "no colon": ("a 1\nb: 2\n", 1, 1, "no colon", "write a: 1", ("a 1", "a: 1")),
    "no colon behind what keys stand below": ("x\n  b: 2\n", 1, 1, "no colon", "write x:", ("x", "x:")),
    "no colon behind a later key": ("x:\n  b: 2\n  a\n  c: 3\n", 3, 3, "no colon", "a colon", ("  a", "  a: 1")),
    "text that isn't indented": (
        "x:\n  a: words\n  that go on\n  b: 2\n",
        3,
        3,
        "isn't indented",
        "indent",
        ("  that", "    that"),
    ),
    "text of > that isn't indented": ("a: >-\nwords\nb: 2\n", 2, 1, "the text of “a”", "2 spaces", ("words", "  words")),
    "text of > that is indented less": ("a: >-\n  words\n more\nb: 2\n", 3, 2, "one space", "0 or 2", (" more", "  more")),
    "text beside >": ("a: >- words\n  more\n", 1, 7, "line of | or >", "next line", (" words", "\n  words")),
    "a colon in text": ("a: He said: no\nb: 2\n", 1, 11, "second colon", "'He said: no'", ("He said: no", "'He said: no'")),
    "a colon in an item": ("x:\n  - He said: it's: no\n", 2, 18, "second colon", "'it''s: no'", ("it's: no", "'it''s: no'")),
    "a colon in text on two lines": (
        "a: words\n  more\n  said: no\n",
        3,
        7,
        "in the text of “a”",
        ">-",
        ("words", ">-\n  words"),
    ),
    "an unclosed quotation mark": ('a: "words\nb: 2\n', 1, 4, "never closes", "close it", ("words", 'words"')),
    "an unclosed quotation mark and more": ('a: "words\nb: "2"\n', 1, 4, "never closes", "close it", ("words", 'words"')),
    "an apostrophe in quotes": ("a: 'it's fine'\nb: 2\n", 1, 8, "behind the quotation mark", "write ''", ("it's", "it''s")),
    "text behind quotes": ('a: "x" y\n', 1, 8, "behind the quotation mark", "at the end", ('" y', ' y"')),
    "text behind brackets": ("a: [x] is\n", 1, 8, "behind the bracket", "'[x] is'", ("[x] is", "'[x] is'")),
    "a role at the beginning": (
        "a: {value}`x` is\n",
        1,
        4,
        "a bracket or a brace",
        "'{value}`x` is'",
        ("{value}`x` is", "'{value}`x` is'"),
    ),
    "an unclosed bracket": ("a: [x, y\nb: 2\n", 1, 4, "isn't closed", "]", ("y", "y]")),
    "an unclosed brace": ("a: {x: 1\nb: 2\n", 1, 4, "isn't closed", "}", ("1", "1}")),
    "no comma": ("a: {x: 1 y: 2}\n", 1, 11, "no comma", "comma", ("1 y", "1, y")),
    "a sign that begins nothing": ("a: @x\n", 1, 4, "this sign", "quotes", ("@x", "'@x'")),
    "an ampersand by itself": ("a: & co\nb: 1\n", 1, 4, "this sign", "quotes", ("& co", "'& co'")),
    "an asterisk by itself": ("x:\n  - * a\n", 2, 5, "this sign", "quotes", ("* a", "'* a'")),
    "a comma at the beginning": ("a: , b\n", 1, 4, "this sign", "quotes", (", b", "', b'")),
    "a bracket that closes nothing": ("a: ] b\n", 1, 4, "this sign", "quotes", ("] b", "'] b'")),
    "a key twice": ("a: 1\na: 2\n", 2, 1, "stands twice", "rename", ("\na", "\nb")),
}


def faults(text: str) -> list[Problem]:
    return parse(SourceText("a.yaml", text))[1]


@pytest.mark.parametrize("name", CASES)
def test_a_fault_is_told_where_it_is_and_mended_by_its_hint(name: str) -> None:
    text, line, column, sentence, hint, (old, new) = CASES[name]
    (problem,) = faults(text)
    assert (problem.place.line, problem.place.column) == (line, column)
    assert sentence in problem.sentence
    assert hint in problem.hint
    assert old in text
    assert faults(text.replace(old, new)) == []


@pytest.mark.parametrize(
    "text",
    [
        "a: words\n  that go on\n  and on\nb: 2\n",
        "a: from\n  -5 to 7\n",
        "x:\n- a\n- b\ny: 1\n",
        "a: doi:10.1/x\nb: https://example.org\nc: 12:30\n",
        "x:\n  - a: 1\n    b: |\n      text: with colon\n      - and hyphen\n  - c: 2\n",
        "a: 'two\n  - lines'\n",
    ],
)
def test_what_is_right_stays_right(text: str) -> None:
    assert faults(text) == []


@pytest.mark.parametrize("worst", ["a ", "- ", "a:", "a: ", "a\n ", "- a\n  ", "a: 1\n", " \n", "'", "[", '": ', "#", "a #:"])
def test_faults_are_told_in_linear_time(worst: str) -> None:
    def text(length: int) -> str:
        return "x: y\n" + worst * (length // len(worst)) + "\n @: :\n  q: r: s\n"

    assert not too_slow(lambda text: parse(SourceText("a.yaml", text)), text)
