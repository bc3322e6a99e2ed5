"""Tells apostrophes from single quotation marks, where both are typed as '.

Words that lost their beginning have an apostrophe in front, where programs like to put an opening quotation mark: 's-Gravenhage,
'tis, rock 'n' roll, '90s. Which words do so depends on the language, but names travel: Dutch ones stand in every text.
"""

from __future__ import annotations

import re

_EVERYWHERE = frozenset({"s", "t", "n", "ndrangheta"})
_BY_LANGUAGE = {
    "en": "tis tisn twas twasn twere twill twould twouldn twixt tween gainst neath nother nuff scuse spose fraid til till em ll "
    "ve re d m cause bout round cos coz cuz",
    "nl": "k m r ns er ie t is tis twas",
    "af": "k",
    "fy": "k m e",
    "de": "ne nem nen ner nes rein raus rauf ran rum runter rüber rin mal nauf naus was",
    "it": "sta sto ste sti sto stu na no l o u a ste gna",
    "pt": "tá tava bora pera",
    "sv": "na",
}
_WORDS = {language: frozenset(words.split()) for language, words in _BY_LANGUAGE.items()}
"""By language, words that stand with an apostrophe in front."""
_ALSO_WORDS = frozenset({"cause", "bout", "round", "cos", "till", "was", "mal", "no", "na", "a", "o", "u", "e", "er", "is", "re"})
"""Those of them that are words by themselves, too, and so may stand in quotation marks."""

_WORD = re.compile(r"[^\W\d_]+")
_AND = re.compile(r"(?<!\w)’n$", re.IGNORECASE)
"""The shortened "and" of rock ’n’ roll, up to its second apostrophe."""
_YEARS = re.compile(r"\d\d(?!\d)")
_CLOSES = re.compile(r"(?<=[^\s(\[{])(?<!'n)'(?!\w)")
_FAR = 200
"""How far off a quotation of such a word may end."""
_ELIDED = {
    "fr": re.compile(r"(?<![^\W_])(?:[cdjlmnst]|(?:jus|lors|puis|quoi)?qu)$", re.IGNORECASE),
    "it": re.compile(r"(?<![^\W_])(?:[cdlmstv]|(?:a|da|de|ne|su|que|be)ll|un|gl|sant)$", re.IGNORECASE),
    "ca": re.compile(r"(?<![^\W_])[dlmnst]$", re.IGNORECASE),
}
"""By language, what loses its end before a vowel, even one in quotation marks: l’«œuvre»."""


def is_apostrophe(text: str, index: int, language: str) -> bool:
    """Tell whether the ' at that place of a text, where a quotation could open, is an apostrophe."""
    start = index + 1
    if text[start : start + 1].isdigit():
        return bool(_YEARS.match(text, start))
    found = _WORD.match(text, start)
    if not found:
        return False
    word, end = found[0].casefold(), found.end()
    if word == "n" and text[end : end + 1] in {"'", "’"}:
        return True
    if text[end : end + 1] == "'" and not text[end + 1 : end + 2].isalpha():
        return False  # a single word between two marks is quoted
    if word not in _EVERYWHERE and word not in _WORDS.get(language, ()):
        return False
    return word not in _ALSO_WORDS or not _CLOSES.search(text, end, end + _FAR)


def ends_word(before: str, following: str, language: str) -> bool:
    """Tell whether a ' behind these letters stands inside or at the end of a word, or between an article and its noun."""
    if following.isalpha():
        return before[-1:].isalnum()
    if _AND.search(before[-10:]):
        return True
    elided = _ELIDED.get(language)
    return bool(following) and following in '"«“„' and elided is not None and bool(elided.search(before[-10:]))
