"""Floats that are not to be divided, kept whole.

WeasyPrint 70 divides a float that reaches beyond the page even where `break-inside` says that it mustn't: the box around it
counts as whole, and what was cut off is printed over the top of the next page. Laid out to its end, such a float moves on with
its box.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import Any

from report.output.pdf.engine.mends.mend import Mend
from report.output.pdf.engine.mends.specimen import pages, words

_STYLE = """
@page { size: 200px 100px; margin: 0 }
p, dl, dt, dd { margin: 0; font: 10px/20px sans-serif }
div { display: flow-root; break-inside: avoid }
dt { float: left; width: 50px; break-inside: avoid }
dd { margin-left: 60px }
"""


def _fault() -> bool:
    term = "<dl><div><dt>one<br>two<br>three</dt><dd>words</dd></div></dl>"
    first, *_ = pages(f"<p>a<br>b<br>c</p>{term}<p>after</p>", _STYLE)
    return "one" in words(first)


def _cure(original: Any) -> Sequence[Any]:
    def float_layout(
        context: Any,
        box: Any,
        containing_block: Any,
        absolute_boxes: Any,
        fixed_boxes: Any,
        bottom_space: float,
        skip_stack: Any,
    ) -> Any:
        if box.style["break_inside"] in ("avoid", "avoid-page"):
            bottom_space = -inf
        return original(context, box, containing_block, absolute_boxes, fixed_boxes, bottom_space, skip_stack)

    return (float_layout,)


MEND = Mend(
    name="whole_floats",
    why="divides a float at a page's end even if it mustn't be, and paints what is cut off over the next page",
    changes={"weasyprint.layout.block.float_layout": "d6c66bc08432"},
    fault=_fault,
    cure=_cure,
)
