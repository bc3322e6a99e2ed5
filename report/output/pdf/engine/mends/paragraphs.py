"""Paragraphs of more than one direction, put in order by the Unicode Bidirectional Algorithm (UAX #9) before they are laid out.

WeasyPrint 70 leaves it to Pango to order the text of each element by itself, line by line, and turns the elements of a line round
where its block runs from right to left: `<em>New York</em> <em>Times</em>` comes out as "Times New York", and a bracket at a
line's end on the wrong side. So the levels of a whole paragraph are asked for, and whatever runs against what is around it is
put into a box of its own with its direction. An element that reaches over the end of such a run becomes two boxes, as it does
where a line ends.

What has a direction of its own, by `dir` or by a style sheet, is a paragraph by itself, an isolate, as browsers have it. What
stands in a line as a letter does, and what a style sheet adds, is one neutral character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from report.output.pdf.engine.levels import levels
from report.output.pdf.engine.mends.mend import Mend
from report.output.pdf.engine.mends.specimen import boxes, pages

_OBJECT = "\ufffc"
_NOTHING = "\u200b"
"""Stands for what is taken out of the line, such as a float: it has no direction at all."""
_WORD = re.compile(r"\w+")
"""What no line ends in."""
_DIRECTIONS = ("ltr", "rtl")
_STEADY = str.maketrans({"\n": "\u2028"})
"""A line's end inside of a paragraph doesn't end it."""


@dataclass(slots=True)
class _Piece:
    """A box in a line, with where its text begins and ends in that of the paragraph."""

    box: Any
    start: int
    end: int
    parts: list[_Piece] | None = None
    """What is in an inline element that has no direction of its own."""


def _fault() -> bool:
    style = "@page { size: 600px } p { direction: rtl }"
    (page,) = pages("<p>از <em>New York</em> <em>Times</em> گفت", style)
    places = {box.text.strip(): box.position_x for box in boxes(page, "TextBox")}
    return bool(places.get("New York", 0) > places.get("Times", 0))


def _cure(original: Any, stripped: Any) -> Sequence[Any]:
    def create_anonymous_boxes(box: Any) -> Any:
        made = original(box)
        for line in [each for each in _all(made) if type(each).__name__ == "LineBox"]:
            _order(line)
        return made

    def remove_last_whitespace(context: Any, line: Any) -> None:
        """Let what is beside a space that goes at a line's end move up to the text, from the side that it is on."""
        path = [line]
        while getattr(path[-1], "children", None):
            path.append(path[-1].children[-1])
        ends = {box.style["direction"] for box in path}
        if len(ends) == 1 or type(path[-1]).__name__ != "TextBox":
            stripped(context, line)
            return
        width, first = line.width, line.children[0].position_x
        stripped(context, line)
        gone, moved = width - line.width, line.children[0].position_x - first
        for child in line.children:
            child.translate(dx=-moved, ignore_floats=True)
        for holder in (box for box in path[:-1] if box.style["direction"] == "rtl"):
            for child in holder.children[:-1]:
                child.translate(dx=-gone, ignore_floats=True)
        if path[-1].style["direction"] == "rtl":
            path[-1].translate(dx=-gone)

    return create_anonymous_boxes, remove_last_whitespace


def _all(box: Any) -> Iterator[Any]:
    yield box
    for child in box.all_children():
        yield from _all(child)


def _order(holder: Any) -> None:
    """Put what is in a line, or in an element with a direction of its own, in order."""
    text, pieces = _read(holder, "")
    base = _DIRECTIONS.index(holder.style["direction"])
    found = levels(text.translate(_STEADY), base)
    if any(level != base for level in found):
        holder.children = _Paragraph(holder, found).arranged(pieces, base)


def _read(holder: Any, text: str) -> tuple[str, list[_Piece]]:
    """Return the text of a paragraph with that of `holder`, and the pieces in this; what is a paragraph by itself is ordered."""
    pieces = []
    for box in holder.children:
        start, parts = len(text), None
        kind = type(box).__name__
        if kind == "TextBox":
            text += box.text
        elif not box.is_in_normal_flow():
            text += _NOTHING
        elif kind == "InlineBox" and not _is_opaque(box, holder):
            text, parts = _read(box, text)
        else:
            if kind == "InlineBox" and box.children and not _is_filled_in(box):
                _order(box)
            text += _OBJECT
        pieces.append(_Piece(box, start, len(text), parts))
    return text, pieces


def _is_opaque(box: Any, holder: Any) -> bool:
    """Tell whether a box is one character to what is around it: it has its own direction, or is made or filled in by others."""
    if "::" in (box.element_tag or "") or _is_filled_in(box):
        return True
    return box.style["direction"] != holder.style["direction"] or (box.element is not None and box.element.get("dir") is not None)


def _is_filled_in(box: Any) -> bool:
    """Tell whether a box gets another text when the pages are known."""
    return "::" in (box.element_tag or "") or (box.element is not None and box.element.get("data-uses") is not None)


