"""What links and bookmarks lead to: the structure element for each id of the page."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from report.output.pdf.structure.node import Node
from report.output.pdf.trace import Trace


class Targets:
    """Finds, in a finished tree, the element that an id names, or the one that holds it where it has none of its own."""

    def __init__(self, root: Node, trace: Trace) -> None:
        self._trace = trace
        self._nodes: dict[Element, Node] = {}
        self._named: dict[str, Element] = {}
        self._calls: dict[str, Node] = {}
        self._notes = {key: node for node in root.walk() if node.tag in {"Note", "FENote"} and (key := node.get("data-note"))}
        for node in root.walk():
            if node.element is not None and "::" not in node.name:
                self._nodes.setdefault(node.element, node)
            elif node.element is not None and node.name.endswith("::footnote-call"):
                self._calls[node.element.get("data-call") or f"{node.element.get('id')}-call"] = node
        for element in trace.root.iter():
            if id_ := element.get("id"):
                self._named.setdefault(id_, element)

    def node(self, id_: str) -> Node | None:
        """Return the structure element for an id."""
        if id_ in self._calls:
            return self._calls[id_]
        element = self._named.get(id_)
        if element is not None and (note := self._notes.get(element.get("data-note") or "")) is not None:
            return note
        return self.node_of(element) if element is not None else None

    def node_of(self, element: Element) -> Node | None:
        """Return the structure element of an element of the page, or of the nearest one around it that has any."""
        return next((self._nodes[up] for up in self._trace.ancestors(element) if up in self._nodes), None)
