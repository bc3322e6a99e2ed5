"""Our translation of words that keep their own language: it follows them, and is called ours."""

from __future__ import annotations

from report.compose.desk import Desk
from report.compose.language import Language
from report.compose.typography import spaces
from report.compose.wording import fill
from report.model import document as doc


def translated(desk: Desk, words: str | None, language: str | None, shape: str = "") -> doc.Inlines:
    """Return our translation of words in another language; nothing where there is none or none is needed.

    `shape` says how it is called; by default as it follows them in a line.
    """
    if not words or not language or Language(language).base == desk.language.base:
        return ()
    said = doc.Quotation(desk.language.quoted(spaces(words, desk.language)))
    return fill(shape or desk.labels.gettext(" (our translation: {words})"), desk.labels, words=(said,))
