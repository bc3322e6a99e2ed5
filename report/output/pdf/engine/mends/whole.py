"""Blocks that are divided only where much of a page would be left blank if they weren't.

A style sheet asks for it with `--whole: <share>` beside `break-inside: avoid`: the block stays whole as long as no more than
that share of a page is left for it. WeasyPrint 70 keeps a block whole always or never.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from report.output.pdf.engine.mends.asked import number
from report.output.pdf.engine.mends.mend import Mend
from report.output.pdf.engine.mends.specimen import pages, words

_PROPERTY = "__whole"


def _fault() -> bool:
    style = (
        "@page { size: 100px; margin: 0 } p { margin: 0; font: 10px/20px sans-serif } div { break-inside: avoid; --whole: 0.3 }"
    )
    first, *_ = pages("<p>a<br>b</p><div><p>one</p><p>two</p><p>three</p><p>four</p></div>", style)
    return "one" not in words(first)


def _cure(original: Any) -> Sequence[Any]:
    def block_level_layout(context: Any, box: Any, bottom_space: float, *given: Any, **named: Any) -> Any:
        share = number(box, _PROPERTY)
        if not share or context.in_column:
            return original(context, box, bottom_space, *given, **named)
        page = context.current_footnote_area.page
        if context.page_bottom - bottom_space - box.position_y <= share * page.height:
            return original(context, box, bottom_space, *given, **named)
        whole, divided = box.style, box.style.copy()
        divided["break_inside"] = "auto"
        box.style = divided
        try:
            return original(context, box, bottom_space, *given, **named)
        finally:
            box.style = whole

    return (block_level_layout,)


MEND = Mend(
    name="whole",
    why="keeps a block whole however much of a page that leaves blank",
    changes={"weasyprint.layout.block.block_level_layout": "c1301dde9284"},
    fault=_fault,
    cure=_cure,
)
