"""Makes the structure tree true: what a listener hears is the article, whole, once and in order.

The tree isn't mended but grown from the page's own elements, each with the marks that it was laid out in; what a page break
split was never two. Each pass then sees to one concern, and the last ones need the names that the first ones gave.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from report.output.pdf.structure.blocks import name_blocks
from report.output.pdf.structure.contents import make_contents
from report.output.pdf.structure.figures import make_figures
from report.output.pdf.structure.growth import grown
from report.output.pdf.structure.languages import expand_abbreviations, name_languages, spell_right_to_left, spell_runs
from report.output.pdf.structure.links import describe_links, make_links
from report.output.pdf.structure.lists import make_lists
from report.output.pdf.structure.node import Node
from report.output.pdf.structure.notes import make_notes, place_notes
from report.output.pdf.structure.quotations import make_quotations
from report.output.pdf.structure.reading_order import heard_order
from report.output.pdf.structure.second import name_stress, renew
from report.output.pdf.structure.tables import make_tables
from report.output.pdf.structure.targets import Targets
from report.output.pdf.structure.tidy import tidy
from report.output.pdf.structure.write import write
from report.output.pdf.trace import Trace

__all__ = ["Node", "Paper", "Targets", "heard_order", "structured", "write"]


@dataclass(frozen=True, slots=True)
class Paper:
    """What the passes know of the document beside its tree."""

    language: str
    labels: Sequence[str]
    """Of its pages."""
    words: Mapping[str, str]
    """The document's labels, of which links use theirs."""
    second: bool = False
    """Whether the tree is for PDF 2.0."""


def structured(trace: Trace, paper: Paper) -> Node:
    """Return the structure tree of a painted document."""
    root = grown(trace)
    make_notes(root)
    make_contents(root)
    make_tables(root)
    make_lists(root)
    make_figures(root, [page.height for page in trace.pages])
    make_quotations(root)
    make_links(root)
    name_blocks(root)
    expand_abbreviations(root)
    name_languages(root, paper.language)
    spell_right_to_left(root)
    spell_runs(root, trace.root.get("dir") or "ltr")
    if paper.second:
        name_stress(root)
    tidy(root)
    place_notes(root)
    describe_links(root, trace, paper.labels, paper.words)
    if paper.second:
        renew(root, Targets(root, trace))
    return root
