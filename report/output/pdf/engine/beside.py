"""Where notes stand in an outer column: beside what they are wanted at, below each other, and clear of what stands there."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

FURTHEST = 302.0
"""Pixels that a note may stand away from its call: 80 mm."""


def fitted(
    wanted: Sequence[tuple[float, float]], taken: Sequence[tuple[float, float]], head: float, foot: float, gap: float
) -> list[float | None]:
    """Return where each note begins, or None where there is no room for it near its call.

    `wanted` has for each note where it would begin, not finite where it can't stand beside its call, and its height; `taken` the
    stretches of the column that something else fills; `head` and `foot` are the column's ends, and `gap` is between two notes.
    """
    stretches = list(_free(taken, head, foot))
    rows: list[list[int]] = [[] for _ in stretches]
    last = 0
    for number, (y, height) in enumerate(wanted):
        for index in range(last, len(stretches) if isfinite(y) else 0):
            top, bottom = stretches[index]
            needed = sum(wanted[other][1] + gap for other in rows[index]) + height
            if bottom > y and needed <= bottom - top and top - y <= FURTHEST:
                rows[index].append(number)
                last = index
                break
    found: list[float | None] = [None] * len(wanted)
    for (top, bottom), row in zip(stretches, rows, strict=True):
        at = top
        for number in row:
            found[number] = at = max(at, wanted[number][0])
            at += wanted[number][1] + gap
        limit = bottom
        for number in reversed(row):
            y, height = found[number] or 0.0, wanted[number][1]
            found[number] = min(y, limit - height)
            limit = (found[number] or 0.0) - gap
    return [y if y is not None and abs(y - wish) <= FURTHEST else None for y, (wish, _) in zip(found, wanted, strict=True)]


def _free(taken: Sequence[tuple[float, float]], head: float, foot: float) -> list[tuple[float, float]]:
    free, top = [], head
    for begin, end in sorted(taken):
        if begin > top:
            free.append((top, min(begin, foot)))
        top = max(top, end)
    return [(begin, end) for begin, end in [*free, (top, foot)] if end > begin]
