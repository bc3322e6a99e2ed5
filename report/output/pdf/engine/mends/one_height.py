"""Lines that are as high as their style sheet says, whichever faces their letters are from.

WeasyPrint 70 centres a text in its line by the height of the faces that it is set in. A face lower down in the list of
families, which has the letters of another script, sits a little higher or lower there than the first one, and the line grows by
the difference: a page of Persian leaves its grid by a tenth of a point a line. Only the first face counts (CSS Inline 3, 5.1).
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from report.output.pdf.engine.mends.mend import Mend
from report.output.pdf.engine.mends.specimen import boxes, pages

_LETTER = "\ue000"
"""A letter that no family has."""


def _fault() -> bool:
    face = f"@font-face {{ font-family: tall; src: url(data:font/ttf;base64,{_tall()}) }}"
    (page,) = pages(f"<p>{_LETTER}", f"{face} p {{ font: 10px/20px sans-serif, tall }}")
    return bool(boxes(page, "LineBox")[0].height > 20)


def _tall() -> str:
    """Return a face that has one empty letter, three times as high as its size."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.ttLib.tables._g_l_y_f import Glyph

    names = [".notdef", "letter"]
    builder = FontBuilder(1000)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(_LETTER): "letter"})
    builder.setupGlyf(dict.fromkeys(names, Glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (500, 0)))
    builder.setupHorizontalHeader(ascent=3000, descent=0)
    builder.setupOS2(sTypoAscender=3000, usWinAscent=3000)
    builder.setupNameTable({"familyName": "tall", "styleName": "Regular"})
    builder.setupPost()
    written = BytesIO()
    builder.save(written)
    return b64encode(written.getvalue()).decode("ascii")


def _cure(original: Any) -> Sequence[Any]:
    def split_text_box(context: Any, box: Any, *rest: Any, **named: Any) -> Any:
        from weasyprint.text.line_break import strut

        made, *others = original(context, box, *rest, **named)
        if made is not None:
            lower = strut(made.style)[1] - made.baseline
            made.baseline += lower
            made.margin_top += lower
            made.margin_bottom -= lower
        return made, *others

    return (split_text_box,)


MEND = Mend(
    name="one_height",
    why="makes a line higher where its letters are from several faces",
    changes={"weasyprint.layout.inline.split_text_box": "8c564329599e"},
    fault=_fault,
    cure=_cure,
)
