"""The characters that a glyph is copied as and searched for by.

WeasyPrint 70 takes those that it was first drawn for. A mark that is drawn before its letter is then all of the letter, which is
nothing: what a font itself has a glyph for is better known by that.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from report.output.pdf.engine.facing import shown

_FROM_RIGHT = {"R", "AL"}
_SHARED = {"\u00a0": " ", "\u2011": "-"}


def name_glyphs(font: Any) -> None:
    """Let the glyphs of a font be known by the characters that people type and search for.

    Readers of pages turn the words of right-to-left scripts round, the letters of a ligature among them.
    """
    if font.bitmap:
        return
    named = vars(font).setdefault("named_glyphs", set())
    for glyph, text in font.to_unicode.items():
        if text in _SHARED:
            font.to_unicode[glyph] = _SHARED[text]
        elif glyph in named:
            continue
        elif not text or (len(text) > 1 and _is_of_right(text)):
            named.add(glyph)
            font.to_unicode[glyph] = "".join(reversed(_itself(font, glyph) or text if _is_unsure(text) else text))
        elif (other := shown(font, glyph, text)) != text:
            font.to_unicode[glyph] = other


def _is_of_right(text: str) -> bool:
    return unicodedata.bidirectional(text[0]) in _FROM_RIGHT


def _is_unsure(text: str) -> bool:
    """Tell whether a glyph may have been drawn as one of several for its characters."""
    return not text or any(unicodedata.category(character) == "Mn" for character in text)


def _itself(font: Any, glyph: int) -> str:
    """Return what a font has a glyph for; empty where it is only put in the place of others."""
    known = vars(font).get("characters")
    if known is None:
        known = vars(font)["characters"] = _characters(font.file_content, font.index)
    return unicodedata.normalize("NFKC", known.get(glyph, ""))


def _characters(content: bytes, index: int) -> Mapping[int, str]:
    from fontTools.ttLib import TTFont

    with TTFont(BytesIO(content), fontNumber=index, lazy=True) as file:
        found = sorted(file.getBestCmap().items(), reverse=True)  # of several characters, the first: not a form of it
        return {file.getGlyphID(name): chr(character) for character, name in found}
