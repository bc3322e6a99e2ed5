"""One format of an edition on its way to a file: what its family is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from report.look.fonts import FontSet
    from report.look.theme import Sheet
    from report.look.tokens import Tokens
    from report.model.article import Article
    from report.model.document import Document
    from report.model.figure import Height, Picture
    from report.model.format import Format
    from report.model.pages import PageMap
    from report.output.family import Family
    from report.problems import Problem

COVER_PICTURE = "cover"
"""The key of the cover's picture among the pictures."""
ENDING = "-source.zip"
"""How the name of the archive ends in every copy."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that travels in a publication."""

    name: str
    data: bytes
    media_type: str
    relationship: Literal["Source", "Data", "Supplement", "Alternative"]
    """What it is to the publication, in the words of PDF's associated files (ISO 32000-2, 7.11.3)."""
    description: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished file."""

    data: bytes
    pages: PageMap | None = None
    """Where its pages begin, if it has any."""
    problems: tuple[Problem, ...] = ()
    """Warnings that belong to it."""


@dataclass
class Rendition:
    """One format of an edition, with everything that a file of it is made from, as far as that is there."""

    family: Family
    format: Format
    article: Article
    """Nothing but what is published."""
    folder: Path
    """The article's."""
    tokens: Tokens
    fonts: FontSet
    marks: Format | None
    """The format whose pages the preset wants to be marked."""
    rendered: Callable[[Format], Rendered]
    """Gives the finished file of another format; ProblemsFound says why it can't be made."""
    redrawn: Callable[[str, Height], Picture | None] = lambda *_: None
    """Gives the picture of a chart at another height, by the id of its figure; None where it can't be drawn so."""
    document: Document = field(init=False)
    pictures: Mapping[str, Picture] = field(init=False)
    """By the ids of figures; the cover's under `COVER_PICTURE`, where the family has one."""
    theme: Sheet | None = None
    """The article's own style sheet for the family."""
    attachments: tuple[Attachment, ...] = ()
    """What every copy carries, the archive first."""
    pages: PageMap | None = None
    """The pages to be marked."""
    problems: list[Problem] = field(default_factory=list)
    """Warnings so far."""
    file: Rendered | None = None
    """What came of it."""

    @property
    def look(self) -> Mapping[str, str]:
        """The values of all tokens."""
        return self.tokens.resolved(self.format)
