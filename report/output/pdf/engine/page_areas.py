"""Reads the areas of laid-out pages, and the blocks on them, from the engine's boxes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from report.output.pdf.page_area import BlockArea, PageArea


def page_area(page_box: Any) -> PageArea:
    """Return a page in plain terms."""
    head = page_box.content_box_y()
    notes = None
    lines: list[tuple[float, float]] = []
    blocks: list[BlockArea] = []
    for child in page_box.children:
        kind = type(child).__name__
        if kind == "FootnoteAreaBox":
            notes = notes if getattr(child, "beside", False) or not child.children else child.position_y
        elif kind != "MarginBox":
            lines += _lines(child)
            blocks.append(_block(child))
    size = page_box.margin_width(), page_box.margin_height()
    return PageArea(*size, head, head + page_box.height, notes, tuple(lines), tuple(blocks))


def _lines(box: Any) -> Iterator[tuple[float, float]]:
    box = getattr(box, "_box", box)  # what is positioned absolutely stands behind a placeholder
    kind = type(box).__name__
    if kind == "LineBox":
        yield box.position_y + box.height, box.position_y + (box.baseline or box.height)
    elif not box.children and "Replaced" in kind:
        end = box.position_y + box.margin_height()
        yield end, end
    for child in box.children:
        yield from _lines(child)


def _block(box: Any) -> BlockArea:
    kind = type(box).__name__
    own = box.element is not None and "Line" not in kind and box.element_tag == box.element.tag
    plain = kind == "BlockBox"
    height = box.border_height() if plain else 0.0
    known = own and box.element.get("id")
    margin, above, below = (box.margin_top, box.padding_top, box.padding_bottom) if known else (0.0, 0.0, 0.0)
    return BlockArea(box.element, own, plain, box.position_y, height, margin, above, below, tuple(map(_block, box.children)))
