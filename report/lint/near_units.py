"""What somebody may have meant who wrote the name of no unit: CLDR's units and currencies by all the names that they have.

Asked only where there is a problem to tell: it reads some thousand names.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from itertools import chain

from report.model.cldr import cldr_unit, locale_of
from report.model.units import OWN, cldr_code

_MOST = 3
"""More guesses than this are no help."""
_NEAR = 0.83
"""How much of a word must be right to be taken for a slip of the hand; below it, `horse` is near `hours`."""
_SAMPLES = (1, 2, 5)
"""Numbers that go with the forms of a unit that people write."""
_STRANGE = ("-person", "ofhg", "ofglucose", "-jp", "generic", "dot", "1e6", "1e9")
"""Units that nobody means by another name."""

_OTHERWISE = {
    "percentage point": "percentage-point", "percentage points": "percentage-point", "pp": "percentage-point", "percentage": "percent",
    "ratios": "ratio", "indices": "index", "index points": "index", "ppm": "part-per-million", "ppb": "part-per-billion",
}  # fmt: skip
"""Names of our own units, and of two that CLDR calls by figures."""


def nearest_units(text: str, language: str) -> list[str]:
    """Return the codes that somebody may have meant, the likeliest first; nothing where none is near.

    A unit's or currency's own name or sign, in English or in the article's language, is certain; then come names that
    begin or end as the text does ("dollars"), and slips of the hand.
    """
    names = _names(language)
    word = " ".join(text.split())
    folded = word.casefold()
    spelt: dict[str, str] = {}
    for name, code in names.items():
        spelt.setdefault(name.casefold(), code)
    found = [spelt[name] for name in (folded, folded.removesuffix("s")) if name in spelt][:1]
    found = [names[word]] if word in names else found
    if len(folded) > 3:
        ends = {spelt[name] for name in spelt if name.endswith(f" {folded}")}
        found += [code for code in (*OWN, *_tenders()) if code in ends]
    if not found and len(folded) > 3:
        found = [spelt[name] for name in get_close_matches(folded, [name for name in spelt if len(name) > 3], _MOST, _NEAR)]
    elif not found and word.isalpha() and (len(word) == 2 or word.isupper()):
        found += [code for code in _tenders() if sum(map(str.__eq__, code, word.upper())) > 1][:1]
    return list(dict.fromkeys(found))[:_MOST]


def unit_words(code: str, language: str) -> set[str]:
    """Return what a unit or a currency is called beside a number, in small letters."""
    spelt = code if code.isupper() else cldr_code(code)
    return {name.casefold() for name, found in _names(language).items() if found == spelt}


@cache
def _tenders() -> tuple[str, ...]:
    """Return the currencies that are paid with somewhere, those of most countries first."""
    from babel.core import get_global

    paid = [code for entries in get_global("territory_currencies").values() for code, _, end, tender in entries if tender and not end]
    return tuple(sorted(set(paid), key=lambda code: (-paid.count(code), code)))


@cache
def _names(language: str) -> dict[str, str]:
    """Return the code that each name stands for; names that two have are the first one's, and signs come last."""
    names = {code: code for code in OWN} | _OTHERWISE
    for name, code in chain(_unit_names(language), _currency_names(language)):
        if name:
            names.setdefault(name, code)
    return names


def _unit_names(language: str) -> Iterator[tuple[str, str]]:
    from babel.units import format_unit, get_unit_name

    locales = [locale_of(tag) for tag in dict.fromkeys(("en", language, "en-US"))]
    codes = [
        code
        for code in map(cldr_code, locales[0].unit_display_names)
        if not code.endswith(_STRANGE)
    ]
    yield from ((code, code) for code in codes)
    yield from ((code.replace("-", " "), code) for code in codes)
    for length in ("long", "short", "narrow"):
        for locale in locales:
            for code in codes:
                key = (cldr_unit(code) or ("",))[0]
                yield get_unit_name(key, length, locale) or "", code  # type: ignore[arg-type]
                for number in _SAMPLES:
                    said = format_unit(number, key, length, format="0", locale=locale)  # type: ignore[arg-type]
                    yield " ".join(said.replace(str(number), "", 1).split()), code


def _currency_names(language: str) -> Iterator[tuple[str, str]]:
    from babel.numbers import get_currency_name, get_currency_symbol

    for tag in dict.fromkeys(("en", language, "en-US")):
        locale = locale_of(tag)
        for code in _tenders():
            yield code, code
            yield get_currency_symbol(code, locale), code
            yield from ((get_currency_name(code, count, locale), code) for count in (None, *_SAMPLES))
