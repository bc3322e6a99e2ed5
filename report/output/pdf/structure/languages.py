"""Languages, and words that a reader needs help with: what is said in place of what is drawn."""

from __future__ import annotations

from unicodedata import bidirectional

from report.output.pdf.structure.node import Node
from report.output.pdf.trace import Run


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


def spell_runs(root: Node) -> None:
    """Give each stretch of text with letters from right to left as it is read, where nothing around it is given so.

    What joins letters and keeps them apart stays: the spelling of Persian hangs on it.
    """
    for node in list(root.walk()):
        if not node.actual and node.tag != "Lbl":
            node.kids = [_spelled(kid) if isinstance(kid, Run) and _is_from_right(kid) else kid for kid in node.kids]


def _spelled(run: Run) -> Node:
    return Node("span", kids=[run], tag="Span", actual=run.text[: -1 if run.hyphen else None] + (" " if run.space else ""))


def _is_from_right(run: Run) -> bool:
    return not run.picture and any(bidirectional(character) in {"R", "AL"} for character in run.text)


def expand_abbreviations(root: Node) -> None:
    """Give an abbreviation its expansion where the page has one, which is at its first use."""
    for node in root.walk():
        if node.name == "abbr" and node.get("title"):
            node.tag = node.tag or "Span"
            node.expansion = node.get("title")
