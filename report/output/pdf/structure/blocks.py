"""Sections, headings, paragraphs, and the inline elements that have a type of their own."""

from __future__ import annotations

from report.output.pdf.structure.node import Kids, Node
from report.output.pdf.trace import INLINE, LinkArea, Run

_TYPES = {
    "section": "Sect",
    "article": "Art",
    "aside": "Sect",
    "p": "P",
    "pre": "P",
    "h1": "H1",
    "h2": "H2",
    "h3": "H3",
    "h4": "H4",
    "h5": "H5",
    "h6": "H6",
    "code": "Code",
}
_PLAIN_BLOCKS = {"address", "body", "dd", "details", "div", "figcaption", "footer", "header", "hgroup", "main", "nav", "summary"}
_PARTS = {"section", "article", "aside"}


def name_blocks(root: Node) -> None:
    """Give sections, headings and paragraphs their types; text that stands in a bare block becomes a paragraph."""
    for node in root.walk():
        if node.tag:
            continue
        node.tag = _TYPES.get(node.name, "")
        if node.name in _PARTS | _PLAIN_BLOCKS:
            _wrap_text(node)
    root.tag = "Document"


def _wrap_text(node: Node) -> None:
    """Make paragraphs of the text that stands in `node` beside other blocks; if there is nothing else, of `node`."""
    if all(_inline(kid) for kid in node.kids) and node.name in _PLAIN_BLOCKS - {"body"}:
        node.tag = "P"
        return
    kids: Kids = []
    for kid in node.kids:
        if not _inline(kid):
            kids.append(kid)
        elif kids and isinstance(kids[-1], Node) and kids[-1].name == "::text":
            kids[-1].kids.append(kid)
        else:
            kids.append(Node("::text", None, [kid], "P"))
    node.kids = kids


def _inline(kid: Node | Run | LinkArea) -> bool:
    if isinstance(kid, Node):
        return kid.name.partition("::")[0] in INLINE and kid.tag != "Note"
    return not (isinstance(kid, Run) and kid.picture)
