"""Grows the first tree from what was laid out: the page's own elements, each once, however many pages it is on."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from report.output.pdf.structure.node import Node
from report.output.pdf.trace import Cell, LinkArea, Run, Trace

_OF_THE_TEXT = {"", "first-letter", "first-line", "before", "after"}
"""Pseudo-elements that need no node of their own."""


def grown(trace: Trace) -> Node:
    """Return the body as a tree. Elements that show nothing aren't in it, but for table cells."""
    return _Growth(trace).tree()


class _Growth:
    def __init__(self, trace: Trace) -> None:
        self._trace = trace
        body = next((element for element in trace.root.iter("body")), trace.root)
        self._root = Node("body", body)
        self._nodes: dict[tuple[Element, str], Node] = {(body, ""): self._root}

    def tree(self) -> Node:
        for item in self._trace.items:
            if isinstance(item, Cell):
                self._node(item.element)
            elif isinstance(item, LinkArea):
                self._node(item.element, "" if item.pseudo in _OF_THE_TEXT else item.pseudo).kids.append(item)
            elif item.mark is not None and item.element is not None:
                self._run(item, item.element)
        return self._root

    def _run(self, run: Run, element: Element) -> None:
        own = "" if run.pseudo in _OF_THE_TEXT else run.pseudo
        self._node(element, own).kids.append(run)

    def _node(self, element: Element, pseudo: str = "") -> Node:
        known = self._nodes.get((element, pseudo))
        if known is not None:
            return known
        name = str(element.tag).rpartition("}")[2]
        node = Node(f"{name}::{pseudo}" if pseudo else name, element)
        self._nodes[element, pseudo] = node
        if pseudo == "footnote-call":
            # The call stands where the note's element does; the note follows it in the tree.
            holder = self._node(self._trace.parents[element])
            holder.kids.append(node)
            self._node(element)
        elif pseudo:
            self._node(element).kids.append(node)
        else:
            parent = self._trace.parents.get(element)
            holder = self._node(parent) if parent is not None else self._root
            holder.kids.insert(self._place(element, holder), node)
        return node

    def _place(self, element: Element, holder: Node) -> int:
        """Return where among the kids of its holder an element is heard: behind them, unless it was carried past some of them."""
        place = len(holder.kids)
        if element in self._trace.carried:
            begins = self._trace.alignment.before
            later = (
                at
                for at, kid in enumerate(holder.kids)
                if isinstance(kid, Node) and kid.element is not None and begins(kid.element) > begins(element)
            )
            place = next(later, place)
        return place
