"""No pattern of ours takes more than the length of a text explains, whatever stands in it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from support.command import ROOT
from support.strangers import stranger, with_prose
from support.worst import LONG, SHORT, USES, patterns, too_slow, worst

from report.intake.css import without_comments as css_without_comments
from report.intake.toml import without_comments as toml_without_comments
from report.lint import lint
from report.load import load_article
from report.load.markdown import without_comments

MODULES = tuple(
    path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")
    for package in ("report", "charts")
    for path in sorted((ROOT / package).rglob("*.py"))
    if "import re\n" in path.read_text(encoding="utf-8")
)
"""Those that may have patterns."""
PARAGRAPHS = {
    "letters": "a", "digits": "1", "words": "a ", "numbers": "1 ", "groups": "1.", "letters-digits": "a1", "dates": "January 1, ",
    "days": "1 January ", "quotes": "“", "straight": '"', "brackets": "[", "images": "![", "links": "[a](", "notes": "[^a]",
    "ticks": "`", "roles": "{value}`", "braces": "{a}", "stars": "*a ", "backslashes": "\\", "comments": "<!--", "tags": "<a ",
    "entities": "&#", "points": "A.", "dots": "…", "addresses": "http://a", "hyphens": "a-1", "spaces": "a   ", "raised": "1²",
    "said": "said “", "ids": "{#a} ", "bars": "|",
}  # fmt: skip
"""What a paragraph of a stranger's repeats."""


def module_of(place: str) -> str:
    """Return the module in which a pattern stands."""
    return place.partition(":")[0] if ":" in place else place.rpartition(".")[0]


def test_every_pattern_is_found() -> None:
    found = patterns()
    assert len(found) > 100
    assert {"report.load.tables._CELLS", "report.intake.css._COMMENT", "report.compose.held._SPACED1"} <= found.keys()
    assert found["report.load.tables._CELLS"][1] == {"findall"}
    looked_at = {one.pattern for place, (one, _) in found.items() if module_of(place) in MODULES}
    assert {one.pattern for one, _ in found.values()} == looked_at


@pytest.mark.parametrize("module", MODULES)
def test_patterns_are_linear(module: str) -> None:
    for place, (pattern, uses) in patterns().items():
        if module_of(place) == module:
            check_linear(pattern, uses)


def check_linear(pattern: re.Pattern[str], uses: set[str]) -> None:
    for short, long in zip(worst(pattern, SHORT), worst(pattern, LONG), strict=True):
        texts = {SHORT: short, LONG: long}
        for use in uses:
            found = too_slow(lambda text, use=use: USES[use](pattern, text), texts.__getitem__)  # type: ignore[misc]
            assert not found, f"{pattern.pattern!r}: {use} of {long[:12]!r} … {long[-6:]!r} takes {found}"


def test_no_group_is_held_by_its_repeat() -> None:
    """Until Python 3.11.4 (a)*+ keeps what a repeat has read that came to nothing; (?>(a)*) says the same, and is right."""
    held = re.compile(r"\)(?:[*+?]|\{[\d,]*\})\+")
    assert held.search(r"(a)*+")
    shortened = {place: re.sub(r"\\.|\[\^?\]?[^]]*\]", "x", one.pattern) for place, (one, _) in patterns().items()}
    assert [place for place, pattern in shortened.items() if held.search(pattern)] == []


@pytest.mark.parametrize("slow", [r"\s*x", r'"(?:\\.|[^"\\])*"', r"<!--.*?-->"])
def test_one_that_is_not_is_caught(slow: str) -> None:
    pattern = re.compile(slow)
    texts = ({SHORT: short, LONG: long} for short, long in zip(worst(pattern, SHORT), worst(pattern, LONG), strict=True))
    assert any(too_slow(lambda text: USES["finditer"](pattern, text), pair.__getitem__) for pair in texts)


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stranger(tmp_path_factory.mktemp("article") / "article")


@pytest.mark.parametrize("around", ["{}", "1 {} 1"])
@pytest.mark.parametrize("name", PARAGRAPHS)
def test_a_paragraph_is_checked_in_the_time_that_its_length_explains(
    name: str, around: str, article: Path, tmp_path: Path
) -> None:
    one = PARAGRAPHS[name]

    def checked(text: str) -> None:
        folder = tmp_path / "article"
        shutil.rmtree(folder, ignore_errors=True)
        with_prose(Path(shutil.copytree(article, folder)), text)
        loaded, _ = load_article(folder)
        if loaded is not None:
            lint(loaded)

    checked("warm")
    found = too_slow(checked, lambda length: around.format(one * (length // len(one))))
    assert not found, f"{one!r}, repeated, takes {found}"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('a { b: "\\"/* c */" } /* d */ e {}', 'a { b: "\\"/* c */" }   e {}'),
        ("a { b: url(/*c*/d) } /* no end", "a { b: url(/*c*/d) }  "),
        ("a { b: url( 'c/*d*/' ) }", "a { b: url( 'c/*d*/' ) }"),
        ('a { b: "no end /* c */', 'a { b: "no end /* c */'),
        ("/* a\nb */c {}", " \nc {}"),
    ],
)
def test_comments_of_style_sheets_are_told_from_text(text: str, left: str) -> None:
    assert css_without_comments(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('a = "b # c" # d\n', 'a = "b # c"\n'),
        ("a = '#' \t# d\n# e\nb = 1", "a = '#'\n\nb = 1"),
        ('a = """\n# b\\""" # c\n""" # d', 'a = """\n# b\\""" # c\n"""'),
        ("a = '''\n# b''''\n", "a = '''\n# b''''\n"),
    ],
)
def test_comments_of_toml_are_told_from_text(text: str, left: str) -> None:
    assert toml_without_comments(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a <!-- b --> c", "a <!-- --> c"),
        ("`<!-- b -->` <!-- c -->", "`<!-- b -->` <!-- -->"),
        ("`` <!-- b -->", "`` <!-- -->"),
        ("``a` <!-- b --> `c", "``a` <!-- b --> `c"),
        ("\\`<!-- b -->`", "\\`<!-- -->`"),
        ("\\<!-- b --> <!-- c -->", "\\<!-- b --> <!-- -->"),
        ("<!-- a --> <!-- no end `b", "<!-- --> <!-- no end `b"),
    ],
)
def test_comments_of_prose_are_told_from_text(text: str, left: str) -> None:
    assert without_comments(text) == left
