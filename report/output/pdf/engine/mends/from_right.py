"""The indent of a first line in text from right to left, which WeasyPrint 70 takes off its left end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from report.output.pdf.engine.mends.mend import Mend
from report.output.pdf.engine.mends.specimen import boxes, pages


def _fault() -> bool:
    style = "@page { size: 300px; margin: 0 } body { margin: 0 } p { direction: rtl; text-indent: 40px; width: 200px }"
    (page,) = pages("<p>گفت", style)
    text = boxes(page, "TextBox")[0]
    return bool(text.position_x + text.width > 180)


def _cure(original: Any) -> Sequence[Any]:
    def get_next_linebox(context: Any, box: Any, y: Any, space: Any, skip: Any, around: Any, *rest: Any) -> Any:
        line, resume = original(context, box, y, space, skip, around, *rest)
        if line is not None and box.text_indent and around.style["direction"] == "rtl":
            for child in line.children:
                if child.is_in_normal_flow():
                    child.translate(dx=-box.text_indent, ignore_floats=True)
        return line, resume

    return (get_next_linebox,)


MEND = Mend(
    name="from_right",
    why="takes the indent of a first line off its left end where text runs from right to left",
    changes={"weasyprint.layout.inline.get_next_linebox": "67af458c2545"},
    fault=_fault,
    cure=_cure,
)
