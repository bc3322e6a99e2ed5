"""The page's one style sheet: an e-book's, with the page's own behind it, tokens for day and night, and faces inside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from report import markup
from report.look.fonts.cut import packed
from report.output.faces import Face
from report.output.web.carried import address
from report.system import places

if TYPE_CHECKING:
    from report.look.theme import Sheet

ASKED_FOR = (
    ("family-text", 400, "normal"),
    ("family-text", 400, "italic"),
    ("family-text", 600, "normal"),
    ("family-display", 300, "normal"),
    ("family-display", 400, "normal"),
    ("family-display", 600, "normal"),
    ("family-foreign", 400, "normal"),
)
"""Token of the family, weight and style, as the sheets use them."""
ORDER = ("base", "text", "headings", "figure", "table", "statement", "account", "blocks", "note", "front", "glance")
"""Sheets of an e-book, in the order of the cascade."""
OWN = ("page", "screen", "paper")


def sheet(
    tokens: Mapping[str, str],
    night: Mapping[str, str],
    drawn: tuple[str, str],
    faces: Iterable[Face],
    language: str,
    theme: Sheet | None = None,
) -> str:
    """Return the style sheet; `tokens` are as they are by day, `night` has the colours that change, `drawn` those of drawings.

    The article's own comes last, with the pictures and fonts that it asks for.
    """
    folder = places.templates() / "css"
    sheets = [*(folder / "epub" / f"{name}.css" for name in ORDER), *(folder / "web" / f"{name}.css" for name in OWN)]
    day, dark = _properties(tokens), _properties({f"colour-{name}": colour for name, colour in night.items()})
    texts = [*(path.read_text(encoding="utf-8") for path in sheets), *([theme.text] if theme else [])]
    written = "\n".join(
        [
            *map(_font_face, faces),
            f":root {{ {day}{drawn[0]}}}",
            f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark}{drawn[1]}}} }}",
            *markup.book_styles(texts, language),
        ]
    ).replace("</", "<\\/")  # nothing in a sheet ends the element that it stands in
    files = theme.files if theme else {}
    for name in sorted(files, key=len, reverse=True):  # one may be the beginning of another
        written = written.replace(name, address(*files[name]))
    return written


def _properties(values: Mapping[str, str]) -> str:
    return "".join(f"--{name}: {value}; " for name, value in values.items())


def _font_face(face: Face) -> str:
    return (
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; font-style: {face.style}; '
        f'src: url("{address(packed(face.content), "font/woff2")}") format("woff2"); }}'
    )
