"""The desk at which a document is composed: the article, its language, and all that is counted on the way.

A document is composed once, in reading order; the desk remembers what was introduced, cited and numbered so far.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import NamedTuple

from report.compose.labels import Labels
from report.compose.language import Language
from report.compose.select import Selection
from report.compose.table_room import Room
from report.model.article import Article
from report.model.document import Note
from report.model.prose import Block
from report.model.since import Since
from report.problems import Place

PART = ("title", "figures")
"""Endings of the ids that templates give to what belongs to a part."""
FIGURE = ("title", "subtitle", "image", "caption", "details", "description", "numbers")
"""And of those that belong to a figure."""
ACCOUNT = ("matter",)
CALL = ("note",)
"""And to a note that is printed again at a later call of it."""
_NAVIGATION = ("toc", "figures", "tables", "pages")
TEMPLATES = (
    *("cover", "contents", "contents-title", "last", "titlepage", "titlepage-title"),
    *(f"nav-{name}{ending}" for name in _NAVIGATION for ending in ("", "-title")),
    *("back-cover", "back-cover-lines", "back-cover-qr", "back-cover-ean"),
)
"""Ids that templates give to what is no part of a document."""
COVER = {
    "native": "native-title", "title": "title", "subtitle": "subtitle", "authors": "authors", "publisher": "publisher",
    "photograph": "cover", "axis": "cover", "logo": "logo",
}  # fmt: skip
"""Endings of the ids that the cover gives to what stands on it, with the keys of article.yaml that it comes from."""
BACK = {"title": "title", "summary": "summary", "publisher": "publisher"}
"""The same of the back cover."""


class PlotRoom(NamedTuple):
    """The room that the format has for a chart, in sizes of the type of its scales."""

    width: float
    height: float
    most: float
    """So many times as high the highest may be."""
    paged: bool
    """Whether it is on paper, where what goes on in several charts fills pages better the lower they are."""


class Ids:
    """Hands out ids, each once; a second claim gets a number."""

    def __init__(self) -> None:
        self._taken: set[str] = {*TEMPLATES, *(f"cover-{key}" for key in COVER), *(f"back-cover-{key}" for key in BACK)}

    def claim(self, wanted: str, endings: tuple[str, ...] = ()) -> str:
        """Return `wanted`, or with `-2`, `-3`... behind it if it's taken, by itself or with one of the `endings`."""
        candidate, count = wanted, 1
        while not self._taken.isdisjoint(together := {candidate, *(f"{candidate}-{ending}" for ending in endings)}):
            count += 1
            candidate = f"{wanted}-{count}"
        self._taken |= together
        return candidate


@dataclass(slots=True)
class Referent:
    """Something that can be referred to: its id in the document, if it's there, and the words that refer to it."""

    id: str
    text: str
    language: str = ""
    """The language of these words, where the program has none in the article's."""


@dataclass(slots=True)
class Origin:
    """The row that says where a value comes from, and the places that lead to it."""

    id: str
    uses: list[tuple[str, str]] = field(default_factory=list)
    """The id of the part, and the id of the place in it."""


@dataclass(frozen=True, slots=True)
class CalledNote:
    """A note that can be called again: its id, its number, and its calls so far."""

    id: str
    number: int
    calls: list[str]


@dataclass(slots=True)
class PartState:
    """What is counted within one part."""

    id: str
    notes: list[Note] = field(default_factory=list)
    ordinals: dict[str, int] = field(default_factory=dict)

    def next(self, letter: str) -> str:
        """Return the id of the next block of a kind: `camp-p3`."""
        self.ordinals[letter] = self.ordinals.get(letter, 0) + 1
        return f"{self.id}-{letter}{self.ordinals[letter]}"


@dataclass(slots=True)
class Desk:
    """State of one composition. Nothing outlives it."""

    article: Article
    selection: Selection
    language: Language
    labels: Labels
    room: Room = field(default_factory=Room)
    """For tables."""
    plot: PlotRoom = field(default_factory=lambda: PlotRoom(60, 30, 1.6, paged=True))
    since: Since | None = None
    """What differs from an earlier edition, where this one prints it."""
    ids: Ids = field(default_factory=Ids)
    targets: dict[str, Referent] = field(default_factory=dict)
    """What `{ref}` can point at, by the id that authors write."""
    planned: dict[int, list[Referent]] = field(default_factory=dict)
    """Headings, figures and tables by the identity of their node, numbered before anything is composed."""
    own: dict[str, str] = field(default_factory=dict)
    """Ids of the parts that the program makes; another one where a section of the author's has it."""
    part: PartState = field(default_factory=lambda: PartState(""))
    footnotes: dict[str, tuple[Block, ...]] = field(default_factory=dict)
    """The notes that the author wrote for this section, by label."""
    note_count: int = 0
    notes: dict[Hashable, CalledNote] = field(default_factory=dict)
    """The notes so far, by what they say."""
    called: dict[str, list[str]] = field(default_factory=dict)
    """The calls of each note, by its id."""
    main_named: bool = False
    """Whether a note has named the main source in full, behind which a place alone is one in it."""
    in_note: bool = False
    """Whether a note is being composed; what is cited there is named in the note itself."""
    cited: dict[str, None] = field(default_factory=dict)
    """Sources cited in a note so far: the next note names them in short."""
    numbers: dict[str, int] = field(default_factory=dict)
    """The numbers of sources by id, where sources are named by numbers."""
    used: dict[str, None] = field(default_factory=dict)
    """Sources named anywhere: the list of sources."""
    introduced: set[str] = field(default_factory=set)
    """Parties and terms that the text has named in full."""
    origins: dict[str, Origin] = field(default_factory=dict)
    """Series and facts whose values the document prints, by id."""
    printed: dict[str, dict[str, None]] = field(default_factory=dict)
    """The observations that it prints of each series that has no table, by id."""
    accounts: set[str] = field(default_factory=set)
    """Accounts that the document has printed."""
    places: dict[str, Place] = field(default_factory=dict)
    """Where the author wrote a block or a part, by its id in the document."""
    abbreviations: dict[str, str] = field(default_factory=dict)
    """Abbreviations that the text has used, with what they stand for."""

    def block_id(self, letter: str) -> str:
        """Return an id for the next block of a kind in this part."""
        return self.ids.claim(self.part.next(letter))

    def begin_part(self, id_: str) -> None:
        """Begin to count within a new part."""
        self.part = PartState(id_)
