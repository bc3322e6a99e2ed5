"""Puts quantities into words: numbers, units, currencies and the qualifiers that a source gives them."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal, localcontext

from babel.numbers import format_decimal, get_currency_name
from babel.units import UnknownUnitError, format_unit

from report.compose.labels import Labels
from report.compose.language import NBSP, Language
from report.model.quantities import Amount, Qualifier, Unit
from report.model.units import cldr_code

_PATTERN = "#,##0.###############"
_DIGITS = 100
"""Fifteen digits before the point and as many behind it are more than the usual 28."""
_SOME = Decimal(2)
"""Stands for a number that isn't known, where a language asks how many."""


def number_text(number: Decimal, language: Language) -> str:
    """Return the number in digits, with every decimal that it has."""
    with localcontext() as context:
        context.prec = _DIGITS
        return format_decimal(number, format=_PATTERN, locale=language.locale, decimal_quantization=False)


def spelled(number: Decimal, labels: Labels) -> str | None:
    """Return a whole number from one to nine in words; None for others."""
    words = (
        labels.pgettext("count", "one"),
        labels.pgettext("count", "two"),
        labels.pgettext("count", "three"),
        labels.pgettext("count", "four"),
        labels.pgettext("count", "five"),
        labels.pgettext("count", "six"),
        labels.pgettext("count", "seven"),
        labels.pgettext("count", "eight"),
        labels.pgettext("count", "nine"),
    )
    return words[int(number) - 1] if number == number.to_integral_value() and 1 <= number <= 9 else None


def qualified(text: str, qualifier: Qualifier | None, labels: Labels) -> str:
    """Return the number's text with the qualifier where the language wants it."""
    patterns = {
        Qualifier.ABOUT: labels.gettext("about {number}"),
        Qualifier.AT_LEAST: labels.gettext("at least {number}"),
        Qualifier.AT_MOST: labels.gettext("at most {number}"),
        Qualifier.MORE_THAN: labels.gettext("more than {number}"),
        Qualifier.FEWER_THAN: labels.gettext("fewer than {number}"),
        Qualifier.OTHER: labels.gettext("{number} other"),
    }
    return patterns[qualifier].format(number=text) if qualifier in patterns else text


def alone(qualifier: Qualifier, labels: Labels) -> str:
    """Return a qualifier that takes the place of a number."""
    return {
        Qualifier.DOZENS: labels.gettext("dozens of"),
        Qualifier.HUNDREDS: labels.gettext("hundreds of"),
        Qualifier.THOUSANDS: labels.gettext("thousands of"),
        Qualifier.NUMEROUS: labels.gettext("numerous"),
    }[qualifier]


def quantity_text(
    amount: Amount, unit: Unit, language: Language, labels: Labels, *, per: str = "", forms: Collection[str] = ()
) -> str:
    """Return a quantity in words.

    Among `forms` may be `bare` (neither qualifier nor rate), `unit` (a count with its noun) and `digits` (never spelled).
    A ValueError says that the unit has no name in CLDR.
    """
    bare = "bare" in forms
    if amount.number is None:
        qualifier = amount.qualifier or Qualifier.NUMEROUS
        noun = _noun(_SOME, unit, language) if "unit" in forms or not unit.counted else ""
        text = f"{alone(qualifier, labels)} {noun}".rstrip()
    else:
        largest = amount.number if amount.upper is None else amount.upper
        words = None if "digits" in forms or not unit.counted or amount.upper is not None else spelled(amount.number, labels)
        text = words or number_text(amount.number, language)
        if amount.upper is not None:
            text = f"{text}–{number_text(amount.upper, language)}"
        if unit.counted:
            text = text if bare else qualified(text, amount.qualifier, labels)
            noun = _noun(largest, unit, language) if "unit" in forms else ""
            text = f"{text}{NBSP}{noun}" if noun else text
        else:
            text = _with_unit(text, largest, unit, language)
            text = text if bare else qualified(text, amount.qualifier, labels)
    return labels.gettext("{value} a {per}").format(value=text, per=per) if per and not bare else text


def _noun(number: Decimal, unit: Unit, language: Language) -> str:
    """Return what is counted or measured, without the number."""
    if unit.counted:
        return unit.one if language.locale.plural_form(number) == "one" else unit.other
    return _with_unit("", number, unit, language).strip(f" {NBSP}")


def _with_unit(text: str, number: Decimal, unit: Unit, language: Language) -> str:
    """Return the number's text with its unit or currency, in the form that goes with `number`."""
    if unit.currency:
        return f"{text}{NBSP}{get_currency_name(unit.code, count=number, locale=language.locale)}"
    try:
        with localcontext() as context:
            context.prec = _DIGITS
            full = format_unit(number, cldr_code(unit.code), "long", format=_PATTERN, locale=language.locale)
    except UnknownUnitError:
        raise ValueError(f"the unit “{unit.code}” has no name in CLDR") from None
    plain = number_text(number, language)
    return full.replace(f"{plain} ", f"{text}{NBSP}", 1) if f"{plain} " in full else full.replace(plain, text, 1)


def unit_name(unit: Unit, language: Language) -> str:
    """Return the unit's name in the plural: "members", "hectares"."""
    return _noun(_SOME, unit, language)
