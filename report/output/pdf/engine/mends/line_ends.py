"""Lines that fit but for the space at their end, kept whole.

Where text before an inline element fills a line but for its last space, WeasyPrint 70 finds that it doesn't fit, has no earlier
place to break it that Pango would name, and ends the line after its first word. A space at a line's end takes no room (CSS
Text 3, 4.1.2), so such a text is laid out again without a limit.
"""

from __future__ import annotations

from typing import Any

from weasyprint.layout import inline


def keep_full_lines() -> None:
    """Make WeasyPrint keep a text that only its last space makes too long; doing it twice changes nothing."""
    original = inline.split_first_line
    if getattr(original, "keeps_full_lines", False):
        return

    def split_first_line(text: str, style: Any, context: Any, max_width: Any, *rest: Any, **named: Any) -> Any:
        line = original(text, style, context, max_width, *rest, **named)
        resume = line[2]
        if resume is None or not text.endswith(" ") or style["white_space"] not in {"normal", "pre-line"}:
            return line
        bare = original(text.rstrip(" "), style, context, max_width, *rest, **named)
        return original(text, style, context, None, *rest, **named) if bare[2] is None else line

    split_first_line.keeps_full_lines = True  # type: ignore[attr-defined]
    inline.split_first_line = split_first_line
