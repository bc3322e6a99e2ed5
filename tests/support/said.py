"""What a document says, read straight from its blocks: the text that a listener has to get of a printed format.

An independent reader: it knows the model and the order in which print sets its parts, and nothing of markup or PDF. Beside
the text it writes down what a voice needs to know on the way: words in other languages, and short forms with what they mean.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from report.compose.language import Language
from report.model import document as doc
from report.model.cldr import separator

Pages = Callable[[str], str]
"""From the id of a part, a heading, a figure or a table to the label of the page where it begins."""

Uses = Callable[[tuple[str, ...]], str]
"""From the ids of places to the sentence that names their pages."""


@dataclass
class Said:
    """What is heard of a document, block by block, each with the notes that are called in it right behind it."""

    document: doc.Document
    page: Pages
    used: Uses
    blocks: list[str] = field(default_factory=list)
    foreign: list[tuple[str, str]] = field(default_factory=list)
    """Language and words."""
    expanded: list[tuple[str, str]] = field(default_factory=list)
    """Short forms with their expansions, each at its first use."""
    waiting: list[doc.Note] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.blocks).split())

    def _note(self, id_: str) -> doc.Note:
        return next(note for part in self.document.parts for note in part.notes if note.id == id_)

    # Inlines

    def digits(self, number: int) -> str:
        """Return a number as the document's language writes it."""
        return Language(self.document.language).digits(number)

    def line(self, inlines: Iterable[Any]) -> str:
        return "".join(map(self._inline, inlines))

    def _inline(self, node: Any) -> str:
        match node:
            case doc.Emphasis() | doc.Strong() | doc.Link():
                return self.line(node.inlines)
            case doc.Foreign():
                self.foreign.append((node.language, node.text))
            case doc.Abbreviation() if node.expansion:
                self.expanded.append((node.text, node.expansion))
            case doc.Quotation() | doc.CrossReference() if node.language:
                self.foreign.append((node.language, node.text))
            case doc.NoteCall():
                self.waiting += [] if node.again else [self._note(node.note)]
                return {"call": separator(", ", self.document.language), "digit": " "}.get(node.after, "") + self.digits(
                    node.number
                )
            case doc.LineBreak():
                return " "
        return node.text

    def say(self, *texts: str) -> None:
        """Add a block; the notes that it calls follow."""
        self.blocks.append(" ".join(filter(None, texts)))
        self.notes()

    def notes(self) -> None:
        """Add the notes that were called and not yet heard."""
        waiting, self.waiting = self.waiting, []
        for note in waiting:
            self.blocks.append(f"{self.digits(note.number)}. {self.line(note.inlines)}")

    # Blocks

    def read(self, blocks: Iterable[Any]) -> None:
        for block in blocks:
            self._block(block)

    def _block(self, node: Any) -> None:
        match node:
            case doc.Paragraph() | doc.Heading():
                self.say(self.line(node.inlines))
            case doc.ListBlock():
                self._list(node)
            case doc.BlockQuote():
                self.read(node.blocks)
            case doc.Table():
                self._table(node)
            case doc.Figure():
                self._figure(node)
            case doc.Timeline():
                for entry in node.entries:
                    date = entry.date_text if self.document.format == "brief" else " ".join(filter(None, (entry.year, entry.day)))
                    self.say(date, self.line(entry.inlines), self.line(entry.source))
            case doc.StatementGroup():
                for number, statement in enumerate(node.statements):
                    self._statement(statement, node.relation if number else "")
            case doc.AccountBlock():
                self.say(self.line(node.matter))
                self.say(self.line(node.comment))
                self.say(self.line(node.source))
                for side in node.sides:
                    self.say(self.line(side.label), self.line(side.detail))
                    self.say(self.line(side.inlines))
            case doc.KeyFigure():
                self.say(self.line(node.value), self.line(node.words))
            case doc.KeyFigureRow():
                self.read(node.figures)
            case doc.Halves():
                for half in node.halves:
                    self.read(half)
            case doc.PlaceList():
                for text, target in node.entries:
                    self.say(self.line(text), self.page(target))
            case doc.Admonition():
                self.say(self.line(node.title))
                self.read(node.blocks)
            case doc.DefinitionList():
                for term, said in node.items:
                    self.say(self.line(term), self.line(said))
            case doc.SourceList():
                self.sources(node, numbered=False)
            case doc.OriginList():
                words = dict(self.document.words)
                for entry in node.entries:
                    source = f"{words['source']}: {self.line(entry.source)}"
                    used = self.used(tuple(target for uses in entry.uses for target in uses.targets))
                    self.say(self.line(entry.value), self.line(entry.what), self.line(entry.basis), source, used)
            case _:
                raise TypeError(type(node).__name__)

    def _list(self, node: doc.ListBlock) -> None:
        for number, item in enumerate(node.items, node.start):
            self.blocks.append(f"{self.digits(number)}." if node.ordered else "–")
            self.read(item)

    def _table(self, node: doc.Table) -> None:
        self.say(node.label, self.line(node.caption))
        for column in node.columns:
            self.say(self.line(column.header))
        for row in node.rows:
            for cell in row:
                self.say(self.line(cell))
        self.say(self.line(node.source_line))

    def _figure(self, node: doc.Figure) -> None:
        told_apart = any(part.kind is doc.PartKind.DESCRIPTIONS for part in self.document.parts)
        details = dict(self.document.words)["description_of"] if node.long_description and told_apart else ""
        self.say(node.label, self.line(node.title))
        self.say(self.line(node.subtitle))
        self.say(node.alternative_text, *(() if told_apart else node.long_description))
        self.say(self.line(node.caption), self.line(node.source_line), details)

    def _statement(self, node: doc.StatementEntry, relation: str) -> None:
        self.say(self.line(node.speaker), relation, self.line(node.detail), self.line(node.source))
        self.say(self.line(node.paraphrase))
        if node.exact:
            first = len(self.blocks)
            self.say(node.exact.text)
            if node.exact.language:
                quote, *notes = self.blocks[first:]
                self.foreign.append((node.exact.language, quote))
                if Language(node.exact.language).direction != Language(self.document.language).direction:
                    self.foreign += [(self.document.language, note) for note in notes]  # back to the page's own side
        if node.translation:
            self.say(self.line(node.translation))

    def sources(self, node: doc.SourceList, *, numbered: bool) -> None:
        for number, entry in enumerate(node.entries, 1):
            self.say(f"{self.digits(number)}." if numbered else "", self.line(entry.inlines), self.line(entry.via))

    # Documents

    def entries(self, entries: Iterable[doc.ContentsEntry]) -> None:
        for entry in entries:
            self.say(entry.text, self.page(entry.target))
            self.entries(entry.entries)

    def contents(self) -> None:
        words = dict(self.document.words)
        self.say(self.document.contents_title)
        self.entries(self.document.contents)
        for title, entries in (("figure_list", self.document.figures), ("table_list", self.document.tables)):
            if len(entries) >= 6:
                self.say(words[title])
                self.entries(entries)

    def part(self, part: doc.Part) -> None:
        self.say(self.digits(part.number) if part.number and self.document.format != "brief" else "")
        self.say(self.line(part.title))
        self.read(part.blocks)


