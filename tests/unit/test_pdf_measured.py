"""Texts that are measured once: what is kept of one is never taken for another, and is there for pages that are made again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from support.printing import fonts_ready

TEXT = "Characteristically, 1,024 neighbours of the\tadministration\u00a0and its correspondents waited in the office."
PLAIN = 'p { font: 10px/1.4 "Source Serif 4", Almarai; width: 90px; margin: 0 }'
OTHERWISE = (
    *(("", "font-size: 11px"), ("", "font-weight: 700"), ("", "font-style: italic"), ("", "font-family: 'Source Sans 3'")),
    *(("", "font-kerning: none"), ("", "font-variant-position: super"), ("", "font-variant-caps: small-caps")),
    *(("", "font-feature-settings: 'smcp'"), ("", "letter-spacing: 1px"), ("", "word-spacing: 4px"), ("", "direction: rtl")),
    *(
        ("", "text-decoration: underline"),
        ("", "text-transform: uppercase"),
        ("", "hyphens: auto"),
        ("", "word-break: break-all"),
    ),
    *(("", "white-space: pre"), ("", "white-space: nowrap"), ("", "white-space: pre-wrap"), ("", "text-align: justify")),
    *(("", "width: 91px"), ("", "width: 120px"), ("", "text-indent: 9px"), ("", "line-height: 2")),
    *(("hyphens: auto", "hyphenate-character: '='"), ("hyphens: auto", "hyphenate-limit-chars: 15 7 7")),
    *(("hyphens: auto", "hyphenate-limit-zone: 40px"), ("white-space: pre-wrap", "tab-size: 2")),
    ("width: 20px", "overflow-wrap: anywhere"),
)
"""What two paragraphs are set in, and what one of them is set in beside that."""


@pytest.fixture(scope="module")
def set_in() -> Callable[[Any, str, str], list[tuple[Any, ...]]]:
    """Return a function that sets paragraphs with some fonts, and returns what there is to know of their texts."""
    fonts_ready()
    from weasyprint import CSS, HTML

    from report.output.pdf.engine.mends import mend

    mend()

    def measured(fonts: Any, body: str, style: str) -> list[tuple[Any, ...]]:
        html = HTML(string=f'<html lang="en"><body>{body}</body></html>')
        document = html.render(font_config=fonts, stylesheets=[CSS(string=PLAIN + style, font_config=fonts)])
        return [text for page in document.pages for text in _texts(page._page_box)]

    return measured


def _texts(page: Any) -> Iterator[tuple[Any, ...]]:
    for box in page.descendants():
        if type(box).__name__ == "TextBox":
            held = vars(box.pango_layout)
            yield box.text, box.width, box.height, box.baseline, box.margin_top, tuple(sorted(held.items(), key=str))


@pytest.mark.parametrize(("both", "one"), OTHERWISE)
def test_a_text_is_measured_anew_where_anything_about_it_is_otherwise(set_in: Callable[..., Any], both: str, one: str) -> None:
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    plain, other = f"<p>{TEXT}</p>", f'<p id="other">{TEXT}</p>'
    style = f"p {{ {both} }} #other {{ {one} }}"
    alone = set_in(FontConfiguration(), other, style), set_in(FontConfiguration(), plain, style)
    assert alone[0] != alone[1]
    assert set_in(fonts, plain + other, style) == [*alone[1], *alone[0]]
    assert set_in(fonts, other + plain, style) == [*alone[0], *alone[1]]


def test_a_text_in_another_language_is_divided_as_that_is(set_in: Callable[..., Any]) -> None:
    from weasyprint.text.fonts import FontConfiguration

    fonts, style = FontConfiguration(), "p { hyphens: auto; width: 60px }"
    words = [
        f'<p lang="{language}">Donaudampfschifffahrtsgesellschaft und Administration</p>' for language in ("en", "de", "zxx")
    ]
    alone = [set_in(FontConfiguration(), one, style) for one in words]
    assert alone[0] != alone[1] != alone[2]
    assert set_in(fonts, "".join(words), style) == [text for one in alone for text in one]


def test_a_page_that_is_made_again_asks_for_nothing_new(set_in: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    from weasyprint.text import line_break
    from weasyprint.text.fonts import FontConfiguration

    asked: list[str] = []
    original = line_break.create_layout

    def create_layout(text: str, *given: Any) -> Any:
        asked.append(text)
        return original(text, *given)

    monkeypatch.setattr(line_break, "create_layout", create_layout)
    fonts, body = FontConfiguration(), f"<p>{TEXT}</p>" * 3
    first = set_in(fonts, body, "")
    assert asked
    asked.clear()
    assert set_in(fonts, body, "") == first
    assert asked == []


def test_a_text_that_is_cut_off_once_is_whole_elsewhere(set_in: Callable[..., Any]) -> None:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()

    def told(style: str) -> str:
        sheet = CSS(string=PLAIN + style, font_config=fonts)
        data = HTML(string=f"<p>{TEXT}").write_pdf(font_config=fonts, stylesheets=[sheet])
        with pypdfium2.PdfDocument(BytesIO(data)) as document:
            return " ".join(document[0].get_textpage().get_text_bounded().split())

    set_in(fonts, "", "")
    whole = told("")
    assert told("p { line-clamp: 2 }").endswith("…")
    assert told("p { line-clamp: 2 }").endswith("…")
    assert told("") == whole
    assert "…" not in whole
