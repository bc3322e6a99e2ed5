"""What can be reckoned from values: how many each operation takes, what it gives, and in which unit.

Everything is reckoned with bounds, which are one number where a source gives no range.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal

from report.model.dates import EdtfDate, Precision
from report.model.quantities import LARGEST, Amount, Qualifier, Unit, decimals_of, rounded

Bounds = tuple[Decimal, Decimal]

_LEAST_FIGURES = 2
"""What isn't as fine as its parents keeps two significant figures, at least: 10 miles are 16 kilometres, not 20."""
_FINEST = 10
"""Decimals of a proportion, at most."""
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Operation:
    """What a derivation takes, and how its result follows from bounds."""

    result: Callable[[Sequence[Bounds]], Bounds] | None = None
    """None for what isn't reckoned from numbers, or has rules of its own."""
    least: int = 2
    most: int | None = 2
    unit: str = ""
    """The code of the result's unit; empty where that is its parents'."""
    base: int | None = None
    """Which of the parents it divides by."""
    positive: bool = False
    """Whether that one has to lie above zero."""

    @property
    def takes_series(self) -> bool:
        """Whether a series can stand for its observations."""
        return self.most is None


def _difference(of: Sequence[Bounds]) -> Bounds:
    (low, high), (lower, upper) = of
    return lower - high, upper - low


def _sum(of: Sequence[Bounds]) -> Bounds:
    lower, upper = (sum(bounds, Decimal(0)) for bounds in zip(*of, strict=True))
    return lower, upper


def _mean(of: Sequence[Bounds]) -> Bounds:
    lower, upper = _sum(of)
    return lower / len(of), upper / len(of)


def _ratio(of: Sequence[Bounds]) -> Bounds:
    first, second = of
    every = [one / other for one in first for other in second]
    return min(every), max(every)


def _share(of: Sequence[Bounds]) -> Bounds:
    lower, upper = _ratio(of)
    return lower * _HUNDRED, upper * _HUNDRED


def _percent_change(of: Sequence[Bounds]) -> Bounds:
    before, after = of
    lower, upper = _share((after, before))
    return lower - _HUNDRED, upper - _HUNDRED


OPERATIONS: dict[str, Operation] = {
    "difference": Operation(_difference),
    "percent-change": Operation(_percent_change, unit="percent", base=0, positive=True),
    "ratio": Operation(_ratio, unit="ratio", base=1),
    "share": Operation(_share, unit="percent", base=1, positive=True),
    "sum": Operation(_sum, most=None),
    "mean": Operation(_mean, most=None),
    "first": Operation(most=None),
    "last": Operation(most=None),
    "highest": Operation(most=None),
    "lowest": Operation(most=None),
    "years-between": Operation(),
    "convert": Operation(least=1, most=1),
}


def between(bounds: Bounds, parents: Sequence[Amount]) -> Amount:
    """Return what lies between two bounds; what comes from an approximate value is approximate."""
    hedged = any(amount.qualifier not in {None, Qualifier.OTHER} for amount in parents)
    lower, upper = bounds
    return Amount(lower, upper if upper > lower else None, Qualifier.ABOUT if hedged else None)


def few_decimals(bounds: Bounds) -> int:
    """Return how many decimals two figures of the smaller bound need; no figure before the point is lost."""
    sizes = [abs(bound) for bound in bounds if bound]
    return _two_figures(rounded(min(sizes), _two_figures(min(sizes)))) if sizes else 0


def _two_figures(number: Decimal) -> int:
    return max(0, min(_LEAST_FIGURES - 1 - number.adjusted(), _FINEST))


def too_large(bounds: Bounds) -> bool:
    """Tell whether a result is larger than a report can mean."""
    return any(abs(bound) > LARGEST for bound in bounds)


def result_unit(operation: Operation, parents: Unit) -> Unit:
    """Return the unit of a result; a difference of percentages is one of points."""
    if operation.result is _difference and parents.code == "percent":
        return Unit(code="percentage-point")
    return Unit(code=operation.unit) if operation.unit else parents


def years_between(dates: Sequence[EdtfDate]) -> Amount:
    """Return the years between two dates, whole ones where both are known to the day."""
    first, second = sorted(value.earliest or value.known[1] for value in dates)
    years = second.year - first.year
    if all(value.precision == Precision.DAY for value in dates) and (second.month, second.day) < (first.month, first.day):
        years -= 1
    hedged = any(value.approximate or value.uncertain for value in dates)
    return Amount(Decimal(years), qualifier=Qualifier.ABOUT if hedged else None)


def converted(number: Decimal, factor: Decimal, decimals: int) -> Decimal:
    """Return the product with as many significant figures as `number` shows in so many decimals, and not fewer than two."""
    digits = f"{rounded(abs(number), decimals):f}"
    shown = len(digits.replace(".", "").lstrip("0") if decimals else digits.rstrip("0"))
    context = Context(prec=max(shown, _LEAST_FIGURES), rounding=ROUND_HALF_EVEN)
    result = context.create_decimal(number * factor)
    whole = result == result.to_integral_value()
    # The second figure of 8.0 is there only for numbers that need it.
    return result.quantize(Decimal(1)) if whole and (decimals_of(result) == 0 or shown < _LEAST_FIGURES) else result
