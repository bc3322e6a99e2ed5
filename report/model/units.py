"""Units by their codes: CLDR's and our own, and those that convert into each other.

Codes are CLDR's, with or without the category that CLDR puts before them; British spellings ("kilometre") are read as well.
Factors are exact by definition.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from report.model.quantities import Unit


@dataclass(frozen=True, slots=True)
class Measure:
    """What a unit measures ("length"), and its size in the base unit of that (metre, square metre, kilogram, litre)."""

    dimension: str
    factor: Decimal


def _all(dimension: str, **factors: str) -> dict[str, Measure]:
    return {code.replace("_", "-"): Measure(dimension, Decimal(factor)) for code, factor in factors.items()}


MEASURES: dict[str, Measure] = {
    **_all(
        "length",
        centimeter="0.01", meter="1", kilometer="1000", inch="0.0254", foot="0.3048", yard="0.9144", mile="1609.344",
        nautical_mile="1852",
    ),
    **_all(
        "area",
        square_meter="1", square_kilometer="1000000", hectare="10000", dunam="1000", acre="4046.8564224",
        square_foot="0.09290304", square_yard="0.83612736", square_mile="2589988.110336",
    ),
    **_all("mass", gram="0.001", kilogram="1", tonne="1000", pound="0.45359237", ounce="0.028349523125", stone="6.35029318"),
    **_all("volume", milliliter="0.001", liter="1", cubic_meter="1000", hectoliter="100"),
}  # fmt: skip


OWN = ("percentage-point", "ratio", "index")
"""Units that CLDR lacks: differences of percentages, and numbers without a dimension."""
_CATEGORY = re.compile(
    "^(?:acceleration|angle|area|concentr|consumption|digital|duration|electric|energy|force|frequency|graphics|length"
    "|light(?!-year$|-speed$)|magnetic|mass|power|pressure|speed|temperature|torque|volume)-"
)
"""What CLDR puts before a unit; a light-year is a unit by itself."""
_RENAMED = {
    "metric-ton": "tonne", "permillion": "part-per-1e6", "part-per-million": "part-per-1e6", "portion": "part",
    "portion-per-1e9": "part-per-1e9", "part-per-billion": "part-per-1e9",
}  # fmt: skip
"""Names that CLDR gave up, or that people give what it has; a billion is a thousand million, as in all of its English."""


def cldr_code(code: str) -> str:
    """Return CLDR's own spelling of a unit code: `square-kilometre` and `area-square-kilometer` are its `square-kilometer`."""
    spelt = _CATEGORY.sub("", code.replace("metre", "meter").replace("litre", "liter"), count=1)
    return _RENAMED.get(spelt) or "-per-".join(_RENAMED.get(part, part) for part in spelt.split("-per-"))


def category_of(code: str) -> str:
    """Return what stands before the unit in a full name, with its hyphen: `area-`; nothing in a name without it."""
    found = _CATEGORY.match(code)
    return found[0] if found else ""


def alike(one: Unit, other: Unit) -> bool:
    """Tell whether two units are the same, however their codes are spelt."""
    if one.code and other.code:
        return cldr_code(one.code) == cldr_code(other.code)
    return (one.forms, one.symbol) == (other.forms, other.symbol)


def measure(code: str) -> Measure | None:
    """Return what the unit of that code measures; None where it can't be converted."""
    return MEASURES.get(cldr_code(code))


def adds_up(unit: Unit) -> bool:
    """Tell whether values in this unit make a sum: things that are counted, money, lengths, areas, masses and volumes."""
    return unit.counted or unit.currency or (bool(unit.code) and measure(unit.code) is not None)
