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
from conftest import Here
from PIL import Image, ImageChops
from support.drawings import BODIES, SVG

from report.figures.pictures import Page, place_image
from report.load.formats import read_formats
from report.look.fonts import FontSet, point_fontconfig, prepare
from report.look.tokens import load_tokens
from report.model.document import ImageFile
from report.model.figure import Picture
from report.output.pdf.engine.mends import mend
from report.verify.tools import chromium

pytestmark = pytest.mark.conformance

WIDE, HIGH = 420, 252
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
        f'<img style="position:absolute;left:{number % COLUMNS * WIDE / 2}px;top:{number // COLUMNS * HIGH / 2}px" '
        f'width="{WIDE / 2}" height="{HIGH / 2}" src="{_address(drawing.encode(), "image/svg+xml")}">'
        for number, drawing in enumerate(map(_exact, drawings))
    )
    (folder / "page.html").write_text(f'<body style="margin:0;background:#fff">{images}', encoding="utf-8")
    (folder / "fonts.conf").write_text(_fontconfig(prepare(), folder), encoding="utf-8")
    # At twice the pixels browsers set letters where they belong, else at the next whole pixel.
    size = f"{COLUMNS * WIDE // 2},{-(-len(drawings) // COLUMNS) * HIGH // 2}"
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-lcd-text"]
    options += ["--font-render-hinting=none", "--force-device-scale-factor=2", f"--user-data-dir={folder / 'profile'}"]
    subprocess.run(
        [
            str(chromium().path),
            *options,
            f"--window-size={size}",
            f"--screenshot={folder / 'page.png'}",
            (folder / "page.html").as_uri(),
        ],
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
    drawn = (document[number].render(scale=WIDE / 150).to_pil() for number in range(len(made)))
    return [image.convert("RGB").resize((WIDE, HIGH)) for image in drawn]


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


def _exact(drawing: str) -> str:
    """Return a drawing whose letters stand where they belong at every size, and aren't moved to the pixels of a screen."""
    return drawing.replace("<svg ", '<svg text-rendering="geometricPrecision" ', 1)


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


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory, judge_is_here: Here) -> dict[str, tuple[float, float]]:
    """For each drawing how much print and the e-book differ from the browser."""
    judge_is_here(lambda: chromium().lacking)
    folder = tmp_path_factory.mktemp("drawings")
    made = []
    for number, body in enumerate(BODIES.values()):
        file = folder / f"{number}.svg"
        file.write_text(SVG.format(body), encoding="utf-8")
        made.append(pictures(file))
    shown = in_browser([SVG.format(body) for body in BODIES.values()], folder)
    printed = in_print([for_print for for_print, _ in made])
    rows = zip(BODIES, shown, printed, made, strict=True)
    return {name: (differing(one, other), differing(one, flat(book))) for name, one, other, (_, book) in rows}


@pytest.mark.parametrize("name", BODIES)
def test_print_and_e_book_show_what_a_browser_shows(name: str, compared: dict[str, tuple[float, float]]) -> None:
    in_pdf, in_epub = compared[name]
    assert in_pdf <= MOST
    assert in_epub <= MOST
