"""Sources: who said what is known, where and when, in the terms of CSL."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from report.model.fields import (
    Address,
    DateField,
    Doi,
    Issn,
    Keyed,
    Language,
    Name,
    ProseField,
    Said,
    SourceRef,
    Words,
)
from report.model.marks import Verbatim
from report.model.people import Creator, Creators


class Source(Keyed):
    """Who said it, where, when: CSL's names. Title, date and outlet only where they are known."""

    type: Literal[
        "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter",
        "classic", "collection", "dataset", "document", "entry", "entry-dictionary", "entry-encyclopedia", "event", "figure",
        "graphic", "hearing", "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture", "musical_score",
        "pamphlet", "paper-conference", "patent", "performance", "periodical", "personal_communication", "post",
        "post-weblog", "regulation", "report", "review", "review-book", "software", "song", "speech", "standard", "thesis",
        "treaty", "webpage",
    ]  # fmt: skip
    author: Creators = ()
    """Ids from people.yaml, or names, in the order of the title page; `others` behind the last where the list goes on."""
    editor: Creators = ()
    """Of a book, or of the book that holds a chapter."""
    translator: Creators = ()
    title: Annotated[Words, Verbatim("translation")] | None = None
    translation: Words | None = None
    """Our translation of a title in another language, printed with it and called ours; catalogues have it in further ones."""
    container_title: Words | None = None
    """What holds it: the journal, the newspaper, the book of which it is a chapter."""
    collection_title: Words | None = None
    """The series in which a book or a report appears."""
    collection_number: Words | None = None
    """Its number there."""
    volume: Words | None = None
    issue: Words | None = None
    page: Words | None = None
    """The page on which it stands, or the first and the last: 5-9."""
    edition: Words | None = None
    """Of a book, where it isn't the first: a number, or words as printed."""
    number: Words | None = None
    """Of a report, a law or a document, as its publisher counts."""
    version: Words | None = None
    """Of a program or a data set."""
    genre: Said | None = None
    """What kind of report, thesis or the like it is, in words, as printed: PhD thesis."""
    status: Said | None = None
    """What is said of it instead of a date; in the article's language: in press, forthcoming, submitted, in preparation."""
    publisher_place: Words | None = None
    publisher: Name | None = None
    """Its name, or the id of a body in people.yaml."""
    issued: DateField | None = None
    accessed: DateField | None = None
    locator: Words | None = None
    """A page or part, as printed."""
    language: Language | None = None
    url: Address | None = Field(default=None, alias="URL")
    doi: Doi | None = Field(default=None, alias="DOI")
    isbn: Words | None = Field(default=None, alias="ISBN")
    issn: Issn | None = Field(default=None, alias="ISSN")
    """Of the journal."""
    licence: Words | None = None
    via: SourceRef | None = None
    """The source that names this one, where we know it from there alone."""
    note: ProseField | None = None

    @property
    def makers(self) -> tuple[Creator, ...]:
        """Who made it: its authors, or of a work that stands alone and has none, its editors."""
        return self.author or (() if self.container_title else self.editor)
