"""Abbreviations in capitals, which small capitals may be set for: all of a publication's, or none.

A word set in capitals is one whatever its alphabet, and whatever joins its letters: NATO, КГБ, TÜİK, AT&T, U.S. Addresses
and identifiers are none: on paper small capitals can't be told from small letters, and there they mean something else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from report.model.document import Abbreviation, Document, Quotation, Text, Value

_MARKS = "\u0300-\u036f"
_LETTER = rf"[^\W\d_][{_MARKS}]*+"
_WORD = rf"(?>(?:{_LETTER})+)"
_CANDIDATE = re.compile(rf"(?<![\w&{_MARKS}])(?:(?>(?:{_LETTER}\.)+)(?:{_LETTER}(?!\w))?|{_WORD}(?>(?:&{_WORD})*)(?!\w))")
_CHUNK = re.compile(r"\S+")
_ADDRESS = re.compile(
    r"://|@|^[(\[“„‚‘«<]*(?:www\.|(?:doi|isbn|issn|urn|orcid|arxiv|pmid|hdl|celex):)|\b10\.\d{4,}/|[\w-]\.[a-z]{2,}[/?]"
    r"|[_=?#\\~].|%[0-9a-f]{2}|[₀-₉]",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_LATIN = re.compile("[A-ZÀ-ÖØ-Þ]+")


def capitals(text: str) -> list[tuple[int, int]]:
    """Return where abbreviations in capitals begin and end."""
    if text.islower():
        return []
    found: list[tuple[int, int]] = []
    for chunk in _CHUNK.finditer(text):
        if any(map(str.isupper, chunk[0])) and not _names_a_thing(chunk[0]):
            words = [word.span() for word in _CANDIDATE.finditer(text, *chunk.span()) if word[0].isupper()]
            found += [(start, end) for start, end in _joined(text, words) if _is_one(text[start:end])]
    return found


def _names_a_thing(chunk: str) -> bool:
    """Tell an address, a number of a document or another identifier from words."""
    numbered = _DIGIT.search(chunk) and (not {"/", ":"}.isdisjoint(chunk) or chunk.count("-") > 1)
    return bool(numbered or _ADDRESS.search(chunk))


def _joined(text: str, words: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join words with a hyphen or a stroke alone between them."""
    start = end = -2
    for word in words:
        if word[0] == end + 1 and text[end] in "-/":
            end = word[1]
            continue
        if end > 0:
            yield start, end
        start, end = word
    if end > 0:
        yield start, end


def _is_one(word: str) -> bool:
    """Tell an abbreviation from an initial, and from letters that stand for themselves: A/B."""
    return any(sum(map(str.isalpha, part)) > 1 for part in re.split(r"[/-]", word))


def letters(document: Document) -> str:
    """Return every capital that stands in an abbreviation of the document's text."""
    found: set[str] = set()
    for node in _nodes(document.parts):
        if isinstance(node, Text | Value | Quotation | Abbreviation):
            for start, end in capitals(node.text):
                found.update(filter(str.isalpha, node.text[start:end]))
    return "".join(sorted(found))


def words(part: Any) -> str:
    """Return all texts that a part of a document holds, in no order."""
    values = (getattr(node, field.name) for node in _nodes(part) for field in fields(node))
    texts = (text for value in values for text in (value if isinstance(value, tuple) else (value,)))
    return "".join(text for text in texts if isinstance(text, str))


def _nodes(part: Any) -> Iterator[Any]:
    """Yield whatever a part of a document holds, in no order."""
    waiting: list[Any] = [part]
    while waiting:
        node = waiting.pop()
        if isinstance(node, tuple):
            waiting += node
        elif is_dataclass(node) and not isinstance(node, type):
            yield node
            waiting += [getattr(node, field.name) for field in fields(node)]


Small = Callable[[str], bool]
"""Tells whether the faces of a publication have small capitals for all of these letters."""


def in_most_faces(letters: str) -> bool:
    """Tell whether those faces that have small capitals at all, as readers' own may, have them for these letters."""
    return not letters or bool(_LATIN.fullmatch(letters))
