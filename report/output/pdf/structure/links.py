"""Links: one element each, which says in words where it leads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from report.output.pdf.structure.node import Node, heard
from report.output.pdf.trace import LinkArea, Trace

WORDS = {
    "link_page": "{title}, page {page}",
    "link_note": "Note {number}",
    "link_back": "Back to the text of note {number}",
    "link_value": "Where “{value}” comes from, page {page}",
}
"""Words of a link's description, by their key among a document's words; English is used for those that it lacks."""

_LONG = 80
"""How many characters of an element without a heading tell what it is."""
_TITLES = {"H1", "H2", "H3", "H4", "H5", "H6", "Caption"}


def make_links(root: Node) -> None:
    """Turn `a` into `Link`. One that leads nowhere is plain text, and a link inside another belongs to the outer one."""
    _make(root, False)


def _make(node: Node, linked: bool) -> None:
    if node.name == "a" and not node.tag and not linked and any(isinstance(kid, LinkArea) for kid in node.kids):
        node.tag = "Link"
    if node.tag == "Link":
        linked = True
        areas = [kid for kid in node.kids if isinstance(kid, LinkArea)]
        node.kids = [*(kid for kid in node.kids if not isinstance(kid, LinkArea)), *areas]
    for kid in node.nodes:
        _make(kid, linked)


def describe_links(root: Node, trace: Trace, labels: Sequence[str], words: Mapping[str, str]) -> None:
    """Put into words where each link leads: the heading or caption and the page, the note, or the address's site."""
    places = _Places(root, trace, labels)
    say = {**WORDS, **{key: words[key] for key in WORDS if key in words}}
    for node in root.walk():
        if node.tag == "Link":
            node.title = _words(node, places, say)


def _words(node: Node, places: _Places, say: Mapping[str, str]) -> str:
    said = node.get("aria-label") or node.get("title")
    text = node.text() or " ".join("".join(heard(run) for run in node.runs()).split())
    if said:
        return said
    if node.note or "::footnote-call" in node.name:
        return say["link_note"].format(number=text.strip("., "))
    address = node.get("href")
    if "::footnote-marker" in node.name or node.get("role") == "doc-backlink" or address.removeprefix("#") in places.calls:
        return say["link_back"].format(number=text.rstrip(". "))
    if address.startswith("#"):
        title, page = places.find(address[1:])
        if page and node.get("class") == "value":
            return say["link_value"].format(value=text, page=page)
        title = title or ("" if any(map(str.isalpha, text)) else places.opening(address[1:]))
        return say["link_page"].format(title=title or text, page=page) if page else title or text
    site = urlsplit(address).hostname or ""
    return text if not site or site in text else f"{text} ({site})"


class _Places:
    """Titles and page labels of what links lead to."""

    def __init__(self, root: Node, trace: Trace, labels: Sequence[str]) -> None:
        self._trace = trace
        self._labels = labels
        self._nodes = {node.get("id"): node for node in reversed(list(root.walk())) if node.get("id")}
        self._elements = {id_: element for element in trace.root.iter() if (id_ := element.get("id"))}
        self._pages: dict[Element, int] = {}
        for run in trace.runs:
            if run.mark is not None and run.element is not None:
                for element in trace.ancestors(run.element):
                    self._pages.setdefault(element, run.page)
        self.calls = {node.get("id") for node in root.walk() if node.note and node.get("id")}

    def find(self, id_: str) -> tuple[str, str]:
        """Return the title of the element with that id, and the label of the page where it begins."""
        element = self._elements.get(id_)
        if element is None or element not in self._pages:
            return "", ""
        return self._title(self._nodes.get(id_)), self._labels[self._pages[element]]

    def opening(self, id_: str) -> str:
        """Return how the element with that id begins; where a link's own text is a mere number, that tells where it leads."""
        node = self._nodes.get(id_)
        text = node.text().rstrip(".") if node is not None else ""
        return text if len(text) <= _LONG else f"{text[:_LONG].rpartition(' ')[0]} …"

    def _title(self, node: Node | None) -> str:
        if node is None:
            return ""
        heading = next((below for below in node.walk() if below.tag in _TITLES), None)
        if heading is not None and heading.tag == "Caption":
            heading = next((below for below in heading.nodes if below.tag == "P"), heading)
        return heading.text() if heading is not None else ""
