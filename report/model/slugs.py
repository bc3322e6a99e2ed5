"""Ids made from words: small letters, digits and hyphens."""

from __future__ import annotations

import re
import unicodedata

_OTHER = re.compile(r"[^a-z0-9]+")
_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ŧ": "t", "ŋ": "ng", "ı": "i", "ĸ": "k"}
)
"""Latin letters that Unicode doesn't take apart; ß is ss once its case is folded."""


def slug(text: str) -> str:
    """Return an id made from words; nothing where they have neither Latin letters nor digits."""
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    return _OTHER.sub("-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-")
