"""Blocks that end on a line of the page's grid, so that the text after them stands where the text of the facing page stands.

A style sheet asks for it with `--block-step: <length>`, after `block-step-size` of CSS Rhythmic Sizing, which WeasyPrint 70
doesn't know: a block that has it grows at its end until that lies on a multiple of the length, counted from the head of the
type area. It has no effect on descendants. What a page break splits grows on its last page only, and nothing grows past a
page's foot.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any

from report.output.pdf.engine.mends.asked import length
from report.output.pdf.engine.mends.mend import Mend
from report.output.pdf.engine.mends.specimen import boxes, pages

STEP = "__block_step"
ROUNDING = 0.01
"""Pixels by which an end may miss a line of the grid and still lies on it."""


def _fault() -> bool:
    style = "@page { size: 300px; margin: 0 } body, p { margin: 0; font: 10px/18px sans-serif } .box { --block-step: 40px }"
    (page,) = pages('<p class="box">one</p><p>two</p>', style)
    return bool(boxes(page, "BlockBox")[-1].position_y != 40)


def _cure(original: Any) -> Sequence[Any]:
    def block_box_layout(context: Any, box: Any, bottom_space: float, *rest: Any, **named: Any) -> Any:
        if box.is_for_root_element:
            context.grid_head = box.content_box_y()
        result = original(context, box, bottom_space, *rest, **named)
        made, resume_at = result[:2]
        if made is not None and resume_at is None and (step := length(box, STEP)):
            end = made.border_box_y() + made.border_height()
            lines = (end - context.grid_head) / step
            room = context.page_bottom - bottom_space - end
            made.height += max(0.0, min((ceil(lines - ROUNDING / step) - lines) * step, room))
        return result

    return (block_box_layout,)


MEND = Mend(
    name="grid",
    why="doesn't know `block-step-size`, nor anything else that ends blocks on a grid",
    changes={"weasyprint.layout.block.block_box_layout": "a6279066e3d9"},
    fault=_fault,
    cure=_cure,
)
