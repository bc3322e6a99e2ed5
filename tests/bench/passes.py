"""Times one rendering of the recorded A4 pages: WeasyPrint's own, or ours with the structure pass and the page map.

`python -m tests.bench.passes plain|ours FOLDER`: writes seconds of processor time to FOLDER/seconds. Imports are paid
before the clock starts, so that only the work is compared; each side runs in a process of its own.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from report.output.pdf import pagemap  # noqa: F401 - paid before the clock starts
from report.output.pdf.engine.fetch import fetcher
from report.output.pdf.engine.mends import mend
from report.output.pdf.engine.press import BASE, GROUND
from report.output.pdf.file import finish, labels  # noqa: F401 - paid before the clock starts
from report.output.pdf.render import render


def plain(html: str, sheets: list[str], warehouse: object) -> None:
    """Let WeasyPrint alone make the PDF, from the same sources and with the same mended lines: not one of our passes."""
    mend()
    fetch = fetcher(warehouse, lambda _: None)  # type: ignore[arg-type]
    fonts = FontConfiguration()
    styles = [weasyprint.CSS(string=sheet, base_url=BASE, url_fetcher=fetch, font_config=fonts) for sheet in sheets]
    page = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=fetch)
    page.write_pdf(stylesheets=styles, font_config=fonts, pdf_variant="pdf/a-3a", pdf_tags=True)


def main(side: str, folder: Path) -> None:
    """Run one side and write down how long it took."""
    given, named = pickle.loads((folder / "render.pickle").read_bytes())
    _, _, html, sheets, warehouse = given[:5]
    work: dict[str, Callable[[], object]] = {
        "plain": lambda: plain(html, [GROUND, *sheets], warehouse),
        "ours": lambda: render(*given, **named),
    }
    begin = process_time()
    work[side]()
    (folder / "seconds").write_text(str(process_time() - begin), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
