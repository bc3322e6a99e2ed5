"""What was laid out, in reading order: each stretch of text and each picture, with the element that it comes from.

The order of the boxes on a page is the order of the text, but for notes, which stand in an area of their own. Each stretch
that comes from the article is found again in the page's source, character by character, so that it is known what stands
before it and whether white space was lost where a line ends.

It is all in plain terms: text, numbers and the page's own elements. Lengths are CSS pixels from the page's upper left corner.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cached_property
from xml.etree.ElementTree import Element

from report.output.pdf.alignment import Alignment
from report.output.pdf.page_area import PageArea
from report.problems import Place

INLINE = {
    *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "dfn", "em", "i", "kbd", "mark"),
    *("q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var"),
}
"""Elements that are parts of a sentence, however a style sheet places them."""


def note_key(note: Element) -> str:
    """Return what a note is told apart by: its elements are as many as its calls, and each page prints one of them."""
    return note.get("data-note") or note.get("id") or str(id(note))


class Zone(Enum):
    """Where on a page something stands."""

    FLOW = auto()
    NOTE = auto()
    """In the area of the notes."""
    RUNNING = auto()
    """In the margins, or fixed on every page: running heads and folios."""
    REPEAT = auto()
    """The head or foot of a table, printed again on a further page."""


@dataclass(slots=True, eq=False)
class TextLine:
    """A line of text, as what several runs stand in."""

    element: Element | None
    """The element whose line it is: a paragraph, a cell, a heading."""


@dataclass(slots=True, eq=False)
class Run:
    """A stretch of text, or a picture, that is drawn in one go."""

    page: int
    """Index of the page."""
    element: Element | None
    """The element that it comes from; None in the margins."""
    pseudo: str
    """The pseudo-element, such as "before" or "marker"; empty for text of the element's own."""
    zone: Zone
    line: TextLine | None = None
    x: float = 0.0
    y: float = 0.0
    width: float = 0.0
    height: float = 0.0
    base: float = 0.0
    """Where its letters stand."""
    size: float = 0.0
    """Of its letters."""
    visible: bool = True
    numbering: str = ""
    """For the label of a list's item, how a style sheet numbers the list: "decimal"; empty if it invents a way."""
    text: str = ""
    picture: bool = False
    leader: bool = False
    boxed: bool = False
    """Whether it is in a box that stands in a line as a letter does."""
    edge: str = ""
    """For running matter, the side of the page: "top", "bottom", "left" or "right"."""
    start: int = -1
    """Where it begins in the source's text, and where it ends; -1 where it isn't in it."""
    end: int = -1
    hyphen: bool = False
    """Whether it ends with a hyphen that only the end of the line asks for."""
    space: bool = False
    """Whether white space of the source was lost behind it."""
    mark: int | None = None
    """The number of its marked content on its page, once painted."""

    @property
    def decoration(self) -> bool:
        """Whether nothing is lost to those who don't see it."""
        if self.zone in {Zone.RUNNING, Zone.REPEAT} or self.leader or self.element is None:
            return True
        generated = self.pseudo in {"before", "after", "footnote-call", "footnote-marker"}
        return generated and not self.picture and not any(map(_says_something, self.text))


@dataclass(slots=True, eq=False)
class LinkArea:
    """A rectangle that leads somewhere; a link broken over lines has several."""

    page: int
    element: Element
    pseudo: str
    x: float
    y: float
    width: float
    height: float
    letters: tuple[tuple[float, float], ...]
    """Where the letters in it stand, and their sizes."""
    annotation: int | None = None
    """The number of its object in the file, once written."""


@dataclass(slots=True, eq=False)
class Cell:
    """A table cell, which is part of its table even if it holds nothing."""

    page: int
    element: Element


def _says_something(character: str) -> bool:
    """Tell letters, digits, brackets and quotation marks from bullets, lines and the like."""
    return character.isalnum() or unicodedata.category(character) in {"Pi", "Pf", "Ps", "Pe"} or character == '"'


