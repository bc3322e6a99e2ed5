"""Puts units beside numbers, in the form that goes with the number: nouns, CLDR's units, our own, currencies, symbols."""

from __future__ import annotations

import re
from decimal import Decimal, localcontext
from typing import Literal

from babel.numbers import get_currency_name, get_currency_symbol
from babel.units import format_compound_unit, format_unit

from report.compose.labels import Labels
from report.compose.language import NBSP, Language
from report.compose.typography import hold
from report.model.cldr import cldr_unit, forms_by_category
from report.model.quantities import DIGITS, MINUS, Unit, decimals_of

_SOME = Decimal(2)
"""Stands for a number that isn't known, where a language asks how many."""
_MARKED = "\ue000#,##0\ue001"
_NUMBER = re.compile("([ \u00a0]?)\ue000[^\ue000\ue001]*\ue001([ \u00a0]?)")
"""The number in a unit's pattern, with the spaces around it, which hold."""
_AMOUNT = re.compile("[#0][#0.,]*")

_CURRENCIES = {("sq", "ALL", "other"): "lekë shqiptarë"}
"""Names of currencies, by language and form, that CLDR gets wrong: here it leaves the adjective in the singular."""


def with_unit(text: str, number: Decimal, unit: Unit, language: Language, labels: Labels, *, short: bool = False) -> str:
    """Return the number's text with its unit, in the form that goes with `number`; `short` has units by their signs.

    Nothing is added to numbers without a dimension, nor to what is counted: its noun is asked for by itself. A ValueError
    says that the unit has no name.
    """
    if unit.counted or unit.code in {"ratio", "index"}:
        return text
    if unit.symbol:
        return f"{text}{NBSP}{unit.symbol}"
    if unit.code == "percentage-point":
        one = number == 1 and not decimals_of(number)
        pattern = labels.ngettext("{number} percentage point", "{number} percentage points", 1 if one else 2)
        return pattern.format(number=text).replace(" ", NBSP, 1)
    if unit.currency:
        return _priced(text, unit.code, language) if short else f"{text}{NBSP}{_currency(number, unit.code, language)}"
    return _measured(text, number, unit, language, short=short)


def noun(number: Decimal, unit: Unit, language: Language, labels: Labels) -> str:
    """Return what is counted or measured, without the number."""
    if unit.counted:
        forms = forms_by_category(unit, language.tag)
        return forms.get(language.locale.plural_form(number)) or forms.get("other") or unit.forms[-1]
    if unit.code == "ratio":
        return labels.pgettext("unit", "ratios")
    if unit.code == "index":
        return labels.pgettext("unit", "index points")
    return " ".join(with_unit("", number, unit, language, labels).split())


def unit_name(unit: Unit, language: Language, labels: Labels) -> str:
    """Return the unit's name in the plural: "members", "hectares"."""
    return noun(_SOME, unit, language, labels)


def axis_pattern(unit: Unit, language: Language, labels: Labels) -> str:
    """Return how a number on an axis stands with its unit, as short as it is written, "{0} km"; nothing for a mere number."""
    pattern = with_unit("{0}", _SOME, unit, language, labels, short=True)
    return "" if pattern == "{0}" else pattern


def _currency(number: Decimal, code: str, language: Language) -> str:
    form = language.locale.plural_form(number)
    return _CURRENCIES.get((language.base, code, form)) or get_currency_name(code, count=number, locale=language.locale)


def _priced(text: str, code: str, language: Language) -> str:
    """Return a price with the currency's sign where the language has it; a sign of letters keeps its distance from digits."""
    sign, minus, size = text.rpartition(MINUS)
    pattern = language.locale.currency_formats["standard"].pattern.partition(";")[0]
    symbol = get_currency_symbol(code, locale=language.locale)
    before, _, after = pattern.partition("¤")
    if not _AMOUNT.search(before) and symbol[-1].isalpha() and not after.startswith(NBSP):
        symbol += NBSP
    if _AMOUNT.search(before) and symbol[0].isalpha() and not before.endswith(NBSP):
        symbol = NBSP + symbol
    return sign + minus + _AMOUNT.sub(lambda _: size, pattern, count=1).replace("¤", symbol)


def _measured(text: str, number: Decimal, unit: Unit, language: Language, *, short: bool) -> str:
    found = cldr_unit(unit.code)
    if found is None:
        raise ValueError(f"the unit “{unit.code}” has no name in CLDR")
    length: Literal["short", "long"] = "short" if short else "long"
    with localcontext() as context:
        context.prec = DIGITS
        full = format_unit(abs(number), found[0], length, format=_MARKED, locale=language.locale)
    if "\ue000" not in full:  # a language may leave "one" out of its pattern; we don't
        full = f"\ue000\ue001 {full}"
    if len(found) > 1:
        full = format_compound_unit(full, denominator_unit=found[1], length=length, locale=language.locale) or full
    full = hold(full) if short else full
    return _NUMBER.sub(lambda spaced: NBSP * bool(spaced[1]) + text + NBSP * bool(spaced[2]), full, count=1)
