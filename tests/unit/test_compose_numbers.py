"""Quantities in words, and values computed from others."""

from __future__ import annotations

from decimal import Decimal

import pytest
from support.small_article import keyed, small_article

from report.compose.desk import Desk
from report.compose.labels import Labels
from report.compose.language import Language
from report.compose.numbers import quantity_text
from report.compose.select import Selection
from report.compose.units import unit_name
from report.compose.values import quantity_of, value_text
from report.model.evidence import Fact
from report.model.quantities import Amount, Qualifier, Unit
from report.problems import ProblemsFound

MEMBER = Unit.parse("member|members")


def said(number: str | None, unit: Unit = MEMBER, *forms: str, language: str = "en", per: str = "", **amount: object) -> str:
    """Return a quantity in words, with holding spaces shown as ~."""
    value = Amount(None if number is None else Decimal(number), **amount)  # type: ignore[arg-type]
    return quantity_text(value, unit, Language(language), Labels(language), per=per, forms=forms).replace("\u00a0", "~")


@pytest.mark.parametrize(
    ("number", "qualifier", "expected"),
    [
        ("2300", Qualifier.ABOUT, "about 2,300"),
        ("1", Qualifier.AT_LEAST, "at least one"),
        ("9", None, "nine"),
        ("10", None, "10"),
        ("0", None, "0"),
        ("2.5", None, "2.5"),
        ("36", Qualifier.OTHER, "36 other"),
        (None, Qualifier.HUNDREDS, "hundreds of"),
        (None, Qualifier.NUMEROUS, "numerous"),
    ],
)
def test_count_has_its_qualifier_and_no_noun(number: str | None, qualifier: Qualifier | None, expected: str) -> None:
    assert said(number, qualifier=qualifier) == expected


def test_forms_change_one_thing_each() -> None:
    assert said("1", MEMBER, "unit", qualifier=Qualifier.AT_LEAST) == "at least one~member"
    assert said("1", MEMBER, "digits", qualifier=Qualifier.AT_LEAST) == "at least 1"
    assert said("1", MEMBER, "bare", qualifier=Qualifier.AT_LEAST) == "one"
    assert said(None, MEMBER, "unit", qualifier=Qualifier.DOZENS) == "dozens of members"


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "36 other~members"), ("fa", "۳۶~members دیگر"), ("es", "otros 36~members"), ("it", "36 other~members")],
)
def test_other_stands_where_the_language_has_it(language: str, expected: str) -> None:
    assert said("36", MEMBER, "unit", language=language, qualifier=Qualifier.OTHER) == expected
    assert said("36", MEMBER, "unit", "bare", language="fa", qualifier=Qualifier.OTHER) == "۳۶~members"


def test_ranges_have_an_en_dash_and_are_never_spelled() -> None:
    assert said("2", upper=Decimal(3)) == "2–3"
    assert said("2", Unit.parse("hectare"), upper=Decimal(3)) == "2–3~hectares"


@pytest.mark.parametrize(
    ("code", "number", "language", "expected"),
    [
        ("hectare", "34", "en", "34~hectares"),
        ("hectare", "1", "en", "1~hectare"),
        ("kilometre", "2.5", "de", "2,5~Kilometer"),
        ("square-mile", "3", "en", "3~square miles"),
        ("ALL", "30000", "en", "30,000~Albanian lekë"),
        ("EUR", "1", "en", "1~euro"),
        ("EUR", "1234567", "de", "1.234.567~Euro"),
        ("ALL", "1", "sq", "1~lek shqiptar"),
        ("ALL", "30", "sq", "30~lekë shqiptarë"),
    ],
)
def test_measure_never_prints_without_its_unit(code: str, number: str, language: str, expected: str) -> None:
    assert said(number, Unit.parse(code), language=language) == expected


def test_qualifier_and_rate_stand_around_a_measure() -> None:
    assert said("15", Unit.parse("mile"), qualifier=Qualifier.ABOUT) == "about 15~miles"
    assert said("30000", Unit.parse("ALL"), per="month") == "30,000~Albanian lekë a month"
    assert said("30000", Unit.parse("ALL"), "bare", per="month", qualifier=Qualifier.ABOUT) == "30,000~Albanian lekë"
    assert said(None, Unit.parse("mile"), qualifier=Qualifier.HUNDREDS) == "hundreds of miles"
    assert said("1", language="de", qualifier=Qualifier.AT_LEAST) == "mindestens ein"


