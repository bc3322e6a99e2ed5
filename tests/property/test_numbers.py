"""What is printed of a number gives the number back, with the decimals that it was written with."""

from __future__ import annotations

from decimal import Decimal
from unicodedata import decimal

from hypothesis import given
from hypothesis import strategies as st

from report.compose.labels import Labels
from report.compose.language import Language
from report.compose.numbers import number_text, quantity_text
from report.model.quantities import LARGEST, MINUS, Amount, Unit, decimals_of, parse_number, rounded

NUMBERS = st.builds(
    rounded,
    st.decimals(min_value=-LARGEST, max_value=LARGEST, allow_nan=False, allow_infinity=False, places=12),
    st.integers(0, 30),
)
LANGUAGES = st.sampled_from(["en", "de", "fr", "pl", "sv", "fa", "ar", "he", "hi", "ja", "pt-PT", "de-CH"])
UNITS = st.sampled_from(["member|members", "percent", "EUR", "celsius", "kilometer", "ratio", "percentage-point"])


def read(text: str, language: Language) -> Decimal:
    """Read a number as a person of that language does."""
    symbols = language.locale.number_symbols.get(language.locale.default_numbering_system, {})
    latin = language.locale.number_symbols["latn"]
    for name, plain in (("group", ""), ("decimal", ".")):
        for sign in {symbols.get(name, latin[name]), latin[name]}:
            text = text.replace(sign, plain)
    return parse_number(
        "".join(str(decimal(char)) if char.isdecimal() else char for char in text if char.isdecimal() or char in {".", MINUS})
    )


@given(NUMBERS, LANGUAGES)
def test_a_number_is_read_back_with_its_decimals(number: Decimal, tag: str) -> None:
    found = read(number_text(number, Language(tag)), Language(tag))
    assert (found, decimals_of(found)) == (number, decimals_of(number))


@given(NUMBERS, NUMBERS, UNITS, LANGUAGES)
def test_an_amount_is_read_back_whatever_stands_beside_it(one: Decimal, other: Decimal, unit: str, tag: str) -> None:
    lower, upper = sorted((one, other))
    amount = Amount(lower, upper if upper > lower else None)
    amount = amount.to(amount.decimals)
    language = Language(tag)
    text = quantity_text(amount, Unit.parse(unit), language, Labels(tag), forms=("digits",))
    for bound in (amount.number, amount.upper):
        assert bound is None or number_text(bound, language) in text
    assert "-" not in text


@given(NUMBERS)
def test_data_are_typed_with_either_minus(number: Decimal) -> None:
    typed = f"{number:f}"
    assert parse_number(typed) == parse_number(typed.replace("-", MINUS)) == number
    assert f"{parse_number(typed):f}" == typed


@given(NUMBERS, st.integers(0, 30))
def test_rounding_is_near_and_lasting(number: Decimal, decimals: int) -> None:
    made = rounded(number, decimals)
    assert decimals_of(made) == decimals
    assert abs(made - number) * 2 <= Decimal(1).scaleb(-decimals)
    assert rounded(made, decimals) == made
