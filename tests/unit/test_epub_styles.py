"""The book's style sheet: literals where readers need them, and nothing that a reader would rather choose."""

from __future__ import annotations

import re

import pytest
from epub_sample import FACE, LOOK

from report.look.tokens import load_tokens
from report.model.format import ChartBox, Format, Typesetting
from report.output.epub.styles import ORDER, sheet
from report.system import places

SHEETS = {path.stem: path.read_text(encoding="utf-8") for path in (places.templates() / "css" / "epub").glob("*.css")}


def test_every_sheet_has_its_place_in_the_order() -> None:
    assert sorted(SHEETS) == sorted(ORDER)


def test_no_custom_property_is_left() -> None:
    written = sheet(LOOK, [FACE]).decode()
    assert "var(" not in written
    assert "--" not in re.sub(r"/\*.*?\*/", "", written)


def test_the_shipped_tokens_have_all_that_the_sheets_ask_for() -> None:
    tokens, problems = load_tokens()
    assert not problems
    book = Format(
        medium="epub",
        title="E-book",
        standard="epub-3.3",
        text=Typesetting(base=10, floor=7, leading=1.45),
        chart=ChartBox(width=90, ratio=0.6, base=9),
    )
    written = sheet(tokens.resolved(book), []).decode()
    assert "var(" not in written
    assert not re.findall(r"font-size: [^;]*\d(?:pt|px|mm)", written)


def test_an_unknown_token_is_named() -> None:
    with pytest.raises(LookupError, match="“nowhere”"):
        sheet(LOOK, [], ["a { b: var(--nowhere) }"])


@pytest.mark.parametrize("name", sorted(SHEETS))
def test_a_sheet_has_no_colour_and_no_size_in_points(name: str) -> None:
    rules = re.sub(r"/\*.*?\*/", "", SHEETS[name], flags=re.DOTALL)
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsl|\d(?:pt|px|mm)\b", rules)
    assert not re.findall(r"(?<![-\w])(?:background(?:-color)?|color)\s*:(?!\s*inherit)[^;]+", rules)


def test_running_text_keeps_the_readers_family_and_size() -> None:
    rules = re.sub(r"/\*.*?\*/", "", SHEETS["base"] + SHEETS["text"], flags=re.DOTALL)
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", rules):
        if {"html", "body", "p"} & {part.strip() for part in selector.split(",")}:
            assert "font" not in body, selector


def test_old_engines_are_told_what_is_a_block() -> None:
    for name in ("section", "nav", "figure", "figcaption"):
        assert re.search(rf"\b{name}\b[^{{]*{{ display: block; }}", SHEETS["base"])
    assert "[hidden] { display: none; }" in SHEETS["base"]


def test_no_rule_begins_a_page() -> None:
    """Each file begins one of itself, and some engines leave an empty page where a rule wants one, too."""
    assert not [name for name, rules in SHEETS.items() if re.search(r"break-(?:before|after): (?!avoid)", rules)]


def test_long_words_break_in_engines_that_know_only_the_old_name() -> None:
    (body,) = re.findall(r"(?m)^body \{([^}]*)\}", SHEETS["base"])
    assert "word-wrap: break-word; overflow-wrap: break-word;" in body
    plain = re.sub(r"/\*.*?\*/|@supports[^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}", "", "".join(SHEETS.values()), flags=re.DOTALL)
    assert "anywhere" not in plain, "an engine that doesn't know the word falls back to not breaking at all"


def test_no_hyphen_is_put_into_code_or_an_address_not_even_in_a_table() -> None:
    (selectors,) = re.findall(r"(?m)^(code, [^{]*) \{[^}]*[^-]hyphens: none", SHEETS["text"])
    assert selectors.split(", ") == ["code", ".address", "code .breaks", ".address .breaks"]
    assert ".breaks { -epub-hyphens: auto;" in SHEETS["table"]


def test_no_weight_is_used_that_no_face_has() -> None:
    used = {int(weight) for rules in SHEETS.values() for weight in re.findall(r"font-weight: (\d+)", rules)}
    assert used == {300, 600}


def test_a_face_is_named_with_its_file() -> None:
    assert (
        '@font-face { font-family: "Mill Sans"; font-weight: 600; font-style: normal; src: url("../fonts/mill-sans-600.otf"); }'
        in sheet(LOOK, [FACE]).decode()
    )


def test_the_articles_own_sheets_come_last() -> None:
    assert sheet(LOOK, [], ["p { margin: 1em }"]).decode().endswith("p { margin: 1em }")
