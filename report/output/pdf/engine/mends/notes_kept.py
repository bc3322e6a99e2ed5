"""Notes that begin on the page of their call.

Where a line would fit onto a page if notes called above it went on to the next one, WeasyPrint 70 sends them there, and forgets
those that the line calls itself; `footnote-policy: line` has no say in it. Here the line goes on instead.

An area whose notes were all taken back keeps the room of its rule, which is given back here.

It asks whether it is in a column, where notes are never sent on, and so it is told that it is, as long as it decides about lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from report.output.pdf.engine.mends.mend import Mend
from report.output.pdf.engine.mends.specimen import pages, words

_STYLE = """
@page { size: 200px 50px; margin: 0; @footnote { margin: 0 } }
body, p { margin: 0; font: 10px/10px sans-serif; orphans: 2; widows: 2 }
span { float: footnote; footnote-policy: line }
"""


def _fault() -> bool:
    above = "one<br>two"
    body = f"<p>{above}</p><p>three<span>first</span><br>four<span>second</span><br>five<br>six<br>seven</p>"
    found = [words(page) for page in pages(body, _STYLE)]
    return any((call in page) != (note in page) for page in found for call, note in (("three", "first"), ("four", "second")))


def _cure(original: Any, update: Any) -> Sequence[Any]:
    def linebox_layout(context: Any, *given: Any) -> Any:
        known = getattr(context, "truly_in_column", None)
        told = context.in_column
        context.truly_in_column = told if known is None else known
        context.in_column = True
        try:
            return original(context, *given)
        finally:
            context.in_column, context.truly_in_column = told, known

    def update_footnote_area(self: Any) -> Any:
        told, known = self.in_column, getattr(self, "truly_in_column", None)
        self.in_column = told if known is None else known
        try:
            overflows = update(self)
            if not self.current_page_footnotes and not self.in_column:
                empty = self.current_footnote_area.margin_height()
                self.page_bottom += empty
                self.current_footnote_area.height -= empty  # its margins and rule take no room
            return overflows
        finally:
            self.in_column = told

    return linebox_layout, update_footnote_area


MEND = Mend(
    name="notes_kept",
    why="sends notes on to the next page to make room for a line",
    changes={
        "weasyprint.layout.block._linebox_layout": "e07bbe000974",
        "weasyprint.layout.LayoutContext._update_footnote_area": "2e317e4b066f",
    },
    fault=_fault,
    cure=_cure,
)
