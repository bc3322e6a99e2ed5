"""Words that keep their own language: our translation of them, which is called ours, and those that a draft has none for yet."""

from __future__ import annotations

from report.compose.desk import Desk
from report.compose.language import Language
from report.compose.typography import spaces
from report.compose.wording import fill
from report.model import document as doc


def left(desk: Desk, text: str) -> str:
    """Return the article's own language where a draft has these words only in that; nothing otherwise."""
    return desk.article.own_language if " ".join(text.split()) in (desk.article.untranslated or ()) else ""


def translated(desk: Desk, words: str | None, language: str | None, shape: str = "") -> doc.Inlines:
    """Return our translation of words in another language; nothing where there is none or none is needed.

    `shape` says how it is called; by default as it follows them in a line.
    """
    if not words or not language or Language(language).base == desk.language.base:
        return ()
    said = doc.Quotation(desk.language.quoted(spaces(words, desk.language)))
    return fill(shape or desk.labels.gettext(" (our translation: {words})"), desk.labels, words=(said,))
