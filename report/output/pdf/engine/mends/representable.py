"""Numbers that a PDF can hold, and no others.

pydyf writes whatever it is given: “nan”, or integers of three hundred digits. A file with one of them in it is broken, and most
viewers say nothing of it. They come of drawings and style sheets with absurd lengths.
"""

from __future__ import annotations

from typing import Any

import pydyf

LARGEST = 2_147_483_647
"""Of integers, ISO 32000-1, annex C. Reals may be larger, but pydyf writes whole ones as integers."""


class NotRepresentable(Exception):
    """A number that no PDF can hold was to be written."""


def keep_to_representable() -> None:
    """Make pydyf refuse what a PDF can't hold; doing it twice changes nothing."""
    original = pydyf._to_bytes
    if getattr(original, "keeps_to_representable", False):
        return

    def to_bytes(item: Any) -> Any:
        if isinstance(item, float) and not -LARGEST <= item <= LARGEST:  # nan is neither
            raise NotRepresentable(f"{item:g}")
        return original(item)

    to_bytes.keeps_to_representable = True  # type: ignore[attr-defined]
    pydyf._to_bytes = to_bytes
