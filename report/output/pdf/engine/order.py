"""Puts what is drawn on a page into the order in which it is heard, wherever nothing lies over anything else.

The engine draws in layers: what floats after the blocks, what is placed after what flows, notes after the text. Whoever copies
from a page, searches or reflows it follows its operators, not its structure tree. So pieces change places, but never with one
that they meet, and every pixel stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Any

from report.output.pdf.engine.pieces import Box, Piece
from report.output.pdf.trace import Run

_ROW = 12.0
_ROWS = 200
"""How high a page's rows are, in points, and how many there are; the first and the last go on."""


def in_order(painted: Sequence[Piece], places: Mapping[Run, tuple[int, int]]) -> list[Any]:
    """Return a page's operators in the order of `places`.

    What has no place is decoration. It is drawn as soon as something is that lies over it, and else at the end.
    """
    waiting = _Waiting(painted)
    runs = ((piece.run, number) for number, piece in enumerate(painted) if piece.run is not None)
    placed = sorted((places[run], number) for run, number in runs if run in places)
    order = [each for _, number in placed for each in waiting.taken(number)]
    return _written([painted[number] for number in [*order, *waiting]])


class _Waiting:
    """The pieces that aren't drawn yet, by their numbers."""

    def __init__(self, found: Sequence[Piece]) -> None:
        self._found = found
        self._rows: list[dict[int, None]] = [{} for _ in range(_ROWS)]
        self._left: dict[int, None] = {}
        for number, piece in enumerate(found):
            self._left[number] = None
            for row in _rows(piece.box):
                self._rows[row][number] = None

    def __iter__(self) -> Iterator[int]:
        return iter(self._left)

    def taken(self, number: int) -> list[int]:
        """Take a piece out, if it is there, with those that lie under it or under one of these, which are to be drawn before."""
        if number not in self._left:
            return []
        taken = {number}
        looked_under = [number]
        while looked_under:
            over = looked_under.pop()
            for row in _rows(self._found[over].box):
                for other in takewhile(over.__gt__, self._rows[row]):
                    if other not in taken and _meet(self._found[over].box, self._found[other].box):
                        taken.add(other)
                        looked_under.append(other)
        for each in taken:
            del self._left[each]
            for row in _rows(self._found[each].box):
                del self._rows[row][each]
        return sorted(taken)


def _rows(box: Box) -> range:
    """Return the rows that a box lies in; a page is cut up into them so that neighbours are found soon."""
    low, high = (min(max(int(edge / _ROW), 0), _ROWS - 1) for edge in (box[1], box[3]))
    return range(low, high + 1)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _written(order: Sequence[Piece]) -> list[Any]:
    """Return the operators of the pieces, and before each what its state asks for."""
    columns = zip(*(piece.before.frame for piece in order), strict=False)
    base = [column[0] for column in takewhile(lambda column: len(set(column)) == 1, columns)]
    done: list[Any] = [*base]
    frame: tuple[bytes, ...] | None = None
    parts: dict[str, bytes] = {}
    for piece in order:
        needed = {part: value for part, value in piece.before.parts.items() if part not in piece.owned}
        unset = parts.keys() - piece.before.parts.keys() - piece.owned
        if piece.before.frame != frame or unset:
            done += [*([] if frame is None else [b"Q"]), b"q", *piece.before.frame[len(base) :]]
            parts = {}
        done += [value for part, value in needed.items() if parts.get(part) != value]
        done += piece.operators
        parts |= {**needed, **piece.sets}
        frame = piece.frame
    return done if frame is None else [*done, b"Q"]
