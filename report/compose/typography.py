"""Polishes text as a compositor would: true quotation marks and apostrophes, dashes, ellipses, spaces that hold.

Polishing polished text changes nothing. Code, addresses and exact words of others are never handed to it, but for their
spaces.
"""

from __future__ import annotations

import re

from report.compose.apostrophes import ends_word, is_apostrophe
from report.compose.held import held
from report.compose.language import NARROW, NBSP, Language

_DASHES = (
    (re.compile(r"(?<![-‐–—])---(?![-‐–—])"), "—"),
    (re.compile(r"(?<![-‐–—])--(?![-‐–—])"), "–"),
    (re.compile(r"(?<![.…])\.\.\.(?![.…])"), "…"),
)
_SECOND_STOP = re.compile(r"(?<=\w)\.([”“’‘»›]?)\.(?![.\w/])")
_OPENS = set(" \t\n\u00a0\u202f\u2009([{/-–—¿¡")
_MARK = re.compile(r"(?<=[\w»”’)\]…%])(?=[;!?]+(?!\w))")
_INSIDE = re.compile(r"(?<=«)(?=\S)|(?<=[^\s«])(?=»)")
_COLON = re.compile(r"(?<=[\w»”’)\]…%])(?=:(?:\s|$))")


def polish(text: str, language: Language, before: str = "") -> str:
    """Return `text` polished; `before` is what stands before it in the line, if anything."""
    for pattern, mark in _DASHES:
        text = pattern.sub(mark, text)
    text = one_stop(_quotes(text, language, before), before)
    if language.base == "fr":
        text = _set_off(text, language, before)
    return spaces(text, language, before)


def one_stop(text: str, before: str = "") -> str:
    """Return `text` with one full stop where an abbreviation, or words of others, end the sentence with their own: 2022 р."""
    before = before[-3:]

    def one(found: re.Match[str]) -> str:
        return f".{found[1]}" if found.end() > len(before) else found[0]

    return _SECOND_STOP.sub(one, before + text)[len(before) :] if "." in text else text


def hold(text: str) -> str:
    """Return `text` with its spaces held together, for a number with what belongs to it."""
    return text.replace(" ", NBSP)


def spaces(text: str, language: Language, before: str = "") -> str:
    """Return `text` with spaces that hold where a line must not end: the one thing that is done to others' exact words."""
    return held(text, language.base, before)


def _set_off(text: str, language: Language, before: str) -> str:
    """Put the spaces beside the marks that French sets off, where nobody typed them; in Canada not before ; ! and ?."""
    last = before[-1:]
    joined = _COLON.sub(NBSP, _INSIDE.sub(NARROW, last + text))
    if not language.tag.startswith("fr-CA"):
        joined = _MARK.sub(NARROW, joined)
    return joined[len(last) :]


def _quotes(text: str, language: Language, before: str) -> str:
    marks = language.marks
    result: list[str] = []
    inner_open = before.rfind(marks.inner_opening) > before.rfind(marks.inner_closing)

    def within(result: list[str], following: str) -> bool:
        return ends_word("".join(result[-10:]) or before, following, language.base)

    for index, character in enumerate(text):
        last = (result[-1] if result else before)[-1:]
        following = text[index + 1 : index + 2]
        opens = not last or last in _OPENS or last in {marks.opening[-1], marks.inner_opening[-1]}
        if character == '"':
            elided = last == "’" and following.isalnum()
            result.append(marks.opening if opens or elided else marks.closing)
        elif character != "'":
            result.append(character)
        elif within(result, following) or (opens and is_apostrophe(text, index, language.base)):
            result.append("’")
        elif opens and following and not following.isspace():
            inner_open = True
            result.append(marks.inner_opening)
        elif inner_open:
            inner_open = False
            result.append(marks.inner_closing)
        else:
            result.append("’")
    return "".join(result)
