"""Leads: the paragraphs that open a section."""

from __future__ import annotations

from report.compose.desk import Desk
from report.compose.inlines import prose
from report.model import document as doc
from report.model.prose import Directive, Para


def compose(desk: Desk, directive: Directive) -> list[doc.Block]:
    """Return the paragraphs of a lead."""
    paragraphs = (block for block in directive.body if isinstance(block, Para))
    return [doc.Paragraph(desk.block_id("p"), prose(desk, block.inlines), lead=True) for block in paragraphs]
