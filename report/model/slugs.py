"""Ids made from words: small letters, digits and hyphens."""

from __future__ import annotations

import re
import unicodedata

_OTHER = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """Return an id made from words; nothing where they have neither Latin letters nor digits."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _OTHER.sub("-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-")
