"""Picks the first, last, highest or lowest of several, where that can be told."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

from report.model.dates import EdtfDate
from report.model.quantities import Amount, Qualifier

T = TypeVar("T")

_WITHOUT_END = Decimal("Infinity")


def in_time(dated: Sequence[tuple[EdtfDate, T]], *, last: bool) -> tuple[T, T | None]:
    """Return which begins first, or ends last, and another that may be it just as well."""
    spans = [(((date.end if last else date.begin) or date).known, one) for date, one in dated]
    if last:
        (early, _), best = max(spans, key=lambda span: (span[0][1], span[0][0]))
        return best, next((one for (_, late), one in spans if one is not best and late >= early), None)
    (_, late), best = min(spans, key=lambda span: span[0])
    return best, next((one for (early, _), one in spans if one is not best and early <= late), None)


def by_size(known: Sequence[tuple[Amount, T]], *, lowest: bool) -> tuple[list[T], T | None]:
    """Return which are the highest, or the lowest, being equal, and another that may lie beyond them."""
    reached = [(_from_below(amount, lowest=lowest), one) for amount, one in known]
    most = max(least for (least, _), _ in reached)
    equal = [one for (least, _), one in reached if least == most]
    return equal, next((one for (_, upper), one in reached if one is not equal[0] and upper > most), None)


def _from_below(amount: Amount, *, lowest: bool) -> tuple[Decimal, Decimal]:
    """Return between which numbers a value can lie, both turned about where the lowest is looked for.

    “More than” and its like leave one side open.
    """
    lower, upper = amount.bounds
    if amount.qualifier in {Qualifier.AT_LEAST, Qualifier.MORE_THAN}:
        upper = _WITHOUT_END
    if amount.qualifier in {Qualifier.AT_MOST, Qualifier.FEWER_THAN}:
        lower = -_WITHOUT_END
    return (-upper, -lower) if lowest else (lower, upper)
