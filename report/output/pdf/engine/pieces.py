"""Takes the operators of a painted page apart into pieces, each with the state of graphics that it is drawn in.

A piece is a marked sequence, or one thing drawn outside of any. With its state it can be drawn at another place among the
operators; how far its ink reaches tells with what it must not change places (ISO 32000-1, 8.4 and 8.5).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from report.output.pdf.trace import Run

Box = tuple[float, float, float, float]
"""Left, low, right and high, in points; it holds nothing if its left is right of its right."""
_Matrix = tuple[float, ...]

_PARTS = {
    **dict.fromkeys((b"g", b"rg", b"k", b"cs", b"sc", b"scn"), "fill"),
    **dict.fromkeys((b"G", b"RG", b"K", b"CS", b"SC", b"SCN"), "line"),
    **{name: name.decode() for name in (b"w", b"J", b"j", b"M", b"d", b"i", b"ri")},
    **{name: name.decode() for name in (b"Tf", b"Tr", b"Ts", b"Tc", b"Tw", b"Tz", b"TL")},
}
"""Operators that set a part of the state, with a name for it."""
_OF_TEXT = {part for part in _PARTS.values() if part.startswith("T")}
_IN_SPACE = {b"sc", b"scn", b"SC", b"SCN"}
"""Operators whose numbers mean something only in the colour space that was set before."""
_OUTLINES = {b"m", b"l", b"c", b"v", b"y", b"h", b"re"}
_PAINTS = {b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s"}
_SHOWS = {b"TJ", b"Tj", b"'", b'"'}
_EVERYWHERE: Box = (-1e9, -1e9, 1e9, 1e9)
_EDGE = 3.0
"""Points by which decoration is taken to be wider than it is: letters lean over, and edges blend with what they touch."""


@dataclass(frozen=True, slots=True)
class GraphicsState:
    """What holds at one place among the operators."""

    frame: tuple[bytes, ...] = ()
    """The operators that nothing but `Q` takes back: matrices, clips, masks."""
    parts: Mapping[str, bytes] = field(default_factory=dict)
    """What else was set, part by part; the rest is as a page begins."""
    matrix: _Matrix = (1, 0, 0, 1, 0, 0)
    clip: Box = _EVERYWHERE


@dataclass(frozen=True, slots=True)
class Piece:
    """Operators that are drawn in one go."""

    operators: Sequence[Any]
    run: Run | None
    """The text or the picture that it is, where the trace has it."""
    box: Box
    before: GraphicsState
    frame: tuple[bytes, ...]
    """That of the state behind it."""
    owned: frozenset[str]
    """Parts of the state that it sets itself before it draws."""
    sets: Mapping[str, bytes]
    """Parts that are set by it for what comes behind it."""


def pieces(operators: Sequence[Any], runs: Mapping[int, Run], groups: Mapping[bytes, Sequence[Any]]) -> Iterator[Piece]:
    """Yield what draws something or is told of in the structure tree, in order.

    `runs` names those of marked sequences by where they begin; `groups` has the operators of what is drawn by name.
    """
    reader = _Reader(groups, GraphicsState())
    begin = 0
    while begin < len(operators):
        marked = _is_tag(operators[begin])
        last = end_of(operators, begin) if marked else begin
        before = reader.begun()
        for operator in operators[begin : last + 1]:
            reader.read(operator)
        # An outline belongs to what is done with it, and text to its object.
        while reader.amid:
            last += 1
            reader.read(operators[last])
        run = runs.get(begin)
        if reader.inked or (run is not None and run.mark is not None):
            # Of text and pictures it is known how much room they have, and pictures are clipped to it.
            room = (run.x, run.y, run.width, run.height) if run is not None else ()
            box = _around(_corners(b"re", room, before.matrix)) if room else reader.box
            owned = frozenset(reader.owned)
            sets = {part: reader.state.parts[part] for part in reader.sets}
            yield Piece(operators[begin : last + 1], run, box, before, reader.state.frame, owned, sets)
        begin = last + 1


def end_of(operators: Sequence[Any], start: int) -> int:
    """Return the index of the EMC that ends the marked sequence begun at `start`."""
    depth = 0
    for index in range(start, len(operators)):
        if operators[index] in {b"BDC", b"BMC"} if isinstance(operators[index], bytes) else False:
            depth += 1
        elif operators[index] == b"EMC":
            depth -= 1
            if not depth:
                return index
    raise AssertionError("marked content without an end")


def _is_tag(operator: Any) -> bool:
    """Tell whether a marked sequence begins: its tag stands alone, while names that are operands stand with their operator."""
    text = operator.decode("latin-1") if isinstance(operator, bytes) else operator
    return isinstance(text, str) and text.startswith("/") and " " not in text


class _Reader:
    """Follows the state of graphics through operators, and what is drawn with it."""

    def __init__(self, groups: Mapping[bytes, Sequence[Any]], state: GraphicsState) -> None:
        self.state = state
        self._groups = groups
        self._saved: list[tuple[GraphicsState, frozenset[str]]] = []
        self._outline: list[bytes] = []
        self._corners: list[tuple[float, float]] = []
        self._clipping: bytes | None = None
        self._in_text = False
        self.begun()

    def begun(self) -> GraphicsState:
        """Begin a new piece; return the state before it."""
        self._depth = len(self._saved)
        self._own: frozenset[str] = frozenset()
        self.owned: set[str] = set()
        self.sets: set[str] = set()
        self.inked = False
        self.box: Box = (1e9, 1e9, -1e9, -1e9)
        return self.state

    @property
    def amid(self) -> bool:
        """Whether an outline or a text object is open."""
        return bool(self._outline) or self._in_text

    def read(self, operator: Any) -> None:
        if not isinstance(operator, bytes):
            return
        operands, _, name = operator.rpartition(b" ")
        if name in _PARTS:
            self._set(_PARTS[name], operator, name)
        elif name in _OUTLINES:
            self._outline.append(operator)
            self._corners += _corners(name, _numbers(operands), self.state.matrix)
        elif name in {b"BT", b"ET"}:
            self._in_text = name == b"BT"
        elif name in _SHOWS:
            self._ink(self.state.clip, ())
        elif name == b"q":
            self._saved.append((self.state, self._own))
        elif name == b"Q":
            self.state, self._own = self._saved.pop()
        elif name == b"cm":
            matrix = _product(_numbers(operands), self.state.matrix)
            self.state = replace(self.state, frame=(*self.state.frame, operator), matrix=matrix)
        elif name == b"gs":
            self._set_named(operands, operator)
        elif name in {b"W", b"W*"}:
            self._clipping = operator
        elif name in _PAINTS or name == b"n":
            self._finish(name)
        elif name == b"Do":
            self._ink(_common(_wider(self._reach(operands)), self.state.clip), ())
        elif name == b"sh":
            self._ink(self.state.clip, _OF_TEXT)

    def _reach(self, name: bytes) -> Box:
        """Return how far a picture or a group goes."""
        if name.startswith(b"/i"):
            return _around(_corners(b"re", (0, 0, 1, 1), self.state.matrix))
        if name not in self._groups:
            return _EVERYWHERE
        inside = _Reader({}, self.state)
        for operator in self._groups[name]:
            inside.read(operator)
        return inside.box

    def _set(self, part: str, operator: bytes, name: bytes) -> None:
        space = self.state.parts.get(part, b"").partition(b"\n")[0] if name in _IN_SPACE else b""
        value = space + b"\n" + operator if space.lower().endswith(b" cs") else operator
        self.state = replace(self.state, parts={**self.state.parts, part: value})
        self._own |= {part}
        if len(self._saved) == self._depth:
            self.sets.add(part)

    def _set_named(self, operands: bytes, operator: bytes) -> None:
        """Set what a dictionary names: opacities are called "a" and "A", all else are masks and blend modes."""
        if operands[1:2] in {b"a", b"A"}:
            self._set(operands[:2].decode(), operator, b"gs")
        else:
            self.state = replace(self.state, frame=(*self.state.frame, operator))

    def _finish(self, name: bytes) -> None:
        """End an outline, painted or not, and clip by it what comes behind it."""
        reach = _around(self._corners)
        if name != b"n":
            width = self.state.parts.get("w", b"1 w") if name not in {b"f", b"F", b"f*"} else b"0 w"
            more = float(width.split()[0]) * max(map(abs, self.state.matrix[:4]))
            self._ink(_common(_wider(reach, more + _EDGE), self.state.clip), _OF_TEXT)
        if self._clipping:
            frame = (*self.state.frame, *self._outline, self._clipping, b"n")
            self.state = replace(self.state, frame=frame, clip=_common(_wider(reach), self.state.clip))
        self._outline, self._corners, self._clipping = [], [], None

    def _ink(self, box: Box, unused: Iterable[str]) -> None:
        own = {*self._own, *unused}
        self.owned = self.owned & own if self.inked else own
        self.inked = True
        self.box = min(self.box[0], box[0]), min(self.box[1], box[1]), max(self.box[2], box[2]), max(self.box[3], box[3])


def _numbers(operands: bytes) -> tuple[float, ...]:
    return tuple(map(float, operands.split()))


def _product(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _corners(name: bytes, numbers: Sequence[float], matrix: _Matrix) -> list[tuple[float, float]]:
    """Return the points that an operator names, where they are on the page; curves stay within theirs."""
    if name == b"re":
        x, y, width, height = numbers
        numbers = x, y, x + width, y, x, y + height, x + width, y + height
    a, b, c, d, e, f = matrix
    return [(x * a + y * c + e, x * b + y * d + f) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]


def _around(corners: Sequence[tuple[float, float]]) -> Box:
    if not corners:
        return 1e9, 1e9, -1e9, -1e9
    across, up = zip(*corners, strict=True)
    return min(across), min(up), max(across), max(up)


def _wider(box: Box, more: float = _EDGE) -> Box:
    return box[0] - more, box[1] - more, box[2] + more, box[3] + more


def _common(one: Box, other: Box) -> Box:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])
