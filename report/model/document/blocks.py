"""What stands below each other in a part: paragraphs, tables, figures, statements, accounts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from report.model.document.inlines import Inlines, Quotation
from report.model.figure import Chart
from report.problems import NOWHERE, Place


@dataclass(frozen=True, slots=True)
class Block:
    """Anything that stands below something else; the template of its class's name sets it."""

    id: str

    @property
    def inside(self) -> tuple[Block, ...]:
        """The blocks that it holds, in order."""
        return ()


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks in reading order, with those inside others."""
    for block in blocks:
        yield block
        yield from walk(block.inside)


@dataclass(frozen=True, slots=True)
class Paragraph(Block):
    """A paragraph; `lead` opens a section."""

    inlines: Inlines
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Heading(Block):
    """A heading inside a part; the part's own title is level 1."""

    level: int
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class ListBlock(Block):
    """A list."""

    ordered: bool
    items: tuple[tuple[Block, ...], ...]
    start: int = 1
    tight: bool = True
    tasks: bool = False
    """Whether each item begins with a box that is ticked or not, and needs no other mark."""

    @property
    def inside(self) -> tuple[Block, ...]:
        """The blocks of all items."""
        return tuple(chain.from_iterable(self.items))


@dataclass(frozen=True, slots=True)
class BlockQuote(Block):
    """A passage set apart."""

    blocks: tuple[Block, ...]

    @property
    def inside(self) -> tuple[Block, ...]:
        """Its blocks."""
        return self.blocks


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    header: Inlines
    align: str = "start"
    """`start`, `end` or `center`."""


@dataclass(frozen=True, slots=True)
class Table(Block):
    """A table. The first `row_headers` cells of each row are its headers."""

    label: str
    """"Table 1"; empty for the data table of a figure."""
    caption: Inlines
    columns: tuple[Column, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    row_headers: int = 1
    source_line: Inlines = ()
    continued: bool = False
    """Whether it goes on with columns for which the one before had no room."""
    dense: bool = False
    """Whether its columns stand close together."""
    total: bool = False
    """Whether its last row is a total."""
    turned: bool = False
    """Whether it is too wide for the page, and stands on one that is turned."""


@dataclass(frozen=True, slots=True)
class ImageFile:
    """A picture from the article's folder."""

    path: str
    """Relative to the article's folder."""
    media_type: str


@dataclass(frozen=True, slots=True)
class Figure(Block):
    """A chart or an image, with everything that stands around it and everything said in its place."""

    label: str
    """"Figure 1"; empty for one that no list of figures has."""
    title: Inlines
    subtitle: Inlines
    caption: Inlines
    source_line: Inlines
    picture: Chart | ImageFile
    alternative_text: str
    long_description: tuple[str, ...]
    """Paragraphs."""
    data: Table | None = None
    place: Place = field(default=NOWHERE, compare=False, repr=False)
    """Where the article asks for it."""
    continued: bool = False
    """Whether it goes on with the chart before it, under the same number."""

    @property
    def told(self) -> str:
        """All that is said in its place, for a format that has no other place to say it."""
        return " ".join((self.alternative_text, *self.long_description))


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One event."""

    id: str
    date_text: str
    datetime: str
    """For machines, ISO 8601; empty where the date is not known to a year."""
    year: str
    """As a spine of years has it; empty where the entry above has the same, or none is known."""
    day: str
    """What the date says beside that."""
    mark: str
    """How a spine marks it: `day`, `span`, `lasting` or `relative`."""
    inlines: Inlines
    source: Inlines = ()
    """Who says so, in words."""


@dataclass(frozen=True, slots=True)
class Timeline(Block):
    """Events in order of time."""

    entries: tuple[TimelineEntry, ...]


@dataclass(frozen=True, slots=True)
class StatementEntry:
    """What somebody said, with who said it, in what role, on what occasion, and who passed it on."""

    id: str
    speaker: Inlines
    detail: Inlines
    """Role, occasion, date, chain."""
    exact: Quotation | None
    paraphrase: Inlines
    source: Inlines = ()
    """Where it is to be found, in words."""
    translation: Inlines = ()
    """Of exact words in another language, called ours."""


@dataclass(frozen=True, slots=True)
class StatementGroup(Block):
    """Statements that belong together; more than one stand side by side, neither outweighing the other."""

    statements: tuple[StatementEntry, ...]
    relation: str = ""
    """How the second stands to the first, in words: "in answer"; empty for one statement."""


@dataclass(frozen=True, slots=True)
class AccountSide:
    """One version of a matter."""

    label: Inlines
    detail: Inlines
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class AccountBlock(Block):
    """A matter on which records differ."""

    matter: Inlines
    sides: tuple[AccountSide, ...]
    comment: Inlines = ()
    source: Inlines = ()
    """What all sides are from, where that is one source: each then has the place in it alone."""


@dataclass(frozen=True, slots=True)
class KeyFigure(Block):
    """A value set large, with what, when and who says so."""

    value: Inlines
    words: Inlines
    quiet: bool = False
    """Whether it is set in the size of the text: how many people died is no headline."""


@dataclass(frozen=True, slots=True)
class KeyFigureRow(Block):
    """Key figures side by side, as many as a page has room for."""

    figures: tuple[KeyFigure, ...]

    @property
    def inside(self) -> tuple[Block, ...]:
        """Its figures."""
        return self.figures


@dataclass(frozen=True, slots=True)
class Halves(Block):
    """Blocks in columns of equal width, each column under a heading of its own; one alone takes all of the width."""

    halves: tuple[tuple[Block, ...], ...]

    @property
    def inside(self) -> tuple[Block, ...]:
        """The blocks of all columns."""
        return tuple(chain.from_iterable(self.halves))


@dataclass(frozen=True, slots=True)
class PlaceList(Block):
    """Places in the document by what stands there, each with its page where there are pages."""

    entries: tuple[tuple[Inlines, str], ...]
    """What stands there, and its id."""


@dataclass(frozen=True, slots=True)
class Admonition(Block):
    """A remark beside the text, such as how to read the figures."""

    title: Inlines
    blocks: tuple[Block, ...]

    @property
    def inside(self) -> tuple[Block, ...]:
        """Its blocks."""
        return self.blocks


@dataclass(frozen=True, slots=True)
class DefinitionList(Block):
    """Terms with what is said of them: imprint lines, abbreviations."""

    items: tuple[tuple[Inlines, Inlines], ...]


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One source in the list of sources."""

    id: str
    inlines: Inlines
    via: Inlines = ()


@dataclass(frozen=True, slots=True)
class SourceList(Block):
    """The list of sources."""

    entries: tuple[SourceEntry, ...]


@dataclass(frozen=True, slots=True)
class Uses:
    """Where in one part something is used."""

    title: str
    """The part's."""
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OriginEntry:
    """One value with all that is known of it, and every place that prints it."""

    id: str
    value: Inlines
    what: Inlines
    """What it says something about."""
    basis: Inlines
    """What was counted, by whom and when, and what is to be known of it."""
    source: Inlines
    uses: tuple[Uses, ...]


@dataclass(frozen=True, slots=True)
class OriginList(Block):
    """Where the values of the document come from."""

    entries: tuple[OriginEntry, ...]
