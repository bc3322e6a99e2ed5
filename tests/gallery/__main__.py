"""Draws the pages of built PDFs as pictures, to be looked at: `python -m tests.gallery [FILE ...]`.

Without FILE, all PDFs in build/. Pictures go to build/gallery/<name of the PDF>/, with a sheet that shows all pages small.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
DOTS_PER_INCH = 110
SMALL, GAP, COLUMNS = 360, 16, 6
"""Width of a page on the sheet, the space around it (pixels), and pages in a row."""
BETWEEN = (138, 144, 148)


def draw(file: Path, folder: Path) -> list[Path]:
    """Draw each page and the sheet of one PDF into `folder`, and return the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    document = pdfium.PdfDocument(file)
    try:
        pages = [page.render(scale=DOTS_PER_INCH / 72).to_pil() for page in document]
    finally:
        document.close()
    pictures = {f"{number:03}.png": page for number, page in enumerate(pages, 1)} | {"sheet.png": sheet(pages)}
    for name, picture in pictures.items():
        picture.save(folder / name)
    return [folder / name for name in pictures]


def sheet(pages: list[Image.Image]) -> Image.Image:
    """Return all pages on one picture, in rows."""
    small = [page.resize((SMALL, round(page.height * SMALL / page.width)), Image.Resampling.LANCZOS) for page in pages]
    step = max(page.height for page in small) + GAP
    rows = -(-len(small) // COLUMNS)
    whole = Image.new("RGB", (GAP + min(len(small), COLUMNS) * (SMALL + GAP), GAP + rows * step), BETWEEN)
    for number, page in enumerate(small):
        whole.paste(page, (GAP + number % COLUMNS * (SMALL + GAP), GAP + number // COLUMNS * step))
    return whole


def main(arguments: list[str]) -> int:
    """Draw the files named, or all that are built; return an exit status."""
    files = [Path(argument) for argument in arguments] or sorted((ROOT / "build").glob("*/*.pdf"))
    if not files:
        print("nothing is built yet: run `nox` first", file=sys.stderr)
        return 1
    for file in files:
        print(draw(file, ROOT / "build" / "gallery" / file.stem)[-1])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
