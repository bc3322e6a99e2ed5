"""TOML from anybody: read within bounds, or refused with one kind of error."""

from __future__ import annotations

import re
import tomllib
from typing import Any

_MANY_DOTS = re.compile(r"^[^\"'=#\n]*(?:\.[^\"'=#\n.]*){32}", re.MULTILINE)
"""A key of more parts than any file of ours has; the time in which such a key is read grows with their square."""


def loads(text: str) -> dict[str, Any]:
    """Return what stands in a text of TOML; ValueError says why it can't be read."""
    if _MANY_DOTS.search(text):
        raise ValueError("a key has too many dots")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError("brackets are nested too deeply") from None


__all__ = ["loads"]
