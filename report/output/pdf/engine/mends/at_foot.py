"""A block at a page's foot: laid out before the text that stands above it, which ends where it begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from report.output.pdf.engine.mends.asked import length
from report.output.pdf.engine.mends.grid import STEP


@dataclass(frozen=True, slots=True)
class AtFoot:
    """A block that was laid out and set at the foot, and the room that it takes there from the text."""

    made: Any
    taken: float
    _limit: float
    """Where the page ended when it was set."""

    @classmethod
    def of(cls, context: Any, box: Any, index: int, bottom_space: float, margins: Sequence[float], least: float) -> AtFoot | None:
        """Return a child of a box at the foot; None where it has no room there that leaves as much as `least` above it.

        It stands where it ends on a line of the grid, and goes up with the notes that stand below it. Until it is given back the
        page ends above it.
        """
        from weasyprint.layout.block import block_level_layout, remove_placeholders

        child = box.children[index]
        top, limit = child.position_y, context.page_bottom - bottom_space
        place, absolute, fixed = (child.position_x, child.position_y), list[Any](), list[Any]()
        made, goes_on, *_ = block_level_layout(context, child, bottom_space, None, box, False, absolute, fixed, [*margins])
        child.position_x, child.position_y = place
        if made is None:
            return None
        head, high = made.border_box_y(), made.border_height()
        step = length(child, STEP)
        over = (limit - getattr(context, "grid_head", 0.0)) % step if step else 0.0
        taken = head - top + high + over
        if goes_on is not None or absolute or fixed or limit - taken - top < least:
            remove_placeholders(context, [made], absolute, fixed)
            return None
        made.index = index
        made.translate(0, limit - over - high - head)
        context.page_bottom -= taken
        return cls(made, taken, context.page_bottom + taken)

    def give_back(self, context: Any) -> None:
        """Let the page end below it again."""
        context.page_bottom += self.taken

    def take_out(self, context: Any) -> None:
        """Lay it out no more."""
        from weasyprint.layout.block import remove_placeholders

        remove_placeholders(context, [self.made], [], [])

    def set_below(self, context: Any, box: Any) -> None:
        """Put it among the children of the box, in the order of the text, when the notes of the page are known."""
        self.made.translate(0, context.page_bottom - self._limit)
        before = [child for child in box.children if child.index < self.made.index]
        box.children = [*before, self.made, *box.children[len(before) :]]

    def blank_above(self, context: Any, above: Any, bottom_space: float) -> float:
        """Return how much of the page is blank between it and what stands above it, while the page ends there."""
        inked = (box for box in above.descendants() if type(box).__name__ in {"LineBox", "BlockReplacedBox"})
        ends = [box.position_y + box.margin_height() for box in inked]
        return float(context.page_bottom - bottom_space - max(ends, default=0.0))
