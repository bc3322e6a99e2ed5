"""Blocks that begin or end on a line of the page's grid, so that text stands where the text of the facing page stands.

A style sheet asks for it with `--block-step: <length>`, after `block-step-size` of CSS Rhythmic Sizing, which WeasyPrint 70
doesn't know: a block that has it grows at its end until that lies on a multiple of the length, counted from the head of the
type area. What a page break splits grows on its last page only, and nothing grows past a page's foot.

With `--block-snap: <length>`, after `box-snap` of CSS Line Grid, the white above a block grows until its text begins on such a
multiple, whatever stands above it. With `--line-height-step: <length>`, as CSS Rhythmic Sizing has it, a line that is higher
than others, since a formula stands in it, is as high as whole lines, with as much white added above as below. None of these has
an effect on descendants.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any

from report.output.pdf.engine.mends.asked import length, of_lines
from report.output.pdf.engine.mends.mend import Mend
from report.output.pdf.engine.mends.specimen import boxes, pages

STEP = "__block_step"
_SNAP = "__block_snap"
_LINES = "__line_height_step"
ROUNDING = 0.01
"""Pixels by which an end may miss a line of the grid and still lies on it."""


def _fault() -> bool:
    style = "@page { size: 300px; margin: 0 } body, p { margin: 0; font: 10px/18px sans-serif } .box { --block-step: 40px }"
    (page,) = pages('<p class="box">one</p><p>two</p>', style)
    return bool(boxes(page, "BlockBox")[-1].position_y != 40)


def _cure(original: Any, next_line: Any) -> Sequence[Any]:
    def block_box_layout(context: Any, box: Any, bottom_space: float, skip: Any, parent: Any, *rest: Any, **named: Any) -> Any:
        if box.is_for_root_element:
            context.grid_head = box.content_box_y()
        if skip is None and (step := length(box, _SNAP)):
            _, _, _, margins, *_ = rest
            _widen(margins, box, context.grid_head, step)
        result = original(context, box, bottom_space, skip, parent, *rest, **named)
        made, resume_at = result[:2]
        if made is not None and resume_at is None and (step := length(box, STEP)):
            end = made.border_box_y() + made.border_height()
            room = context.page_bottom - bottom_space - end
            made.height += max(0.0, min(_short_of(end - context.grid_head, step), room))
        return result

    def get_next_linebox(context: Any, box: Any, *rest: Any, **named: Any) -> Any:
        made, resume_at = next_line(context, box, *rest, **named)
        if made is not None and (step := of_lines(box, _LINES)) and (more := _short_of(made.height, step)) > 0:
            for child in made.children:
                child.translate(dy=more / 2, ignore_floats=True)
            made.baseline += more / 2
            made.height += more
        return made, resume_at

    return block_box_layout, get_next_linebox


def _short_of(height: float, step: float) -> float:
    """Return by how much less than a whole number of steps a height is; a little below nothing where it is hardly more."""
    lines = height / step
    return (ceil(lines - ROUNDING / step) - lines) * step


def _widen(margins: list[float], box: Any, head: float, step: float) -> None:
    """Add a margin to those that collapse above a box by which its text begins on a line of the grid."""
    above = [0.0, *margins, box.margin_top]
    top = box.position_y + max(above) + min(above) + box.border_top_width + box.padding_top
    margins.append(max(above) + _short_of(top - head, step))


MEND = Mend(
    name="grid",
    why="doesn't know `block-step-size`, nor anything else that ends blocks on a grid",
    changes={
        "weasyprint.layout.block.block_box_layout": "a6279066e3d9",
        "weasyprint.layout.inline.get_next_linebox": "67af458c2545",
    },
    fault=_fault,
    cure=_cure,
)