def test_no_decimal_is_lost_and_none_is_added() -> None:
    assert said("0.123456", Unit.parse("mile")) == "0.123456~miles"
    assert said("8.0", Unit.parse("mile")) == "8.0~miles"
    assert said("1.0", Unit.parse("mile")) == "1.0~miles"
    assert said("421.00") == "421.00"
    assert said("5.0") == "5.0"
    assert said("0.00", Unit.parse("EUR"), language="de") == "0,00~Euro"
    assert said("1234567.50", Unit.parse("EUR"), language="de") == "1.234.567,50~Euro"
    assert said("0.1234567890123456789012345678", Unit.parse("mile")).startswith("0.1234567890123456789012345678")


@pytest.mark.parametrize("language", ["en", "de", "fr", "pl", "sv", "fa", "he", "ar"])
def test_every_minus_is_a_minus(language: str) -> None:
    for unit in ("celsius", "percent", "EUR", "percentage-point", "ratio", "kilowatt-hour"):
        for forms in ((), ("short",), ("digits", "bare")):
            text = said("-0.5", Unit.parse(unit), *forms, language=language)
            number = text[: text.index(Language(language).digits(5)) + 1]
            assert ("\N{MINUS SIGN}" in number, "-" in number) == (True, False), text
    assert "-" not in said("-0.5", Unit(symbol="W/m²"), language=language, upper=Decimal("-0.3"))


@pytest.mark.parametrize(
    ("lower", "upper", "language", "expected"),
    [
        ("-0.5", "-0.3", "en", "−0.5 to −0.3~per cent"),
        ("-0.5", "-0.3", "de", "−0,5 bis −0,3~Prozent"),
        ("-0.5", "0.3", "en", "−0.5 to 0.3~per cent"),
        ("0.3", "0.5", "en", "0.3–0.5~per cent"),
        ("0", "0.5", "de", "0–0,5~Prozent"),
    ],
)
def test_a_range_below_zero_has_a_word_between_its_bounds(lower: str, upper: str, language: str, expected: str) -> None:
    assert said(lower, Unit.parse("percent"), language=language, upper=Decimal(upper)) == expected
    about = {"en": "about ", "de": "etwa "}[language]
    assert (
        said(lower, Unit.parse("percent"), language=language, upper=Decimal(upper), qualifier=Qualifier.ABOUT) == about + expected
    )


@pytest.mark.parametrize(
    ("number", "unit", "language", "expected"),
    [
        ("25744000000000", "USD", "en", "US$25.7~trillion"),
        ("25744000000000", "USD", "en-US", "$25.7~trillion"),
        ("25744000000000", "USD", "de", "25,7~Billionen~$"),
        ("25744000000000", "USD", "fr", "25,7~billions~$US"),
        ("25744000000000", "USD", "pl", "25,7~biliona~USD"),
        ("-25744000000000", "USD", "en", "−US$25.7~trillion"),
        ("-25744000000000", "USD", "de", "−25,7~Billionen~$"),
        ("3000000", "EUR", "en", "€3~million"),
        ("999999", "EUR", "en", "€1~million"),
        ("999499.99", "EUR", "en", "€999,499.99"),
        ("1234567", "EUR", "en", "€1.23~million"),
        ("12.50", "EUR", "en", "€12.50"),
        ("12.50", "EUR", "de", "12,50~€"),
        ("30000", "ALL", "en", "ALL~30,000"),
        ("12345678", "kilometer", "en", "12.3~million~km"),
        ("15", "kilometer", "en", "15~km"),
        ("41.5", "percent", "en", "41.5%"),
        ("2300", "member|members", "en", "2,300"),
        ("2300000000", "member|members", "en", "2.3~billion"),
        ("2300000", "member|members", "ja", "230万"),
    ],
)
def test_short_forms_are_asked_for(number: str, unit: str, language: str, expected: str) -> None:
    assert said(number, Unit.parse(unit), "short", language=language) == expected
    assert said(number, Unit.parse(unit), language=language) != expected or unit == "member|members"


def test_a_short_range_has_a_word_between_its_bounds() -> None:
    assert said("1500000", Unit.parse("USD"), "short", upper=Decimal(3000000)) == "US$1.5~million to US$3~million"
    assert said("1500000", Unit.parse("mile"), "short", upper=Decimal(3000000)) == "1.5~million to 3~million~mi"
    assert said("1500000", MEMBER, "short", "unit", qualifier=Qualifier.ABOUT) == "about 1.5~million~members"
    assert said("1500000", Unit.parse("USD"), "short", per="year") == "US$1.5~million a year"


def test_unit_name_is_plural() -> None:
    assert unit_name(MEMBER, Language("en"), Labels("en")) == "members"
    assert unit_name(Unit.parse("hectare"), Language("de"), Labels("de")) == "Hektar"


def test_unknown_unit_is_said_in_words() -> None:
    with pytest.raises(ValueError, match="“furlongs” has no name"):
        said("2", Unit.parse("furlongs"))


