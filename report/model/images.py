"""Photographs, maps and logos."""

from __future__ import annotations

from report.model.fields import Keyed, Name, ProseField, SourceRefs, Words

IMAGE_TYPES = {
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
"""Kinds of images that print and e-books show, a WebP there as a kind that old readers know; by the ending of their file."""


class Image(Keyed):
    """A photograph, a map or a logo in the article's folder."""

    file: Words
    credit: Name
    """Who made it: as printed, or an id of people.yaml."""
    rights: Words
    alternative_text: ProseField
    title: ProseField | None = None
    caption: ProseField | None = None
    long_description: ProseField | None = None
    source: SourceRefs = ()
