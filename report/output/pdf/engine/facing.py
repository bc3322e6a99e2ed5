"""Brackets and other characters with two sides: which of a pair a glyph shows.

In text from right to left the glyph of a closing bracket is drawn for one that opens. A font's glyphs are told apart by the
characters that they show; by those that they were first drawn for, every bracket of a page would be turned round where
directions meet.
"""

from __future__ import annotations

from functools import cache
from typing import Any
from unicodedata import mirrored


def shown(font: Any, glyph: int, text: str) -> str:
    """Return the character that a glyph of a font shows, where it was drawn for `text`."""
    if len(text) != 1 or not mirrored(text) or font.bitmap:
        return text
    other = _other(text)
    return other if _glyph_of(font, text) != glyph == _glyph_of(font, other) else text


def _other(character: str) -> str:
    _, harfbuzz = _library()
    return chr(harfbuzz.hb_unicode_mirroring(harfbuzz.hb_unicode_funcs_get_default(), ord(character)))


def _glyph_of(font: Any, character: str) -> int:
    ffi, harfbuzz = _library()
    found = ffi.new("hb_codepoint_t *")
    harfbuzz.hb_font_get_nominal_glyph(font.hb_font, ord(character), found)
    return int(found[0])


@cache
def _library() -> tuple[Any, Any]:
    """Return the engine's handles, which know the names more that are asked for here."""
    from weasyprint.text.ffi import ffi, harfbuzz

    ffi.cdef("""
        typedef ... hb_unicode_funcs_t;
        hb_unicode_funcs_t * hb_unicode_funcs_get_default (void);
        hb_codepoint_t hb_unicode_mirroring (hb_unicode_funcs_t *ufuncs, hb_codepoint_t unicode);
        hb_bool_t hb_font_get_nominal_glyph (hb_font_t *font, hb_codepoint_t unicode, hb_codepoint_t *glyph);
    """)
    return ffi, harfbuzz
