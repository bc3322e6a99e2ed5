"""Identifiers with a check digit: ORCID of persons, ISSN of journals, ISBN of books.

The last sign of each follows from the others, so that one that was mistyped is found before it leads readers to somebody
else.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_ORCID = re.compile(r"(?:https?://orcid\.org/)?(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])/?", re.ASCII)
_ISSN = re.compile(r"(?:ISSN )?(\d{4})-?(\d{3}[\dXx])", re.ASCII)


_LABEL = re.compile(r"^ISBN(?:-1[03])?:? ?")
_ISBN = re.compile(r"97[89]\d{10}|\d{9}[\dX]", re.ASCII)


def read_orcid(text: str) -> str:
    """Return an ORCID in its one form, as in 0000-0002-1825-0097; a ValueError says what is wrong with it."""
    return _checked(text, _ORCID, "ORCID iD", _orcid_sign)


def read_issn(text: str) -> str:
    """Return an ISSN in its one form, as in 2049-3630; a ValueError says what is wrong with it."""
    return _checked(text, _ISSN, "ISSN", _issn_sign)


def read_isbn(text: str) -> str:
    """Return an ISBN of thirteen digits, with its hyphens where it has them; a ValueError says what is wrong with it.

    One of ten digits, as books had until 2006, is the same number with 978 before it and another check digit.
    """
    written = _LABEL.sub("", text).replace(" ", "-").replace("\u2010", "-").replace("\u2011", "-").upper()
    digits = written.replace("-", "")
    if not _ISBN.fullmatch(digits) or "--" in written or written[:1] == "-" or written[-1:] == "-":
        raise ValueError("isn't an ISBN: that has 13 digits, the first of them 978 or 979, or 10")
    sign = _isbn_10_sign if len(digits) == 10 else ean_sign
    if sign(digits[:-1]) != digits[-1]:
        raise ValueError("isn't an ISBN: its check digit doesn't fit to the digits before it")
    if len(digits) == 10:
        written = f"978-{written}" if "-" in written else f"978{written}"
        written = written[:-1] + ean_sign(f"978{digits[:-1]}")
    return written if written.count("-") in {0, 4} else written.replace("-", "")


def ean_sign(digits: str) -> str:
    """Return the check digit of an EAN of thirteen digits: weights one and three in turn."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return str(-total % 10)


def _isbn_10_sign(digits: str) -> str:
    """Return the check digit of an old ISBN: weights from ten down to two."""
    return _sign(11 - sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), digits, strict=True)) % 11)


def _checked(text: str, pattern: re.Pattern[str], what: str, sign: Callable[[str], str]) -> str:
    found = pattern.fullmatch(text)
    if not found:
        raise ValueError(f"isn't an {what}")
    parts = [part.upper() for part in found.groups()]
    digits = "".join(parts)
    if sign(digits[:-1]) != digits[-1]:
        raise ValueError(f"isn't an {what}: its check digit doesn't fit to the digits before it")
    return "-".join(parts)


def _orcid_sign(digits: str) -> str:
    """Return the check digit by ISO 7064, MOD 11-2."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    return _sign(12 - total % 11)


def _issn_sign(digits: str) -> str:
    """Return the check digit by ISO 3297: weights from eight down to two."""
    return _sign(11 - sum(weight * int(digit) for weight, digit in zip(range(8, 1, -1), digits, strict=True)) % 11)


def _sign(value: int) -> str:
    return "0123456789X"[value % 11]
