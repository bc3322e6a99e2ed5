"""Finds laid-out text again in the tree that it was made from.

The layout changes white space, may change case, drops soft hyphens and adds hyphens where a line ends. Everything else
comes out character by character and, within one element, in order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

_UNSEEN = "\u00ad\u200b\ufeff"
"""Characters that leave no trace, or that the layout may add."""
_BREAKING = {"br", "img", "hr", "wbr"}


@dataclass(frozen=True, slots=True)
class TreeText:
    """A piece of the tree's text: what `holder` holds, or with `tail`, what follows it."""

    holder: Element
    tail: bool
    start: int
    """Where it begins in the whole text."""
    text: str


class Alignment:
    """The text of a tree as one string, in which positions are told; notes stand behind everything else."""

    def __init__(self, root: Element, notes: Sequence[Element] = ()) -> None:
        self.stretches: list[TreeText] = []
        self._own: dict[Element, list[TreeText]] = {}
        self._cursors: dict[Element, tuple[int, int]] = {}
        self._begins: dict[Element, int] = {}
        self._called: dict[Element, int] = {}
        self._parts: list[str] = []
        self._length = 0
        self._notes = set(notes)
        self._read(root)
        for note in dict.fromkeys(notes):
            self._read(note)
        self.text = "".join(self._parts)

    def _read(self, element: Element) -> None:
        if not isinstance(element.tag, str):
            return
        self._begins[element] = self._length
        own = self._own.setdefault(element, [])
        self._add(own, element, False, element.text)
        for child in element:
            if child.tag in _BREAKING:
                self._begins[child] = self._length
                if child.tag in {"br", "hr"}:
                    self._parts.append("\n")
                    self._length += 1
            elif child in self._notes:
                self._called[child] = self._length
            else:
                self._read(child)
            self._add(own, child, True, child.tail)

    def _add(self, own: list[TreeText], holder: Element, tail: bool, text: str | None) -> None:
        if text:
            stretch = TreeText(holder, tail, self._length, text)
            own.append(stretch)
            self.stretches.append(stretch)
            self._parts.append(text)
            self._length += len(text)

    def before(self, element: Element) -> int:
        """Return where in the whole text the element begins."""
        return self._begins.get(element, -1)

    def call(self, note: Element) -> int:
        """Return where in the whole text a note is called."""
        return self._called.get(note, -1)

    def spaced(self, start: int, end: int) -> bool:
        """Tell whether there is white space between two positions."""
        return any(map(str.isspace, self.text[start:end]))

    def find(self, element: Element, laid_out: str) -> tuple[int, int, bool]:
        """Return where the next text of `element` stands: its start, its end, and whether a hyphen was added behind it.

        Both positions are -1 where `laid_out` has nothing to be seen, or isn't what comes next.
        """
        own = self._own.get(element, [])
        number, index = self._cursors.get(element, (0, 0))
        start = end = -1
        visible = [(at, c) for at, c in enumerate(laid_out) if not c.isspace() and c not in _UNSEEN]
        waiting = ""
        for count, (_, character) in enumerate(visible):
            if waiting:
                if character.casefold() != waiting[0].casefold():
                    return -1, -1, False
                waiting = waiting[1:]
                continue
            while number < len(own):
                text = own[number].text
                while index < len(text) and (text[index].isspace() or text[index] in _UNSEEN):
                    index += 1
                if index < len(text):
                    break
                number, index = number + 1, 0
            expected = own[number].text[index] if number < len(own) else ""
            if character == expected:
                pass
            elif expected and _changed_case(expected, character):
                waiting = _changed_case(expected, character)[1:]
            elif count == len(visible) - 1 and start >= 0:
                self._cursors[element] = (number, index)
                return start, end, True
            else:
                return -1, -1, False
            position = own[number].start + index
            start = position if start < 0 else start
            index += 1
            end = position + 1
        self._cursors[element] = (number, index)
        return start, end, False


def _changed_case(expected: str, character: str) -> str:
    """Return what `expected` becomes in the case in which it begins with `character`; empty if in none."""
    return next((form for form in (expected.upper(), expected.lower(), expected.title()) if form[:1] == character), "")
