"""Native libraries, found by their names; those that pages can't be laid out without are parts of Pango or come with it.

Needs nothing but Python's own library: noxfile.py asks before anything is installed.
"""

from __future__ import annotations

import ctypes
import sys
from ctypes.util import find_library

NAMES = {
    "pango": ("libpango-1.0.so.0", "pango-1.0-0", "pango-1.0", "libpango-1.0.dylib"),
    "pangoft2": ("libpangoft2-1.0.so.0", "pangoft2-1.0-0", "pangoft2-1.0", "libpangoft2-1.0.dylib"),
    "gobject": ("libgobject-2.0.so.0", "gobject-2.0-0", "gobject-2.0", "libgobject-2.0.0.dylib"),
    "harfbuzz": ("libharfbuzz.so.0", "harfbuzz", "harfbuzz-0", "libharfbuzz.0.dylib"),
    "fontconfig": ("libfontconfig.so.1", "fontconfig", "fontconfig-1", "libfontconfig.1.dylib"),
    "freetype": ("libfreetype.so.6", "freetype", "freetype-6", "libfreetype.6.dylib"),
}
"""Full names come first: to search for a short one, Python starts compilers and linkers."""
OF_PANGO = ("pango", "pangoft2", "gobject", "harfbuzz", "fontconfig")
"""What WeasyPrint opens."""


def open_library(name: str) -> ctypes.CDLL | None:
    """Open the library that goes by one of its names here."""
    for candidate in NAMES[name]:
        found: str | None = candidate
        if not candidate.startswith("lib"):
            # On Linux the loader knows the full names, and a short one leads to the same files.
            found = None if sys.platform == "linux" else find_library(candidate)
        if not found:
            continue
        try:
            return ctypes.CDLL(found)
        except OSError:
            continue
    return None


def lacking() -> list[str]:
    """Name what WeasyPrint needs and this machine doesn't have."""
    return [NAMES[name][0] for name in OF_PANGO if open_library(name) is None]
