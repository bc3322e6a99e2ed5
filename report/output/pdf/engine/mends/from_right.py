"""Lines from right to left: their indent, and what floats beside them.

WeasyPrint 70 takes the indent of a first line off its left end. And it moves a line to where its block ends on the right, with
all that is in it, what was already floated to a side among it. And it doesn't know what floats to a line's start or end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from report.output.pdf.engine.mends.mend import Mend
from report.output.pdf.engine.mends.specimen import boxes, pages

_LOGICAL = {"inline-start": ("left", "right"), "inline-end": ("right", "left")}
"""Where what floats to a line's start or end is, from either side."""


def _fault() -> bool:
    style = "@page { size: 300px; margin: 0 } body { margin: 0 } p { direction: rtl; text-indent: 40px; width: 200px }"
    (page,) = pages("<p>گفت", style)
    text = boxes(page, "TextBox")[0]
    (page,) = pages("<p>گفت <b>سه", f"{style} b {{ float: left }}")
    floated = next(box for box in boxes(page, "BlockBox") if box.element_tag == "b")
    try:
        pages("<p>گفت <b>سه", f"{style} b {{ float: inline-end }}")
    except KeyError:
        return True
    return bool(text.position_x + text.width > 180 or floated.position_x < 0)


def _cure(original: Any, align: Any, out_of_flow: Any) -> Sequence[Any]:
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

    def out_of_flow_layout(context: Any, box: Any, around: Any, index: Any, child: Any, *rest: Any) -> Any:
        if (side := child.style["float"]) in _LOGICAL:
            child.style = child.style.copy()
            child.style["float"] = _LOGICAL[side][around.style["direction"] == "rtl"]
        return out_of_flow(context, box, around, index, child, *rest)

    return get_next_linebox, text_align, out_of_flow_layout


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
        "weasyprint.layout.inline._out_of_flow_layout": "6bbd74324daf",
    },
    fault=_fault,
    cure=_cure,
)
