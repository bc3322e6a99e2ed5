"""What PDF 2.0 has and PDF/UA-2 wants: stress, notes that are told apart, and elements that refer to each other.

Marked by the namespace of PDF 2.0, the tree is otherwise the same as for PDF 1.7 (ISO 32000-2, 14.8.4; ISO 14289-2, 8.2.5).
"""

from __future__ import annotations

from report.output.pdf.structure.node import Node
from report.output.pdf.structure.targets import Targets

_STRESS = {"em": "Em", "strong": "Strong"}


def name_stress(root: Node) -> None:
    """Name stressed and important words, for which PDF 1.7 has no type."""
    for node in root.walk():
        node.tag = node.tag or _STRESS.get(node.name, "")


def renew(root: Node, targets: Targets) -> None:
    """Use the types of PDF 2.0, and let calls and contents refer to what they lead to."""
    for node in root.walk():
        if node.tag == "Note":
            node.tag = "FENote"
        elif node.tag == "Div" and node.name == "figure":
            node.tag = "Aside"
        elif node.tag == "L" and node.name == "dl":
            node.numbering = "Description"
        elif node.tag == "L" and node.numbering == "None" and any(kid.tag == "Lbl" for item in node.nodes for kid in item.nodes):
            node.numbering = "Unordered"
        elif node.tag == "Reference" and node.note is not None:
            node.refers.append(node.note)
            node.note.refers.append(node)
        elif node.tag == "TOCI":
            link = next((below for below in node.walk() if below.tag == "Link"), None)
            target = targets.node(link.get("href")[1:]) if link is not None and link.get("href").startswith("#") else None
            if target is not None:
                node.refers.append(target)
