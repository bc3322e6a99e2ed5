"""Leaves no element without a meaning and none without content."""

from __future__ import annotations

from report.output.pdf.structure.node import Kids, Node
from report.output.pdf.trace import LinkArea

_MAY_BE_EMPTY = {"TD", "TH"}


def tidy(root: Node) -> None:
    """Replace elements that no pass named by what they hold, and drop those that hold nothing, but for table cells."""
    root.replace(_tidied)


def _tidied(node: Node) -> Kids:
    if not node.tag:
        return node.kids
    if not node.kids and node.tag not in _MAY_BE_EMPTY:
        return []
    if node.tag == "Link" and not any(isinstance(kid, LinkArea) for kid in node.kids):
        node.tag = ""
        return node.kids
    return [node]
