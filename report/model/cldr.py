"""What CLDR knows of languages, units and currencies.

Babel is imported where it is asked: an article that only counts never asks.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from report.model.quantities import CATEGORIES, Unit
from report.model.units import OWN, category_of, cldr_code

if TYPE_CHECKING:
    from babel import Locale

_WORLD = {"en": "en_001"}
"""English without a region is read as world English, with days before months; only `en-US` dates the American way."""
_MANY_FORMS = frozenset({
    "ar", "be", "blo", "br", "bs", "cs", "cv", "cy", "dsb", "ga", "gd", "gv", "he", "hr", "hsb", "iu", "ksh", "kw",
    "lag", "lt", "lv", "mt", "naq", "pl", "prg", "ro", "ru", "sat", "se", "sgs", "shi", "sk", "sl", "sma", "smj",
    "smn", "sms", "sr", "uk",
})  # fmt: skip
"""Languages in which a noun that is counted has more than two forms."""


_FROM_RIGHT = {"Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg", "Mand", "Samr", "Mend", "Yezi"}
"""Scripts that are written from right to left."""


@cache
def script_of(tag: str) -> str:
    """Return the script of a BCP 47 tag by its ISO 15924 code: the one in it, or else the one that CLDR has for the language."""
    from babel.core import get_global

    parts = _spelt_out(tag).split("_")
    written = next((part.title() for part in parts[1:] if len(part) == 4 and part.isalpha()), "")
    if written:
        return written
    likely = get_global("likely_subtags")
    region = next((part for part in parts[1:] if len(part) == 2), "")
    found: str = likely.get(f"{parts[0]}_{region}") or likely.get(parts[0]) or "und_Latn"
    return found.split("_")[1]


@cache
def region(tag: str) -> str:
    """Return the region of a BCP 47 tag: the one in it, or else the one where CLDR says that the language is spoken most."""
    from babel.core import get_global

    parts = _spelt_out(tag).split("_")
    written = next((part.upper() for part in parts[1:] if len(part) == 2 or part.isdigit()), "")
    likely = get_global("likely_subtags")
    found: str = likely.get(f"{parts[0]}_{script_of(tag)}") or likely.get(parts[0]) or ""
    return written or found.rpartition("_")[2]


@cache
def direction(tag: str) -> str:
    """Return `ltr` or `rtl` for a BCP 47 tag, by its script."""
    return "rtl" if script_of(tag) in _FROM_RIGHT else "ltr"


_OWN_MARKS = {"Arab": str.maketrans({",": "،", ";": "؛", "·": "–"})}
"""By ISO 15924's code: commas and semicolons that aren't those of Latin, and a dash for a dot, which is a zero there."""
_WIDE_MARKS: Mapping[str, Mapping[str, str]] = {
    "Hans": {", ": "，", "; ": "；"},
    "Hant": {", ": "，", "; ": "；"},
    "Jpan": {", ": "、", "; ": "；"},
}
"""Those that fill a square, and need no space beside them."""


def separator(mark: str, tag: str) -> str:
    """Return a comma, a semicolon or a dot, with the spaces around it, as the script of a BCP 47 tag has it."""
    script = script_of(tag)
    return _WIDE_MARKS.get(script, {}).get(mark) or mark.translate(_OWN_MARKS.get(script, {}))


def _spelt_out(tag: str) -> str:
    """Return a tag as CLDR spells it, with the language that it is called by there: `fa_AF` for `prs`."""
    from babel.core import get_global

    base, *rest = tag.split("-")
    base = base.lower()
    return "_".join([get_global("language_aliases").get(base, base), *rest])


@cache
def locale_of(tag: str) -> Locale:
    """Return the locale of a BCP 47 tag; English stands in where CLDR lacks the language."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(_WORLD.get(tag) or _spelt_out(tag))
    except (UnknownLocaleError, ValueError):
        base = tag.split("-", maxsplit=1)[0]
        return locale_of(base) if base != tag else Locale.parse("en_001")


_DIGITS = {
    "arab": (0x660, "arabic-indic"), "arabext": (0x6F0, "persian"), "beng": (0x9E6, "bengali"), "deva": (0x966, "devanagari"),
    "mymr": (0x1040, "myanmar"), "tibt": (0xF20, "tibetan"),
}  # fmt: skip
"""Where in Unicode the digits begin that CLDR has for a language, and what CSS calls them; scripts without faces aside."""


