"""Where a box goes on on the next page, if not all that stands behind that place is still to be set.

Where a page ends, the engine notes where each box goes on: the index of a child, and the same within it. Here that is the
first child that isn't set yet; which of those behind it are, or how far, is noted beside it. The tree isn't changed, so a page
that is made again is made of the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

IS_SET = "set"
"""Says of a child that all of it stands on earlier pages."""

Skip = dict[int, Any] | None
"""Where a box goes on: the index of a child, and the same within it; None for its beginning."""


class GoesOn(dict[int, Any]):
    """Where a box goes on, with what of its later children is set: all of it, or up to where that goes on."""

    def __init__(
        self, first: int, skip: Skip, passed: Mapping[int, Any], held: Sequence[int] = (), waiting: Sequence[int] = ()
    ) -> None:
        super().__init__({first: skip})
        self.passed = passed
        self.held = held
        """The children that others have passed."""
        self.waiting = waiting
        """Earlier children that stand behind the first."""

    def __eq__(self, other: object) -> bool:
        same = isinstance(other, GoesOn) and super().__eq__(other)
        return same and (self.passed, self.held, self.waiting) == (other.passed, other.held, other.waiting)  # type: ignore[attr-defined]

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = None


def goes_on(end: int, skip: Skip, passed: Mapping[int, Any], held: Sequence[int], count: int, *, above: bool) -> Skip:
    """Return where a box of so many children goes on that was laid out up to a place in one of them.

    `held` are children that aren't set, whatever comes after them; with `above`, that one goes on above them. None is returned
    where all is set.
    """
    first = min([end, *held])
    done = {index: IS_SET for index in range(first + 1, end) if index not in held}
    passed = {**passed, **done, **({end: skip} if skip is not None else {})}
    if above and first < end and skip is not None:
        early = {index: how for index, how in passed.items() if index != end}
        return GoesOn(end, skip, early, held, sorted(index for index in held if index < end))
    while passed.get(first) is IS_SET:
        first += 1
    if first == count and not held:
        return None
    later = {index: how for index, how in passed.items() if index > first}
    return GoesOn(first, passed.get(first), later, held) if later or held else {first: passed.get(first)}
