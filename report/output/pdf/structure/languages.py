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


def spell_runs(root: Node, side: str) -> None:
    """Give each stretch of text that runs from right to left as it is read, where nothing around it is given so.

    `side` is the side from which the document is written: what has no direction of its own, brackets or a dash, takes that of
    what is around it. What joins letters and keeps them apart stays: the spelling of Persian hangs on it.
    """
    side = root.get("dir") or side
    for node in root.nodes:
        spell_runs(node, side)
    if root.tag == "Lbl" and root.kids and all(isinstance(kid, Run) and _is_turned(kid, side) for kid in root.kids):
        root.actual = "".join(map(_as_read, root.runs()))
    if not root.actual:
        root.kids = [_spelled(kid) if isinstance(kid, Run) and _is_turned(kid, side) else kid for kid in root.kids]


def _spelled(run: Run) -> Node:
    return Node("span", kids=[run], tag="Span", actual=_as_read(run))


def _as_read(run: Run) -> str:
    return run.text[: -1 if run.hyphen else None] + (" " if run.space else "")


def _is_turned(run: Run, side: str) -> bool:
    """Tell whether the letters of a stretch may be drawn in another order than that in which they are read."""
    kinds = set(map(bidirectional, run.text))
    in_line = side == "rtl" and not kinds <= {"L", "WS"} and not run.text.strip().isalnum()
    return not run.picture and (in_line or not kinds.isdisjoint({"R", "AL"}))


def expand_abbreviations(root: Node) -> None:
    """Give an abbreviation its expansion where the page has one, which is at its first use."""
    for node in root.walk():
        if node.name == "abbr" and node.get("title"):
            node.tag = node.tag or "Span"
            node.expansion = node.get("title")
