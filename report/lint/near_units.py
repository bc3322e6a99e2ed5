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
_RAISED = str.maketrans("23", "²³")
"""What is typed for what few keyboards have: km2."""
_SAMPLES = (1, 2, 5)
"""Numbers that go with the forms of a unit that people write."""
_STRANGE = ("-person", "ofhg", "ofglucose", "-jp", "generic", "dot")
"""Units that nobody means by another name."""

_OTHERWISE = {
    "percentage-point": ("percentage point", "percentage points", "pp"),
    "ratio": ("ratios",),
    "index": ("indices", "index points"),
    "percent": ("percentage",),
    "tonne": ("tons",),
    "part-per-1e6": ("part-per-million", "ppm"),
    "part-per-1e9": ("part-per-billion", "ppb"),
}
"""Names of our own units, and what CLDR's are called beside its own names for them."""
_SAID = {"part-per-1e6": "part-per-million", "part-per-1e9": "part-per-billion"}
"""How codes that nobody would type are typed."""


def nearest_units(text: str, language: str) -> list[str]:
    """Return the codes that somebody may have meant, the likeliest first; nothing where none is near.

    A unit's or currency's own name or sign, in English or in the article's language, is certain; then come names that
    begin or end as the text does ("dollars"), and slips of the hand.
    """
    names, folded = _names(language)
    word = " ".join(text.split())
    small = word.casefold()
    spellings = (small, small.removesuffix("s"), small.translate(_RAISED))
    found = list(names.get(word) or next(filter(None, map(folded.get, spellings)), ()))
    if len(small) > 2:
        ends = {code for name, codes in folded.items() if name.endswith(f" {small}") for code in codes}
        found += [code for code in (*OWN, *_tenders()) if code in ends]
    if not found and len(small) > 3:
        close = get_close_matches(small, [name for name in folded if len(name) > 3], _MOST, _NEAR)
        found = [code for name in close for code in folded[name]]
    elif not found and word.isalpha() and (len(word) == 2 or word.isupper()):
        found = [code for code in _tenders() if sum(map(str.__eq__, code, word.upper())) > 1][:1]
    return [_SAID.get(code, code) for code in dict.fromkeys(found)][:_MOST]


def unit_words(code: str, language: str) -> set[str]:
    """Return what a unit or a currency is called beside a number, in small letters."""
    spelt = code if code.isupper() else cldr_code(code)
    return {name for name, codes in _names(language)[1].items() if spelt in codes}


@cache
def _tenders() -> tuple[str, ...]:
    """Return the currencies that are paid with somewhere, those of most countries first."""
    from babel.core import get_global

    paid = [
        code for entries in get_global("territory_currencies").values() for code, _, end, tender in entries if tender and not end
    ]
    return tuple(sorted(set(paid), key=lambda code: (-paid.count(code), code)))


Names = dict[str, list[str]]


@cache
def _names(language: str) -> tuple[Names, Names]:
    """Return the codes that each name stands for, the likeliest first, by the names as they are and in small letters."""
    names: Names = {}
    folded: Names = {}
    own = ((name, code) for code in OWN for name in (code, *_OTHERWISE.get(code, ())))
    for name, code in chain(own, _unit_names(language), _currency_names(language)):
        for key, known in ((name, names), (name.casefold(), folded)):
            if name and code not in known.setdefault(key, []):
                known[key].append(code)
    return names, folded


def _unit_names(language: str) -> Iterator[tuple[str, str]]:
    from babel.units import format_unit, get_unit_name

    locales = [locale_of(tag) for tag in dict.fromkeys(("en", language, "en-US"))]
    codes = [code for code in map(cldr_code, map(str, locales[0].unit_display_names)) if not code.endswith(_STRANGE)]
    yield from ((name, code) for code in codes for name in (code, code.replace("-", " "), *_OTHERWISE.get(code, ())))
    for length in ("long", "short", "narrow"):
        for locale in locales:
            for code in codes:
                key = (cldr_unit(code) or ("",))[0]
                yield get_unit_name(key, length, locale) or "", code
                for number in _SAMPLES:
                    said = format_unit(number, key, length, format="0", locale=locale)
                    yield " ".join(said.replace(str(number), "", 1).split()), code


def _currency_names(language: str) -> Iterator[tuple[str, str]]:
    from babel.numbers import get_currency_name, get_currency_symbol

    for tag in dict.fromkeys(("en", language, "en-US")):
        locale = locale_of(tag)
        for code in _tenders():
            yield code, code
            yield get_currency_symbol(code, locale), code
            yield from ((get_currency_name(code, count, locale), code) for count in (None, *_SAMPLES))
