"""What a font file calls itself."""

from __future__ import annotations

from io import BytesIO

from fontTools.ttLib import TTFont, TTLibError


def family_of(content: bytes) -> str:
    """Return the family's name; empty for what isn't a font."""
    try:
        with TTFont(BytesIO(content), lazy=True) as font:
            names = font["name"]
            return str(names.getBestFamilyName() or "")
    except (TTLibError, KeyError, ValueError, AssertionError):
        return ""


def is_variable(content: bytes) -> bool:
    """Tell whether a font file holds all weights of its family."""
    with TTFont(BytesIO(content), lazy=True) as font:
        return "fvar" in font
