"""Numbers that were typed where a record should give them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report.lint.names import names, phrases
from report.lint.offers import Nearest, quantities
from report.model.survey import Survey
from report.model.survey.walk import InlineRun
from report.problems import Problem, Rule, Severity, cut

TYPED_NUMBER = Rule(
    "CLM-121",
    Severity.ERROR,
    "Typed number",
    "A number in prose, in a caption, a summary or an alternative text comes from a record by {value} or {date}, so that it "
    "has a source and follows when the record changes. Digits are free in names from the glossary and of people, in their "
    "roles, in titles of sources, events and the article, in exact words, in {literal}, code, formulas (CO₂, m²) and addresses. "
    "Digits of every script count.",
)
TYPED_NUMBER_IN_LABEL = Rule(
    "CLM-122",
    Severity.WARNING,
    "Number typed into a label",
    "Labels such as the matter of an account or the basis of a series are plain words, in which no role can stand. A number "
    "in them stays as it is when the record changes.",
)
SPELLED_NUMBER = Rule(
    "CLM-123",
    Severity.WARNING,
    "Number in words that a record has",
    "A number word before the noun of a record with that very number (“one resident”) is a value without its source. Written "
    "as a role, it has one, and follows when the record changes.",
)

_OTHER = "²³¹¼-¾⁰⁴-⁹₀-₉⅐-⅞①-⓿"
"""Raised, lowered, circled digits and fractions, which aren't decimal digits to Unicode."""
_FORMULA = r"(?<=[^\W\d_])[₀-₉]+|(?<=\))[₀-₉]+|(?<!\w)[^\W\d_]{1,3}⁻?[²³¹⁰⁴-⁹]+(?![^\W²³¹⁰⁴-⁹])|(?<!\w)[²³¹⁰⁴-⁹]{1,3}(?=[A-Z])"
"""Digits that count nothing: CO₂, m², ¹⁴C. Behind a longer word a raised digit is a note's number, typed."""
_DIGIT = re.compile(rf"[\d{_OTHER}]")
_GROUP = r".,٬’'\u00a0\u202f\u2009 "
_NUMBER = rf"(?:\d{{1,3}}(?:[{_GROUP}]\d{{3}})+(?!\d)|\d+)(?:[.,٫]\d+)?|[{_OTHER}]+"
_WORD = r"(?<![^\W\d])[^\W\d]++"
_DATE = rf"(?<!\d)(?:\d{{4}}-\d\d(?:-\d\d)?|\d{{1,2}}\.?\s++{_WORD},?\s++\d{{4}}|{_WORD}\s++\d{{1,2}},\s++\d{{4}})(?![\d-])"
_UNIT = re.compile(r"\s?\S*")
_ADDRESS = r"(?:https?://|www\.|doi:)\S+"

_UNITS = "one two three four five six seven eight nine"
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


def _english() -> dict[str, int]:
    words = {word: number for number, word in enumerate(f"{_UNITS} {_TEENS}".split(), 1)}
    tens = {word: number * 10 for number, word in enumerate(_TENS.split(), 2)}
    both = {f"{ten}-{one}": tens[ten] + words[one] for ten in tens for one in _UNITS.split()}
    return words | tens | both | {"hundred": 100, "thousand": 1000}


NUMBER_WORDS: dict[str, dict[str, int]] = {"en": _english()}
"""Number words by language; articles in other languages aren't looked through for them."""


def has_digit(text: str) -> bool:
    """Tell whether a digit of any script, or a fraction, stands in the text."""
    return _DIGIT.search(text) is not None


