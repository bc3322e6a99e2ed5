"""Numbers that were typed where a record should give them."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from report.lint.names import names, phrases
from report.lint.near_units import unit_words
from report.lint.references import date_of
from report.lint.survey import Survey
from report.lint.walk import Piece
from report.model.article import Article
from report.model.dates import Precision
from report.model.evidence import Fact, Observation
from report.model.quantities import Unit
from report.problems import Problem, Rule, Severity, cut

TYPED_NUMBER = Rule(
    "CLM-121",
    Severity.ERROR,
    "Typed number",
    "A number in prose, in a caption, a summary or an alternative text comes from a record by {value} or {date}, so that it "
    "has a source and follows when the record changes. Digits are free in names from the glossary and of people, in their "
    "roles, in titles of sources, events and the article, in exact words, in {literal}, code and addresses. Digits of every "
    "script count.",
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
_DIGIT = re.compile(rf"[\d{_OTHER}]")
_GROUP = r".,٬’'\u00a0\u202f\u2009 "
_NUMBER = rf"(?:\d{{1,3}}(?:[{_GROUP}]\d{{3}})+(?!\d)|\d+)(?:[.,٫]\d+)?|[{_OTHER}]+"
_DATE = r"(?<!\d)(?:\d{4}-\d\d(?:-\d\d)?|\d{1,2}\.?\s+[^\W\d]+,?\s+\d{4}|[^\W\d]+\s+\d{1,2},\s+\d{4})(?![\d-])"
_BESIDE = 60
"""How far from a number its unit is looked for."""
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


@dataclass(frozen=True, slots=True)
class _Offer:
    """A role that would print certain digits."""

    id: str
    role: str
    unit: Unit | None = None
    """What must stand beside a number for it to be this value; that the digits are the same says nothing."""


def _has_digit(text: str) -> bool:
    return _DIGIT.search(text) is not None


def _readings(token: str) -> list[str]:
    """Return what a typed number may mean, as plain numbers: "2,300" may be 2300 and 2.300."""
    ascii_ = "".join(str(d) if (d := unicodedata.decimal(char, None)) is not None else char for char in token)
    whole = re.sub(r"\D", "", ascii_)
    found = [_plain(Decimal(whole))] if whole else []
    if point := re.search(r"[.,٫](\d+)$", ascii_):
        found.append(_plain(Decimal(re.sub(r"\D", "", ascii_[: point.start()]) + "." + point[1])))
    return found


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")


def _quantities(article: Article) -> Iterator[tuple[str, Unit | None, Observation | Fact]]:
    for id_, series, observation in article.observations():
        yield id_, series.unit, observation
    for id_, fact in article.facts.items():
        yield id_, fact.unit, fact


def _offers(article: Article) -> dict[str, list[_Offer]]:
    """Return, for each number and date that a record can print, the roles that print it; values before dates."""
    offers: dict[str, list[_Offer]] = defaultdict(list)
    for id_, unit, record in _quantities(article):
        if record.quantity is not None:
            for number in filter(None, (record.quantity.number, record.quantity.upper)):
                offers[_plain(abs(number))].append(_Offer(id_, f"{{value}}`{id_}`", unit))
    dated = [*((id_, record) for id_, _, record in article.observations())]
    for records in (article.events, article.statements, article.facts, article.sources):
        dated += records.items()  # type: ignore[arg-type]
    for id_, record in dated:
        date = date_of(record)
        if date is None or date.earliest is None:
            continue
        day = date.earliest
        if date.precision is Precision.DAY:
            offers[f"{day.year}/{day.day}"].append(_Offer(id_, f"{{date}}`{id_}`"))
            offers[day.isoformat()].append(_Offer(id_, f"{{date}}`{id_}`"))
        elif date.precision is Precision.MONTH:
            offers[f"{day:%Y-%m}"].append(_Offer(id_, f"{{date}}`{id_}`"))
        form = "" if date.precision is Precision.YEAR and not date.interval else "|year"
        offers[f"{day.year}"].append(_Offer(id_, f"{{date}}`{id_}{form}`"))
    return offers


def _date_keys(token: str) -> list[str]:
    numbers = ["".join(str(unicodedata.decimal(char)) for char in part) for part in re.findall(r"\d+", token)]
    if re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", token):
        return ["-".join(numbers)]
    year, day = max(numbers, key=len), min(numbers, key=len)
    return [f"{year}/{int(day)}"]


class _Nearest:
    """Picks, of several roles that print the same digits, the one whose record is named nearest to the place."""

    def __init__(self, survey: Survey) -> None:
        self.language = survey.article.meta.language
        self.words: dict[str, set[str]] = {}
        self.offers = _offers(survey.article)
        self.named: dict[str, set[str]] = defaultdict(set)
        for naming in survey.namings:
            if naming.section:
                self.named[naming.section].add(naming.target)

    def date(self, token: str, part: Piece) -> str:
        """Return the role that prints that very day."""
        return self._hint(_date_keys(token), part, lambda offer: offer.unit is None)

    def number(self, token: str, part: Piece, offset: int) -> str:
        """Return the role that prints what stands there: a value with its unit, or the year of a record named nearby."""
        known = {role.target.partition("|")[0] for role in part.roles} | self.named.get(part.section, set())
        before, after = part.text[max(0, offset - _BESIDE) : offset], part.text[offset + len(token) : offset + len(token) + _BESIDE]
        return self._hint(
            _readings(token), part, lambda offer: self.measured(offer.unit, before, after) if offer.unit else offer.id in known
        )

    def _hint(self, keys: list[str], part: Piece, fits: Callable[[_Offer], bool]) -> str:
        found = [offer for key in keys for offer in self.offers.get(key, []) if fits(offer)]
        if not found:
            return ""
        here = {role.target.partition("|")[0] for role in part.roles}
        section = self.named.get(part.section, set())
        best = min(found, key=lambda offer: (offer.id not in here, offer.id not in section))
        return f"write {best.role}"

    def measured(self, unit: Unit, before: str, after: str) -> bool:
        """Tell whether the unit stands beside a number: its noun, name or sign behind it, or a currency's before it."""
        words = self.words.setdefault(str(unit), _words_of(unit, self.language))
        after, before = after.lstrip(" \u00a0\u202f\n").casefold(), before.rstrip(" \u00a0\u202f\n").casefold()
        return any(
            (after.startswith(word) and not after[len(word) : len(word) + 1].isalnum()) or (unit.currency and before.endswith(word))
            for word in words
        )


