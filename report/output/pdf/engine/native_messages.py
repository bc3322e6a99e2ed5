"""What Pango says: it writes to the terminal, past Python, unless somebody listens.

It complains through GLib of values that it can't use, such as letters of ten million points; a page with them isn't as asked.
What other libraries say through GLib has nothing to do with pages, and is left to it.
"""

from __future__ import annotations

import ctypes
import logging

from report.output.pdf.engine.mends.mend import Mend

_NAMES = ("libglib-2.0.so.0", "libglib-2.0.0.dylib", "libglib-2.0-0.dll", "libglib-2.0.dylib")
_Handler = ctypes.CFUNCTYPE(None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_void_p)
_COMPLAINTS = 1 << 3 | 1 << 4
"""GLib's flags for what it calls critical, and for warnings."""
_logger = logging.getLogger("weasyprint.native")


def _take(domain: bytes | None, level: int, message: bytes | None, _: object) -> None:  # noqa: ARG001 - as GLib calls it
    _logger.error("Pango: %s", (message or b"").decode("utf-8", "replace"))


_TAKE = _Handler(_take)
"""Kept for as long as the process lives: GLib calls it."""


def _fault() -> bool:
    from weasyprint.text.ffi import ffi, pango

    heard: list[logging.LogRecord] = []

    def listener(record: logging.LogRecord) -> bool:
        heard.append(record)
        return False

    _logger.addFilter(listener)
    try:
        pango.pango_font_description_set_absolute_size(ffi.NULL, 1)
    finally:
        _logger.removeFilter(listener)
    return not heard


def _cure() -> tuple[()]:
    """Have GLib hand Pango's complaints to the logger of WeasyPrint; where GLib isn't found under its name, it prints them."""
    for name in _NAMES:
        try:
            ctypes.CDLL(name).g_log_set_handler(b"Pango", _COMPLAINTS, _TAKE, None)
        except (OSError, AttributeError):
            continue
        break
    return ()


MEND = Mend(
    name="native_messages",
    why="leaves what Pango complains of to be printed on the terminal",
    changes={},
    fault=_fault,
    cure=_cure,
)
