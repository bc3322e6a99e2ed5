"""Units that nobody knows, nouns whose forms don't fit their language, and signs that are written as nouns."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from lint_samples import clean, fact, ids, make, only, series

from report.lint import lint
from report.lint.near_units import nearest_units
from report.model.cldr import is_known
from report.model.quantities import Unit
from report.model.units import cldr_code
from report.problems import Place, Problem


def of(unit: Any, language: str = "en-GB") -> Any:
    """Return an article in which one fact has that unit."""
    return make(text="{value}`odd`", facts=[fact("odd", line=4, quantity="3", unit=unit)], meta={"language": language})


def told(unit: Any, language: str = "en-GB") -> list[Problem]:
    """Return what lint finds of the fact's unit."""
    return [problem for problem in lint(of(unit, language)) if "“odd”" in problem.sentence]


NEAR = {
    "hectars": "hectare", "kilometers": "kilometer", "kilometres": "kilometer", "Kilometer": "kilometer", "km": "kilometer",
    "m": "meter", "t": "tonne", "g": "gram", "h": "hour", "l": "liter", "d": "day", "y": "year", "s": "second",
    "%": "percent", "percents": "percent", "percentage": "percent", "per cent": "percent", "‰": "permille", "°C": "celsius",
    "°F": "fahrenheit", "K": "kelvin", "degrees": "degree", "degrees Celsius": "celsius", "Celsius": "celsius", "euro": "EUR",
    "Euro": "EUR", "euros": "EUR", "eur": "EUR", "eu": "EUR", "usd": "USD", "USA": "USD", "€": "EUR", "$": "USD", "£": "GBP",
    "dollars": "USD", "dollar": "USD", "pounds": "pound", "US dollars": "USD", "yen": "JPY", "rupees": "INR", "tons": "ton",
    "tonnes": "tonne", "metric-tons": "tonne", "metric tons": "tonne", "kms": "kilometer", "kg": "kilogram",
    "kilogramm": "kilogram", "lbs": "pound", "lb": "pound", "meters": "meter", "metres": "meter",
    "square kilometers": "square-kilometer", "km²": "square-kilometer", "m²": "square-meter", "m³": "cubic-meter",
    "km/h": "kilometer-per-hour", "mph": "mile-per-hour", "ppm": "part-per-1e6", "ppb": "part-per-1e9",
    "pp": "percentage-point", "percentage points": "percentage-point", "percentage-points": "percentage-point",
    "ratios": "ratio", "indices": "index", "index points": "index", "acres": "acre", "ha": "hectare", "hectares": "hectare",
    "litres": "liter", "litters": "liter", "miles": "mile", "yards": "yard", "feet": "foot", "ft": "foot", "inches": "inch",
    "in": "inch", "ounces": "ounce", "gallons": "gallon", "barrels": "barrel", "minutes": "minute", "min": "minute",
    "hours": "hour", "hrs": "hour", "days": "day", "weeks": "week", "months": "month", "years": "year", "yrs": "year",
    "decades": "decade", "centuries": "century", "kWh": "kilowatt-hour", "kilowatt-hours": "kilowatt-hour",
    "kilowatt hours": "kilowatt-hour", "MW": "megawatt", "GW": "gigawatt", "watts": "watt", "megawatts": "megawatt",
    "joules": "joule", "calories": "calorie", "kcal": "kilocalorie", "volts": "volt", "amperes": "ampere", "Hz": "hertz",
    "hPa": "hectopascal", "pascals": "pascal", "GB": "gigabyte", "gigabytes": "gigabyte", "bytes": "byte", "µg": "microgram",
    "microgramms": "microgram", "milligrams": "milligram", "nm": "nanometer", "mm": "millimeter", "cm": "centimeter",
    "centimetres": "centimeter", "knots": "knot", "carats": "carat", "moles": "mole", "dunams": "dunam",
    "light years": "light-year", "light-years": "light-year", "nautical miles": "nautical-mile", "stones": "stone",
    "grams": "gram", "kilograms": "kilogram", "cubic meters": "cubic-meter", "cubic metres": "cubic-meter",
    "square miles": "square-mile", "square feet": "square-foot", "sq mi": "square-mile", "Albanian lek": "ALL",
    "Swiss francs": "CHF", "zloty": "PLN", "terabytes": "terabyte", "picometers": "picometer", "Polish zlotys": "PLN",
    "kroner": "DKK", "km2": "square-kilometer", "m2": "square-meter", "m3": "cubic-meter",
}  # fmt: skip
"""What somebody may write, and the unit that is meant."""
STRANGE = (
    "person", "people", "persons", "horse", "horses", "members", "member", "resident", "residents", "households", "bananas",
    "deaths", "deaths per day", "visitors", "man", "men", "case", "cases", "incident", "papers", "ship", "ships", "tree",
    "trees", "vote", "votes", "seat", "seats", "school", "pupil", "teacher", "patients", "bed", "beds", "fire", "fires",
    "house", "houses", "car", "journey", "vehicle", "site", "sites", "murder", "arrest", "XXZ", "ZZZ", "Qqq", "CO2", "CO2e",
    "tCO2e", "µg/m³", "kg CO2/kWh", "mg/kg", "person-days", "W/m²", "sqm", "No.", "—", "ha-ha", "unit", "units", "thing",
    "kph", "ltr", "sq-km",
)  # fmt: skip
"""Names of no unit, near none: nouns, and signs that CLDR lacks."""


