"""Quantities as a source gives them: a number or bounds, a unit, and the qualifier that the source puts before it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

LARGEST = Decimal(10) ** 15
"""Beyond this a number in a report is a slip of the hand; it also keeps formatting cheap."""


class Qualifier(StrEnum):
    """How a source hedges a number. `HUNDREDS` and its like stand alone, without a number."""

    ABOUT = "about"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    MORE_THAN = "more than"
    FEWER_THAN = "fewer than"
    OTHER = "other"
    DOZENS = "dozens of"
    HUNDREDS = "hundreds of"
    THOUSANDS = "thousands of"
    NUMEROUS = "numerous"

    @property
    def stands_alone(self) -> bool:
        """Whether the qualifier takes the place of a number."""
        return self in {Qualifier.DOZENS, Qualifier.HUNDREDS, Qualifier.THOUSANDS, Qualifier.NUMEROUS}


@dataclass(frozen=True, slots=True)
class Unit:
    """What a quantity is counted or measured in.

    `code` is a CLDR unit ("hectare", "mile"), an ISO 4217 currency ("ALL"), or empty for things that are counted; those
    have their noun in `one` and `other` ("member", "members").
    """

    code: str = ""
    one: str = ""
    other: str = ""
    currency: bool = False

    @property
    def counted(self) -> bool:
        """Whether the quantity counts things; a count prints without its noun, a measure never without its unit."""
        return not self.code

    @classmethod
    def parse(cls, text: str) -> Unit:
        """Read `member|members`, a currency in capitals, or a CLDR unit."""
        if "|" in text:
            one, _, other = (part.strip() for part in text.partition("|"))
            if not one or not other or "|" in other:
                raise ValueError(f"“{text}” is not a noun in singular and plural")
            return cls(one=one, other=other)
        if text.isascii() and text.isupper() and len(text) == 3:
            return cls(code=text, currency=True)
        if text and text.isascii() and text.replace("-", "").isalpha() and text.islower():
            return cls(code=text)
        raise ValueError(f"“{text}” is not a unit")

    def __str__(self) -> str:
        return self.code or f"{self.one}|{self.other}"


def parse_number(text: str) -> Decimal:
    """Read a number as an editor writes it in data: digits and at most one point; a ValueError says why not."""
    digits = text.removeprefix("-")
    if not digits.isascii() or not digits.replace(".", "", 1).isdigit():
        raise ValueError(f"“{text}” is not a number")
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError(f"“{text}” is not a number") from None
    if abs(number) > LARGEST:
        raise ValueError(f"“{text[:20]}…” is larger than a report can mean")
    return number or abs(number)  # there is no nothing below zero


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, or bounds, with its qualifier; the unit stands beside it in the record."""

    number: Decimal | None
    upper: Decimal | None = None
    """The upper bound, where the source gives a range; `number` is then the lower one."""
    qualifier: Qualifier | None = None

    @property
    def approximate(self) -> bool:
        """Whether the source says that the number is not exact."""
        return self.qualifier not in {None, Qualifier.OTHER} or self.upper is not None
