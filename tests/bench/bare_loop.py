"""The plain loop that catalogues are measured against: matplotlib, WeasyPrint and EbookLib in one process, imported once.

For each recorded article it draws the same charts and cover, renders the same HTML with the same style sheets and fonts as tagged
PDF/A-3a, and lets EbookLib write the same files as an e-book. It reads no article, checks, composes and mends nothing.
"""

import logging
import pickle
import sys
from importlib import import_module
from pathlib import Path

import weasyprint
from ebooklib import epub
from matplotlib import font_manager
from weasyprint.text.fonts import FontConfiguration

from charts import cover
from charts.style import settings

folder = Path(sys.argv[1])
COVER_SHARPNESS = 4
"""Pixels to a point, as ours."""

logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
font_manager.fontManager.ttflist = []
for number, recorded in enumerate(sorted(folder.glob("*.pickle"))):
    inputs = pickle.loads(recorded.read_bytes())
    if number == 0:
        for file in inputs["fonts"]:
            font_manager.fontManager.addfont(file)
    for name, drawing, style, pixels in inputs["charts"]:
        canvas = import_module(f"charts.{drawing.form}").draw(drawing, style)
        with settings(style):
            if pixels:
                canvas.savefig(folder / f"{name}.png", dpi=pixels / canvas.get_figwidth())
            else:
                canvas.savefig(folder / name, format="svg")
    words, look, style = inputs["cover"]
    canvas = cover.draw(words, look)
    with settings(style):
        canvas.savefig(folder / "cover.png", dpi=cover.WIDTH * COVER_SHARPNESS / canvas.get_figwidth())
    fonts = FontConfiguration()
    sheets = [weasyprint.CSS(string=sheet, font_config=fonts) for sheet in inputs["sheets"]]
    weasyprint.HTML(string=inputs["html"]).write_pdf(
        folder / "bare.pdf", stylesheets=sheets, font_config=fonts, pdf_variant="pdf/a-3a", pdf_tags=True
    )
    book = epub.EpubBook()
    book.set_identifier("bare")
    book.set_title("Bare")
    for uid, name, media_type, properties, content in inputs["book"]:
        item = epub.EpubItem(uid=uid, file_name=name, media_type=media_type, content=content)
        item.properties = properties.split()
        book.add_item(item)
    book.spine = inputs["spine"]
    epub.write_epub(folder / "bare.epub", book, {"raise_exceptions": True})
