"""Text in SVG pictures, set as lines and not as letters.

WeasyPrint 70 lays out a picture's text letter by letter, in case each has a place of its own. That loses kerning everywhere and
Arabic script altogether: its letters stay apart and run the wrong way. The texts of our charts have one place each, so
they can be handed to Pango as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint import svg

_PLACED = ("x", "y", "dx", "dy", "rotate")


class _Line(str):
    """A line that counts as a single letter where letters are gone through."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        yield str(self)


def set_whole_lines() -> None:
    """Make WeasyPrint set an SVG text with a single place as one line; doing it twice changes nothing."""
    original = svg.TAGS["text"]
    if getattr(original, "sets_whole_lines", False):
        return

    def text(picture: Any, node: Any, font_size: float) -> None:
        one_place = all(len(node.get(name, "").replace(",", " ").split()) < 2 for name in _PLACED)
        if node.text and one_place and not node.get("letter-spacing") and not node.get("textLength"):
            node._etree_node.text = _Line(node.text)
        original(picture, node, font_size)

    text.sets_whole_lines = True  # type: ignore[attr-defined]
    svg.text = text  # what tells a text from other elements
    for tag in ("text", "textPath", "tspan"):
        svg.TAGS[tag] = text
