"""Floats that are not to be divided, kept whole.

WeasyPrint 70 divides a float that reaches beyond the page even where `break-inside` says that it mustn't: the box around it
counts as whole, and what was cut off is printed over the top of the next page. Laid out to its end, such a float moves on with
its box.
"""

from __future__ import annotations

from math import inf
from typing import Any

from weasyprint.layout import block


def keep_floats_whole() -> None:
    """Make WeasyPrint heed `break-inside: avoid` on floats beside text; doing it twice changes nothing."""
    original = block.float_layout
    if getattr(original, "keeps_whole", False):
        return

    def float_layout(
        context: Any,
        box: Any,
        containing_block: Any,
        absolute_boxes: Any,
        fixed_boxes: Any,
        bottom_space: float,
        skip_stack: Any,
    ) -> Any:
        if box.style["break_inside"] in ("avoid", "avoid-page"):
            bottom_space = -inf
        return original(context, box, containing_block, absolute_boxes, fixed_boxes, bottom_space, skip_stack)

    float_layout.keeps_whole = True  # type: ignore[attr-defined]
    block.float_layout = float_layout
