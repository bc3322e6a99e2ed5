"""Which children of a box may wait for a later page, on what kind of page they stand, and what stands with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from report.output.pdf.engine.mends.asked import number
from report.output.pdf.engine.mends.goes_on import IS_SET

CARRIED = "__carried"
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
NOTHING: Mapping[int, Any] = MappingProxyType({})


def page_of(box: Any, first: int, passed: Mapping[int, Any] = NOTHING, headed: int | None = None) -> str:
    """Return the name of the page on which a child is to stand, with what mustn't be parted from it."""
    index = first
    while index < len(box.children) - 1 and box.children[index].style["break_after"] == "avoid":
        index += 1
    child = box.children[index]
    with_it = index in {first, headed} or not may_wait(child) or behind(box, index, passed) is None
    return str((child if turns(box, child) and with_it else box).style["page"])


def turns(box: Any, child: Any) -> bool:
    """Tell whether a child of a box that carries asks for pages of another kind."""
    return bool(number(child, CARRIED)) and child.style["page"] != box.style["page"]


def may_wait(child: Any) -> bool:
    """Tell whether a child may stand on the page after those that follow it: it asks for it, and calls no notes."""
    if "may_wait" not in vars(child):
        child.may_wait = bool(number(child, CARRIED)) and not any(below.footnote is not None for below in child.descendants())
    return bool(child.may_wait)


def behind(box: Any, index: int, passed: Mapping[int, Any]) -> Any:
    """Return what the text goes on with behind a child; None where that is but headings, and blocks that may wait, too."""
    first = None
    for at, child in enumerate(box.children[index + 1 :], index + 1):
        if child.is_in_normal_flow() and passed.get(at) is not IS_SET and not may_wait(child):
            first = child if first is None else first
            if child.element_tag not in HEADINGS:
                return first
    return None


def heads_above(new_children: Sequence[Any], index: int) -> int:
    """Return how many of the children that were laid out last mustn't be parted from the one that follows them."""
    count = 0
    for child in reversed(new_children):
        if child.index != index - 1 - count or child.style["break_after"] != "avoid":
            break
        count += 1
    return count
