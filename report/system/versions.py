"""Versions of all that shapes an output: Python, native libraries, packages. They go into the manifest and into copies."""

from __future__ import annotations

import ctypes
import sys
import zlib
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from types import MappingProxyType

from report import __version__
from report.system.libraries import open_library

PACKAGES = (
    "babel", "bibtexparser", "brotli", "ebooklib", "fontpkg-almarai", "fontpkg-source-sans-3", "fontpkg-source-serif-4",
    "fonttools", "jinja2", "lxml", "markdown-it-py", "matplotlib", "mdit-py-plugins", "numpy", "pikepdf", "pillow", "pydantic",
    "pydyf", "pylatexenc", "pyphen", "python-calamine", "resvg-py", "ruamel.yaml", "segno", "tinycss2", "tinyhtml5", "uharfbuzz",
    "weasyprint",
)  # fmt: skip
FURTHER = (
    "fontpkg-frank-ruhl-libre", "fontpkg-heebo", "fontpkg-hind-siliguri", "fontpkg-ibm-plex-sans-arabic",
    "fontpkg-noto-sans-devanagari", "fontpkg-noto-sans-khmer", "fontpkg-noto-sans-tamil", "fontpkg-noto-sans-telugu",
    "fontpkg-sarabun",
)  # fmt: skip
"""Families that come as extras, which shape an output where they are installed."""


def _string(library: ctypes.CDLL, function: str) -> str:
    call = getattr(library, function)
    call.restype = ctypes.c_char_p
    return bytes(call()).decode("ascii")


def _fontconfig(library: ctypes.CDLL) -> str:
    number = int(library.FcGetVersion())
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


def _freetype(library: ctypes.CDLL) -> str:
    handle = ctypes.c_void_p()
    if library.FT_Init_FreeType(ctypes.byref(handle)):
        return "unknown"
    parts = [ctypes.c_int() for _ in range(3)]
    library.FT_Library_Version(handle, *(ctypes.byref(part) for part in parts))
    library.FT_Done_FreeType(handle)
    return ".".join(str(part.value) for part in parts)


@cache
def native() -> Mapping[str, str]:
    """Return the versions of the native libraries that lay out text; "missing" where one can't be opened."""
    readers = {
        "pango": lambda library: _string(library, "pango_version_string"),
        "harfbuzz": lambda library: _string(library, "hb_version_string"),
        "fontconfig": _fontconfig,
        "freetype": _freetype,
    }
    found = {}
    for name, read in readers.items():
        library = open_library(name)
        found[name] = read(library) if library else "missing"
    return MappingProxyType(found)


@cache
def packages() -> Mapping[str, str]:
    """Return the versions of the Python packages that shape an output."""
    from importlib import metadata

    found = {}
    for name in PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "missing"
    for name in FURTHER:
        with suppress(metadata.PackageNotFoundError):
            found[name] = metadata.version(name)
    return MappingProxyType(found)


def all_versions() -> dict[str, str]:
    """Return every version by name, sorted, qpdf and zlib included."""
    import pikepdf

    return dict(
        sorted(
            {
                "report": __version__,
                "python": sys.version.partition(" ")[0],
                "zlib": zlib.ZLIB_RUNTIME_VERSION,
                "qpdf": pikepdf.__libqpdf_version__,
                **native(),
                **packages(),
            }.items()
        )
    )
