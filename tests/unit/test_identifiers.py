"""Identifiers with a check digit: right ones in every spelling, and none with a digit wrong or two of them swapped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.model.identifiers import ean_sign, read_isbn, read_orcid


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("978-3-16-148410-0", "978-3-16-148410-0"),
        ("ISBN 978-3-16-148410-0", "978-3-16-148410-0"),
        ("ISBN-13: 978 3 16 148410 0", "978-3-16-148410-0"),
        ("978\u20113\u201116\u2011148410\u20110", "978-3-16-148410-0"),
        ("9783161484100", "9783161484100"),
        ("978-3161484100", "9783161484100"),
        ("979-10-90636-07-1", "979-10-90636-07-1"),
        ("0-306-40615-2", "978-0-306-40615-7"),
        ("0306406152", "9780306406157"),
        ("0-8044-2957-X", "978-0-8044-2957-3"),
        ("080442957x", "9780804429573"),
    ],
)
def test_an_isbn_is_read_in_every_spelling(typed: str, read: str) -> None:
    assert read_isbn(typed) == read


@pytest.mark.parametrize(
    "typed",
    [
        "", "ISBN", "978-3-16-148410-1", "978-3-16-148401-0",
        "977-3-16-148410-0", "0-306-40615-3", "0-8044-2957-0", "97X3161484100",
        "978-3-16-148410-0 ", "978--3-16-148410-0", "-9783161484100", "97831614841001", "٩٧٨٣١٦١٤٨٤١٠٠", "0-306-X0615-2",
    ],
)  # fmt: skip
def test_what_is_no_isbn_is_told(typed: str) -> None:
    with pytest.raises(ValueError, match="isn't an ISBN"):
        read_isbn(typed)


@given(st.integers(0, 10**9 - 1), st.integers(0, 12), st.integers(1, 9))
def test_one_wrong_digit_is_found(number: int, place: int, by: int) -> None:
    digits = f"978{number:09}"
    right = digits + ean_sign(digits)
    assert read_isbn(right) == right
    wrong = right[:place] + str((int(right[place]) + by) % 10) + right[place + 1 :]
    with pytest.raises(ValueError, match="isn't an ISBN"):
        read_isbn(wrong)


@given(st.integers(0, 10**15 - 1), st.integers(0, 14), st.integers(1, 9))
def test_one_wrong_digit_of_an_orcid_is_found(number: int, place: int, by: int) -> None:
    digits = f"{number:015}"
    right = next(read_orcid(digits + sign) for sign in "0123456789X" if _fits(digits + sign))
    plain = right.replace("-", "")
    wrong = plain[:place] + str((int(plain[place]) + by) % 10) + plain[place + 1 :]
    with pytest.raises(ValueError, match="check digit"):
        read_orcid(wrong)


def _fits(text: str) -> bool:
    try:
        read_orcid(text)
    except ValueError:
        return False
    return True
