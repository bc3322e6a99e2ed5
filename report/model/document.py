"""A document: an article composed for one format. Everything is chosen, numbered, linked and put into words.

Templates turn it into markup without computing anything. Text is final: quotation marks, spaces and dashes included.
Ids are unique in the document and come from the article's own ids, so that links from outside survive an edition.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from report.model.figure import Drawing
from report.problems import NOWHERE, Place

# Inlines


@dataclass(frozen=True, slots=True)
class Text:
    """Characters to be shown as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stressed words."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    """Important words."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Characters meant literally."""

    text: str


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in another language."""

    text: str
    language: str
    direction: str
    """`ltr` or `rtl`."""


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form; `expansion` stands only at its first use in the document."""

    text: str
    expansion: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Exact words inside a sentence; `text` has its quotation marks."""

    text: str
    language: str = ""
    """Where it isn't the document's own."""
    record: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """A value from a record, or a date."""

    text: str
    record: str
    target: str = ""
    """What tells where it comes from: its row in the appendix, or the entry of its source; empty where that stands beside it."""
    id: str = ""
    """By which the appendix finds the place again."""


@dataclass(frozen=True, slots=True)
class NoteCall:
    """The call of a note."""

    note: str
    number: int
    id: str
    """The id of the call itself, for the way back."""
    again: bool = False
    """Whether the note has been called before: rows of one table share a note that says the same."""


@dataclass(frozen=True, slots=True)
class CrossReference:
    """A reference to something numbered or headed in this document; print adds the page."""

    target: str
    text: str
    call: bool = False
    """Whether it is the number of a source, set like the call of a note."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link out of the document."""

    address: str
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A forced line break."""


Inline = (
    Text | Emphasis | Strong | Code | Foreign | Abbreviation | Quotation | Value | NoteCall | CrossReference | Link | LineBreak
)
Inlines = tuple[Inline, ...]

# Blocks


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `lead` opens a section."""

    id: str
    inlines: Inlines
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a part; the part's own title is level 1."""

    id: str
    level: int
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list."""

    id: str
    ordered: bool
    items: tuple[tuple[Block, ...], ...]
    start: int = 1
    tight: bool = True


@dataclass(frozen=True, slots=True)
class BlockQuote:
    """A passage set apart."""

    id: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    header: Inlines
    align: str = "start"
    """`start`, `end` or `center`."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table. With `row_headers`, the first cell of each row is its header."""

    id: str
    label: str
    """"Table 1"; empty for the data table of a figure."""
    caption: Inlines
    columns: tuple[Column, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    row_headers: bool = True
    source_line: Inlines = ()


@dataclass(frozen=True, slots=True)
class ImageFile:
    """A picture from the article's folder."""

    path: str
    """Relative to the article's folder."""
    media_type: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart or an image, with everything that stands around it and everything said in its place."""

    id: str
    label: str
    """"Figure 1"."""
    title: Inlines
    subtitle: Inlines
    caption: Inlines
    source_line: Inlines
    picture: Drawing | ImageFile
    alternative_text: str
    long_description: tuple[str, ...]
    """Paragraphs."""
    data: Table | None = None
    place: Place = field(default=NOWHERE, compare=False, repr=False)
    """Where the article asks for it."""


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One event."""

    id: str
    date_text: str
    datetime: str
    """For machines, ISO 8601; empty where the date is not known to a year."""
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events in order of time."""

    id: str
    entries: tuple[TimelineEntry, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody said, with who said it, in what role, on what occasion, and who passed it on."""

    id: str
    speaker: Inlines
    detail: Inlines
    """Role, occasion, date, chain."""
    exact: Quotation | None
    paraphrase: Inlines
    note: NoteCall | None = None


@dataclass(frozen=True, slots=True)
class StatementGroup:
    """Statements that belong together; more than one stand side by side, neither outweighing the other."""

    id: str
    statements: tuple[Statement, ...]
    relation: str = ""
    """How the second stands to the first, in words: "in answer"; empty for one statement."""


@dataclass(frozen=True, slots=True)
class AccountSide:
    """One version of a matter."""

    label: Inlines
    detail: Inlines
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class AccountBlock:
    """A matter on which records differ."""

    id: str
    matter: Inlines
    sides: tuple[AccountSide, ...]
    comment: Inlines = ()


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A value set large, with what, when and who says so."""

    id: str
    value: Inlines
    words: Inlines


@dataclass(frozen=True, slots=True)
class Admonition:
    """A remark beside the text, such as how to read the figures."""

    id: str
    title: Inlines
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class DefinitionList:
    """Terms with what is said of them: imprint lines, abbreviations."""

    id: str
    items: tuple[tuple[Inlines, Inlines], ...]


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One source in the list of sources."""

    id: str
    inlines: Inlines
    via: Inlines = ()


@dataclass(frozen=True, slots=True)
class SourceList:
    """The list of sources."""

    id: str
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
class OriginList:
    """Where the values of the document come from."""

    id: str
    entries: tuple[OriginEntry, ...]


Block = (
    Paragraph
    | Heading
    | ListBlock
    | BlockQuote
    | Table
    | Figure
    | Timeline
    | StatementGroup
    | AccountBlock
    | KeyFigure
    | Admonition
    | DefinitionList
    | SourceList
    | OriginList
)


@dataclass(frozen=True, slots=True)
class Note:
    """A note, and the id of the call that leads to it."""

    id: str
    number: int
    call: str
    inlines: Inlines


class Matter(StrEnum):
    """Where a part stands in a book."""

    FRONT = "frontmatter"
    BODY = "bodymatter"
    BACK = "backmatter"


class PartKind(StrEnum):
    """What a part is, by the trade's own names."""

    IMPRINT = "imprint"
    CHANGES = "changes"
    """What changed since an earlier edition."""
    SECTION = "section"
    SOURCES = "sources"
    SUMMARY = "summary"
    """Of the brief, and so are the next five: its title, standfirst, key figures and chart."""
    KNOWN = "known"
    TIMELINE = "timeline"
    ACCOUNTS = "accounts"
    BASIS = "basis"
    """What each of its figures counts, and who counted."""
    ABOUT = "about"
    """How to cite it, where the full publication is, and what may be done with it."""
    DESCRIPTIONS = "descriptions"
    """Charts in words: print gathers them, an e-book gives each a file of its own."""
    DIFFERENCES = "differences"
    """Accounts that no section prints."""
    PROVENANCE = "provenance"
    """Every value with its basis, its source, and where it is used."""
    ABBREVIATIONS = "abbreviations"
    COLOPHON = "colophon"


@dataclass(frozen=True, slots=True)
class Part:
    """A headed part of the document; the cover and the contents are made from the document itself."""

    id: str
    kind: PartKind
    matter: Matter
    title: Inlines
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    """The notes called in this part, in order."""


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """An entry of the one tree that becomes printed contents, bookmarks and an e-book's navigation."""

    target: str
    part: str
    """The id of the part that holds the target."""
    text: str
    entries: tuple[ContentsEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the publication says of itself to machines."""

    identifier: str
    """`urn:uuid:...`: the same for every edition of this article in this format."""
    title: str
    subtitle: str
    summary: str
    language: str
    publisher: str
    authors: tuple[str, ...]
    subjects: tuple[str, ...]
    rights: str
    rights_url: str
    modified: date
    edition: int


@dataclass(frozen=True, slots=True)
class Cover:
    """What the cover says."""

    title: str
    native: Foreign | None
    subtitle: str
    edition: str
    """"Edition 1", in the document's language."""
    date: str
    publisher: str
    kind: str
    """"Report"."""


@dataclass(frozen=True, slots=True)
class Document:
    """An article composed for one format."""

    article: str
    """The article's id."""
    format: str
    language: str
    metadata: Metadata
    cover: Cover
    parts: tuple[Part, ...]
    contents: tuple[ContentsEntry, ...]
    contents_title: str
    figures: tuple[ContentsEntry, ...]
    """The list of figures."""
    tables: tuple[ContentsEntry, ...]
    words: tuple[tuple[str, str], ...]
    """Labels that templates print, by key, in the document's language: "page", "back to text"."""
