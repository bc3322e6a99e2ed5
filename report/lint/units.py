"""Units: each must be known by name, and a noun must have the forms that the article's language counts with."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import category

from report.lint.near_units import nearest_units
from report.model.cldr import counts_with_more, forms_by_category, is_known, plural_categories
from report.model.evidence import Fact, Series
from report.model.quantities import Unit
from report.model.survey import Survey
from report.problems import NOWHERE, Place, Problem, Rule, Severity, cut, either

UNKNOWN_UNIT = Rule(
    "DAT-112",
    Severity.ERROR,
    "Unknown unit",
    "A measure is written by its CLDR code (hectare, kilometer or kilometre, square-mile, percent) or as percentage-point, ratio "
    "or index, a currency by its ISO 4217 code (ALL, EUR), so that its name can be printed in the article's language. Things "
    "that are counted have their noun in singular and plural: member|members. What has neither is written as a symbol, which "
    "is printed as it is: {symbol: µg/m³}.",
)
WRONG_FORMS = Rule(
    "DAT-114",
    Severity.ERROR,
    "Noun in forms that its language doesn't have",
    "A noun that is counted has one form for each of CLDR's plural categories in the article's language, in its order (zero, "
    "one, two, few, many, other): member|members in English, osoba|osoby|osób|osoby in Polish. They can be named, too: {one: "
    "osoba, few: osoby, many: osób, other: osoby}.",
)
TOO_FEW_FORMS = Rule(
    "DAT-115",
    Severity.WARNING,
    "Noun with a singular and a plural only",
    "The article's language counts with more than two forms of a noun. With a singular and a plural alone, some numbers stand "
    "beside a form that nobody would write. The forms stand in CLDR's order: zero, one, two, few, many, other.",
)
SIGN_AS_NOUN = Rule(
    "DAT-116",
    Severity.WARNING,
    "Sign written as a noun",
    "A noun is left to the sentence around a number, which may stand in words: “five”. A sign such as µg/m³ always belongs to "
    "its number, which then stands in figures. It is written as a symbol: {symbol: µg/m³}.",
)
PLURAL_OF_PLURAL = Rule(
    "DAT-117",
    Severity.WARNING,
    "Plural of a plural",
    "A noun that is counted is written with its singular first: euro|euros. No English noun makes its plural by another s behind "
    "the s of a plural.",
)
_PLURALS = {"people": "person", "men": "man", "women": "woman", "children": "child"}
"""Nouns that look like singulars and are none."""


def _units(survey: Survey) -> Iterator[tuple[str, Unit, Place]]:
    """Yield each unit with its record, and its own place where the file tells."""
    article = survey.article
    records: list[tuple[str, Series | Fact]] = [*article.series.items(), *article.facts.items()]
    for id_, record in records:
        if unit := record.unit:
            yield id_, unit, unit.place if unit.place != NOWHERE else record.place


def unknown_unit(survey: Survey) -> Iterator[Problem]:
    """Find units that neither CLDR nor ISO 4217 knows."""
    language = survey.article.meta.language
    for id_, unit, place in _units(survey):
        if is_known(unit):
            continue
        near = nearest_units(unit.code, language)
        guess = f"did you mean {either(near)}? Else " if near else ""
        sentence = f"the unit of “{id_}”, {cut(unit.code)}, is not known"
        yield UNKNOWN_UNIT.at(place, sentence, hint=f"{guess}{_otherwise(cut(unit.code), language)}")


def _otherwise(text: str, language: str) -> str:
    """Return how to write what is no unit: a noun in its forms, or a sign."""
    word = text.replace("-", "").replace(" ", "")
    if not word.isalpha() or len(word) < 4 or not word[1:].islower():
        return f"write a sign as a symbol, {{symbol: {text}}}, and a noun that is counted in its forms: member|members"
    forms = "|".join(plural_categories(language)) if len(plural_categories(language)) > 1 else f"{{other: {text}}}"
    if language.partition("-")[0] == "en":
        one = _PLURALS.get(text, text.removesuffix("s"))
        forms = f"{one}|{text if text in _PLURALS else f'{one}s'}"
    return f"write a noun that is counted in its forms, {forms}, and a sign as a symbol, {{symbol: ...}}"


def _is_pair(unit: Unit) -> bool:
    return len(unit.forms) == 2 and set(unit.categories) <= {"one", "other"}


def wrong_forms(survey: Survey) -> Iterator[Problem]:
    """Find nouns that have other forms than their language."""
    language = survey.article.meta.language
    for id_, unit, place in _units(survey):
        if not unit.counted or _is_pair(unit):
            continue
        needed, has = plural_categories(language), forms_by_category(unit, language)
        if lacking := [category for category in needed if category not in has]:
            told = f"lacks {either(lacking)}" if has else f"has {len(unit.forms)} forms"
            sentence = f"the noun of “{id_}”, {unit}, {told}"
            hint = f"{language} counts with {len(needed)}: write {'|'.join(needed)}"
            yield WRONG_FORMS.at(place, sentence, hint=hint)
        elif strange := [category for category in unit.categories if category not in (*needed, "many")]:
            sentence = f"the noun of “{id_}” has a form for {either(strange)}, which {language} doesn't count with"
            yield WRONG_FORMS.at(place, sentence, hint=f"write {'|'.join(needed)}")


def too_few_forms(survey: Survey) -> Iterator[Problem]:
    """Find nouns with a singular and a plural in languages that count with more."""
    language = survey.article.meta.language
    for id_, unit, place in _units(survey) if counts_with_more(language) else ():
        if unit.counted and _is_pair(unit):
            needed = plural_categories(language)
            lacking = [category for category in needed if category not in {"one", "other"}]
            sentence = f"the noun of “{id_}”, {unit}, has no form for {either(lacking)}"
            yield TOO_FEW_FORMS.at(place, sentence, hint=f"write all that {language} counts with: {'|'.join(needed)}")


def _is_of_words(character: str) -> bool:
    """Tell what words are written with, in any script: letters, marks on them, and what joins or divides them."""
    return character.isalpha() or character in " -.'’" or category(character) in {"Mn", "Mc", "Cf"}


def sign_as_noun(survey: Survey) -> Iterator[Problem]:
    """Find signs that are written twice, as if they were a noun in singular and plural."""
    for id_, unit, place in _units(survey):
        sign = unit.forms[0] if len(set(unit.forms)) == 1 and len(unit.forms) > 1 else ""
        if sign and not all(map(_is_of_words, sign)):
            sentence = f"the noun of “{id_}”, {sign}, is a sign"
            yield SIGN_AS_NOUN.at(
                place, sentence, hint=f"write unit: {{symbol: {sign}}}, so that it is printed with every number"
            )


def plural_of_plural(survey: Survey) -> Iterator[Problem]:
    """Find nouns whose singular is a plural: euros|euross."""
    if survey.article.meta.language.partition("-")[0] != "en":
        return
    for id_, unit, place in _units(survey):
        if not unit.counted or not _is_pair(unit):
            continue
        one, other = (form.strip() for form in unit.forms)
        if other == f"{one}s" and one.endswith("s") and not one.endswith("ss"):
            near = nearest_units(one, survey.article.meta.language)
            code = f"the unit {either(near)}, or " if near else ""
            sentence = f"the noun of “{id_}”, {unit}, has a plural for its singular"
            yield PLURAL_OF_PLURAL.at(place, sentence, hint=f"write {code}{one.removesuffix('s')}|{one}")
