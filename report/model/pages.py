"""Where the pages of a print format begin, told in terms that another format can find."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageStart:
    """The first words of a page.

    `offset` counts characters of the element's flow text, white space folded to single spaces, before the page's first
    whole word; flow text leaves out notes and their calls. 0 says that the page begins with the element.
    """

    label: str
    """The page label, as printed: "ii", "5"."""
    element: str
    """The id of the innermost element with an id that holds the page's first text of the flow."""
    offset: int
    words: str
    """The first words, for checks."""
    begins: tuple[str, ...] = ()
    """The ids of the elements that begin on the page, in order: where another format lacks `element`, the first of these that
    it has tells the place."""


@dataclass(frozen=True, slots=True)
class PageMap:
    """The pages of one print format, in order."""

    identifier: str
    """The identifier of that format's publication."""
    title: str
    pages: tuple[PageStart, ...]
