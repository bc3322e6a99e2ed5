"""Finds the spaces that a layout swallows: at the end of a line, before a box of its own, around a leader.

To the eye the distance says it; listeners, and those who copy, need the character.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element

from report.output.pdf.alignment import Alignment
from report.output.pdf.trace import INLINE, Run


class Spaces:
    """Finds where white space of the source was lost between two runs of one paragraph."""

    def __init__(self, alignment: Alignment, parents: Mapping[Element, Element], notes: Iterable[Element]) -> None:
        self._alignment = alignment
        self._parents = parents
        self._notes = set(notes)

    def find(self, runs: Iterable[Run]) -> None:
        """Note it on each run behind which it was lost; `runs` are those of one zone, in order."""
        previous: Run | None = None
        parted = False  # by a leader or the like, which listeners don't hear
        for run in runs:
            if run.decoration:
                parted = True
                continue
            if previous is not None and not previous.hyphen and not (previous.text[-1:].isspace() or run.text[:1].isspace()):
                previous.space = self._apart(previous, run, parted)
            previous, parted = run, False

    def _apart(self, one: Run, other: Run, parted: bool) -> bool:
        """Tell whether two runs that follow each other in one paragraph are different words."""
        if one.line is None or other.line is None:
            return False
        aligned = one.end >= 0 and other.start >= 0
        spaced = aligned and self._alignment.spaced(one.end, other.start)
        if one.line.element is other.line.element:
            return spaced if aligned else parted or one.line is not other.line
        if self._block(one.line.element) is not self._block(other.line.element):
            return False
        # A part of a sentence is laid out by itself: beside what it belongs to, unless it is a box in the line.
        return spaced or not (one.boxed or other.boxed)

    def _block(self, element: Element) -> Element:
        """Return the element whose paragraph this one is a part of."""
        while element.tag in INLINE and element not in self._notes and element in self._parents:
            element = self._parents[element]
        return element
