"""Every piece of prose in an article, with where it stands: what rules about wording look at.

A piece is one run of inlines: a paragraph, a heading, a caption, a text field of a record. Its `text` is what an author
typed with everything else (roles, code, bare addresses) replaced by `GAP`, so that a phrase can be looked for across
emphasis, and found again in the author's file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from report.model import prose
from report.model.article import Article
from report.model.grammar import ID_OPTIONS, taken
from report.model.scripts import as_characters
from report.problems import Place

GAP = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in a piece's text for what the author didn't type as text."""

_NUMBER = re.compile(r"[\d.,\s%\\]+")
"""A formula that says nothing but a number, which is one that was typed."""


@dataclass(frozen=True, slots=True)
class InlineRun:
    """A run of inlines, and where it stands."""

    where: str
    """For a sentence: "the caption of the chart"."""
    text: str
    starts: tuple[int, ...]
    """Where in `text` each typed run begins."""
    places: tuple[Place, ...]
    """Where in the author's file each of them begins."""
    roles: tuple[prose.RoleCall, ...]
    place: Place
    owner: str = ""
    """The id of the record that the prose belongs to; empty in sections and `article.yaml`."""
    section: str = ""
    """The id of the section that it stands in."""
    inside: tuple[str, ...] = ()
    """Names of the directives around it, from the outermost."""
    label: bool = False
    """Whether this is plain words of a record, where no role can stand."""
    title: bool = False
    """Whether this is a record's own name, whose digits are free."""
    field: str = ""
    """The field of the record, as typed; empty in sections."""

    def at(self, offset: int) -> Place:
        """Return the place of the character at that offset of `text`, as near as the file's line breaks tell."""
        index = bisect_right(self.starts, offset) - 1
        if index < 0:
            return self.place
        place = self.places[index]
        before = self.text[self.starts[index] : offset]
        if not place.line:
            return place
        if (lines := before.count("\n")) and not self.label:
            return replace(place, line=place.line + lines, column=len(before) - before.rindex("\n"))
        return replace(place, column=place.column + len(before)) if place.column and not self.label else place


class _Typed:
    """Collects what a piece consists of."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.parts: list[str] = []
        self.length = 0
        self.starts: list[int] = []
        self.places: list[Place] = []
        self.roles: list[prose.RoleCall] = []

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def typed(self, node: prose.Typed) -> None:
        self.starts.append(self.length)
        self.places.append(node.place if node.place.path else self.place)
        self.add(node.text)

    def read(self, inlines: tuple[prose.Inline, ...]) -> None:
        for node in inlines:
            if isinstance(node, prose.Typed):
                self.typed(node)
            elif isinstance(node, prose.Emph | prose.StrongEmph):
                self.read(node.inlines)
            elif isinstance(node, prose.ScriptSpan):
                self.typed(prose.Typed(as_characters(node.text, raised=node.raised), node.place))
            elif isinstance(node, prose.Maths) and _NUMBER.fullmatch(node.tex):
                self.typed(prose.Typed(node.tex, node.place))
            elif isinstance(node, prose.InlineLink):
                if (
                    len(node.inlines) == 1
                    and isinstance(only := node.inlines[0], prose.Typed)
                    and node.address.endswith(only.text)
                ):
                    self.add(GAP)
                else:
                    self.read(node.inlines)
            elif isinstance(node, prose.HardBreak):
                self.add("\n")
            else:
                if isinstance(node, prose.RoleCall):
                    self.roles.append(node if node.place.path else replace(node, place=self.place))
                self.add(GAP)


def piece(
    inlines: tuple[prose.Inline, ...],
    where: str,
    place: Place,
    *,
    owner: str = "",
    section: str = "",
    inside: tuple[str, ...] = (),
    label: bool = False,
    title: bool = False,
    field: str = "",
) -> InlineRun:
    """Return the piece of prose that these inlines are."""
    typed = _Typed(place)
    typed.read(inlines)
    return InlineRun(
        where, "".join(typed.parts), tuple(typed.starts), tuple(typed.places), tuple(typed.roles), place,
        owner, section, inside, label, title, field,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class BlockSpot:
    """A directive or heading, and the section and directives that it stands in."""

    block: prose.Directive | prose.SectionHeading
    section: str
    inside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Here:
    section: str
    inside: tuple[str, ...] = ()
    note: bool = False

    def piece(self, inlines: tuple[prose.Inline, ...], where: str, place: Place) -> InlineRun:
        return piece(inlines, where, place, section=self.section, inside=self.inside)


def _walk(block: prose.Block, here: _Here) -> Iterator[InlineRun | BlockSpot]:
    match block:
        case prose.Para():
            yield here.piece(block.inlines, "a footnote" if here.note else "the text", block.place)
        case prose.SectionHeading():
            yield BlockSpot(block, here.section, here.inside)
            yield here.piece(block.inlines, "a heading", block.place)
        case prose.MarkdownList():
            for item in block.items:
                yield from _blocks(item, here)
        case prose.TermList():
            for term, said in block.items:
                yield here.piece(term, "a term that is defined", block.place)
                yield from _blocks(said, here)
        case prose.QuoteBlock():
            yield from _blocks(block.blocks, here)
        case prose.PlainTable():
            yield from (here.piece(cell, "the head of a table", block.place) for cell in block.header)
            yield from (here.piece(cell, "a cell of a table", block.place) for row in block.rows for cell in row)
        case prose.Directive():
            yield BlockSpot(block, here.section, here.inside)
            within = replace(here, inside=(*here.inside, block.name))
            if taken(block).words and block.arguments:
                title = prose.Typed(" ".join(block.arguments), block.place)
                yield within.piece((title,), f"the title of the {block.name}", block.place)
            for name, option in block.options:
                if name not in ID_OPTIONS:
                    place = option.place if option.place.path else block.place
                    yield within.piece(option.inlines, f"the {name} of the {block.name}", place)
            yield from _blocks(block.body, within)


def _blocks(blocks: tuple[prose.Block, ...], here: _Here) -> Iterator[InlineRun | BlockSpot]:
    for block in blocks:
        yield from _walk(block, here)


def sections(article: Article) -> Iterator[InlineRun | BlockSpot]:
    """Yield what the sections hold, in reading order: each piece of prose, and each heading and directive."""
    for section in article.sections:
        here = _Here(section.id)
        yield here.piece(section.title, "the title of the section", section.place)
        yield from _blocks(section.blocks, here)
        for _, blocks in section.footnotes:
            yield from _blocks(blocks, replace(here, note=True))
