"""Tables, boxes of their own and floats beside what floats, where they fit exactly.

WeasyPrint 70 reckons the room beside a float as the difference of two places, which can be less than the width that it came from
by the last digit of a number. A box that is as wide as its room then has none, and stands below the float.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from report.output.pdf.engine.mends.mend import Mend
from report.output.pdf.engine.mends.specimen import boxes, pages

_HAIR = 1e-6
"""Pixels by which a box may be wider than its room."""
_STYLE = """
@page { size: 210mm 100px; margin: 0 22mm }
body, p { margin: 0 } p { float: right; width: 36mm; height: 20px } div { margin-right: 43mm } table { width: 100% }
i { float: left; width: 50%; height: 20px }
"""


def _fault() -> bool:
    (page,) = pages("<p></p><div><table><tr><td>words</table></div>", _STYLE)
    (halves,) = pages("<i></i><i></i>", _STYLE)
    below = [*boxes(page, "TableBox"), *(box for box in boxes(halves, "BlockBox") if box.element_tag == "i")]
    return any(box.position_y > 0 for box in below)


def _cure(*originals: Any) -> Sequence[Any]:
    def with_a_hair_more(original: Any) -> Any:
        def avoid_collisions(context: Any, box: Any, containing_block: Any, outer: bool = True) -> Any:
            width = box.width
            box.width -= _HAIR
            try:
                return original(context, box, containing_block, outer=outer)
            finally:
                box.width = width

        return avoid_collisions

    return [with_a_hair_more(original) for original in originals]


MEND = Mend(
    name="room_beside",
    why="has no room beside a float for what fits there exactly",
    changes={
        "weasyprint.layout.block.avoid_collisions": "5fc7793c573a",
        "weasyprint.layout.float.avoid_collisions": "5fc7793c573a",
    },
    fault=_fault,
    cure=_cure,
)
