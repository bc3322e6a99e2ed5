"""Puts quantities into words: numbers, their units and the qualifiers that a source gives them."""

from __future__ import annotations

from collections.abc import Collection
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext

from babel.numbers import format_compact_decimal, format_decimal, get_minus_sign_symbol

from report.compose.labels import Labels
from report.compose.language import NBSP, Language
from report.compose.typography import hold
from report.compose.units import noun, with_unit
from report.model.quantities import DIGITS, MINUS, Amount, Qualifier, Unit, decimals_of

_SOME = Decimal(2)
"""Stands for a number that isn't known, where a language asks how many."""
SHORTENED = Decimal(10) ** 6
"""Numbers are shortened from here on: nobody says 2.3 thousand."""
_SHORT = Context(prec=3, rounding=ROUND_HALF_EVEN)
"""A shortened number has three figures: 25.7 trillion."""


def number_text(number: Decimal, language: Language) -> str:
    """Return the number in digits, with every decimal that it is written with."""
    pattern = f"#,##0.{'0' * decimals_of(number)}".rstrip(".")
    with localcontext() as context:
        context.prec = DIGITS
        return _signed(
            number, format_decimal(abs(number), format=pattern, locale=language.locale, numbering_system="default"), language
        )


def count_text(count: int, language: Language) -> str:
    """Return how many there are, in digits."""
    return number_text(Decimal(count), language)


def short_text(number: Decimal, language: Language) -> str:
    """Return a large number in few figures and a word: "25.7 trillion"; others in digits."""
    near = _SHORT.create_decimal(number)
    if abs(near) < SHORTENED:
        return number_text(number, language)
    text = format_compact_decimal(
        abs(near), format_type="long", locale=language.locale, fraction_digits=2, numbering_system="default"
    )
    return _signed(number, hold(text), language)


def _signed(number: Decimal, text: str, language: Language) -> str:
    """Return the text of a number's size with the language's minus, which is never a hyphen."""
    sign: str = get_minus_sign_symbol(language.locale, numbering_system="default")
    return language.digits(f"{sign.replace('-', MINUS)}{text}" if number < 0 else text)


def spelled(number: Decimal, labels: Labels) -> str | None:
    """Return a whole number from one to nine in words; None for others, for what has decimals, and where there are no words."""
    if not labels.known:
        return None
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
    return words[int(number) - 1] if not decimals_of(number) and 1 <= number <= 9 else None


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

    Among `forms` may be `bare` (neither qualifier nor rate), `unit` (a count with its noun), `digits` (never spelled) and
    `short` (large numbers in few figures, units by their signs). A ValueError says that the unit has no name.
    """
    bare = "bare" in forms
    if amount.number is None:
        qualifier = amount.qualifier or Qualifier.NUMEROUS
        named = noun(_SOME, unit, language, labels) if "unit" in forms or not unit.counted else ""
        text = f"{alone(qualifier, labels)} {named}".rstrip()
    else:
        largest = amount.number if amount.upper is None else amount.upper
        text = _bounds(amount, unit, language, labels, forms)
        named = ""
        if unit.counted and "unit" in forms:
            millions = "short" in forms and abs(largest) >= SHORTENED
            named = noun(SHORTENED if millions else largest, unit, language, labels)
        if named and not bare and amount.qualifier is Qualifier.OTHER:  # in some languages it stands behind the noun
            text = labels.gettext("{number} other {noun}").replace(" {noun}", f"{NBSP}{{noun}}").format(number=text, noun=named)
        else:
            text = text if bare else qualified(text, amount.qualifier, labels)
            text = f"{text}{NBSP}{named}" if named else text
    return labels.gettext("{value} a {per}").format(value=text, per=per) if per and not bare else text


def _bounds(amount: Amount, unit: Unit, language: Language, labels: Labels, forms: Collection[str]) -> str:
    """Return the number, or both bounds, with the unit of a measure."""
    short = "short" in forms
    assert amount.number is not None
    lower, upper = amount.number, amount.upper
    words = None if "digits" in forms or short or not unit.counted or upper is not None else spelled(lower, labels)
    written = short_text if short else number_text
    text = words or written(lower, language)
    if upper is None:
        return with_unit(text, lower, unit, language, labels, short=short)
    # A dash between numbers that have a sign or a word of their own would be read as one more minus, or not at all.
    pattern = labels.gettext("{lower} to {upper}") if lower < 0 or short else "{lower}–{upper}"
    if short and unit.currency:  # its sign may stand before a number
        bounds = (with_unit(written(bound, language), bound, unit, language, labels, short=True) for bound in (lower, upper))
        return pattern.format(lower=next(bounds), upper=next(bounds))
    both = pattern.format(lower=text, upper=written(upper, language))
    return with_unit(both, upper, unit, language, labels, short=short)
