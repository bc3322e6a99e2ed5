"""Links between notes and their calls, both of which the style sheet makes: no element of the page could be a link.

A note stands in the page's source where it is called. Its call leads to it, and its label leads back to the call, whose
destination is named by the note's `data-call`, else by the note's id and "-call".
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def link_notes(page_boxes: Iterable[Any]) -> None:
    """Make links of the calls and the labels of notes on laid-out pages, and a destination of each call."""
    called: set[str] = set()
    for page_box in page_boxes:
        for box in page_box.descendants():
            pseudo = (box.element_tag or "").partition("::")[2]
            if pseudo not in {"footnote-call", "footnote-marker"} or not _made_here(box) or not _shows(box):
                continue
            note = box.element.get("id")
            if not note:
                continue
            call = box.element.get("data-call") or f"{note}-call"
            if pseudo == "footnote-marker":
                box.link = ("url", ("internal", call))
            else:
                box.link = ("url", ("internal", note))
                if call not in called:
                    box.style = box.style.copy()
                    box.style["anchor"] = call
                    called.add(call)


def _made_here(box: Any) -> bool:
    """Tell whether this is the box of the pseudo-element itself, not one of the text or the lines in it."""
    return type(box).__name__ not in {"TextBox", "LineBox"}


def _shows(box: Any) -> bool:
    return any(getattr(below, "text", "").strip() or hasattr(below, "replacement") for below in box.descendants())
