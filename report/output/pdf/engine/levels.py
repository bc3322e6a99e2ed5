"""Embedding levels of a paragraph's characters by the Unicode Bidirectional Algorithm (UAX #9), as Pango has them.

Pango is the engine's own, asked by the handle that the engine has opened it with, so that nothing is looked for again. Its
levels come from FriBidi, and are what it orders lines by.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

_FIRST_FROM_RIGHT = "\u0590"
"""The first character of Unicode that is written from right to left; those before it never turn anything."""


def levels(text: str, base: int) -> Sequence[int]:
    """Return the level of each character in a paragraph of level `base`: 0 runs from left to right, 1 from right to left."""
    if base == 0 and max(text, default="") < _FIRST_FROM_RIGHT:
        return bytes(len(text))
    ffi, pango, glib = _library()
    data = text.encode("utf-8", "surrogatepass")
    found = pango.pango_log2vis_get_embedding_levels(data, len(data), ffi.new("PangoDirection *", base))
    try:
        return bytes(ffi.buffer(found, len(text)))
    finally:
        glib.g_free(found)


@cache
def _library() -> tuple[Any, Any, Any]:
    """Return the engine's handles, which know the two names more that are asked for here."""
    from weasyprint.text.ffi import ffi, gobject, pango

    ffi.cdef("""
        uint8_t * pango_log2vis_get_embedding_levels (const char *text, int length, PangoDirection *pbase_dir);
        void g_free (void *memory);
    """)
    return ffi, pango, gobject
