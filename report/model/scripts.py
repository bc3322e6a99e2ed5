"""Raised and lowered characters: their form where there is no type to set them in, as in metadata and for the ear."""

from __future__ import annotations

RAISED = dict(zip("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ", strict=True))
LOWERED = dict(zip("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True))


def as_characters(text: str, *, raised: bool) -> str:
    """Return the text with Unicode's own characters where it has them, one for one."""
    signs = RAISED if raised else LOWERED
    return "".join(signs.get(character, character) for character in text)
