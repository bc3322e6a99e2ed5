"""Links between notes and their calls, both of which the style sheet makes: no element of the page could be a link.

A note stands in the page's source where it is called, once for each call; a page prints one of them. Its call leads to that,
and its label leads back to the call, whose destination is named by the note's `data-call`, else by the note's id and "-call".
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from report.output.pdf.trace import note_key


def link_notes(page_boxes: Iterable[Any]) -> None:
    """Make links of the calls and the labels of notes on laid-out pages, and a destination of each call."""
    pages = [[box for box in page.descendants() if _is_noted(box)] for page in page_boxes]
    anywhere = {key: id_ for boxes in reversed(pages) for key, id_ in _printed(boxes).items()}
    called: set[str] = set()
    for boxes in pages:
        printed = {**anywhere, **_printed(boxes)}
        for box in boxes:
            note = box.element.get("id")
            if not note:
                continue
            call = box.element.get("data-call") or f"{note}-call"
            if _pseudo(box) == "footnote-marker":
                box.link = ("url", ("internal", call))
            else:
                box.link = ("url", ("internal", printed.get(note_key(box.element), note)))
                if call not in called:
                    box.style = box.style.copy()
                    box.style["anchor"] = call
                    called.add(call)


def _printed(boxes: Iterable[Any]) -> dict[str, str]:
    """Return the ids of the notes that have a label among these boxes, by what notes are told apart by."""
    return {note_key(box.element): id_ for box in boxes if _pseudo(box) == "footnote-marker" and (id_ := box.element.get("id"))}


def _pseudo(box: Any) -> str:
    return str(box.element_tag or "").partition("::")[2]


def _is_noted(box: Any) -> bool:
    return _pseudo(box) in {"footnote-call", "footnote-marker"} and _made_here(box) and _shows(box)


def _made_here(box: Any) -> bool:
    """Tell whether this is the box of the pseudo-element itself, not one of the text or the lines in it."""
    return type(box).__name__ not in {"TextBox", "LineBox"}


def _shows(box: Any) -> bool:
    return any(getattr(below, "text", "").strip() or hasattr(below, "replacement") for below in box.descendants())
