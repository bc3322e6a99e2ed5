"""Columns of one height, found by reckoning instead of by trying.

WeasyPrint 70 sets columns again and again, each time a little higher, until all of the text fits into them: a page of contents
takes as long as twenty pages of text. Set once, one column after the other, they tell how high each piece is that no column's
end may divide, and so how high the columns have to be. Where that isn't quite right, which some rules for breaks bring about,
the height is found between the two by halves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from report.output.pdf.engine.mends.mend import Mend
from report.output.pdf.engine.mends.specimen import calls, pages

_SAFE = 0.01
"""Pixels more than are needed, so that rounding pushes nothing out."""
_DEAR = 1.12
"""How much more two columns cost than one where they aren't set again and again."""
_CLOSE = 2.0
"""Pixels between a height that is too small and the one that is taken, at most."""


@dataclass(frozen=True, slots=True)
class Undivided:
    """A piece of text that no column's end may divide."""

    above: float
    """The white above it, which is lost at a column's head."""
    height: float
    below: float
    """The white below it, for which its column needs room."""


def _fault() -> bool:
    lines = "".join(f"<p style='height: {height}px'>one</p>" for height in [20] * 20 + [300])

    def cost(columns: int) -> int:
        style = f"@page {{ size: 400px 2000px }} div {{ columns: {columns} }} p {{ margin: 0; break-inside: avoid }}"
        return calls(lambda: pages(f"<div>{lines}</div>", style))

    cost(1)  # what is worked out once
    return cost(2) > _DEAR * cost(1)


def _cure(original: Any) -> Sequence[Any]:
    def columns_layout(context: Any, box: Any, bottom_space: float, skip_stack: Any, *rest: Any) -> Any:
        count = box.style["column_count"]
        if box.style["column_fill"] != "balance" or count == "auto" or not _is_plain(box):
            return original(context, box, bottom_space, skip_stack, *rest)
        one_by_one = box.copy()
        one_by_one.style = box.style.copy()
        one_by_one.style["column_fill"] = "auto"
        absolute, fixed = rest[2:4]
        kept = [(held, len(held)) for held in (context.excluded_shapes, absolute, fixed)]

        def set_above(space: float) -> Any:
            for held, number in kept:
                del held[number:]
            return original(context, one_by_one, space, skip_stack, *rest)

        made = set_above(bottom_space)
        if not _is_whole(made):
            return made
        bottom = context.page_bottom - made[0].content_box_y()
        high = max(column.height for column in made[0].children)
        low = least(list(_pieces(made[0].children)), count)
        made = set_above(bottom - low - _SAFE)
        if _is_whole(made):
            return made
        while high - low > _CLOSE:
            middle = (low + high) / 2
            low, high = (low, middle) if _is_whole(set_above(bottom - middle)) else (middle, high)
        return set_above(bottom - high - _SAFE)

    return (columns_layout,)


def _is_plain(box: Any) -> bool:
    """Tell whether columns hold no notes, and nothing that stands across them."""
    plain = box.style["height"] == "auto" and all(child.style["column_span"] != "all" for child in box.children)
    return plain and not any(below.footnote is not None for below in box.descendants())


def _is_whole(made: Any) -> bool:
    """Tell whether columns have all that there is to set."""
    box, resume_at, *_ = made
    return box is not None and resume_at is None and len(box.children) > 0


def least(pieces: Sequence[Undivided], count: int) -> float:
    """Return how high columns have to be at least for their pieces."""
    low = max(piece.height + piece.below for piece in pieces)
    high = sum(piece.above + piece.height + piece.below for piece in pieces)
    while high - low > _CLOSE / 4:
        middle = (low + high) / 2
        low, high = (low, middle) if _columns(pieces, middle) <= count else (middle, high)
    return high


def _columns(pieces: Sequence[Undivided], high: float) -> int:
    """Return how many columns of a height the pieces take."""
    columns, filled = 0, high
    for piece in pieces:
        filled += piece.above + piece.height
        if filled + piece.below > high:
            columns, filled = columns + 1, piece.height
    return columns


def _pieces(columns: Sequence[Any]) -> Iterator[Undivided]:
    """Yield what stands in columns that are set one after the other."""
    white = 0.0
    for column in columns:
        end = None
        for top, bottom, below in _ends(column):
            yield Undivided(white if end is None else top - end, bottom - top, below)
            end, white = bottom, below


def _ends(box: Any) -> Iterator[tuple[float, float, float]]:
    """Yield where each piece in a box begins and where it ends, and the white that its column needs below."""
    for child in box.children:
        if not child.is_in_normal_flow():
            continue
        if type(child).__name__ == "LineBox":
            yield child.position_y, child.position_y + child.height, 0.0
            continue
        top, below = child.border_box_y(), child.margin_bottom
        bottom = top + child.border_height()
        divided = type(child).__name__ == "BlockBox" and child.style["break_inside"] == "auto"
        inner = list(_ends(child)) if divided else []
        if len(inner) < 2:
            yield top, bottom, below
        else:
            yield top, *inner[0][1:]
            yield from inner[1:-1]
            yield inner[-1][0], bottom, max(below, inner[-1][2])


MEND = Mend(
    name="columns",
    why="sets columns again for each step by which they are made higher",
    changes={"weasyprint.layout.block.columns_layout": "7a05cce3272f"},
    fault=_fault,
    cure=_cure,
)
