"""What a file is, by the ending of its name; the system's own table differs from machine to machine."""

from __future__ import annotations

from pathlib import PurePath

MEDIA_TYPES = {
    ".avif": "image/avif",
    ".css": "text/css",
    ".gif": "image/gif",
    ".html": "text/html",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".otf": "font/otf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xhtml": "application/xhtml+xml",
}
"""What a publication is made from."""
PRINTED = frozenset({"image/jpeg", "image/png", "image/svg+xml", "image/webp"})
"""Kinds of images that print and e-books show, a WebP there as a kind that old readers know."""


def media_type(file: PurePath | str) -> str:
    """Return the media type of a file; nothing where no publication is made from its kind."""
    return MEDIA_TYPES.get(PurePath(file).suffix.lower(), "")
