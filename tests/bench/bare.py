"""The bare script that builds are measured against: matplotlib, WeasyPrint, and no program around them.

It draws the same charts with the same code, saves them with matplotlib's own `savefig`, and lets WeasyPrint write the same
HTML with the same style sheets and fonts as tagged PDF/A-3a. It reads no article, checks nothing, composes nothing, mends no
structure, and writes no manifest.
"""

import logging
import pickle
import sys
from pathlib import Path

import matplotlib.figure  # noqa: F401 - what the script is measured with
import weasyprint
from matplotlib import font_manager
from weasyprint.text.fonts import FontConfiguration

from charts import marks, overview, timeline
from charts.style import settings

folder = Path(sys.argv[1])
inputs = pickle.loads((folder / "inputs.pickle").read_bytes())

logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
font_manager.fontManager.ttflist = []
for file in inputs["fonts"]:
    font_manager.fontManager.addfont(file)
for name, drawing, style in inputs["charts"]:
    canvas = {"marks": marks, "overview": overview, "timeline": timeline}[drawing.form].draw(drawing, style)
    with settings(style):
        canvas.savefig(folder / name, format="svg")

fonts = FontConfiguration()
sheets = [weasyprint.CSS(string=sheet, font_config=fonts) for sheet in inputs["sheets"]]
weasyprint.HTML(string=inputs["html"]).write_pdf(
    folder / "bare.pdf", stylesheets=sheets, font_config=fonts, pdf_variant="pdf/a-3a", pdf_tags=True
)
