"""Chapters that open on a new page where little of one is left.

A style sheet asks for it with `--open-above: <share>`: a block that has it begins on the next page where the one that it would
begin on is filled to that share. WeasyPrint 70 breaks before a block always or never.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from report.output.pdf.engine.mends.asked import number
from report.output.pdf.engine.mends.mend import Mend
from report.output.pdf.engine.mends.specimen import pages, words

_PROPERTY = "__open_above"


def _fault() -> bool:
    style = "@page { size: 100px; margin: 0 } body, p { margin: 0; font: 10px/20px sans-serif } .open { --open-above: 0.5 }"
    first, *_ = pages('<p>a<br>b<br>c</p><p class="open">opening</p>', style)
    return "opening" in words(first)


def _cure(original: Any) -> Sequence[Any]:
    def block_level_layout(context: Any, box: Any, *given: Any, **named: Any) -> Any:
        # A grid, which names what it gives, measures its items and places none of them.
        _, skip_stack, _, page_is_empty, *_ = (*given, True) if len(given) > 2 else (None, None, None, True)
        if skip_stack is None and not page_is_empty and (share := number(box, _PROPERTY)):
            page = context.current_footnote_area.page
            if box.position_y - page.content_box_y() > share * page.height:
                return None, None, {"break": "any", "page": None}, [], False, None
        return original(context, box, *given, **named)

    return (block_level_layout,)


MEND = Mend(
    name="late_openings",
    why="can't break before a block only where little of the page is left",
    changes={"weasyprint.layout.block.block_level_layout": "c1301dde9284"},
    fault=_fault,
    cure=_cure,
)
