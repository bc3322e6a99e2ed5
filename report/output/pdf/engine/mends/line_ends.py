"""Lines that fit but for the space at their end, kept whole.

Where text before an inline element fills a line but for its last space, WeasyPrint 70 finds that it doesn't fit, has no earlier
place to break it that Pango would name, and ends the line after its first word. A space at a line's end takes no room (CSS
Text 3, 4.1.2), so such a text is laid out again without a limit.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from report.output.pdf.engine.mends.mend import Mend
from report.output.pdf.engine.mends.specimen import boxes, pages, words

_PAGE = "@page { size: 3000px; margin: 0 } p { margin: 0; font: 10px sans-serif; %s }"
_TEXT = "Daily work at the camp centres on what the source calls the "


def _fault() -> bool:
    def width(text: str) -> float:
        (page,) = pages(f"<p>{text}</p>", _PAGE % "white-space: pre")
        return float(boxes(page, "TextBox")[0].width)

    between = (width(_TEXT.rstrip()) + width(_TEXT)) / 2
    (page,) = pages(f"<p>{_TEXT}<b>answer of all</b></p>", _PAGE % f"width: {between}px")
    return words(boxes(page, "LineBox")[0]) != _TEXT.strip()


def _cure(original: Any) -> Sequence[Any]:
    def split_first_line(text: str, style: Any, context: Any, max_width: Any, *rest: Any, **named: Any) -> Any:
        line = original(text, style, context, max_width, *rest, **named)
        resume = line[2]
        if resume is None or not text.endswith(" ") or style["white_space"] not in {"normal", "pre-line"}:
            return line
        bare = original(text.rstrip(" "), style, context, max_width, *rest, **named)
        return original(text, style, context, None, *rest, **named) if bare[2] is None else line

    return (split_first_line,)


MEND = Mend(
    name="line_ends",
    why="ends a line after its first word where the text before an inline element fits but for its last space",
    changes={"weasyprint.layout.inline.split_first_line": "39ad1016863c"},
    fault=_fault,
    cure=_cure,
    shown_below=(1, 56),
)