Item = Run | LinkArea | Cell


@dataclass
class Trace:
    """The pages of a laid-out document as items in reading order, and the tree that they come from."""

    root: Element
    items: list[Item]
    pages: list[PageArea]
    folios: list[str | None]
    """The page number that each page prints; None where it prints none."""
    alignment: Alignment
    bookmarks: list[Element] = field(default_factory=list)
    """The element of each bookmark, in order."""
    notes: list[Element] = field(default_factory=list)
    """The notes that are called, in order."""
    calls: dict[Element, int] = field(default_factory=dict)
    """The index of the page that calls each of them."""
    parents: dict[Element, Element] = field(default_factory=dict)

    @property
    def runs(self) -> Iterator[Run]:
        """Yield the runs in reading order."""
        return (item for item in self.items if isinstance(item, Run))

    def ancestors(self, element: Element) -> Iterator[Element]:
        """Yield the element and those that hold it, from the inside out."""
        current: Element | None = element
        while current is not None:
            yield current
            current = self.parents.get(current)

    def block(self, run: Run) -> str:
        """Return the id of the block that holds a run, or nothing."""
        ups = self.ancestors(run.element) if run.element is not None else ()
        return next((up.get("id", "") for up in ups if up.get("id") and up.tag not in INLINE), "")

    def place(self, element: Element | None, places: Mapping[str, Place], otherwise: Place) -> Place:
        """Return where the author wrote what an element shows: the place of the first block around it that has one."""
        ups = self.ancestors(element) if element is not None else ()
        return next((places[id_] for up in ups if (id_ := up.get("id", "")) in places), otherwise)

    def lost_notes(self) -> list[Element]:
        """Return the notes that are called and stand on no page, or only on pages before that of their call."""
        printed = self._noted
        return [note for note in self.notes if max(printed.get(note_key(note), {-1})) < self.calls.get(note, 0)]

    def notes_apart(self) -> list[Element]:
        """Return the notes that are called on a page on which they don't stand."""
        printed = self._noted
        return [note for note in self.notes if self.calls.get(note) not in printed.get(note_key(note), set())]

    def is_printed(self, note: Element) -> bool:
        """Tell whether a note stands on a page, be it by another of its elements."""
        return note_key(note) in self._noted

    @cached_property
    def _noted(self) -> dict[str, set[int]]:
        """The pages on which each note stands."""
        notes, printed = set(self.notes), dict[str, set[int]]()
        for run in self.runs:
            if run.element is None or run.zone not in {Zone.NOTE, Zone.REPEAT} or run.pseudo == "footnote-call":
                continue
            note = next((up for up in self.ancestors(run.element) if up in notes), None)
            if note is not None:
                printed.setdefault(note_key(note), set()).add(run.page)
        return printed

    @cached_property
    def carried(self) -> set[Element]:
        """The blocks of a section that stand on a later page than some of what follows them."""
        carried: set[Element] = set()
        seen: set[Element] = set()
        furthest = -1
        for run in self.runs:
            if run.element is None or run.zone is not Zone.FLOW:
                continue
            block = self._in_section(run.element)
            if block is not None and block not in seen:
                seen.add(block)
                begins = self.alignment.before(block)
                carried |= {block} if begins < furthest else set()
                furthest = max(furthest, begins)
        return carried

    def is_carried(self, run: Run) -> bool:
        """Tell whether a run stands in a block that is carried on."""
        return bool(self.carried) and run.element is not None and self._in_section(run.element) in self.carried

    def _in_section(self, element: Element) -> Element | None:
        """Return the block right in a section that an element is, or is in."""
        return next(
            (up for up in self.ancestors(element) if (over := self.parents.get(up)) is not None and over.tag == "section"), None
        )

    def lost(self) -> list[Run]:
        """Return the runs that should be in the source's text but weren't found there."""
        return [
            run
            for run in self.runs
            if run.start < 0 and run.text.strip() and not run.pseudo and run.zone in {Zone.FLOW, Zone.NOTE} and not run.picture
        ]
