"""Lists of contents: `TOC` with its items, each a reference to where it leads."""

from __future__ import annotations

from report.output.pdf.structure.node import Node


def make_contents(root: Node) -> None:
    """Turn the lists inside a `nav` into tables of contents. A nested list belongs to the item that it details."""
    for nav in root.walk():
        if nav.name != "nav":
            continue
        for node in nav.walk():
            if node.name in {"ol", "ul"}:
                node.tag = "TOC"
            elif node.name == "li":
                node.tag = "TOCI"
                for label in node.nodes:
                    if label.name == "li::marker":
                        label.tag = "Lbl"
                node.kids = [_referring(kid) if isinstance(kid, Node) and kid.name == "a" else kid for kid in node.kids]


def _referring(link: Node) -> Node:
    return Node("a", None, [link], "Reference")
