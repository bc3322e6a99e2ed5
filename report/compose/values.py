"""Puts the values and dates of records into words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from decimal import Decimal
from typing import NoReturn

from report.compose.dates import date_text
from report.compose.desk import Desk
from report.compose.lookup import DANGLING, NOT_PRINTABLE, need, refuse
from report.compose.numbers import number_text, quantity_text
from report.compose.typography import polish, spaces
from report.model import reckoned
from report.model.article import Article
from report.model.events import Event
from report.model.evidence import Fact, Observation
from report.model.grammar import inflected
from report.model.quantities import Qualifier, rounded
from report.model.reckoned import Quantity, date_of
from report.model.rows import RowObservation
from report.problems import Place


def quantity_of(article: Article, id_: str, record: Observation | Fact) -> Quantity | None:
    """Return a record's quantity as it is printed; None for a fact of words. What can't be reckoned is a problem."""
    found = reckoned.quantity_of(article, id_)
    if found is None and isinstance(record, Fact) and record.derived is not None:
        _refuse(article, record)
    return found and replace(found, amount=found.amount.to(found.decimals))


def _refuse(article: Article, fact: Fact) -> NoReturn:
    """Say why a fact can't be reckoned: by its own fault, or by that of the first below it that has one."""
    assert fact.derived is not None
    if (known := article.reckoned.get(fact.id)) is None:
        refuse(DANGLING, fact.derived.place, f"“{fact.id}” is derived from itself", "name parents that stand on their own")
    for fault in known.faults:
        refuse(NOT_PRINTABLE, fault.place, fault.sentence, fault.hint)
    for ref in fact.derived.of:
        parent = need(article, ref)
        if isinstance(parent, Fact) and parent.derived is not None and reckoned.quantity_of(article, ref) is None:
            _refuse(article, parent)
    refuse(NOT_PRINTABLE, fact.derived.place, f"“{fact.id}” has a parent without a number", "name facts or observations")


def value_text(
    desk: Desk, id_: str, forms: Collection[str] = (), place: Place | None = None, *, decimals: int | None = None
) -> str:
    """Return the value of a fact or an observation in words; a fact of words gives those.

    With `decimals`, its numbers have so many, and not as many as elsewhere.
    """
    record = need(desk.article, id_, place)
    if not isinstance(record, Observation | Fact):
        refuse(DANGLING, place or record.place, f"“{id_}” has no value", "name a fact, or an observation as series.key")
    quantity = quantity_of(desk.article, id_, record)
    if quantity is None:
        assert isinstance(record, Fact)
        return polish(record.words or "", desk.language)
    try:
        amount = quantity.amount if decimals is None else quantity.amount.to(decimals)
        return spaces(
            quantity_text(amount, quantity.unit, desk.language, desk.labels, per=quantity.per, forms=forms)
            + (interval_text(desk, id_) if "bounds" in forms else ""),
            desk.language,
        )
    except ValueError as error:
        refuse(NOT_PRINTABLE, record.place, str(error), "use a unit such as hectare, a noun as member|members, or {symbol: ...}")


def interval_text(desk: Desk, id_: str) -> str:
    """Return the bounds that a table gives around a value, as they follow it; nothing where there are none."""
    observation = need(desk.article, id_)
    if not isinstance(observation, RowObservation):
        return ""
    label = desk.labels.gettext
    lower, upper = (bound_text(desk, id_, bound) for bound in (observation.low, observation.high))
    if lower and upper:
        return f" ({label('{lower} to {upper}').format(lower=lower, upper=upper)})"
    if lower:
        return f" ({label('at least {number}').format(number=lower)})"
    return f" ({label('at most {number}').format(number=upper)})" if upper else ""


def bound_text(desk: Desk, id_: str, bound: Decimal | None) -> str:
    """Return a bound of a value with as many decimals as that has; nothing where there is none."""
    decimals = desk.article.series[id_.partition(".")[0]].printed_decimals
    return "" if bound is None else number_text(rounded(bound, decimals), desk.language)


def headline_text(desk: Desk, id_: str, place: Place | None = None, forms: Collection[str] = ()) -> str:
    """Return a value to be set large, in digits. “Other” is left to the words below it: “36 other” is no headline."""
    record = need(desk.article, id_, place)
    quantity = quantity_of(desk.article, id_, record) if isinstance(record, Observation | Fact) else None
    others = quantity is not None and quantity.amount.qualifier is Qualifier.OTHER
    return value_text(desk, id_, (*forms, "digits", *(("bare",) if others else ())), place)


def record_date(desk: Desk, id_: str, form: str = "", place: Place | None = None) -> str:
    """Return the date of a record in words, or in those that its form gives; a date by relation keeps the source's."""
    if said := inflected("date", form):
        return polish(said, desk.language)
    record = need(desk.article, id_, place)
    if isinstance(record, Event) and record.when is not None:
        return polish(record.when.words, desk.language)
    value = date_of(desk.article, id_)
    if value is None:
        refuse(DANGLING, place or record.place, f"“{id_}” has no date", "name a record with a date, or add the date to it")
    return date_text(value, desk.language, desk.labels, form)
