"""Notes: each a `Note` with its label, behind the block that calls it, and a `Reference` at the call."""

from __future__ import annotations

from report.output.pdf.structure.node import Kids, Node
from report.output.pdf.trace import LinkArea, note_key

_HOLDS_NOTES = {"Document", "Part", "Art", "Sect", "Div", "LBody", "TD", "TH", "Caption"}
"""Elements that may hold a note; one called in another stands behind that."""
_INLINE = {"Span", "Quote", "Link", "Reference", "Code", "Em", "Strong", "Lbl", ""}


def make_notes(root: Node) -> None:
    """Name notes, their labels and their calls, and tie each call to its note."""
    notes = {note.get("data-note") or note.get("id"): note for note in root.walk() if _is_note(note) and note.kids}
    for id_, note in notes.items():
        note.tag, note.id, note.block = "Note", id_, True
    calls = set()
    for node in root.walk():
        target = node.get("href").removeprefix("#")
        if node.name.endswith("::footnote-call"):
            node.note = notes.get(note_key(node.element)) if node.element is not None else None
            _make_link(node, "Reference")
        elif node.name.endswith("::footnote-marker"):
            _make_link(node, "Lbl")
        elif node.name == "a" and target in notes and not _back(node):
            node.note = notes[target]
            calls.add(node.get("id"))
    root.replace(lambda node: [_wrapped(node, "Reference") if node.name == "a" and node.note else node])
    for note in notes.values():
        note.replace(lambda node: [_wrapped(node, "Lbl") if node.get("href").removeprefix("#") in calls - {""} else node])


def _wrapped(link: Node, tag: str) -> Node:
    return Node("a", None, [link], tag, note=link.note)


def _is_note(node: Node) -> bool:
    return "::" not in node.name and ("note" in node.get("class").split() or node.get("role") == "doc-footnote")


def _back(node: Node) -> bool:
    return node.get("role") == "doc-backlink"


def _make_link(node: Node, tag: str) -> None:
    """Turn a generated call or label into `tag`, with a link in it where the style sheet made one."""
    node.tag = tag
    if any(isinstance(kid, LinkArea) for kid in node.kids):
        node.kids = [Node(f"{node.name}::link", node.element, node.kids, "Link", note=node.note)]


def place_notes(root: Node) -> None:
    """Put each note behind the block in which it is called.

    So a sentence is heard to its end before its notes are, and these before the next block; in a cell, an item or a caption
    before the first block in it, such as a list in the item, else at its end.
    """
    _place(root)


def _place(node: Node) -> list[Node]:
    """Take the notes out of `node` and put back those that it may hold; return the others."""
    kids: Kids = []
    left: list[Node] = []
    for kid in node.kids:
        if isinstance(kid, Node) and kid.tag == "Note":
            left.append(kid)
            continue
        if isinstance(kid, Node) and kid.tag not in _INLINE and node.tag in _HOLDS_NOTES:
            kids.extend(left)
            left = []
        kids.append(kid)
        if isinstance(kid, Node):
            rising = _place(kid)
            if node.tag in _HOLDS_NOTES and kid.tag not in _INLINE:
                kids.extend(rising)
            else:
                left.extend(rising)
    if node.tag in _HOLDS_NOTES:
        kids.extend(left)
        left = []
    node.kids = kids
    return left