def derived(by: str, of: list[str], parents: dict[str, tuple[str, str, str | None]], unit: str | None = None) -> str:
    """Return the text of a value derived from parents given as number, unit and qualifier."""
    facts = keyed(
        Fact,
        **{
            name: {
                "what": name,
                "quantity": {"number": number, **({"qualifier": qualifier} if qualifier else {})},
                "unit": of_unit,
                "source": "gazette",
            }
            for name, (number, of_unit, qualifier) in parents.items()
        },
        result={"what": "r", "derived": {"by": by, "of": of}, **({"unit": unit} if unit else {})},
    )
    article = small_article(facts=facts, sections=())
    desk = Desk(article, Selection((), ()), Language("en"), Labels("en"))
    return value_text(desk, "result", ("digits", "unit")).replace("\u00a0", "~")


@pytest.mark.parametrize(
    ("number", "unit", "target", "expected"),
    [
        ("34", "hectare", "acre", "84~acres"),
        ("15", "mile", "kilometre", "24~kilometers"),
        ("10", "mile", "kilometer", "16~kilometers"),
        ("1500", "hectare", "acre", "3,700~acres"),
        ("2.50", "mile", "kilometer", "4.02~kilometers"),
        ("4.971", "mile", "kilometer", "8.000~kilometers"),
        ("5", "mile", "kilometer", "8~kilometers"),
        ("1000", "meter", "kilometer", "1~kilometer"),
        ("2.50", "kilometer", "meter", "2,500~meters"),
        ("62", "mile", "kilometer", "100~kilometers"),
    ],
)
def test_conversion_is_no_finer_than_its_parent(number: str, unit: str, target: str, expected: str) -> None:
    text = derived("convert", ["a"], {"a": (number, unit, None)}, target)
    assert text.replace("metre", "meter") == expected


def test_difference_is_second_less_first_and_stays_approximate() -> None:
    parents = {"a": ("300", "member|members", "about"), "b": ("700", "member|members", None)}
    assert derived("difference", ["a", "b"], parents) == "about 400~members"
    assert derived("sum", ["a", "b"], parents) == "about 1,000~members"
    assert derived("convert", ["a"], {"a": ("34", "hectare", "at least")}, "acre") == "at least 84~acres"


def test_a_derived_value_has_the_decimals_of_its_parents() -> None:
    rates = {"a": ("419.47", "percent", None), "b": ("421.00", "percent", None)}
    assert derived("difference", ["a", "b"], rates) == "1.53~percentage points"
    assert derived("sum", ["a", "b"], rates) == "840.47~per cent"
    assert derived("sum", ["a", "b"], {"a": ("1.50", "EUR", None), "b": ("2.50", "EUR", None)}) == "4.00~euros"
    assert derived("difference", ["a", "b"], {"a": ("1.5", "EUR", None), "b": ("0.5", "EUR", None)}) == "−1.0~euros"
    assert derived("sum", ["a", "b"], {"a": ("3", "kilometre", None), "b": ("4", "length-kilometer", None)}) == "7~kilometres"


def test_unlike_units_are_refused() -> None:
    with pytest.raises(ProblemsFound) as found:
        derived("sum", ["a", "b"], {"a": ("3", "mile", None), "b": ("4", "hectare", None)})
    assert [problem.rule for problem in found.value.problems] == ["CLM-902"]
    with pytest.raises(ProblemsFound, match="don't measure the same thing"):
        derived("convert", ["a"], {"a": ("3", "mile", None)}, "acre")


def test_value_derived_from_itself_is_refused() -> None:
    with pytest.raises(ProblemsFound, match="derived from itself"):
        derived("sum", ["result"], {})


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [("opening", "gazette", "3~years"), ("flood", "opening", "2~years"), ("survey", "flood", "4~years")],
)
def test_years_between_dates_count_whole_years(first: str, second: str, expected: str) -> None:
    assert derived("years-between", [first, second], {}) == expected


def test_range_gives_a_range() -> None:
    facts = keyed(
        Fact,
        a={"what": "a", "quantity": {"number": "10", "upper": "20"}, "unit": "mile", "source": "gazette"},
        b={"what": "b", "derived": {"by": "convert", "of": "a"}, "unit": "kilometer"},
        c={"what": "c", "quantity": {"number": "100"}, "unit": "mile", "source": "gazette"},
        d={"what": "d", "derived": {"by": "difference", "of": ["a", "c"]}},
    )
    article = small_article(facts=facts, sections=())
    found = [quantity_of(article, id_, facts[id_]) for id_ in ("b", "d")]
    assert [(q.amount.number, q.amount.upper) for q in found if q] == [(Decimal(16), Decimal(32)), (Decimal(80), Decimal(90))]