def _typed(survey: Survey, *, label: bool) -> Iterator[tuple[InlineRun, str, int, str]]:
    """Yield each typed number with its piece, its offset, and the role that would print it (or nothing)."""
    if survey.article.untranslated:  # the names that digits belong to may be among what a draft has no words for yet
        return
    free = phrases(name for name in names(survey.article) if has_digit(name))
    pattern = re.compile(f"(?P<free>{free}|{_ADDRESS}|{_FORMULA})|(?P<date>{_DATE})|(?P<number>{_NUMBER})", re.IGNORECASE)
    nearest: Nearest | None = None
    for part in survey.pieces:
        if part.label is not label or part.title or not has_digit(part.text):
            continue
        done = 0
        for found in pattern.finditer(part.text):
            if found.lastgroup == "free":
                continue
            nearest = nearest or Nearest(survey)
            if found.lastgroup == "date" and (hint := nearest.date(found[0], part)):
                yield part, found[0], found.start(), hint
                continue
            # What looks like a date but is none that a record has ("36 in 2023") is looked at number by number.
            for number in re.finditer(_NUMBER, found[0]) if found.lastgroup == "date" else [found]:
                start = found.start() + number.start() if number is not found else found.start()
                if start < done:
                    continue
                hint = nearest.number(number[0], part, start)
                end = start + len(number[0])
                first, done = (start, end) if hint else _named(part.text, start, end, done)
                yield part, part.text[first:done], first, hint
                if hint:  # whose unit may have digits, too: m³
                    done = _UNIT.match(part.text, end).end()  # type: ignore[union-attr]  # it fits everywhere


def _named(text: str, start: int, end: int, floor: int) -> tuple[int, int]:
    """Return the ends of the name that digits are a part of, be it H5N1, 3rd or COVID-19; it begins at `floor` or later."""
    if start and (text[start - 1].isalpha() or text[start - 2 : start].strip("-‐").isalpha()):
        while start > floor and (text[start - 1].isalnum() or text[start - 1] in "-‐"):
            start -= 1
        while not text[start].isalnum():
            start += 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return start, end


def typed_number(survey: Survey) -> Iterator[Problem]:
    """Find digits in prose that no record gives."""
    for part, token, offset, hint in _typed(survey, label=False):
        typed = " ".join(token.split())
        otherwise = (
            f"where the digits belong to a name, write {{literal}}`{cut(typed)}` or add the name to glossary.yaml; where they "
            "are a value, give it a record with its source, and write {value} or {date}"
        )
        yield TYPED_NUMBER.at(part.at(offset), f"“{cut(typed)}” is typed into {part.where}", hint=hint or otherwise)


def typed_number_in_label(survey: Survey) -> Iterator[Problem]:
    """Find digits in labels."""
    for part, token, offset, hint in _typed(survey, label=True):
        say = "say it without the number; where the digits are a name, add it to glossary.yaml"
        if hint:
            say = f"say it without the number, which {hint.removeprefix('write ')} prints where a role can stand"
        yield TYPED_NUMBER_IN_LABEL.at(part.at(offset), f"“{cut(token)}” is typed into {part.where}", hint=say)


def spelled_number(survey: Survey) -> Iterator[Problem]:
    """Find number words before the noun of a record that has this very number."""
    words = NUMBER_WORDS.get(survey.article.meta.language.partition("-")[0])
    if not words:
        return
    offers: dict[tuple[int, str], str] = {}
    for id_, unit, record in quantities(survey.article):
        quantity = record.quantity
        if unit is None or quantity is None or quantity.number is None or quantity.number != quantity.number.to_integral_value():
            continue
        number = int(quantity.number)
        noun = unit.forms[0 if number == 1 else -1] if unit.forms else unit.code if number == 1 else f"{unit.code}s"
        if not unit.currency and not unit.symbol:
            offers.setdefault((number, noun.replace("-", " ").casefold()), id_ + ("|unit" if unit.counted else ""))
    numbers = {number for number, _ in offers}
    spelled = [word for word, number in words.items() if number in numbers]
    if not spelled:
        return
    either, nouns = "|".join(sorted(spelled, key=len, reverse=True)), phrases(noun for _, noun in offers)
    pattern = re.compile(rf"(?<![\w-])(?P<word>{either})\s+(?P<noun>{nouns})", re.IGNORECASE)
    for part in survey.pieces:
        if part.label:
            continue
        for found in pattern.finditer(part.text):
            noun = " ".join(found["noun"].split()).casefold()
            if offer := offers.get((words[found["word"].casefold()], noun)):
                sentence = f"“{' '.join(found[0].split())}” in {part.where} is what “{offer.partition('|')[0]}” records"
                yield SPELLED_NUMBER.at(part.at(found.start()), sentence, hint=f"write {{value}}`{offer}`")
