"""Languages, and words that a reader needs help with: what is said in place of what is drawn."""

from __future__ import annotations

from report.output.pdf.structure.node import Node


def name_languages(root: Node, language: str) -> None:
    """Put the language on each element whose language differs from what is around it."""
    _name(root, language)


def _name(node: Node, around: str) -> None:
    own = node.get("lang") or around
    if own != around:
        node.language = own
        node.tag = node.tag or "Span"
    for kid in node.nodes:
        _name(kid, own)


def spell_right_to_left(root: Node) -> None:
    """Give words that run from right to left as text, since a page draws their letters from left to right.

    It stands on the structure element: in the page itself it would turn the word round in common readers.
    """
    for node in root.walk():
        if node.get("dir") == "rtl" and node.kids and not node.nodes:
            node.tag = node.tag or "Span"
            assert node.element is not None
            last = [*node.runs()][-1:]
            node.actual = " ".join("".join(node.element.itertext()).split()) + (" " if last and last[0].space else "")


def expand_abbreviations(root: Node) -> None:
    """Give an abbreviation its expansion where the page has one, which is at its first use."""
    for node in root.walk():
        if node.name == "abbr" and node.get("title"):
            node.tag = node.tag or "Span"
            node.expansion = node.get("title")
