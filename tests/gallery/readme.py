"""The README's pictures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image

from tests.gallery.devices import DEVICES, LIGHTS, View, opened, screens
from tests.gallery.sheets import pages, row, scaled, small_png

PAGES = 4
WIDE, HIGH = 1600, 800
"""Width of the report's picture, height of the screens, pixels."""
GAP = 20
GROUND = (214, 218, 221)
LARGEST = 300 * 1024


def report_picture(file: Path, target: Path) -> Path:
    """Draw the cover, the contents and two pages of the body in a row."""
    document = pdfium.PdfDocument(file)
    try:
        texts = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    drawn = pages(file)
    width = (WIDE - (PAGES + 1) * GAP) // PAGES
    return _write(row([scaled(drawn[index], width=width) for index in _chosen(texts)], GAP, GROUND), target)


def data_picture(file: Path, target: Path) -> Path:
    """Draw in a row the pages on which the first figures and the first table of a report stand."""
    document = pdfium.PdfDocument(file)
    try:
        texts = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    front = _chosen(texts)[2]  # behind contents and lists
    named = ("Figure 1", "Figure 2", "Figure 3", "Table 1")
    found = dict.fromkeys(next(n for n, text in enumerate(texts) if n >= front and f"{name} " in text) for name in named)
    drawn = pages(file)
    width = (WIDE - (PAGES + 1) * GAP) // PAGES
    return _write(row([scaled(drawn[index], width=width) for index in found], GAP, GROUND), target)


def _chosen(texts: Sequence[str]) -> list[int]:
    """Return the cover, the contents, the page after them and the first page of those left that has a figure."""
    contents = 1
    return [0, contents, contents + 1, next(index for index in range(contents + 2, len(texts)) if "Figure 1" in texts[index])]


def book_picture(book: Path, target: Path) -> Path:
    """Draw the book on a phone by day and at night, and on an e-reader."""
    phone, reader = DEVICES[:2]
    day, night = (light for light in LIGHTS if light.name in {"day", "night"})
    with opened(book) as (_, files):
        chapters = [file for file in files if file.parent.name == "text"]
        figure = next(file for file in chapters if "<figure" in file.read_text(encoding="utf-8"))
        account = next(file for file in chapters if 'class="account' in file.read_text(encoding="utf-8"))
        shown = [
            screens([View(chapters[1])], phone, day, sharpness=2),
            screens([View(account)], phone, night, sharpness=2),
            screens([View(figure, _first_figure(figure))], reader, day, sharpness=2),
        ]
    return _write(row([scaled(picture, height=HIGH) for (picture,) in shown], GAP, GROUND), target)


def _first_figure(file: Path) -> str:
    return file.read_text(encoding="utf-8").partition('<figure id="')[2].partition('"')[0]


def _write(picture: Image.Image, target: Path) -> Path:
    for colours in (256, 128, 64, 32):
        data = small_png(picture, colours)
        if len(data) <= LARGEST:
            break
    target.write_bytes(data)
    return target