def _words_of(unit: Unit, language: str) -> set[str]:
    if unit.code:
        return unit_words(unit.code, language)
    return {form.casefold() for form in (*unit.forms, unit.symbol) if form}


def _typed(survey: Survey, *, label: bool) -> Iterator[tuple[Piece, str, int, str]]:
    """Yield each typed number with its piece, its offset, and the role that would print it (or nothing)."""
    free = phrases(name for name in names(survey.article) if _has_digit(name))
    pattern = re.compile(f"(?P<free>{free}|{_ADDRESS})|(?P<date>{_DATE})|(?P<number>{_NUMBER})", re.IGNORECASE)
    nearest: _Nearest | None = None
    for part in survey.pieces:
        if part.label is not label or part.title or not _has_digit(part.text):
            continue
        done = 0
        for found in pattern.finditer(part.text):
            if found.lastgroup == "free":
                continue
            nearest = nearest or _Nearest(survey)
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
                first, done = (start, end) if hint else _named(part.text, start, end)
                yield part, part.text[first:done], first, hint
                if hint:  # whose unit may have digits, too: m³
                    done = _UNIT.match(part.text, end).end()  # type: ignore[union-attr]  # it fits everywhere


def _named(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the ends of the name that digits are a part of, be it H5N1, 3rd or COVID-19."""
    if start and (text[start - 1].isalpha() or text[start - 2 : start].strip("-‐").isalpha()):
        while start and (text[start - 1].isalnum() or text[start - 1] in "-‐"):
            start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return start, end


def typed_number(survey: Survey) -> Iterator[Problem]:
    """Find digits in prose that no record gives."""
    for part, token, offset, hint in _typed(survey, label=False):
        typed = " ".join(token.split())
        otherwise = (
            f"where the digits belong to a name, write {{literal}}`{cut(typed)}` or add the name to glossary.yaml; where they are a "
            "value, give it a record with its source, and write {value} or {date}"
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
    for id_, unit, record in _quantities(survey.article):
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