@pytest.mark.parametrize("name", NEAR)
def test_a_name_that_is_nearly_a_unit_is_refused_with_the_unit_that_is_meant(name: str) -> None:
    (problem,) = told(name)
    assert problem.rule == "DAT-112"
    meant = problem.hint.removeprefix("did you mean ").partition("?")[0].replace(" or ", ", ").split(", ")
    assert NEAR[name] in {cldr_code(code) if code.islower() else code for code in (meant[:1] if len(name) < 4 else meant)}
    assert all(is_known(Unit(code)) for code in meant)


@pytest.mark.parametrize("name", STRANGE)
def test_a_name_that_is_near_no_unit_is_refused_with_the_form_of_a_noun_or_a_symbol(name: str) -> None:
    (problem,) = told(name)
    assert problem.rule == "DAT-112"
    assert problem.hint.startswith(("write a noun that is counted in its forms, ", "write a sign as a symbol, {symbol: ")), (
        problem.hint
    )


def test_there_are_two_hundred_of_them() -> None:
    assert len(NEAR) + len(STRANGE) >= 200


def test_endings_of_units_are_no_units() -> None:
    """What Babel finds by the end of a name is found by the whole name or not at all."""
    from babel import Locale
    from babel.units import get_unit_name

    names = Locale.parse("en").unit_display_names
    exact = {name.partition("-")[2] for name in names} | set(names)
    endings = {name[start:] for name in names for start in range(len(name))} - exact
    assert get_unit_name("person", locale="en") is not None, "Babel takes endings no more: cldr_unit can go"
    taken = {ending for ending in endings if ending.strip("-") and is_known(Unit(ending))}
    assert {ending for ending in taken if "-per-" not in ending} == set()
    assert not any(
        is_known(Unit(name)) for name in ("mass-kilometer", "force-foot", "light-day", "person-per-day", "hour-per-day-person-x")
    )


def test_unknown_unit_is_told_at_the_unit_of_its_record() -> None:
    place = Place("facts.yaml", 9, 9)
    (problem,) = told(Unit("person", place=place))
    assert (problem.place, problem.sentence) == (place, "the unit of “odd”, person, is not known")
    assert problem.hint == "write a noun that is counted in its forms, person|persons, and a sign as a symbol, {symbol: ...}"


def test_a_series_unit_is_looked_at_too() -> None:
    assert only(make(series=series(unit="person", line=3))).rule == "DAT-112"


@pytest.mark.parametrize("language", ["de", "pl", "ja"])
def test_the_forms_of_another_language_are_named(language: str) -> None:
    (problem,) = told("wizyta", language)
    assert {"de": "one|other", "pl": "one|few|many|other", "ja": "{other: wizyta}"}[language] in problem.hint


@pytest.mark.parametrize("name", ["Kilometer", "Prozent", "Euro", "Jahre", "Grad Celsius"])
def test_names_in_the_article_s_language_are_known(name: str) -> None:
    assert nearest_units(name, "de")[0] in {"kilometer", "percent", "EUR", "year", "celsius"}


