"""How often a thing is tried: a few times in the ordinary tests, and long enough to trust it in `nox -s soak`."""

from __future__ import annotations

import os

LONG = bool(os.environ.get("REPORT_SOAK"))


def times(usual: int, long: int) -> int:
    """Return how many times to try."""
    return long if LONG else usual
