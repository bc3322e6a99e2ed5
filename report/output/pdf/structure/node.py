"""The structure tree while it is being made: nodes for elements, in reading order, with the marks and links they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from report.output.pdf.trace import LinkArea, Run

_UNSAID = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


@dataclass(slots=True, eq=False)
class Node:
    """An element of the tree.

    Until a pass has given it a `tag`, the node stands for an element of the page, named by `name`; one that no pass wants is
    replaced by its kids in the end.
    """

    name: str
    """The HTML element's name, with the pseudo-element if it is one: "p", "li::marker"."""
    element: Element | None = None
    kids: Kids = field(default_factory=list)
    tag: str = ""
    """The standard structure type (ISO 32000-1, 14.8.4)."""
    id: str = ""
    language: str = ""
    alternative: str = ""
    actual: str = ""
    """What to read in place of the content (`/ActualText`)."""
    expansion: str = ""
    title: str = ""
    scope: str = ""
    columns: int = 1
    rows: int = 1
    headers: tuple[str, ...] = ()
    numbering: str = ""
    block: bool = False
    """Whether an inline-level type is used for a block (`/Placement /Block`)."""
    box: tuple[float, float, float, float] | None = None
    """Bounding box in points from the lower left corner of the page."""
    note: Node | None = None
    """For a reference, the note that it leads to."""
    refers: list[Node] = field(default_factory=list)
    """Elements that this one refers to (`/Ref`, PDF 2.0)."""

    @property
    def nodes(self) -> list[Node]:
        """The kids that are nodes."""
        return [kid for kid in self.kids if isinstance(kid, Node)]

    def get(self, attribute: str) -> str:
        """Return an attribute of the page's element; empty if it has none."""
        return (self.element.get(attribute) or "") if self.element is not None and "::" not in self.name else ""

    def walk(self) -> Iterator[Node]:
        """Yield this node and all below it, in reading order."""
        yield self
        for kid in list(self.kids):
            if isinstance(kid, Node):
                yield from kid.walk()

    def runs(self) -> Iterator[Run]:
        """Yield the marks in this node and all below it."""
        for kid in self.kids:
            if isinstance(kid, Run):
                yield kid
            elif isinstance(kid, Node):
                yield from kid.runs()

    def text(self) -> str:
        """Return the text in it as it is heard, notes and the numbers that call them left out."""
        parts: list[str] = []
        for kid in self.kids:
            if isinstance(kid, Run):
                parts.append(heard(kid))
            elif isinstance(kid, Node) and kid.tag not in {"Note", "Reference", "Lbl"}:
                parts.append(kid.actual or kid.alternative or kid.text())
        return " ".join("".join(parts).split())

    def replace(self, change: Callable[[Node], Sequence[Node | Run | LinkArea]]) -> None:
        """Replace each kid that is a node by what `change` makes of it, from the inside out."""
        kids: Kids = []
        for kid in self.kids:
            if isinstance(kid, Node):
                kid.replace(change)
                kids.extend(change(kid))
            else:
                kids.append(kid)
        self.kids = kids


def heard(run: Run) -> str:
    """Return a mark's text with the space that was put behind it and without a hyphen that only its line has."""
    text = run.text[:-1] if run.hyphen else run.text
    return text.translate(_UNSAID) + (" " if run.space else "")


Kids = list[Node | Run | LinkArea]
