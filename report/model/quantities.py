"""Quantities as a source gives them: a number or bounds, a unit, and the qualifier that the source puts before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation
from enum import StrEnum

from report.problems import NOWHERE, Place

LARGEST = Decimal(10) ** 15
"""Beyond this a number in a report is a slip of the hand; it also keeps formatting cheap."""
FINEST = 30
"""More decimals than this no source gives; spreadsheets that write all they hold have 17."""
MINUS = "\u2212"
"""The minus of print; data are written with a hyphen, and read with either."""
CATEGORIES = ("zero", "one", "two", "few", "many", "other")
"""CLDR's plural categories, in its order; no language has another."""
KEPT_DIGITS = 15
"""Digits that any computer keeps of a number."""
DIGITS = 100
"""Enough for the largest number with the most decimals; the usual 28 are not."""
_EXACT = Context(prec=DIGITS, rounding=ROUND_HALF_EVEN)


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
    """What a quantity is counted or measured in: one of a code, a noun's forms, or a symbol.

    A code is a CLDR unit ("hectare", "mile"), one of ours ("percentage-point") or an ISO 4217 currency ("ALL"). Things that
    are counted have their noun in the forms that the article's language needs. A symbol ("µg/m³") is printed as it is.
    """

    code: str = ""
    forms: tuple[str, ...] = ()
    symbol: str = ""
    categories: tuple[str, ...] = ()
    """Which plural category each form is for, where the editor says so; else they follow CLDR's order."""
    place: Place = field(default=NOWHERE, compare=False, repr=False)

    @property
    def counted(self) -> bool:
        """Whether the quantity counts things; a count prints without its noun, a measure never without its unit."""
        return bool(self.forms)

    @property
    def currency(self) -> bool:
        """Whether the code is written as a currency's."""
        return len(self.code) == 3 and self.code.isascii() and self.code.isupper()

    @property
    def data_name(self) -> str:
        """What a machine reads of the unit: its code or symbol, or the first form of its noun."""
        return self.code or self.symbol or self.forms[0]

    @classmethod
    def parse(cls, text: str, place: Place = NOWHERE) -> Unit:
        """Read a noun's forms, `member|members`, or a code; whether anybody knows that code is another question."""
        forms = tuple(" ".join(part.split()) for part in text.split("|"))
        if not all(forms):
            missing = "is not a noun in singular and plural" if "|" in text else "is not a unit"
            raise ValueError(f"“{text}” {missing}")
        if len(forms) > len(CATEGORIES):
            raise ValueError(f"“{text}” has {len(forms)} forms, more than a noun has in any language")
        return cls(code=forms[0], place=place) if len(forms) == 1 else cls(forms=forms, place=place)

    @classmethod
    def of(cls, parts: Mapping[str, str], place: Place = NOWHERE) -> Unit:
        """Read `{symbol: µg/m³}`, or a noun's forms by their plural categories: `{one: ..., few: ..., other: ...}`."""
        if set(parts) == {"symbol"}:
            return cls(symbol=parts["symbol"], place=place)
        if "symbol" in parts:
            raise ValueError("a symbol is printed as it is, and has no other keys beside it")
        if strange := [key for key in parts if key not in CATEGORIES]:
            raise ValueError(f"“{strange[0]}” is neither symbol nor a plural category")
        if "other" not in parts:
            raise ValueError("the noun has no form “other”, which every language needs")
        categories = tuple(category for category in CATEGORIES if category in parts)
        return cls(forms=tuple(parts[category] for category in categories), categories=categories, place=place)

    def __str__(self) -> str:
        return self.code or self.symbol or "|".join(self.forms)


def parse_number(text: str) -> Decimal:
    """Read a number as an editor writes it in data: digits and at most one point; a ValueError says why not."""
    typed = text.replace(MINUS, "-", 1)
    digits = typed.removeprefix("-")
    if not digits.isascii() or not digits.replace(".", "", 1).isdigit():
        raise ValueError(f"“{text}” is not a number")
    try:
        number = Decimal(typed)
    except InvalidOperation:
        raise ValueError(f"“{text}” is not a number") from None
    if number.copy_abs() > LARGEST:  # abs() reckons, and gives up where there is no room
        raise ValueError(f"“{text[:20]}…” is larger than a report can mean")
    if decimals_of(number) > FINEST:
        raise ValueError(f"“{text[:20]}…” is finer than a report can mean")
    return number or number.copy_abs()  # there is no nothing below zero


def scaled(number: Decimal, power: int) -> Decimal:
    """Return the number times a power of ten, with as many decimals as that leaves."""
    result = number.scaleb(power, context=_EXACT)
    return result if result.as_tuple().exponent <= 0 else result.quantize(Decimal(1), context=_EXACT)  # type: ignore[operator]


def reckoned(number: Decimal) -> bool:
    """Tell whether a number has all the digits that a computer keeps, some of them decimals: nobody wrote it so."""
    digits, exponent = number.as_tuple()[1:]
    return isinstance(exponent, int) and exponent < 0 and len(digits) >= KEPT_DIGITS


def decimals_of(number: Decimal) -> int:
    """Return how many decimals a number is written with: two in 421.00."""
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def finest(numbers: Sequence[Decimal]) -> int:
    """Return how many decimals the finest of numbers is written with; there may be many of them."""
    total = Decimal(0)
    for number in numbers:  # a sum is as fine as the finest of what it sums up
        total = _EXACT.add(total, number)
    return decimals_of(total)


def rounded(number: Decimal, decimals: int) -> Decimal:
    """Return the number with so many decimals, no more and no fewer; halves go to the even neighbour."""
    result = number.quantize(Decimal(1).scaleb(-decimals), context=_EXACT)
    return result or result.copy_abs()


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

    @property
    def bounds(self) -> tuple[Decimal, Decimal]:
        """Its lower and its upper bound, which are one number where the source gives no range."""
        assert self.number is not None, "what has no number is not reckoned with"
        return self.number, self.number if self.upper is None else self.upper

    @property
    def decimals(self) -> int:
        """How many decimals the finer of its numbers is written with."""
        return max((decimals_of(number) for number in (self.number, self.upper) if number is not None), default=0)

    def to(self, decimals: int) -> Amount:
        """Return the amount with its numbers in so many decimals; bounds that these don't tell apart are about one number."""
        number, upper = (None if bound is None else rounded(bound, decimals) for bound in (self.number, self.upper))
        if upper is not None and upper == number:
            return Amount(number, qualifier=self.qualifier or Qualifier.ABOUT)
        return Amount(number, upper, self.qualifier)
