"""Units that convert into each other: what they measure, and how much of the base unit one of them is.

Codes are CLDR's; British spellings ("kilometre") are read as well. Factors are exact by definition.
"""

from __future__ import annotations

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


def cldr_code(code: str) -> str:
    """Return CLDR's own spelling of a unit code: `square-kilometre` is its `square-kilometer`."""
    return code.replace("metre", "meter").replace("litre", "liter").replace("metric-ton", "tonne")


def alike(one: Unit, other: Unit) -> bool:
    """Tell whether two units are the same, however their codes are spelt."""
    return one == other or (not one.counted and not other.counted and cldr_code(one.code) == cldr_code(other.code))


def measure(code: str) -> Measure | None:
    """Return what the unit of that code measures; None where it can't be converted."""
    return MEASURES.get(cldr_code(code))