class _Paragraph:
    """What a paragraph is made into, level by level."""

    def __init__(self, holder: Any, found: Sequence[int]) -> None:
        self._holder = holder
        self._levels = found

    def arranged(self, pieces: Sequence[_Piece], level: int) -> list[Any]:
        """Return the boxes of these pieces, with boxes around what is of higher levels than `level`."""
        done: list[Any] = []
        run: list[_Piece] = []
        for piece in self._divided(pieces, level):
            if self._above(piece, level):
                run.append(piece)
                continue
            done += self._turned(run, level + 1)
            run = []
            done.append(self._box(piece, level))
        return [*done, *self._turned(run, level + 1)]

    def _turned(self, run: Sequence[_Piece], level: int) -> list[Any]:
        """Return a box with the direction of a level around the pieces, if there are any."""
        if not run:
            return []
        inside = self.arranged(run, level)
        if len(inside) == 1 and type(inside[0]).__name__ in {"TextBox", "InlineBox"} and not _is_opaque(inside[0], self._holder):
            return inside  # it has the direction itself
        from weasyprint.formatting_structure.boxes import InlineBox

        made = InlineBox.anonymous_from(self._holder, inside)
        made.style = _directed(made.style, level)
        return [made]

    def _box(self, piece: _Piece, level: int) -> Any:
        """Return the box of a piece that is of one level, or of an element that holds several."""
        box = piece.box
        if piece.parts is not None:
            box = box.copy_with_children(self.arranged(piece.parts, level))
        elif type(box).__name__ != "TextBox":
            return box
        if box.style["direction"] != _DIRECTIONS[level % 2]:
            box = box.copy() if box is piece.box else box
            box.style = _directed(box.style, level)
        return box

    def _above(self, piece: _Piece, level: int) -> bool:
        return piece.start < piece.end and all(found > level for found in self._levels[piece.start : piece.end])

    def _divided(self, pieces: Sequence[_Piece], level: int) -> Iterator[_Piece]:
        """Yield the pieces, those divided in which a run ends that reaches beyond them."""
        first, last = pieces[0].start, pieces[-1].end
        for piece in pieces:
            cuts = self._cuts(piece, level)
            if piece.parts is not None:
                begun = piece.start > first and self._runs_on(piece.start, level)
                goes_on = piece.end < last and self._runs_on(piece.end, level)
                cuts = [*(cuts[:1] if begun else []), *(cuts[-1:] if goes_on else [])]
            yield from _cut(piece, sorted(set(cuts)))

    def _runs_on(self, at: int, level: int) -> bool:
        return self._levels[at - 1] > level and self._levels[at] > level

    def _cuts(self, piece: _Piece, level: int) -> list[int]:
        """Return where runs begin and end within a piece; those of a word amid a text are left to Pango if it finds them, too."""
        up = [found > level for found in self._levels[piece.start : piece.end]]
        cuts = [piece.start + at for at in range(1, len(up)) if up[at] != up[at - 1]]
        if piece.parts is not None or not cuts:
            return cuts
        whole, wanted, told = levels(piece.box.text, level % 2), set(cuts), set[int]()
        for word in _WORD.finditer(piece.box.text):
            places = range(piece.start + word.start(), piece.start + word.end() + 1)
            if not wanted.isdisjoint(places) and self._is_told(piece, word, level, whole):
                told.update(places)
        return [at for at in cuts if at not in told]

    def _is_told(self, piece: _Piece, word: re.Match[str], level: int, whole: Sequence[int]) -> bool:
        """Tell whether a word comes out right whatever its line holds beside it, and belongs to no longer run."""
        start, end = piece.start + word.start(), piece.start + word.end()
        edges = ((at, at - 1) for at in (start, end) if 0 < at < len(self._levels))
        if any(self._levels[at] > level and self._levels[before] > level for at, before in edges):
            return False
        expected = bytes(found - level + level % 2 for found in self._levels[start:end])
        return bytes(levels(word[0], level % 2)) == expected == bytes(whole[word.start() : word.end()])


def _text(piece: _Piece, start: int, end: int) -> str:
    text: str = piece.box.text
    return text[start - piece.start : end - piece.start]


def _cut(piece: _Piece, cuts: Sequence[int]) -> Iterator[_Piece]:
    """Yield the parts of a piece between these places."""
    for start, end in zip((piece.start, *cuts), (*cuts, piece.end), strict=True):
        if not cuts:
            yield piece
        elif piece.parts is None:
            text = _text(piece, start, end)
            yield _Piece(_one_of(piece.box.copy_with_text(text), piece, start, end), start, end)
        else:
            inner = [part for each in piece.parts for part in _within(each, start, end)]
            yield _Piece(_one_of(piece.box.copy_with_children([]), piece, start, end), start, end, inner)


def _within(piece: _Piece, start: int, end: int) -> Iterator[_Piece]:
    """Yield what of a piece stands between two places."""
    cuts = [at for at in (start, end) if piece.start < at < piece.end]
    yield from (part for part in _cut(piece, cuts) if start <= part.start and part.end <= end)


def _one_of(box: Any, piece: _Piece, start: int, end: int) -> Any:
    """Return the box of a part, which has neither the padding nor the names of those before and after it."""
    if piece.parts is not None:
        box.remove_decoration(start=start > piece.start, end=end < piece.end)
        if start > piece.start:
            box.bookmark_label = box.string_set = None
    else:
        box.leading_collapsible_space &= start == piece.start
        box.trailing_collapsible_space &= end == piece.end
    return box


def _directed(style: Any, level: int) -> Any:
    made = style.copy()
    made["direction"] = _DIRECTIONS[level % 2]
    return made


MEND = Mend(
    name="paragraphs",
    why="orders each element of a line by itself where directions meet, and not the paragraph",
    changes={
        "weasyprint.formatting_structure.build.create_anonymous_boxes": "f1e76cc779a8",
        "weasyprint.layout.inline.remove_last_whitespace": "53f0c79c9fbb",
    },
    fault=_fault,
    cure=_cure,
)
