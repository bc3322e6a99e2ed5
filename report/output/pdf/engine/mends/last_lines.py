"""Notes that the last line of a page calls, kept.

Where a line fits onto a page only if notes called above it go to the next page, WeasyPrint 70 sends those on and ends the page
with the line, but forgets the notes that this line calls itself. They follow the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from report.output.pdf.engine.mends.mend import Mend
from report.output.pdf.engine.mends.specimen import pages, words

_STYLE = """
@page { size: 200px 50px; margin: 0; @footnote { margin: 0 } }
body, p { margin: 0; font: 10px/10px sans-serif; orphans: 2; widows: 2 }
span { float: footnote }
"""


def _fault() -> bool:
    above = "one<br>two"
    body = f"<p>{above}</p><p>three<span>first</span><br>four<span>second</span><br>five<br>six<br>seven</p>"
    return not any("second" in words(page) for page in pages(body, _STYLE))


def _cure(original: Any) -> Sequence[Any]:
    def linebox_layout(context: Any, box: Any, index: int, child: Any, new_children: list[Any], *rest: Any) -> Any:
        known = len(new_children)
        result = original(context, box, index, child, new_children, *rest)
        abort, stop, _, _, new_footnotes, _ = result
        if stop and not abort and context.footnotes:
            for line in new_children[known:]:
                for note in [part.footnote for part in line.descendants() if part.footnote in context.footnotes]:
                    context.layout_footnote(note)
                    context.report_footnote(note)
                    new_footnotes.append(note)
        return result

    return (linebox_layout,)


MEND = Mend(
    name="last_lines",
    why="forgets the notes that the last line of a page calls, where notes above it are sent on to make room for the line",
    changes={"weasyprint.layout.block._linebox_layout": "e07bbe000974"},
    fault=_fault,
    cure=_cure,
)
