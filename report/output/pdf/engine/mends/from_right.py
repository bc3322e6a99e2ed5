"""Lines from right to left: their indent, and what floats beside them.

WeasyPrint 70 takes the indent of a first line off its left end. And it moves a line to where its block ends on the right, with
all that is in it, what was already floated to a side among it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from report.output.pdf.engine.mends.mend import Mend
from report.output.pdf.engine.mends.specimen import boxes, pages


def _fault() -> bool:
    style = "@page { size: 300px; margin: 0 } body { margin: 0 } p { direction: rtl; text-indent: 40px; width: 200px }"
    (page,) = pages("<p>گفت", style)
    text = boxes(page, "TextBox")[0]
    (page,) = pages("<p>گفت <b>سه", f"{style} b {{ float: left }}")
    floated = next(box for box in boxes(page, "BlockBox") if box.element_tag == "b")
    return bool(text.position_x + text.width > 180 or floated.position_x < 0)


def _cure(original: Any, align: Any) -> Sequence[Any]:
    floats: list[tuple[Any, float]] = []

    def text_align(context: Any, line: Any, *rest: Any, **named: Any) -> Any:
        floats[:] = [(box, box.position_x) for box in _beside(line)]
        return align(context, line, *rest, **named)

    def get_next_linebox(context: Any, box: Any, y: Any, space: Any, skip: Any, around: Any, *rest: Any) -> Any:
        floats.clear()
        line, resume = original(context, box, y, space, skip, around, *rest)
        for floated, x in floats if around.style["direction"] == "rtl" else ():
            floated.translate(dx=x - floated.position_x)
        if line is not None and box.text_indent and around.style["direction"] == "rtl":
            for child in line.children:
                if child.is_in_normal_flow():
                    child.translate(dx=-box.text_indent, ignore_floats=True)
        return line, resume

    return get_next_linebox, text_align


def _beside(box: Any) -> Iterator[Any]:
    """Yield what floats, of that which a line holds."""
    for child in getattr(box, "children", ()):
        if child.is_floated():
            yield child
        elif child.is_in_normal_flow() and type(child).__name__ in {"InlineBox", "LineBox"}:
            yield from _beside(child)


MEND = Mend(
    name="from_right",
    why="indents lines at their left end and moves what floats beside them where text runs from right to left",
    changes={
        "weasyprint.layout.inline.get_next_linebox": "67af458c2545",
        "weasyprint.layout.inline.text_align": "e953d41b87cc",
    },
    fault=_fault,
    cure=_cure,
)
