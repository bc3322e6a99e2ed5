"""Pages as areas: how large they are, where text and notes begin, and which blocks of the author's stand on them.

Lengths are CSS pixels from the page's upper left corner.
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element


@dataclass(frozen=True, slots=True)
class BlockArea:
    """What an element takes up: a section, a paragraph, and within it each line and each stretch of text."""

    element: Element | None
    own: bool
    """Whether it is the element's own, not a line or what a style sheet adds."""
    plain: bool
    """Whether it is a block among blocks, whose height is known."""
    top: float
    height: float
    """With its padding, without its margins; 0 where it isn't plain."""
    margin: float
    """Above it; this and its padding are known if it is an element's own that has an id."""
    above: float
    below: float
    """Its padding."""
    kids: tuple[BlockArea, ...]

    @property
    def classes(self) -> set[str]:
        """The classes of its element."""
        return set((self.element.get("class") or "").split()) if self.element is not None else set()


@dataclass(frozen=True, slots=True)
class PageArea:
    """One page."""

    width: float
    height: float
    head: float
    foot: float
    """Where the area for text begins, and where it ends, notes included."""
    notes: float | None
    """Where its notes begin; None where it has none."""
    lines: tuple[tuple[float, float], ...]
    """Where each line and each picture of the text ends, and where its letters stand."""
    blocks: tuple[BlockArea, ...]
