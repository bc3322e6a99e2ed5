"""Numbers as an editor writes them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from report.model.quantities import FINEST, Amount, parse_number, rounded


@pytest.mark.parametrize(
    ("typed", "printed"),
    [("-0.0", "0.0"), ("-0", "0"), ("0.50", "0.50"), ("-5", "-5"), ("\N{MINUS SIGN}0.30", "-0.30"), ("3000", "3000")],
)
def test_a_number_is_kept_as_it_is_typed_but_for_the_sign_of_nothing(typed: str, printed: str) -> None:
    assert str(parse_number(typed)) == printed


@pytest.mark.parametrize(
    "typed", ["", "1e400", "NaN", "3_000", "0x10", "--1", "1.2.3", "٣", "-\N{MINUS SIGN}1", "1\N{MINUS SIGN}", "+1"]
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="is not a number"):
        parse_number(typed)


def test_numbers_finer_than_any_source_are_refused() -> None:
    assert str(parse_number(f"0.{'1' * FINEST}")) == f"0.{'1' * FINEST}"
    with pytest.raises(ValueError, match="finer than a report can mean"):
        parse_number(f"0.{'1' * (FINEST + 1)}")


@pytest.mark.parametrize(
    ("number", "decimals", "expected"),
    [("9.05", 1, "9.0"), ("9.15", 1, "9.2"), ("421", 2, "421.00"), ("-0.04", 1, "0.0"), ("2.5", 0, "2"), ("3.5", 0, "4"),
     (f"999999999999999.{'9' * 30}", 30, f"999999999999999.{'9' * 30}"), (f"999999999999999.{'9' * 30}", 0, "1000000000000000")],
)  # fmt: skip
def test_halves_are_rounded_to_the_even_neighbour(number: str, decimals: int, expected: str) -> None:
    assert str(rounded(Decimal(number), decimals)) == expected


def test_an_amount_has_the_decimals_of_its_finer_number() -> None:
    amount = Amount(Decimal("0.5"), Decimal("1.25"))
    assert amount.decimals == 2
    assert amount.to(2) == Amount(Decimal("0.50"), Decimal("1.25"))
    assert Amount(None).to(3) == Amount(None)
