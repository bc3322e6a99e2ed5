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
        """Note it on each run behind which it was lost; `runs` are those of one zone, in order.

        Paragraphs are told apart, since cells of a row that a page break splits go on one beside the other.
        """
        previous: dict[Element, Run] = {}
        parted: set[Element] = set()  # by a leader or by white space, which isn't drawn
        for run in runs:
            if run.line is None or run.line.element is None:
                continue
            block = self._block(run.line.element)
            if run.decoration or not (run.picture or run.text.strip()):
                if run.decoration or run.text:
                    parted.add(block)
                continue
            before = previous.get(block)
            if before is not None and not before.hyphen and not (before.text[-1:].isspace() or run.text[:1].isspace()):
                before.space = self._apart(before, run, block in parted)
            previous[block] = run
            parted.discard(block)

    def _apart(self, one: Run, other: Run, parted: bool) -> bool:
        """Tell whether two runs that follow each other in one paragraph are different words."""
        aligned = one.end >= 0 and other.start >= 0
        spaced = aligned and self._alignment.spaced(one.end, other.start)
        if one.line is not None and other.line is not None and one.line.element is other.line.element:
            return spaced if aligned else parted or one.line is not other.line
        # A part of a sentence is laid out by itself: beside what it belongs to, unless it is a box in the line.
        return spaced or not (one.boxed or other.boxed)

    def _block(self, element: Element) -> Element:
        """Return the element whose paragraph this one is a part of."""
        while element.tag in INLINE and element not in self._notes and element in self._parents:
            element = self._parents[element]
        return element
