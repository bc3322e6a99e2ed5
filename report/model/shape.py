"""The shape of a line: where it begins and ends, is highest and lowest, turns, and is broken.

One computation for who draws the line, for who tells of it in words, and for who makes a table of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

_MOST_TURNS = 4
"""A line that turns more often is told by its largest turns."""
_LEAST_TURN = 0.2
"""Of the distance from the lowest value to the highest: a smaller swing is no turn."""
_COARSER = 1.25


@dataclass(frozen=True, slots=True)
class Shape:
    """The numbers of the values that tell of a line; of several that are equal, the first."""

    last: int
    highest: int
    lowest: int
    turns: tuple[int, ...]
    """Where it goes the other way, in order; neither the first value nor the last."""
    pieces: tuple[range, ...]
    """What is joined, in order."""
    first: int = 0

    @property
    def told(self) -> tuple[int, ...]:
        """The first, the last, the highest and the lowest, each once, in order."""
        return tuple(sorted({self.first, self.last, self.highest, self.lowest}))


def shape_of(
    values: Sequence[float], breaks: Sequence[int] = (), reaches: Sequence[tuple[Decimal, Decimal]] | None = None
) -> Shape:
    """Return the shape of values, at least one, of which those with the numbers `breaks` aren't joined to the one before.

    Of ranges, the lowest and the highest are told by their bounds, to which they reach.
    """
    numbers = range(len(values))
    lows, highs = zip(*reaches, strict=True) if reaches else (values, values)
    ends = [0, *sorted(number for number in set(breaks) if 0 < number < len(values)), len(values)]
    return Shape(
        last=numbers[-1],
        highest=max(numbers, key=highs.__getitem__),
        lowest=min(numbers, key=lows.__getitem__),
        turns=_turns(values),
        pieces=tuple(range(start, end) for start, end in pairwise(ends)),
    )


def _turns(values: Sequence[float]) -> tuple[int, ...]:
    """Return the turns of the finest measure by which there are few."""
    span = max(values) - min(values)
    least = _LEAST_TURN * span
    while span > 0:
        if len(found := _swings(values, least)) <= _MOST_TURNS:
            return tuple(found)
        least *= _COARSER
    return ()


def _swings(values: Sequence[float], least: float) -> list[int]:
    """Return where the line turns and goes at least so far the other way, before and after."""
    low = high = 0  # since the last turn
    found: list[int] = []
    way = 0
    for number, value in enumerate(values):
        high = number if value > values[high] else high
        low = number if value < values[low] else low
        if way >= 0 and values[high] - value >= least:
            found += [high] if way else []
            way, low = -1, number
        elif way <= 0 and value - values[low] >= least:
            found += [low] if way else []
            way, high = 1, number
    return found
