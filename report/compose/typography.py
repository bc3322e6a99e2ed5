"""Polishes text as a compositor would: true quotation marks and apostrophes, dashes, ellipses, spaces that hold.

Polishing polished text changes nothing. Code, addresses and exact words of others are never handed to it, but for their
spaces.
"""

from __future__ import annotations

import re

from report.compose.language import NBSP, Language

_DASHES = (
    (re.compile(r"(?<![-‐–—])---(?![-‐–—])"), "—"),
    (re.compile(r"(?<![-‐–—])--(?![-‐–—])"), "–"),
    (re.compile(r"(?<![.…])\.\.\.(?![.…])"), "…"),
)
_OPENS = set(" \t\n\u00a0\u202f\u2009([{/-–—¿¡")
_NUMBER_AND_WORD = re.compile(r"(?<![\w.,])((?!\d{4}(?!\d))\d+(?:[.,\u00a0\u202f]\d+)*) (?=[^\W\d_])")
_ONE_LETTER = re.compile(r"(?<![\w’'.&-])([^\W\d_]) (?=\S)")
_NAME_AND_NUMBER = re.compile(r"(?<![\w’])([A-ZÀ-ÖØ-Þ][\w’-]*) (?=\d{1,2}(?![\d]|[.,]\d))")
_TITLES = re.compile(
    r"(?<!\w)((?:Mr|Mrs|Ms|Dr|Prof|St|No|vol|pp|p)\.?|(?:Mx|Sen|Rep|Gen|Col|Maj|Capt|Lt|Sgt|Rev|Fr|Hon|Nr|S|Abb)\.) (?=[A-Z0-9])"
)


def polish(text: str, language: Language, before: str = "") -> str:
    """Return `text` polished; `before` is what stands before it in the line, if anything."""
    for pattern, mark in _DASHES:
        text = pattern.sub(mark, text)
    text = _quotes(text, language, before)
    return spaces(text, before)


def hold(text: str) -> str:
    """Return `text` with its spaces held together, for a number with what belongs to it."""
    return text.replace(" ", NBSP)


def spaces(text: str, before: str = "") -> str:
    """Return `text` with spaces that hold where a line must not end: the one thing that is done to others' exact words."""
    joined = before + text
    for pattern in (_NUMBER_AND_WORD, _NAME_AND_NUMBER, _TITLES, _ONE_LETTER):
        joined = pattern.sub(rf"\1{NBSP}", joined)
    return joined[len(before) :]


def _quotes(text: str, language: Language, before: str) -> str:
    marks = language.marks
    result: list[str] = []
    inner_open = False
    for index, character in enumerate(text):
        last = (result[-1] if result else before)[-1:]
        following = text[index + 1 : index + 2]
        opens = not last or last in _OPENS or last in {marks.opening[-1], marks.inner_opening[-1]}
        if character == '"':
            result.append(marks.opening if opens else marks.closing)
        elif character != "'":
            result.append(character)
        elif following.isdigit() or (last.isalnum() and following.isalpha()):
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