DIGIT_STYLES = frozenset(name for _, name in _DIGITS.values())
"""What CSS calls numbers in these digits."""


def digits_of(locale: Locale) -> tuple[str, str]:
    """Return the ten digits of a language, from nought on, and their name in CSS."""
    zero, name = _DIGITS.get(locale.default_numbering_system or "", (ord("0"), "decimal"))
    return "".join(map(chr, range(zero, zero + 10))), name


def own_digits(text: str, locale: Locale) -> str:
    """Return a text with the digits that Babel has put into it as the language writes them; Babel knows only 0 to 9."""
    digits, name = digits_of(locale)
    return text if name == "decimal" else text.translate(str.maketrans("0123456789", digits))


@cache
def cldr_unit(code: str) -> tuple[str, ...] | None:
    """Return CLDR's full names of a unit, and of what it is reckoned per, if of anything; None where CLDR lacks one of them.

    Babel takes any name that some unit's name ends with, `person` for `day-person`: it is asked by full names alone.
    """
    known, spelt = _full_names(), cldr_code(code)
    parts = [spelt] if spelt in known else spelt.split("-per-")
    found = tuple(known[part] for part in parts if part in known)
    return found if len(found) == len(parts) <= 2 and found[0].startswith(category_of(code)) else None


@cache
def _full_names() -> dict[str, str]:
    return {cldr_code(str(name)): str(name) for name in locale_of("en").unit_display_names}


def powers_of_ten(power: int, locale: Locale) -> tuple[int, Mapping[str, str]]:
    """Return how a language tells numbers by a power of ten: the power of its own word, and that with a number, "{0} million".

    Of a language that has a word for another power alone, it is that one: 万, ten thousand; where it has none, it is 0. The
    forms with a number are those for plural categories.
    """
    found = locale.compact_decimal_formats["long"]
    forms = {form: pattern.pattern for form in CATEGORIES if (pattern := found.get(form, {}).get(str(10**power)))}
    noughts = forms["other"].count("0")
    if not forms["other"].replace("0", "").strip():
        return 0, {"other": "{0}"}
    said = {form: pattern.replace("0" * noughts, "{0}") for form, pattern in forms.items() if "0" * noughts in pattern}
    return power - noughts + 1, said


def is_known(unit: Unit) -> bool:
    """Tell whether a unit has a name to be printed: every code but that of ours, CLDR and ISO 4217 is a slip of the hand."""
    if not unit.code or unit.code in OWN:
        return True
    if unit.currency:
        from babel.numbers import is_currency

        return is_currency(unit.code)
    return cldr_unit(unit.code) is not None


def counts_with_more(tag: str) -> bool:
    """Tell whether a language counts with more than a singular and a plural; nothing is imported for it."""
    return tag.split("-", maxsplit=1)[0] in _MANY_FORMS


@cache
def plural_categories(tag: str) -> tuple[str, ...]:
    """Return the plural categories that a noun needs in a language, in CLDR's order.

    Where only whole millions have a category of their own ("un million de membres"), a noun can do without it.
    """
    rule = locale_of(tag).plural_form
    met = {rule(number) for number in (*range(200), Decimal("0.1"), Decimal("0.5"), Decimal("1.5"))} | {"other"}
    return tuple(category for category in CATEGORIES if category in met)


def forms_by_category(unit: Unit, tag: str) -> dict[str, str]:
    """Return a noun's forms by the plural categories of a language; nothing where they don't fit it.

    A singular and a plural are taken for every language: where it needs more of them, print is short of some.
    """
    if unit.categories:
        return dict(zip(unit.categories, unit.forms, strict=True))
    if len(unit.forms) == 2:
        return dict(zip(("one", "other"), unit.forms, strict=True))
    needed = plural_categories(tag)
    if len(unit.forms) != len(needed) and "many" in locale_of(tag).plural_form.tags:
        needed = tuple(category for category in CATEGORIES if category in {*needed, "many"})
    return dict(zip(needed, unit.forms, strict=True)) if len(unit.forms) == len(needed) else {}
