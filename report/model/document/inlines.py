"""What stands in a line: text with its roles, each of them final."""

from __future__ import annotations

from dataclasses import dataclass, field

from report.model.cldr import script_of
from report.problems import NOWHERE, Place


@dataclass(frozen=True, slots=True)
class Text:
    """Characters to be shown as they are."""

    text: str
    language: str = ""
    """Where it isn't the document's: words of the program in a language that it doesn't have."""


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stressed words."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    """Important words."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Untranslated:
    """What a draft says in the article's own language."""

    inlines: tuple[Inline, ...]
    language: str


@dataclass(frozen=True, slots=True)
class Code:
    """Characters meant literally."""

    text: str


@dataclass(frozen=True, slots=True)
class Script:
    """Characters set above or below the line."""

    text: str
    raised: bool
    base: str = ""
    """The letters that they belong to: with them a formula, which has no small capitals."""


@dataclass(frozen=True, slots=True)
class Formula:
    """Maths, shown as a picture that stands on the line of text."""

    tex: str
    text: str
    """The same in words and signs, for who doesn't see it."""
    picture: str
    """What the picture goes by; the same formula has the same one everywhere."""
    display: bool = False
    """Whether it has a line of its own."""
    place: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in another language."""

    text: str
    language: str
    direction: str
    """`ltr` or `rtl`."""

    @property
    def script(self) -> str:
        """Its script, by ISO 15924's code; empty for Latin."""
        code = script_of(self.language)
        return "" if code == "Latn" else code


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
    """Whether the note has been called before."""
    after: str = ""
    """`call` or `digit` where one stands right before it, with which the number would be read as one."""


@dataclass(frozen=True, slots=True)
class CrossReference:
    """A reference to something numbered or headed in this document; print adds the page."""

    target: str
    text: str
    call: bool = False
    """Whether it is the number of a source, set like the call of a note."""
    language: str = ""
    """The language of its words, where the program has none in the document's."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link out of the document."""

    address: str
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A forced line break."""


Inline = (
    Text
    | Emphasis
    | Strong
    | Untranslated
    | Code
    | Script
    | Formula
    | Foreign
    | Abbreviation
    | Quotation
    | Value
    | NoteCall
    | CrossReference
    | Link
    | LineBreak
)
Inlines = tuple[Inline, ...]
