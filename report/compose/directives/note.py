"""Remarks beside the text."""

from __future__ import annotations

from report.compose.blocks import blocks
from report.compose.desk import Desk
from report.compose.typography import polish
from report.model import document as doc
from report.model.prose import Directive


def compose(desk: Desk, directive: Directive) -> list[doc.Block]:
    """Return a remark under its own title, or that of its kind."""
    id_ = desk.block_id("n")
    title = polish(" ".join(directive.arguments), desk.language) or (
        _callout(desk, directive.callout) if directive.callout else ""
    )
    language = "" if directive.arguments else desk.labels.language
    return [doc.Admonition(id_, (doc.Text(title, language),) if title else (), blocks(desk, directive.body))]


def _callout(desk: Desk, kind: str) -> str:
    """Return the word that heads a remark of a kind."""
    words = {
        "note": desk.labels.pgettext("heading of a remark", "Note"),
        "tip": desk.labels.pgettext("heading of a remark", "Tip"),
        "important": desk.labels.pgettext("heading of a remark", "Important"),
        "warning": desk.labels.pgettext("heading of a remark", "Warning"),
        "caution": desk.labels.pgettext("heading of a remark", "Caution"),
    }
    return words[kind]