def full(document: doc.Document, page: Pages, used: Uses) -> Said:
    """Read a full report: cover, contents, and the parts in their order."""
    said = Said(document, page, used)
    cover = document.cover
    for text in (cover.logo and cover.logo.alternative_text, cover.kind, cover.title, cover.subtitle, cover.authors):
        said.say(text or "")
    said.say(said.line([cover.native] if cover.native else []))
    for text in (
        cover.photograph.alternative_text if cover.photograph else cover.axis_text,
        separator(" · ", document.language).join((cover.edition, cover.date)),
        cover.publisher,
    ):
        said.say(text or "")
    said.contents()
    for part in document.parts:
        said.part(part)
    if back := document.back:
        for text in (cover.title, back.summary, back.address_text, back.ean_text):
            said.say(text)
        for name, words in back.lines:
            said.say(name, said.line(words))
        said.say(cover.publisher)
    return said


def brief(document: doc.Document, page: Pages, used: Uses) -> Said:
    """Read the brief: its head with the key figures and the chart, what follows in order, what counts and whence, and about."""
    said = Said(document, page, used)
    kinds = {part.kind: part for part in document.parts}
    summary = kinds[doc.PartKind.SUMMARY]
    cover = document.cover
    said.say(cover.kind, Language(document.language).joined([cover.edition, cover.date]))
    said.say(cover.title, said.line([cover.native] if cover.native else []))
    said.read(block for block in summary.blocks if isinstance(block, doc.Paragraph))
    said.say(document.back.address_text if document.back else "")
    said.read(block for block in summary.blocks if isinstance(block, doc.KeyFigure))
    for block in summary.blocks:
        if isinstance(block, doc.Figure):
            said.say(said.line(block.title))
            said.say(said.line(block.subtitle))
            said.say(block.alternative_text, *block.long_description)
            care = dict(document.words)["read_with_care"] if block.caption else ""
            said.say(care, said.line(block.caption), said.line(block.source_line))
    middle = (doc.PartKind.KNOWN, doc.PartKind.TIMELINE, doc.PartKind.ACCOUNTS)
    for group in (middle, (doc.PartKind.BASIS, doc.PartKind.ABOUT), (doc.PartKind.SOURCES,)):
        for part in document.parts:
            if part.kind in group:
                said.say(said.line(part.title))
                for block in part.blocks:
                    if isinstance(block, doc.SourceList):
                        said.sources(block, numbered=True)
                    else:
                        said.read([block])
    return said


def blocks(value: Any) -> Iterable[Any]:
    """Yield every record below `value`, itself first."""
    from dataclasses import fields, is_dataclass

    if isinstance(value, tuple):
        for item in value:
            yield from blocks(item)
    elif is_dataclass(value) and not isinstance(value, type):
        yield value
        for item in fields(value):
            yield from blocks(getattr(value, item.name))
