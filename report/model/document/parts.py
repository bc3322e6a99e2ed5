"""What a document is made of, as a whole: its parts with their notes, its contents, its cover, and what it says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from report.model.addresses import doi_address
from report.model.document.blocks import Block, ImageFile
from report.model.document.inlines import Foreign, Inlines
from report.model.overview import OverviewDrawing
from report.problems import Place


@dataclass(frozen=True, slots=True)
class Note:
    """A note, and the ids of the calls that lead to it."""

    id: str
    number: int
    calls: tuple[str, ...]
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
    GLANCE = "glance"
    """The point of the article on one page: standfirst, key figures, the axis of time, and what is told in several ways."""
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
    number: int = 0
    """Of a chapter, as print counts it; 0 for what is none."""


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """An entry of the one tree that becomes printed contents, bookmarks and an e-book's navigation."""

    target: str
    part: str
    """The id of the part that holds the target."""
    text: str
    entries: tuple[ContentsEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote the publication."""

    name: str
    sort: str = ""
    """For lists in alphabetical order; empty where nobody said."""
    orcid: str = ""
    affiliations: tuple[str, ...] = ()
    body: bool = False
    """Whether it is a body, not a person."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language in which the edition is published, in the same format."""

    language: str
    name: str
    """In the language itself."""
    identifier: str
    """Of the publication in it."""
    own: bool
    """Whether the article is written in it; the others are translations."""


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
    authors: tuple[Author, ...]
    subjects: tuple[str, ...]
    rights: str
    rights_url: str
    modified: date
    edition: int
    url: str = ""
    """Where the edition is to be had; empty where nobody said, as all below."""
    doi: str = ""
    isbn: str = ""
    """Of this format."""
    contact: str = ""
    """`mailto:...`, or an address on the web, for who finds an error."""
    tongues: tuple[Tongue, ...] = ()
    """All of them, this one included, the article's own first; none where there is no other."""

    @property
    def doi_url(self) -> str:
        """The address of its DOI."""
        return doi_address(self.doi) if self.doi else ""

    @property
    def further_identifiers(self) -> tuple[str, ...]:
        """The names that others gave it, each as an address or a URN."""
        isbn = f"urn:isbn:{self.isbn.replace('-', '')}" if self.isbn else ""
        return tuple(filter(None, (self.doi_url, isbn, self.url)))

    @property
    def creators(self) -> tuple[Author, ...]:
        """The authors, or who publishes it where none is named: shelves sort by them, and say “Unknown” of a book without any."""
        return self.authors or (Author(self.publisher),)


@dataclass(frozen=True, slots=True)
class CoverImage:
    """A picture of the article's folder on the cover."""

    file: ImageFile
    alternative_text: str


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
    authors: str = ""
    """Their names in a list; empty where none are named."""
    axis: OverviewDrawing | None = None
    axis_text: str = ""
    """What it shows, in words for who doesn't see it; the page at a glance tells of each event."""
    photograph: CoverImage | None = None
    logo: CoverImage | None = None


@dataclass(frozen=True, slots=True)
class BackCover:
    """What the last page of a printed report says; a brief, which has no cover, prints the code of the address."""

    summary: str
    lines: tuple[tuple[str, Inlines], ...]
    """What it is known by, where it is to be had, and to whom an error is reported, each with its name."""
    address: str = ""
    """Of the edition on the web, for a code to be photographed."""
    address_text: str = ""
    """What the code is, in words."""
    ean: str = ""
    """The digits of its bar code."""
    ean_text: str = ""


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
    back: BackCover | None = None
    """Of what is printed."""
    places: Mapping[str, Place] = field(default_factory=dict, compare=False, repr=False)
    """Where the article says what a block or a part shows, by its id; of what the program writes by itself there is none."""
