"""A document: an article composed for one format. Everything is chosen, numbered, linked and put into words.

Templates turn it into markup without computing anything. Text is final: quotation marks, spaces and dashes included.
Ids are unique in the document and come from the article's own ids, so that links from outside survive an edition.
"""

from report.model.document.blocks import (
    AccountBlock,
    AccountSide,
    Admonition,
    Block,
    BlockQuote,
    Column,
    DefinitionList,
    Figure,
    Halves,
    Heading,
    ImageFile,
    KeyFigure,
    KeyFigureRow,
    ListBlock,
    OriginEntry,
    OriginList,
    Paragraph,
    PlaceList,
    SourceEntry,
    SourceList,
    StatementEntry,
    StatementGroup,
    Table,
    Timeline,
    TimelineEntry,
    Uses,
    walk,
)
from report.model.document.inlines import (
    Abbreviation,
    Code,
    CrossReference,
    Emphasis,
    Foreign,
    Formula,
    Inline,
    Inlines,
    LineBreak,
    Link,
    NoteCall,
    Quotation,
    Script,
    Strong,
    Text,
    Value,
)
from report.model.document.parts import Author, ContentsEntry, Cover, CoverImage, Document, Matter, Metadata, Note, Part, PartKind