@pytest.mark.parametrize(
    ("forms", "language"),
    [
        ("osoba|osoby|osób|osoby", "pl"),
        ({"one": "osoba", "few": "osoby", "many": "osób", "other": "osoby"}, "pl"),
        ("member|members", "en"),
        ({"one": "member", "other": "members"}, "en-GB"),
        ("membre|membres", "fr"),
        ("membre|de membres|membres", "fr"),
        ({"other": "人"}, "ja"),
        ("人|人", "ja"),
        ("a|b|c|d|e|f", "ar"),
    ],
)
def test_forms_that_fit_their_language(forms: Any, language: str) -> None:
    assert told(forms, language) == []


@pytest.mark.parametrize(
    ("forms", "language", "said"),
    [
        ("osoba|osoby|osób", "pl", "has 3 forms"),
        ("a|b|c", "en", "has 3 forms"),
        ("a|b|c|d|e", "ar", "has 5 forms"),
        ({"one": "osoba", "few": "osoby", "other": "osoby"}, "pl", "lacks many"),
        ({"other": "members"}, "en", "lacks one"),
        ({"one": "member", "few": "membrs", "other": "members"}, "en", "has a form for few, which en doesn't count with"),
    ],
)
def test_wrong_forms(forms: Any, language: str, said: str) -> None:
    (problem,) = told(forms, language)
    assert (problem.rule, said in problem.sentence) == ("DAT-114", True)
    assert problem.hint


def test_too_few_forms_is_a_warning_since_they_were_taken_before() -> None:
    (problem,) = told("osoba|osoby", "pl")
    assert (problem.rule, problem.severity) == ("DAT-115", "warning")
    assert problem.sentence == "the noun of “odd”, osoba|osoby, has no form for few or many"
    assert problem.hint == "write all that pl counts with: one|few|many|other"


def test_sign_as_noun() -> None:
    (problem,) = told("µg/m³|µg/m³")
    assert (problem.rule, problem.severity) == ("DAT-116", "warning")
    assert problem.hint == "write unit: {symbol: µg/m³}, so that it is printed with every number"
    assert told("sheep|sheep") == []
    assert told("Minister’s aide|Minister’s aide") == []


@pytest.mark.parametrize(
    "unit",
    [
        "kilometre", "kilometer", "length-kilometer", "square-mile", "litre", "metric-ton", "day", "year-person", "ALL", "DEM",
        "percent", "permille", "percentage-point", "ratio", "index", "kilogram-per-cubic-metre", "part-per-million",
        "horse|horses", "gigawatt-per-year", {"symbol": "µg/m³"},
    ],
)  # fmt: skip
def test_units_that_are_known(unit: Any) -> None:
    assert told(unit) == []


def test_two_spellings_of_one_unit_are_one() -> None:
    parents = [fact("a", quantity="3", unit="kilometre"), fact("b", quantity="4", unit="length-kilometer")]
    total = fact("c", derived={"by": "sum", "of": ["a", "b"]}, unit="kilometer")
    assert clean(make(text="{value}`c`", facts=[*parents, total]))
    again = fact("c", derived={"by": "convert", "of": ["a"]}, unit="length-kilometer")
    assert ids(lint(make(text="{value}`b` {value}`c`", facts=[*parents, again]))) == ["DAT-105"]


def test_an_article_that_only_counts_asks_nothing_of_babel(root: Path) -> None:
    code = (
        "import sys; sys.path.insert(0, 'tests/unit'); from lint_samples import *; from report.lint import lint;"
        "article = make(facts=[fact('more', quantity='5', unit='member|members')], text='{value}`more`');"
        "facts = {k: v for k, v in article.facts.items() if k != 'area'};"
        "lint(replace(article, facts=facts)); print('babel' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_plural_of_plural() -> None:
    (problem,) = told("euros|euross")
    assert (problem.rule, problem.severity) == ("DAT-117", "warning")
    assert problem.hint == "write the unit EUR, or euro|euros"
    (noun,) = told("members|memberss")
    assert noun.hint == "write member|members"
    for right in ("pass|passes", "bus|buses", "class|classs", "member|members", "species|species"):
        assert told(right) == []
    assert told("Gas|Gass", "sv") == []


@pytest.mark.parametrize(
    ("typed", "forms"), [("people", "person|people"), ("children", "child|children"), ("seals", "seal|seals")]
)
def test_a_plural_alone_is_completed_with_its_singular(typed: str, forms: str) -> None:
    (problem,) = told(typed)
    assert forms in problem.hint
