"""What the native libraries below WeasyPrint say: they write to the terminal, past Python, unless somebody listens.

Pango complains through GLib of values that it can't use, such as letters of ten million points; a page with them isn't as asked.
"""

from __future__ import annotations

import ctypes
import logging
from functools import cache

_NAMES = ("libglib-2.0.so.0", "libglib-2.0.0.dylib", "libglib-2.0-0.dll", "libglib-2.0.dylib")
_Handler = ctypes.CFUNCTYPE(None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_void_p)
_WARNING = 1 << 4
"""GLib's flag; errors and criticals have lower ones, mere messages higher ones."""
_logger = logging.getLogger("weasyprint.native")


def _take(domain: bytes | None, level: int, message: bytes | None, _: object) -> None:
    if level & (2 * _WARNING - 1):
        _logger.error("%s: %s", (domain or b"GLib").decode("utf-8", "replace"), (message or b"").decode("utf-8", "replace"))


_TAKE = _Handler(_take)
"""Kept for as long as the process lives: GLib calls it."""


@cache
def listen() -> None:
    """Have GLib hand what it would print to the logger of WeasyPrint; where GLib isn't found under its name, it prints."""
    for name in _NAMES:
        try:
            ctypes.CDLL(name).g_log_set_default_handler(_TAKE, None)
        except (OSError, AttributeError):
            continue
        return
