"""Images made of pixels: whole, of the kind that their name says, and not larger unpacked than a machine can bear."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from report.intake.images.faults import Fault
from report.limits import beyond, limits
from report.problems import Place, ProblemsFound

KINDS = {"image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WEBP"}
"""Pillow's names; it knows a hundred more kinds, some of which start programs of their own."""
_MOVING = ("PNG", "WEBP", "GIF")
_MODES = {"1", "L", "LA", "P", "PA", "RGB", "RGBA"}
"""Kinds of colour, as Pillow names them, that archival PDFs and e-books can show as they are."""


def pixel_size(data: bytes, media_type: str, shown: str) -> tuple[int, int]:
    """Return width and height of an image that decodes to its end; Fault says why not, ProblemsFound that it is too large."""
    from PIL import UnidentifiedImageError

    kind = KINDS.get(media_type)
    if kind is None:
        raise Fault("it is neither a PNG, a JPEG nor a WebP")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of its own limits Pillow warns, and so it does of odd metadata
            return _decoded(data, kind, shown)
    except UnidentifiedImageError:
        raise Fault(f"it is no {kind}, whatever its name says") from None
    except (ProblemsFound, MemoryError, Fault):
        raise
    except Exception as error:  # damaged bytes trip its decoders in many ways
        raise Fault("it is damaged", cause=f"{type(error).__name__}: {error}") from None


def _decoded(data: bytes, kind: str, shown: str) -> tuple[int, int]:
    from PIL import Image

    with strict(), Image.open(io.BytesIO(data), formats=[kind]) as image:
        width, height = image.size
        if width * height > limits().image_pixels:
            sentence = f"the image has {width:,} by {height:,} pixels"
            raise ProblemsFound([beyond(Place(shown), sentence, "image_pixels")])
        image.load()
        if image.mode not in _MODES:
            raise Fault(f"its colours are {image.mode}, which not every reader can show; RGB and grey of eight bits are fine")
        return width, height


def moves(data: bytes) -> bool:
    """Tell whether an image is several pictures, one after the other; those of a camera's JPEG stay where they are.

    What its name says doesn't matter: reading systems look at the bytes, too.
    """
    from PIL import Image

    try:
        with strict(), Image.open(io.BytesIO(data), formats=_MOVING) as image:
            return bool(getattr(image, "is_animated", False))
    except Exception:  # of another kind; or damaged, which trips decoders in many ways
        return False


@contextmanager
def strict() -> Iterator[None]:
    """Let our own limit hold, and what is cut short be an error: WeasyPrint makes Pillow fill it up, for the whole process."""
    from PIL import Image, ImageFile

    before = Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES
    Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES = None, False
    try:
        yield
    finally:
        Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES = before
