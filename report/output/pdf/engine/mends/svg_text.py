"""Text in SVG pictures, set as lines and not as letters.

WeasyPrint 70 lays out a picture's text letter by letter, in case each has a place of its own. That loses kerning everywhere and
Arabic script altogether: its letters stay apart and run the wrong way. The texts of our charts have one place each, so
they can be handed to Pango as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from report.output.pdf.engine.mends.mend import Mend

_PLACED = ("x", "y", "dx", "dy", "rotate")


class _Line(str):
    """A line that counts as a single letter where letters are gone through."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        yield str(self)


def _fault() -> bool:
    from weasyprint import HTML

    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><text x="1" y="12">Valley</text></svg>'
    return bool(HTML(string=svg).write_pdf(uncompressed_pdf=True).count(b"] TJ") > 1)


def _cure(original: Any, tags: dict[str, Any]) -> Sequence[Any]:
    def text(picture: Any, node: Any, font_size: float) -> None:
        one_place = all(len(node.get(name, "").replace(",", " ").split()) < 2 for name in _PLACED)
        if node.text and one_place and not node.get("letter-spacing") and not node.get("textLength"):
            node._etree_node.text = _Line(node.text)
        original(picture, node, font_size)

    # Elements are told to be texts by the function that draws them, so it has to be the same under all names.
    return text, {**tags, **dict.fromkeys(("text", "textPath", "tspan"), text)}


MEND = Mend(
    name="svg_text",
    why="draws the text of SVG letter by letter",
    changes={"weasyprint.svg.text": "67a30c3e181b", "weasyprint.svg.TAGS": "dict"},
    fault=_fault,
    cure=_cure,
    issue="https://github.com/Kozea/WeasyPrint/issues/2249",
)
