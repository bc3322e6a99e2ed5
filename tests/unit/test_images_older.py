"""Images for readers that don't know WebP: the same picture, as a kind that all of them know."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageCms

from report.figures.pictures import Page, place_image
from report.intake.images.older import for_older_readers
from report.load.formats import read_formats
from report.look.fonts import prepare
from report.look.tokens import load_tokens
from report.model.document import ImageFile

PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def gradient(mode: str = "RGB") -> Image.Image:
    return Image.linear_gradient("L").resize((60, 40)).convert(mode)


def webp(image: Image.Image, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, "WEBP", icc_profile=PROFILE, **options)
    return out.getvalue()


def see_through() -> Image.Image:
    image = gradient("RGBA")
    image.putalpha(Image.linear_gradient("L").resize((60, 40)))
    return image


@pytest.mark.parametrize(
    ("image", "options", "kind", "most"),
    [
        (gradient(), {"lossless": True}, "PNG", 0),
        (see_through(), {"lossless": True, "exact": True}, "PNG", 0),
        (see_through(), {"quality": 60}, "PNG", 0),
        (gradient(), {"quality": 60}, "JPEG", 12),
        (gradient("RGBA"), {"quality": 60}, "JPEG", 12),
    ],
)
def test_a_webp_becomes_what_loses_nothing_that_shows(image: Image.Image, options: dict, kind: str, most: int) -> None:
    before = webp(image, **options)
    after, media_type = for_older_readers(before, "image/webp")
    assert media_type == f"image/{kind.lower()}"
    with Image.open(io.BytesIO(before)) as old, Image.open(io.BytesIO(after)) as new:
        assert (new.format, new.size, new.info.get("icc_profile")) == (kind, old.size, PROFILE)
        mode = "RGBA" if kind == "PNG" else "RGB"
        apart = ImageChops.difference(old.convert(mode), new.convert(mode))
        assert max(high for _, high in apart.getextrema()) <= most
    assert for_older_readers(before, "image/webp") == (after, media_type)


@pytest.mark.parametrize("media_type", ["image/png", "image/jpeg", "image/svg+xml"])
def test_what_every_reader_knows_stays_as_it_is(media_type: str) -> None:
    assert for_older_readers(b"as it is", media_type) == (b"as it is", media_type)


def test_print_keeps_a_webp_and_a_book_does_not(tmp_path: Path) -> None:
    (tmp_path / "gate.webp").write_bytes(webp(gradient(), lossless=True))
    file = ImageFile("gate.webp", "image/webp")
    formats = read_formats(["a4", "epub"])
    assert [place_image(file, tmp_path, Page(format_, load_tokens()[0], prepare(), "en")).media_type for format_ in formats] == [
        "image/webp",
        "image/png",
    ]
