"""Quotations, set apart or in the sentence."""

from __future__ import annotations

from report.output.pdf.structure.node import Node


def make_quotations(root: Node) -> None:
    """Turn `blockquote` into `BlockQuote` and `q` into `Quote`."""
    for node in root.walk():
        if not node.tag and node.name in {"blockquote", "q"}:
            node.tag = "BlockQuote" if node.name == "blockquote" else "Quote"
