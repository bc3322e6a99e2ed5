"""Notes that the last line of a page calls, kept.

Where a line fits onto a page only if notes called above it go to the next page, WeasyPrint 70 sends those on and ends the page
with the line, but forgets the notes that this line calls itself. They follow the others.
"""

from __future__ import annotations

from typing import Any

from weasyprint.layout import block


def keep_notes_of_last_lines() -> None:
    """Make WeasyPrint hand on the notes of a page's last line; doing it twice changes nothing."""
    original = block._linebox_layout
    if getattr(original, "keeps_notes", False):
        return

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

    linebox_layout.keeps_notes = True  # type: ignore[attr-defined]
    block._linebox_layout = linebox_layout
