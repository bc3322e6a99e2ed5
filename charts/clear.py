"""Where lines run, column by column, and the nearest place beside a point of theirs that is clear of them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from charts.text import Box, Segment

Points = NDArray[np.float64]
"""One row a point: how far from the left, and how far up."""


class Ink:
    """What of a plot is covered by lines: in each column of one point's width, from the lowest to the highest ink of each line.

    So it takes as long to ask for ten thousand values as for ten.
    """

    def __init__(self, left: float, right: float) -> None:
        self.left, self.columns = left, max(math.ceil(right - left), 1)
        self.spans: list[tuple[NDArray[Any], NDArray[Any]]] = []

    def add(self, pieces: Sequence[Points]) -> None:
        """Add a line, which has no ink between its pieces."""
        low, high = np.full(self.columns, np.inf), np.full(self.columns, -np.inf)
        for piece in pieces:
            xs, ys = piece[:, 0] - self.left, piece[:, 1]
            edges = np.arange(math.ceil(xs[0]), math.floor(xs[-1]) + 1)
            crossed = np.interp(edges, xs, ys)
            for columns, values in ((np.floor(xs), ys), (edges, crossed), (edges - 1, crossed)):
                at = np.clip(columns, 0, self.columns - 1).astype(int)
                np.minimum.at(low, at, values)
                np.maximum.at(high, at, values)
        self.spans.append((low, high))

    def meets(self, box: Box) -> int:
        """Return how many lines run through a box."""
        start = min(max(math.floor(box.left - self.left), 0), self.columns)
        end = min(max(math.ceil(box.right - self.left), 0), self.columns)
        return sum(bool(np.any((low[start:end] < box.top) & (high[start:end] > box.bottom))) for low, high in self.spans)


_FAR = (0.0, 1.0, 2.2, 3.6, 5.2, 7.5, 10.0)
"""Distances of a label from its point, in sizes of its type."""
_WAYS = 16


def places(at: tuple[float, float], size: tuple[float, float], gap: float, em: float, *, above: bool, far: bool) -> Iterator[Box]:
    """Yield the places of a label beside a point, those that are wished for first.

    They are above it, or below, in the middle, then to a side; `far` ones, too, to which a line has to lead.
    """
    (x, y), (wide, high) = at, size
    for upwards in (above, not above):
        bottom = y + gap if upwards else y - gap - high
        for left in (x - wide / 2, x - gap, x - wide + gap):
            yield Box(left, bottom, left + wide, bottom + high)
    for left in (x + 1.3 * gap, x - 1.3 * gap - wide):
        for lift in (0.0, 0.6, -0.6):
            bottom = y - high / 2 + lift * high
            yield Box(left, bottom, left + wide, bottom + high)
    for distance in _FAR[1:] if far else ():
        reach = gap + distance * em
        bottom = y + reach if above else y - reach - high
        yield from (Box(left, bottom, left + wide, bottom + high) for left in (x - gap, x - wide + gap))
        for way in range(_WAYS):
            turn = (way + 1) // 2 * (1 if way % 2 else -1)  # from straight up or down to both sides
            angle = math.pi / 2 * (1 if above else -1) + turn * 2 * math.pi / _WAYS
            middle = x + math.cos(angle) * (reach + wide / 2), y + math.sin(angle) * (reach + high / 2)
            yield Box(middle[0] - wide / 2, middle[1] - high / 2, middle[0] + wide / 2, middle[1] + high / 2)


@dataclass(frozen=True, slots=True)
class LabelPlace:
    """A place for a label."""

    box: Box
    lead: Segment | None
    """The line to it from its point, where it is too far away to be seen as the point's own."""
    crossed: bool
    """Whether a line of the grid runs through it."""
    pale: bool
    """Whether a line that stands back does."""


@dataclass(slots=True)
class Clear:
    """What labels keep clear of, and the places that they have taken so far."""

    bounds: Box
    gap: float
    grid: tuple[float, ...]
    lines: list[Segment]
    boxes: list[Box]
    ink: Ink = field(init=False)
    pale: Ink = field(init=False)

    def __post_init__(self) -> None:
        """Begin with no lines of data."""
        self.ink, self.pale = Ink(self.bounds.left, self.bounds.right), Ink(self.bounds.left, self.bounds.right)

    def nearest(self, at: tuple[float, float], tries: Iterable[Box], mark: Box, least: float) -> LabelPlace | None:
        """Take the best of the places, which come the nearest first; a label farther away than `least` is led to."""
        best: tuple[float, LabelPlace] | None = None
        for rank, box in enumerate(tries):
            if best and _DEARER * rank > best[0]:
                break
            others = [other for other in self.boxes if other != mark]
            if not self._free(box, others):
                continue
            lead = _lead(at, box, least)
            if lead and any(other.padded(0.4 * self.gap).crossed_by(lead) for other in others if not other.overlaps(mark)):
                continue
            across = lead is not None and self._led_across(lead)
            if lead and across and math.dist(*lead) > _LONG * self.gap:
                continue
            near = 0.5 * self.gap
            crossed = sum(box.bottom - near < level < box.top + near for level in self.grid)
            pale = self.pale.meets(box)
            cost = _DEARER * rank + 0.15 * crossed + 0.3 * pale + 1.5 * across
            if best is None or cost < best[0]:
                best = cost, LabelPlace(box, lead, bool(crossed), bool(pale))
        if best is None:
            return None
        self.boxes += [best[1].box, mark]
        self.lines += [best[1].lead] if best[1].lead else []
        return best[1]

    def _free(self, box: Box, others: Sequence[Box]) -> bool:
        return (
            box.inside(self.bounds)
            and not any(box.overlaps(other, 0.7 * self.gap) for other in others)
            and not any(box.padded(0.6 * self.gap).crossed_by(line) for line in self.lines)
            and not self.ink.meets(box.padded(0.6 * self.gap))
        )

    def _led_across(self, lead: Segment) -> bool:
        """Tell whether a line of data runs through the outer part of a line that leads to a label."""
        (x0, y0), (x1, y1) = lead
        steps = (0.35 + 0.65 * step / _STEPS for step in range(_STEPS + 1))
        spots = ((x0 + (x1 - x0) * step, y0 + (y1 - y0) * step) for step in steps)
        return any(self.ink.meets(Box(x - 0.7, y - 0.7, x + 0.7, y + 0.7)) for x, y in spots)


_DEARER = 0.1
_STEPS = 16
_LONG = 12
"""A line to a label that is longer than so many gaps crosses no line of data."""


def _lead(at: tuple[float, float], box: Box, least: float) -> Segment | None:
    to = min(max(at[0], box.left), box.right), min(max(at[1], box.bottom), box.top)
    return (at, to) if math.dist(at, to) > least else None
