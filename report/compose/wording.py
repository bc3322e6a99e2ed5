"""Small tools for runs of inlines: fill a pattern, join pieces, read back the plain text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from babel.lists import format_list

from report.compose.labels import Labels
from report.compose.language import Language
from report.compose.typography import one_stop
from report.model import document as doc
from report.model.scripts import as_characters

_SLOT = re.compile(r"\{(\w+)\}")
_ENDED = re.compile(r"[.!?…][”“’‘»›)\u202f]*$")


def fill(pattern: str, labels: Labels | None = None, /, **slots: doc.Inlines | str) -> doc.Inlines:
    """Return a label's pattern with inlines where its `{slots}` are; what `labels` have in English alone is marked as such."""
    language = "en" if labels is not None and pattern in labels.missing else ""
    result: list[doc.Inline] = []
    for index, piece in enumerate(_SLOT.split(pattern)):
        if index % 2:
            slot = slots[piece]
            result += [doc.Text(slot)] if isinstance(slot, str) else slot
        elif piece := one_stop(piece, plain(tuple(result[-1:]))):
            result += _said_in(language, piece) if any(map(str.isalpha, piece)) else [doc.Text(piece)]
    return tuple(result)


def _said_in(language: str, words: str) -> list[doc.Text]:
    """Return words of the program; the spaces around those that are in another language aren't in it."""
    said = words.strip()
    start = words.index(said)
    parts = ((words[:start], ""), (said, language), (words[start + len(said) :], ""))
    return [doc.Text(text, tongue) for text, tongue in parts if text] if language else [doc.Text(words)]


def join(pieces: Iterable[doc.Inlines], separator: str = ", ") -> doc.Inlines:
    """Return the pieces that aren't empty, one after the other, with the separator between them."""
    result: list[doc.Inline] = []
    for piece in pieces:
        if piece:
            result += [doc.Text(one_stop(separator, plain(tuple(result[-1:])))), *piece] if result else piece
    return tuple(result)


def listed(names: Sequence[str], language: Language) -> str:
    """Return names as a list in words: "A, B and C"."""
    return str(format_list(list(names), locale=language.locale)) if names else ""


def collated(text: str) -> str:
    """Return what orders a name alphabetically: no case, no accents, no marks around it."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if c.isalnum() or c == " ").strip()


def sentence(inlines: doc.Inlines) -> doc.Inlines:
    """Return the inlines with a full stop, unless they end a sentence already."""
    return inlines if not inlines or _ENDED.search(plain(inlines)) else (*inlines, doc.Text("."))


def plain(inlines: doc.Inlines) -> str:
    """Return the text of the inlines, without calls of notes."""
    return "".join(_plain(node) for node in inlines)


def _plain(node: doc.Inline) -> str:
    match node:
        case doc.Emphasis() | doc.Strong() | doc.Untranslated() | doc.Link():
            return plain(node.inlines)
        case doc.NoteCall() | doc.CrossReference(call=True):
            return ""
        case doc.LineBreak():
            return " "
        case doc.Script():
            return node.base + as_characters(node.text, raised=node.raised)
        case _:
            return node.text


def capital(text: str) -> str:
    """Return `text` with a capital at its beginning."""
    return text[:1].upper() + text[1:]
