"""Lists: items with label and body, however many pages they are on, and how they are numbered."""

from __future__ import annotations

from report.model.cldr import DIGIT_STYLES
from report.output.pdf.structure.node import Node

_NUMBERING = {
    "disc": "Disc",
    "circle": "Circle",
    "square": "Square",
    "decimal": "Decimal",
    "decimal-leading-zero": "Decimal",
    **dict.fromkeys(DIGIT_STYLES, "Decimal"),
    "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman",
    "lower-alpha": "LowerAlpha",
    "lower-latin": "LowerAlpha",
    "upper-alpha": "UpperAlpha",
    "upper-latin": "UpperAlpha",
}


def make_lists(root: Node) -> None:
    """Turn `ul`, `ol` and `dl` into lists whose items have a label, where one is printed, and a body."""
    for node in root.walk():
        if node.tag:
            continue
        if node.name in {"ul", "ol", "menu"}:
            node.tag = "L"
            node.numbering = _numbering(node)
            for item in node.nodes:
                if item.name == "li" and not item.tag:
                    _make_item(item)
        elif node.name == "dl":
            node.tag = "L"
            node.numbering = "None"
            _make_descriptions(node)


def _make_item(item: Node) -> None:
    labels = [kid for kid in item.nodes if kid.name == "li::marker"]
    body = Node("li", item.element, [kid for kid in item.kids if kid not in labels], "LBody")
    for label in labels:
        label.tag = "Lbl"
    item.tag = "LI"
    item.kids = [*labels, body]


def _make_descriptions(node: Node) -> None:
    """Join each run of `dt` with the `dd` that follow it into an item; a `div` around them is no level of its own."""
    entries = [entry for kid in node.nodes for entry in (kid.nodes if kid.name == "div" else [kid])]
    items: list[Node] = []
    for entry in entries:
        new = not items or (entry.name == "dt" and any(kid.tag == "LBody" for kid in items[-1].nodes))
        if new:
            items.append(Node("li", None, [], "LI"))
        body = next((kid for kid in items[-1].nodes if kid.tag == "LBody"), None)
        if entry.name == "dt" or body is None:
            entry.tag = "Lbl" if entry.name == "dt" else "LBody"
            items[-1].kids.append(entry)
        elif body.name == "dds":
            body.kids.append(entry)
        else:
            items[-1].kids[-1] = Node("dds", None, [body, entry], "LBody")
            body.tag = ""
    node.kids = list(items)


def _numbering(node: Node) -> str:
    labels = [run for item in node.nodes for kid in item.nodes if kid.name == "li::marker" for run in kid.runs()]
    return _NUMBERING.get(labels[0].numbering, "None") if labels else "None"
