"""Drawings in print and in the e-book, beside what a browser makes of them; what differs is refused before."""

from __future__ import annotations

import base64
import io
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops
from support.drawings import BODIES, SVG

from report.figures.pictures import Page, place_image
from report.load.formats import read_formats
from report.look.fonts import FontSet, point_fontconfig, prepare
from report.look.tokens import load_tokens
from report.model.document import ImageFile
from report.model.figure import Picture
from report.output.pdf.engine.mends import mend
from report.problems import ProblemsFound
from report.verify.tools import chromium

pytestmark = pytest.mark.conformance

WIDE, HIGH = 417, 250
"""Pixels of a drawing at 150 to the inch."""
COLUMNS = 6
FAR = 48
MOST = 0.02

TOKENS = load_tokens()[0]
A4, EPUB = (
    format_.model_copy(update={"chart": format_.chart.model_copy(update={"width": WIDE / 150 * 25.4, "pixels": pixels})})
    for format_, pixels in zip(read_formats(["a4", "epub"]), (0, 2 * WIDE), strict=True)
)
"""The formats, with drawings as small as they are compared: those of the usual size would take minutes."""


def pictures(file: Path) -> tuple[Picture, Picture]:
    """Return a drawing as print and the e-book have it; ProblemsFound says that it is refused."""
    shown = ImageFile(file.name, "image/svg+xml")
    fonts = prepare()
    return tuple(place_image(shown, file.parent, Page(format_, TOKENS, fonts, "en")) for format_ in (A4, EPUB))  # type: ignore


def in_browser(drawings: Sequence[str], folder: Path) -> list[Image.Image]:
    """Return drawings as a browser shows them, with our fonts and no others."""
    images = "".join(
        f'<img style="position:absolute;left:{number % COLUMNS * WIDE}px;top:{number // COLUMNS * HIGH}px" '
        f'width="{WIDE}" height="{HIGH}" src="{_address(drawing.encode(), "image/svg+xml")}">'
        for number, drawing in enumerate(drawings)
    )
    (folder / "page.html").write_text(f'<body style="margin:0;background:#fff">{images}', encoding="utf-8")
    (folder / "fonts.conf").write_text(_fontconfig(prepare(), folder), encoding="utf-8")
    size = f"{COLUMNS * WIDE},{-(-len(drawings) // COLUMNS) * HIGH}"
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-lcd-text"]
    options += ["--font-render-hinting=none", "--force-device-scale-factor=1", f"--user-data-dir={folder / 'profile'}"]
    subprocess.run(
        [str(chromium().path), *options, f"--window-size={size}", f"--screenshot={folder / 'page.png'}", (folder / "page.html").as_uri()],
        env={**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")},
        capture_output=True,
        check=True,
        timeout=300,
    )
    with Image.open(folder / "page.png") as page:
        whole = page.convert("RGB")
    places = [(number % COLUMNS * WIDE, number // COLUMNS * HIGH) for number in range(len(drawings))]
    return [whole.crop((left, top, left + WIDE, top + HIGH)) for left, top in places]


def in_print(made: Sequence[Picture]) -> list[Image.Image]:
    """Return pictures as PDFium draws them from a PDF, one a page."""
    point_fontconfig(prepare())
    import weasyprint

    mend()
    sheet = "@page { size: 200px 120px; margin: 0 } body { margin: 0 } img { display: block; width: 200px; height: 120px; "
    sheet += "break-after: page; image-rendering: crisp-edges }"
    images = "".join(f'<img src="{_address(one.data, one.media_type)}">' for one in made)
    document = pypdfium2.PdfDocument(weasyprint.HTML(string=f"<style>{sheet}</style>{images}").write_pdf())
    return [document[number].render(scale=WIDE / 150).to_pil().convert("RGB").resize((WIDE, HIGH)) for number in range(len(made))]


def flat(picture: Picture) -> Image.Image:
    """Return an e-book's picture at the size of the others."""
    with Image.open(io.BytesIO(picture.data)) as image:
        assert image.mode == "RGB"
        return image.resize((WIDE, HIGH), Image.Resampling.BOX)


def differing(one: Image.Image, other: Image.Image) -> float:
    """Return the share of pixels that differ by more than `FAR` of 255."""
    red, green, blue = ImageChops.difference(one, other).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return sum(most.histogram()[FAR + 1 :]) / (WIDE * HIGH)


def _address(data: bytes, media_type: str) -> str:
    return f"data:{media_type};base64,{base64.b64encode(data).decode('ascii')}"


def _fontconfig(fonts: FontSet, folder: Path) -> str:
    named = {"serif": "Source Serif 4", "sans-serif": "Source Sans 3", "monospace": "Source Sans 3"}
    rules = "".join(
        f'<match target="pattern"><test name="family"><string>{generic}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{family}</string></edit></match>'
        for generic, family in {**named, "Times New Roman": "Source Serif 4"}.items()
    )
    return f"<fontconfig><dir>{fonts.folder}</dir><cachedir>{folder / 'cache'}</cachedir>{rules}</fontconfig>"
