"""Draws what is built as pictures, to be looked at: `python -m tests.gallery [--readme] [FILE ...]`.

Without FILE, all PDFs and EPUBs in build/. Pictures go to build/gallery/<name of the file>/: a picture of each page of a PDF
and a sheet that shows all pages small; of an EPUB all its files on a phone, an e-reader and a tablet, by day and at night.
With --readme, the pictures of the README are drawn anew into tests/gallery/.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.gallery.devices import NoBrowser, draw_book
from tests.gallery.readme import book_picture, data_picture, report_picture
from tests.gallery.sheets import draw_pages

ROOT = Path(__file__).resolve().parents[2]
BUILT = ROOT / "build"
GALLERY = BUILT / "gallery"
SHIPPED = BUILT / "camp-ashraf-3" / "camp-ashraf-3"
DATA = BUILT / "longer-lives" / "longer-lives-a4.pdf"


def main(arguments: list[str]) -> int:
    """Draw the files named, or all that are built; return an exit status."""
    if "--readme" in arguments:
        return readme()
    named = [Path(argument) for argument in arguments]
    files = named or sorted(path for path in BUILT.glob("*/*") if path.suffix in {".pdf", ".epub"})
    missing = [file for file in files if not file.is_file()]
    if not files or missing:
        print(f"{missing[0]} isn't there" if missing else "nothing is built yet: run `nox` first", file=sys.stderr)
        return 1
    for file in files:
        try:
            drawn = draw_book(file, GALLERY / file.name) if file.suffix == ".epub" else draw_pages(file, GALLERY / file.stem)
            print(*drawn if file.suffix == ".epub" else drawn[-1:], sep="\n")
        except NoBrowser as lacking:
            print(f"{file.name} is left out: {lacking}", file=sys.stderr)
    return 0


def readme() -> int:
    """Draw the README's pictures; return an exit status."""
    folder = Path(__file__).parent
    pdf, book = SHIPPED.with_name(f"{SHIPPED.name}-a4.pdf"), SHIPPED.with_suffix(".epub")
    if not pdf.is_file() or not book.is_file() or not DATA.is_file():
        print("the reports aren't built yet: run `nox -s build -- report/articles` first", file=sys.stderr)
        return 1
    print(report_picture(pdf, folder / "a4.png"))
    print(data_picture(DATA, folder / "data.png"))
    try:
        print(book_picture(book, folder / "epub.png"))
    except NoBrowser as lacking:
        print(f"epub.png is left as it was: {lacking}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
