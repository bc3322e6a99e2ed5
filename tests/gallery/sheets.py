"""Pages of a PDF as pictures, and a sheet of all of them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import pypdfium2 as pdfium
from PIL import Image

DOTS_PER_INCH = 110
SMALL, GAP, COLUMNS = 360, 16, 6
"""Width of a page on the sheet, the space around it (pixels), and pages in a row."""
BETWEEN = (138, 144, 148)


def pages(file: Path, dots_per_inch: float = DOTS_PER_INCH) -> list[Image.Image]:
    """Return a picture of each page."""
    document = pdfium.PdfDocument(file)
    try:
        return [page.render(scale=dots_per_inch / 72).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


def draw_pages(file: Path, folder: Path) -> list[Path]:
    """Draw each page and the sheet of one PDF into `folder`, and return the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    drawn = pages(file)
    pictures = {f"{number:03}.png": page for number, page in enumerate(drawn, 1)} | {"sheet.png": sheet(drawn)}
    for name, picture in pictures.items():
        picture.save(folder / name)
    return [folder / name for name in pictures]


def sheet(drawn: Sequence[Image.Image]) -> Image.Image:
    """Return all pages on one picture, in rows."""
    small = [scaled(page, width=SMALL) for page in drawn]
    step = max(page.height for page in small) + GAP
    rows = -(-len(small) // COLUMNS)
    whole = Image.new("RGB", (GAP + min(len(small), COLUMNS) * (SMALL + GAP), GAP + rows * step), BETWEEN)
    for number, page in enumerate(small):
        whole.paste(page, (GAP + number % COLUMNS * (SMALL + GAP), GAP + number // COLUMNS * step))
    return whole


def scaled(picture: Image.Image, *, width: int = 0, height: int = 0) -> Image.Image:
    """Return the picture at another width, or at another height."""
    ratio = width / picture.width if width else height / picture.height
    return picture.resize((round(picture.width * ratio), round(picture.height * ratio)), Image.Resampling.LANCZOS)


def row(pictures: Sequence[Image.Image], gap: int = GAP, ground: tuple[int, int, int] = BETWEEN) -> Image.Image:
    """Return pictures beside each other, hung from the same line."""
    whole = Image.new(
        "RGB", (gap + sum(picture.width + gap for picture in pictures), max(one.height for one in pictures) + 2 * gap), ground
    )
    left = gap
    for picture in pictures:
        whole.paste(picture, (left, gap))
        left += picture.width + gap
    return whole


def small_png(picture: Image.Image, colours: int = 96) -> bytes:
    """Return a PNG with few colours."""
    out = io.BytesIO()
    few = cast("Image.Image", picture.quantize(colours, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE))
    few.save(out, "PNG", optimize=True)
    return out.getvalue()
