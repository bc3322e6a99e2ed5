"""A short paragraph right below a heading, which stands with what follows it as the heading itself does.

A style sheet asks for it with `--below-heading: <lines>`: a block of fewer lines holds on to the next one. WeasyPrint 70 keeps a
heading with the paragraph below it however short that is, so that the two may stand at a page's foot.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from report.output.pdf.engine.mends.asked import number
from report.output.pdf.engine.mends.mend import Mend
from report.output.pdf.engine.mends.specimen import pages, words

_LINES = "__below_heading"
_STYLE = """
@page { size: 100px; margin: 0 } body { margin: 0 } h2 + p { --below-heading: 2 }
h2, p { margin: 0; font: 10px/20px sans-serif } h2 { break-after: avoid }
"""


def _fault() -> bool:
    first, *_ = pages("<p>a<br>b</p><h2>heading</h2><p>one</p><p>x<br>y<br>z</p>", _STYLE)
    return "heading" in words(first)


def _cure(original: Any) -> Sequence[Any]:
    def block_level_page_break(before: Any, after: Any) -> Any:
        found = original(before, after)
        if found != "auto" or before is None or not (least := number(before, _LINES)):
            return found
        lines = sum(type(child).__name__ == "LineBox" for child in before.children)
        return "avoid" if 0 < lines < least else found

    return (block_level_page_break,)


MEND = Mend(
    name="below_headings",
    why="leaves a heading at a page's foot with but one line of text below it",
    changes={"weasyprint.layout.block.block_level_page_break": "4c36f807aa76"},
    fault=_fault,
    cure=_cure,
)
