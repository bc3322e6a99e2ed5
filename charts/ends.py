"""The names of lines at their ends, spread so that none touches another; or above the plot, where there is no room for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from charts.text import ASCENT, DESCENT, LEADING, TextRun, TextStyle, width, wrap

Row = tuple[tuple[str, TextStyle], ...]
"""Words that stand beside each other."""
_SPACE = 0.35
"""Between words of two faces, in sizes of their type."""
_CUT = "…"


@dataclass(frozen=True, slots=True)
class WordStack:
    """Rows of words, one below the other."""

    rows: tuple[Row, ...]

    @property
    def width(self) -> float:
        """Width of the widest row."""
        return max((_wide(row) for row in self.rows), default=0.0)

    @property
    def height(self) -> float:
        """Height of all rows."""
        lead = LEADING - ASCENT - DESCENT
        return sum(LEADING * _size(row) for row in self.rows) - (lead * _size(self.rows[-1]) if self.rows else 0.0)

    def runs(self, left: float, top: float) -> list[TextRun]:
        """Return the words in place."""
        found = []
        for row in self.rows:
            size, x = _size(row), left
            for text, face in row:
                found.append(TextRun(text, face, x, top - ASCENT * size))
                x += width(text, face) + _SPACE * size
            top -= LEADING * size
        return found


def _size(row: Row) -> float:
    return max(face.size for _, face in row)


def _wide(row: Row) -> float:
    return sum(width(text, face) for text, face in row) + _SPACE * _size(row) * (len(row) - 1)


def stacked(value: str, name: str, faces: tuple[TextStyle, TextStyle], limit: float) -> WordStack | None:
    """Return a value with its name below it, no word of which is cut; None if they don't keep within the limit."""
    rows = ((value, faces[0]), *((line, faces[1]) for line in _whole(name, faces[1], limit)))
    found = WordStack(tuple((row,) for row in rows if row[0]))
    return found if found.width <= limit else None


def in_one(value: str, name: str, faces: tuple[TextStyle, TextStyle], limit: float) -> WordStack | None:
    """Return a value with its name beside it, and below it where it doesn't fit."""
    words, first = name.split(" "), [(value, faces[0])] if value else []
    fits = 0
    while fits < len(words) and _wide((*first, (" ".join(words[: fits + 1]), faces[1]))) <= limit:
        fits += 1
    rows: list[Row] = [(*first, (" ".join(words[:fits]), faces[1]))] if fits else [tuple(first)]
    rows += [((line, faces[1]),) for line in _whole(" ".join(words[fits:]), faces[1], limit)]
    found = WordStack(tuple(row for row in rows if row))
    return found if found.width <= limit else None


def _whole(text: str, face: TextStyle, limit: float) -> tuple[str, ...]:
    """Return text in lines; a word that is too long for them stays whole."""
    return wrap(text, face, max([limit, *(width(word, face) for word in text.split(" "))]))


def shortened(text: str, face: TextStyle, limit: float, most: int) -> tuple[str, ...]:
    """Return text in so many lines at most; what is left out of it is marked."""
    lines = wrap(text, face, limit)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and width(last + _CUT, face) > limit:
        last = last[:-1]
    return (*lines[: most - 1], last.rstrip() + _CUT)


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float, gap: float) -> list[float] | None:
    """Return the middles nearest to those wanted at which boxes of these heights keep apart; None if there is no room.

    Boxes that meet are moved as one, to where they all are as near as can be: pooling adjacent violators.
    """
    if not wanted:
        return []
    order = sorted(range(len(wanted)), key=lambda number: (wanted[number], number))
    if sum(heights) + gap * (len(heights) - 1) > high - low:
        return None
    offsets, pools = [0.0], []
    for one, other in pairwise(order):
        offsets.append(offsets[-1] + (heights[one] + heights[other]) / 2 + gap)
    for number, offset in zip(order, offsets, strict=True):
        pools.append((wanted[number] - offset, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (a, n), (b, m) = pools[-2:]
            pools[-2:] = [((a * n + b * m) / (n + m), n + m)]
    levels = [level for level, count in pools for _ in range(count)]
    lowest, highest = low + heights[order[0]] / 2, high - heights[order[-1]] / 2 - offsets[-1]
    found = [0.0] * len(wanted)
    for number, level, offset in zip(order, levels, offsets, strict=True):
        found[number] = min(max(level, lowest), highest) + offset
    return found
