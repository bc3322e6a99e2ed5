"""Computes values that follow from others: differences, sums, years between dates, and other units.

All arithmetic is decimal, and no result is finer than what it comes from.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal

from report.compose.lookup import DANGLING, NOT_PRINTABLE, need, refuse
from report.model.article import Article
from report.model.dates import EdtfDate, Precision
from report.model.evidence import Fact, Observation, Source
from report.model.quantities import Amount, Qualifier, Unit, decimals_of, rounded
from report.model.reading import Ref
from report.model.units import alike, measure

_LEAST_FIGURES = 2
"""A converted value keeps two significant figures, at least: 10 miles are 16 kilometres, not 20."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount with its unit, and the word for the time that a rate refers to."""

    amount: Amount
    unit: Unit
    decimals: int
    """How many of them are printed; what is derived is reckoned from all that were recorded."""
    per: str = ""


def quantity_of(article: Article, id_: str, record: Observation | Fact) -> Quantity | None:
    """Return a record's quantity as it is printed, computed where it is derived; None for a fact of words."""
    found = _quantity(article, id_, record, ())
    return found and replace(found, amount=found.amount.to(found.decimals))


def _quantity(article: Article, id_: str, record: Observation | Fact, above: tuple[str, ...]) -> Quantity | None:
    if isinstance(record, Observation):
        series = article.series[id_.partition(".")[0]]
        return Quantity(record.quantity.amount, series.unit, series.printed_decimals)
    if record.quantity is not None:
        assert record.unit is not None, "the model refuses a quantity without a unit"
        amount = record.quantity.amount
        return Quantity(amount, record.unit, _decimals(record, amount.decimals), record.per or "")
    if record.derived is None:
        return None
    if id_ in above:
        refuse(DANGLING, record.derived.place, f"“{id_}” is derived from itself", "name parents that stand on their own")
    if record.derived.by == "years-between":
        return Quantity(_years(article, record), record.unit or Unit(code="year"), 0)
    parents = [_parent(article, ref, (*above, id_)) for ref in record.derived.of]
    if record.derived.by == "convert":
        return _converted(record, parents)
    if not parents or not all(alike(parent.unit, parents[0].unit) for parent in parents):
        refuse(
            NOT_PRINTABLE, record.derived.place, f"the parents of “{id_}” don't have one unit", "derive from values of one unit"
        )
    amount = _difference(record, parents) if record.derived.by == "difference" else _sum(parents)
    decimals = _decimals(record, max(parent.decimals for parent in parents))
    return Quantity(amount, record.unit or parents[0].unit, decimals, record.per or "")


def _decimals(record: Fact, usual: int) -> int:
    return usual if record.decimals is None else record.decimals


def _parent(article: Article, ref: Ref, above: tuple[str, ...]) -> Quantity:
    record = need(article, ref)
    found = _quantity(article, ref, record, above) if isinstance(record, Observation | Fact) else None
    if found is None or found.amount.number is None:
        refuse(NOT_PRINTABLE, ref.place, f"“{ref}” has no number to derive from", "name a fact or an observation that has one")
    return found


def _hedge(*amounts: Amount) -> Qualifier | None:
    """A value that comes from an approximate one is approximate."""
    return Qualifier.ABOUT if any(amount.approximate for amount in amounts) else None


def _number(amount: Amount) -> Decimal:
    assert amount.number is not None
    return amount.number


def _difference(record: Fact, parents: list[Quantity]) -> Amount:
    if len(parents) != 2:
        assert record.derived is not None
        refuse(NOT_PRINTABLE, record.derived.place, f"“{record.id}” is a difference of {len(parents)} values", "name two values")
    first, second = (parent.amount for parent in parents)
    if first.upper is None and second.upper is None:
        return Amount(_number(second) - _number(first), qualifier=_hedge(first, second))
    return Amount(
        _number(second) - (first.upper or _number(first)),
        (second.upper or _number(second)) - _number(first),
        _hedge(Amount(first.number, None, first.qualifier), Amount(second.number, None, second.qualifier)),
    )


def _sum(parents: list[Quantity]) -> Amount:
    amounts = [parent.amount for parent in parents]
    lower = sum((_number(amount) for amount in amounts), Decimal(0))
    if all(amount.upper is None for amount in amounts):
        return Amount(lower, qualifier=_hedge(*amounts))
    upper = sum((amount.upper or _number(amount) for amount in amounts), Decimal(0))
    return Amount(lower, upper, _hedge(*(Amount(amount.number, None, amount.qualifier) for amount in amounts)))


def _converted(record: Fact, parents: list[Quantity]) -> Quantity:
    assert record.derived is not None
    place = record.derived.place
    if len(parents) != 1 or record.unit is None:
        refuse(NOT_PRINTABLE, place, f"“{record.id}” converts {len(parents)} values", "name one value in of:, and add unit:")
    parent = parents[0]
    source, target = measure(parent.unit.code), measure(record.unit.code)
    if source is None or target is None or source.dimension != target.dimension:
        refuse(
            NOT_PRINTABLE, place, f"“{parent.unit}” can't be converted into “{record.unit}”", "convert between units of one kind"
        )
    factor = source.factor / target.factor
    lower = _rounded(_number(parent.amount), factor, parent.decimals)
    upper = None if parent.amount.upper is None else _rounded(parent.amount.upper, factor, parent.decimals)
    if upper is not None and upper <= lower:
        upper = None
    amount = Amount(lower, upper, parent.amount.qualifier)
    return Quantity(amount, record.unit, _decimals(record, amount.decimals), record.per or parent.per)


def _rounded(number: Decimal, factor: Decimal, decimals: int) -> Decimal:
    """Return the product with as many significant figures as `number` shows in so many decimals, and not fewer than two."""
    digits = f"{rounded(abs(number), decimals):f}"
    shown = len(digits.replace(".", "").lstrip("0") if decimals else digits.rstrip("0"))
    context = Context(prec=max(shown, _LEAST_FIGURES), rounding=ROUND_HALF_EVEN)
    result = context.create_decimal(number * factor)
    whole = result == result.to_integral_value()
    # The second figure of 8.0 is there only for numbers that need it.
    return result.quantize(Decimal(1)) if whole and (decimals_of(result) == 0 or shown < _LEAST_FIGURES) else result


def date_of(article: Article, id_: str, *, place: object = None) -> EdtfDate | None:
    """Return the date of a record that has one; None for a date known only by relation, or not at all."""
    record = need(article, id_, getattr(place, "place", None))
    return record.issued if isinstance(record, Source) else getattr(record, "date", None)


def _years(article: Article, record: Fact) -> Amount:
    assert record.derived is not None
    dates = [date_of(article, ref, place=ref) for ref in record.derived.of]
    days = [value.earliest or value.latest for value in dates if value is not None]
    if len(dates) != 2 or len(days) != 2:
        place = record.derived.place
        refuse(NOT_PRINTABLE, place, f"“{record.id}” counts the years between {len(days)} dates", "name two records with dates")
    known = [value for value in dates if value is not None]
    first, second = sorted(day for day in days if day is not None)
    years = second.year - first.year
    if all(value.precision == Precision.DAY for value in known) and _birthday_ahead(first, second):
        years -= 1
    hedged = any(value.approximate or value.uncertain for value in known)
    return Amount(Decimal(years), qualifier=Qualifier.ABOUT if hedged else None)


def _birthday_ahead(first: date, second: date) -> bool:
    return (second.month, second.day) < (first.month, first.day)
