"""Tells pictures that look alike from those that don't, and shows what is different.

Both are blurred, so that another rasteriser's edges and a letter placed a fraction of a point away count for little, while a
rule that has moved or a colour that is gone leaves a stain. Each channel is compared for itself: on thin letters a colour
and a grey of the same lightness differ in one channel alone.
"""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass
from html import escape
from pathlib import Path

import numpy as np
from PIL import Image, ImageChops, ImageFilter

BLUR = 1.2
"""Radius in pixels."""
MOST_MEAN, MOST_AT_ONE_PLACE = 0.8, 20.0
"""How much may differ, of 255."""
COLOURS = 256
"""A stored picture keeps this many."""


@dataclass(frozen=True)
class Difference:
    """How unlike two pictures are, of 255 in the channel that differs most."""

    mean: float
    most: float

    @property
    def tolerable(self) -> bool:
        """Whether nobody would see it."""
        return self.mean <= MOST_MEAN and self.most <= MOST_AT_ONE_PLACE


def difference(one: Image.Image, other: Image.Image) -> Difference:
    """Compare two pictures; those of different size have nothing in common."""
    if one.size != other.size:
        return Difference(255, 255)
    apart = np.abs(_soft(one) - _soft(other))
    return Difference(float(apart.mean(axis=(0, 1)).max()), float(apart.max()))


def _soft(picture: Image.Image) -> np.ndarray:
    return np.asarray(picture.convert("RGB").filter(ImageFilter.GaussianBlur(BLUR)), dtype=float)


def stored(picture: Image.Image) -> bytes:
    """Return the picture as a small PNG."""
    out = io.BytesIO()
    few = picture.convert("RGB").quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


def show(name: str, before: Image.Image | None, after: Image.Image, folder: Path) -> Path:
    """Write an HTML page with before, after and difference, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    columns = [("before", before), ("after", after)]
    if before is not None and before.size == after.size:
        columns.append(("difference", ImageChops.invert(ImageChops.difference(before.convert("RGB"), after.convert("RGB")))))
    cells = "".join(
        f'<figure><figcaption>{label}</figcaption><img src="data:image/png;base64,{_inline(picture)}" alt="{label}"></figure>'
        for label, picture in columns
        if picture is not None
    )
    style = "body{font-family:sans-serif;display:flex;gap:1em;flex-wrap:wrap}figure{margin:0}img{border:1px solid;width:400px}"
    page = (
        f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>{escape(name)}</title><style>{style}</style>{cells}</html>'
    )
    file = folder / f"{name}.html"
    file.write_text(page, encoding="utf-8")
    return file


def _inline(picture: Image.Image) -> str:
    out = io.BytesIO()
    picture.save(out, "PNG")
    return base64.b64encode(out.getvalue()).decode("ascii")
