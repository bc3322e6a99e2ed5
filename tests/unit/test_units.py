"""Every unit that CLDR names and every currency of ISO 4217, as it is printed; symbols, forms and units of our own."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from babel import Locale, localedata
from babel.numbers import get_currency_name, list_currencies
from babel.units import format_unit

from report.compose.labels import Labels
from report.compose.language import Language
from report.compose.numbers import quantity_text
from report.compose.units import axis_pattern, unit_name
from report.lint.near_units import _tenders
from report.model.cldr import cldr_unit, counts_with_more, is_known, locale_of, plural_categories
from report.model.quantities import Amount, Unit
from report.model.units import MEASURES, cldr_code

LANGUAGES = ("en", "de", "fr", "pl")
CLDR = sorted(Locale.parse("en").unit_display_names)
NUMBERS = ("1", "2", "5", "1.5", "1450")


def said(number: str, unit: Any, *forms: str, language: str = "en", upper: str | None = None) -> str:
    """Return a quantity in words, with holding spaces shown as ~ and narrow ones as ^."""
    amount = Amount(Decimal(number), None if upper is None else Decimal(upper))
    made = Unit.of(unit) if isinstance(unit, dict) else Unit.parse(unit)
    text = quantity_text(amount, made, Language(language), Labels(language), forms=forms)
    return text.replace("\u00a0", "~").replace("\u202f", "^")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_unit_of_cldr_is_taken_by_both_its_names_and_printed_by_its_own(language: str) -> None:
    locale = locale_of(language)
    for name in CLDR:
        bare = name.partition("-")[2]
        assert cldr_unit(name) == cldr_unit(bare) == (name,)
        for number in NUMBERS:
            full = format_unit(Decimal(number), name, format="#,##0.##", locale=locale)
            wanted = set(full.replace("\u00a0", " ").replace("\u202f", " ").split())
            for code in (name, bare):
                words = set(said(number, code, language=language).replace("~", " ").replace("^", " ").split())
                assert wanted <= words, (name, full, words)
                assert len(words - wanted) <= (0 if any(char.isdigit() for char in full) else 1), (name, full, words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_currency_is_taken_and_printed_by_its_own_name(language: str) -> None:
    codes = sorted(list_currencies())
    assert len(codes) > 290
    for code in codes:
        assert is_known(Unit(code)), code
        for number in NUMBERS:
            name = get_currency_name(code, Decimal(number), locale_of(language))
            assert said(number, code, language=language).endswith(f"~{name}")


def test_no_two_units_share_a_name_without_its_category() -> None:
    assert len({cldr_code(name) for name in CLDR}) == len(CLDR)
    assert all(name.endswith(f"-{cldr_code(name)}") for name in CLDR)
    assert all(cldr_unit(code) for code in MEASURES)


@pytest.mark.parametrize(
    ("unit", "number", "language", "expected"),
    [
        ("kilogram-per-cubic-meter", "5", "en", "5~kilograms per cubic metre"),
        ("kilogram-per-cubic-metre", "5", "de", "5~Kilogramm pro Kubikmeter"),
        ("meter-per-hour", "5", "en", "5~metres per hour"),
        ("metric-ton-per-hectare", "2.5", "en", "2.5~tonnes per hectare"),
        ("gigawatt-per-year", "1", "pl", "1~gigawat na rok"),
        ("permillion", "421.00", "en", "421.00~parts per million"),
        ("part-per-million", "421.00", "en", "421.00~parts per million"),
        ("year-person", "5", "en", "5~years"),
        ("light-year", "5", "en", "5~light years"),
        ("beaufort", "5", "en", "Beaufort~5"),
        ("g-force", "1", "pl", "1~przyspieszenie ziemskie"),
        ("percentage-point", "1", "en", "1~percentage point"),
        ("percentage-point", "1.0", "en", "1.0~percentage points"),
        ("percentage-point", "-0.5", "de", "−0,5~Prozentpunkte"),
        ("ratio", "0.62", "en", "0.62"),
        ("ratio", "1", "en", "1"),
        ("index", "104.2", "de", "104,2"),
        ("celsius", "-0.17", "en", "−0.17~degrees Celsius"),
        ("EUR", "12.50", "en", "12.50~euros"),
        ("EUR", "1.00", "de", "1,00~Euro"),
        ("JPY", "1200", "en", "1,200~Japanese yen"),
        ({"symbol": "µg/m³"}, "5", "en", "5~µg/m³"),
        ({"symbol": "µg/m³"}, "0.5", "de", "0,5~µg/m³"),
    ],
)
def test_units_in_words(unit: Any, number: str, language: str, expected: str) -> None:
    assert said(number, unit, language=language) == expected
    assert said(number, unit, "unit", "digits", "bare", language=language) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("0", "0~osób"),
        ("1", "1~osoba"),
        ("3", "3~osoby"),
        ("5", "5~osób"),
        ("22", "22~osoby"),
        ("112", "112~osób"),
        ("1.5", "1,5~osoby"),
    ],
)
def test_a_noun_has_all_forms_that_its_language_counts_with(number: str, expected: str) -> None:
    named = {"one": "osoba", "few": "osoby", "many": "osób", "other": "osoby"}
    for unit in ("osoba|osoby|osób|osoby", named):
        assert said(number, unit, "unit", "digits", language="pl") == expected


def test_the_million_has_a_form_of_its_own_where_the_noun_gives_it() -> None:
    assert said("3000000", "membre|de membres|membres", "unit", language="fr") == "3^000^000~de membres"
    assert said("3000000", "membre|membres", "unit", language="fr") == "3^000^000~membres"
    assert said("25744000", "membre|de membres|membres", "unit", "short", language="fr") == "25,7~millions~de membres"


def test_a_sign_of_two_words_holds_together() -> None:
    assert said("5", "square-mile", "short") == "5~sq~mi"
    assert said("5", "celsius", "short", language="pl") == "5~st.~C"


def test_two_forms_are_a_singular_and_a_plural_everywhere() -> None:
    assert [said(number, "osoba|osoby", "unit", "digits", language="pl") for number in "15"] == ["1~osoba", "5~osoby"]


def test_languages_that_count_with_more_than_two_forms_are_those_of_cldr() -> None:
    for tag in localedata.locale_identifiers():
        if "_" not in tag:
            rule = locale_of(tag).plural_form
            met = {rule(number) for number in range(1000)} | {rule(Decimal(number) / 100) for number in range(300)}
            assert counts_with_more(tag) == (not met <= {"one", "other"}), tag
            assert set(plural_categories(tag)) == met | {"other"}, tag


@pytest.mark.parametrize(
    ("unit", "language", "pattern", "name"),
    [
        ("kilometer", "en", "{0}~km", "kilometres"),
        ("percent", "en", "{0}%", "per cent"),
        ("percent", "de", "{0}~%", "Prozent"),
        ("USD", "en", "US${0}", "US dollars"),
        ("ALL", "en", "ALL~{0}", "Albanian lekë"),
        ("EUR", "fr", "{0}~€", "euros"),
        ({"symbol": "µg/m³"}, "en", "{0}~µg/m³", "µg/m³"),
        ("ratio", "en", "", "ratios"),
        ("index", "de", "", "Indexpunkte"),
        ("member|members", "en", "", "members"),
    ],
)
def test_units_on_an_axis_and_by_themselves(unit: Any, language: str, pattern: str, name: str) -> None:
    made = Unit.of(unit) if isinstance(unit, dict) else Unit.parse(unit)
    assert axis_pattern(made, Language(language), Labels(language)).replace("\u00a0", "~") == pattern
    assert unit_name(made, Language(language), Labels(language)) == name


@pytest.mark.parametrize(
    ("unit", "why"),
    [
        ("", "is not a unit"), ("  ", "is not a unit"), ("a|", "is not a noun"), ("|", "is not a noun"),
        ("a||b", "is not a noun"), ("a|b|c|d|e|f|g", "has 7 forms"),
    ],
)  # fmt: skip
def test_text_that_can_be_no_unit(unit: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        Unit.parse(unit)


@pytest.mark.parametrize(
    ("unit", "why"),
    [
        ({}, "no form “other”"), ({"one": "a"}, "no form “other”"), ({"symbol": "m", "one": "a"}, "no other keys"),
        ({"symbl": "m"}, "“symbl” is neither"), ({"other": "a", "plenty": "b"}, "“plenty” is neither"),
    ],
)  # fmt: skip
def test_mappings_that_can_be_no_unit(unit: dict[str, str], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        Unit.of(unit)


def test_currencies_that_are_paid_with_are_read_from_the_countries() -> None:
    assert {"USD", "EUR", "ALL", "JPY"} <= set(_tenders())
    assert "DEM" not in _tenders()
