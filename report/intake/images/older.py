"""Images of kinds that old devices know: WebP is one of EPUB 3.3's own kinds, and many readers don't show it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from report.intake.images.metadata import anew
from report.intake.images.pixels import strict

if TYPE_CHECKING:
    from PIL import Image


def for_older_readers(data: bytes, media_type: str) -> tuple[bytes, str]:
    """Return an image, and its media type, as every e-reader shows it: a WebP as a PNG where a JPEG would lose something."""
    if media_type != "image/webp":
        return data, media_type
    from PIL import Image

    with strict(), Image.open(io.BytesIO(data), formats=["WEBP"]) as image:
        if b"VP8L" in data or _see_through(image):
            return anew(image, "PNG", lossless=True), "image/png"
        return anew(image.convert("RGB"), "JPEG", lossless=False), "image/jpeg"


def _see_through(image: Image.Image) -> bool:
    return image.mode == "RGBA" and image.getchannel("A").getextrema() != (255, 255)
