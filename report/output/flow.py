"""Flow text: what a reader reads in order, the same in print and e-book, and where in a tree each character of it stands.

Page maps count in it. It leaves out notes and their calls, soft hyphens, markers of pages, and whatever carries the class
`between` (two calls), `epub-only` or `print-only`. White space is folded to single spaces; the edge of a block parts words as a
space does, however tight the markup is.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

XHTML = "http://www.w3.org/1999/xhtml"
EPUB = "http://www.idpf.org/2007/ops"

_TYPE = f"{{{EPUB}}}type"
_NO_FLOW_ROLES = {"doc-footnote", "doc-noteref", "doc-pagebreak", "doc-endnotes"}
_NO_FLOW_CLASSES = {"between", "epub-only", "print-only"}
_NO_FLOW_TAGS = {"head", "script", "style", "svg", "math", "template"}
_BLOCKS = {"address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "div", "dl", "dt", "figcaption", "figure"}
_BLOCKS |= {"footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "img", "li", "main", "nav", "ol", "p", "pre"}
_BLOCKS |= {"section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
_SPACE = " \t\n\r\f"
_SOFT_HYPHEN = "\u00ad"


def local_name(element: etree._Element) -> str:
    """Return the element's name without its namespace; empty for comments and processing instructions."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def in_flow(element: etree._Element) -> bool:
    """Tell whether the element's text belongs to the flow; what follows the element does in any case."""
    name = local_name(element)
    roles = set((element.get("role") or "").split()) | {f"doc-{kind}" for kind in (element.get(_TYPE) or "").split()}
    classes = set((element.get("class") or "").split())
    return bool(name) and name not in _NO_FLOW_TAGS and not roles & _NO_FLOW_ROLES and not classes & _NO_FLOW_CLASSES


@dataclass(frozen=True, slots=True)
class Spot:
    """A place between characters: before the character `index` of an element's text, or of its tail."""

    element: etree._Element
    tail: bool
    index: int

    @property
    def parent(self) -> etree._Element:
        """The element that holds the character."""
        around = self.element.getparent() if self.tail else self.element
        return self.element if around is None else around


@dataclass(slots=True)
class Flow:
    """The flow text of an element, with the spot of each of its characters."""

    text: str = ""
    spots: list[Spot] = field(default_factory=list)

    @classmethod
    def of(cls, element: etree._Element) -> Flow:
        """Read the flow text of `element`; its tail isn't part of it."""
        characters: list[str] = []
        spots: list[Spot] = []
        blank = True

        def read(holder: etree._Element, tail: bool, text: str | None) -> None:
            nonlocal blank
            for index, character in enumerate(text or ""):
                if character in _SPACE:
                    blank = space(Spot(holder, tail, index))
                elif character != _SOFT_HYPHEN:
                    characters.append(character)
                    spots.append(Spot(holder, tail, index))
                    blank = False

        def space(spot: Spot) -> bool:
            if not blank:
                characters.append(" ")
                spots.append(spot)
            return True

        def walk(node: etree._Element) -> None:
            nonlocal blank
            if not in_flow(node):
                return
            edge = local_name(node) in _BLOCKS
            if edge:
                blank = space(Spot(node, False, 0))
            read(node, False, node.text)
            for child in node:
                walk(child)
                read(child, True, child.tail)
            if edge:
                blank = space(Spot(node, True, 0))

        walk(element)
        while characters and characters[-1] == " ":
            characters.pop()
            spots.pop()
        return cls("".join(characters), spots)


def folded(text: str) -> str:
    """Return `text` as flow text has it."""
    plain = text.replace(_SOFT_HYPHEN, "").translate(dict.fromkeys(map(ord, _SPACE), " "))
    return " ".join(part for part in plain.split(" ") if part)
