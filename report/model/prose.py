"""Prose as an author wrote it: the tree that Markdown becomes, before records are looked up.

Every node keeps its place in the author's file, so that a problem found much later can still be shown there.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from report.problems import NOWHERE, Place


@dataclass(frozen=True, slots=True)
class Typed:
    """Characters as typed."""

    text: str
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Emph:
    """Stressed words."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class StrongEmph:
    """Important words."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class CodeSpan:
    """Characters that are meant literally."""

    text: str
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class ScriptSpan:
    """Characters set above or below the line: m², CO₂."""

    text: str
    raised: bool
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Maths:
    """Maths, as TeX writes it; `display` has a line of its own."""

    tex: str
    display: bool = False
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class InlineLink:
    """A link to an address outside the publication."""

    address: str
    inlines: tuple[Inline, ...]
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class HardBreak:
    """A line break that the author asked for."""


@dataclass(frozen=True, slots=True)
class RoleCall:
    """A reference to a record: `{value}` and its kin, with what stands between the backticks."""

    name: str
    target: str
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class FootnoteReference:
    """The call of an author's own footnote, `[^label]`."""

    label: str
    place: Place = NOWHERE


Inline = Typed | Emph | StrongEmph | CodeSpan | ScriptSpan | Maths | InlineLink | HardBreak | RoleCall | FootnoteReference


def visible(text: str) -> bool:
    """Tell whether anything can be seen of a text: more than spaces, and characters that only steer the line."""
    return any(unicodedata.category(character) not in _UNSEEN and character not in _UNSEEN_MARKS for character in text)


_UNSEEN = {"Cc", "Cf", "Zs", "Zl", "Zp"}
_UNSEEN_MARKS = {"\u034f", "\u115f", "\u1160", "\u2800", "\u3164", "\uffa0", *map(chr, range(0xFE00, 0xFE10))}
"""Joiners, fillers and variation selectors: letters and marks by their category, and empty."""


def says_something(inlines: tuple[Inline, ...]) -> bool:
    """Tell whether anything can be seen of inlines; a role shows what its record says."""
    return any(_says(inline) for inline in inlines)


def _says(inline: Inline) -> bool:
    match inline:
        case Typed() | CodeSpan() | ScriptSpan():
            return visible(inline.text)
        case Emph() | StrongEmph() | InlineLink():
            return says_something(inline.inlines)
        case HardBreak():
            return False
    return inline.name != "literal" or visible(inline.target) if isinstance(inline, RoleCall) else True


@dataclass(frozen=True, slots=True)
class Prose:
    """A text field of a record: inline Markdown, parsed."""

    source: str
    inlines: tuple[Inline, ...]
    place: Place = NOWHERE

    @classmethod
    def plain(cls, text: str) -> Prose:
        """Return prose without markup, for records made in code."""
        return cls(text, (Typed(text),))

    def __bool__(self) -> bool:
        return bool(self.source)


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph."""

    inlines: tuple[Inline, ...]
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class SectionHeading:
    """A heading inside a section; level 2 is the first below the section's own title."""

    level: int
    inlines: tuple[Inline, ...]
    id: str = ""
    """The id that the author gave with `{#id}`; empty if none."""
    place: Place = NOWHERE
    own: tuple[Inline, ...] = ()
    """In a translation, its words in the article's own language: an id that nobody gave is made from these in every edition."""


@dataclass(frozen=True, slots=True)
class MarkdownList:
    """A list; `start` is the first number of an ordered one."""

    ordered: bool
    items: tuple[tuple[Block, ...], ...]
    start: int = 1
    tight: bool = True
    place: Place = NOWHERE
    done: tuple[bool | None, ...] = ()
    """For a list of tasks, whether each item is done; None for an item that is no task."""


@dataclass(frozen=True, slots=True)
class TermList:
    """Terms, each with the paragraphs that say what it is."""

    items: tuple[tuple[tuple[Inline, ...], tuple[Block, ...]], ...]
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class QuoteBlock:
    """A passage set apart. Quotations that are evidence are statements, not this."""

    blocks: tuple[Block, ...]
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A table written in Markdown; `align` has "left", "right", "center" or "" for each column."""

    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    align: tuple[str, ...]
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Directive:
    """A block that comes from records: `:::{chart} membership` with its options and body."""

    name: str
    arguments: tuple[str, ...] = ()
    options: tuple[tuple[str, Prose], ...] = ()
    body: tuple[Block, ...] = ()
    place: Place = NOWHERE
    callout: str = ""
    """For a note that others' Markdown gives a kind, and that kind heads: note, tip, important, warning, caution."""

    def option(self, name: str) -> Prose | None:
        """Return the option's value, or None where the author didn't give it."""
        return dict(self.options).get(name)


Block = Para | SectionHeading | MarkdownList | TermList | QuoteBlock | PlainTable | Directive


@dataclass(frozen=True, slots=True)
class Section:
    """One file of prose: its title, its blocks, and the notes that the author wrote for it."""

    id: str
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...] = ()
    footnotes: tuple[tuple[str, tuple[Block, ...]], ...] = field(default=())
    place: Place = NOWHERE
