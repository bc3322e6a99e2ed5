"""Spaces at which a line must not end: between a number and its unit, an initial and the name, the parts of an abbreviation.

What belongs together differs by language where it goes by words, and by nothing where signs and numbers tell.
"""

from __future__ import annotations

import re
from functools import cache
from unicodedata import category

from report.compose.language import NARROW, NBSP

_LETTER = r"[^\W\d_]"
_UNITS = (
    "% ‰ ° °C °F € £ $ ¥ ₽ ₺ ₹ Ω µm µg mg kg g t km m cm mm nm km² m² cm² km³ m³ ha dl cl ml hl Hz kHz MHz GHz kW MW GW TW kWh "
    "MWh GWh TWh kV mA kJ MJ kB MB GB TB dB hPa kPa ppm ppb px"
)
"""What a number of four digits, which looks like a year, is held to as well: no word of any language is among them."""
_BEFORE_NUMBERS = {
    "": "p pp No Nos Nr vol Vol fig Fig art Art al § §§ ¶ № n° nº N° Nº",
    "en": "ch chap sec sect eq par para app ed pl col ll nos",
    "de": "S Abb Tab Bd Bde Kap Abs Abschn Anm Aufl Ziff Rn Rdnr Bl Sp Z H Nrn Hausnr",
    "fr": "t chap éd pl tabl annexe",
    "nl": "blz hfst afb tab dl nr lid",
    "pl": "s nr t rys tab ust pkt rozdz str poz",
    "it": "pag pagg cap n fig tav",
    "es": "pág págs cap núm fig",
    "pt": "pág págs cap núm fig",
}
"""By language, abbreviations and signs that a number belongs to; "" stands for all."""
_BEFORE_NAMES = {
    "": "Mr Mrs Ms Mx Dr Prof St Sen Rep Gen Col Maj Capt Lt Sgt Rev Fr Hon S",
    "de": "Hr Fr Frl Ing Dipl",
    "fr": "M MM Mme Mmes Mlle Mlles Me Mgr Ste av apr",
    "nl": "dhr mevr mw drs ir ing mr dr prof",
    "pl": "dr prof mgr inż ks św hab",
    "es": "Sr Sra Srta Dr Dra D Dª",
    "it": "sig dott prof avv ing on",
}
_ORDINALS = {"cs", "da", "de", "et", "fi", "hr", "hu", "is", "lv", "nb", "nn", "no", "sk", "sl", "sr"}
"""Languages that write ordinals as numbers with a full stop: 19. Jahrhundert."""
_ERAS = {"pl": "r w", "ru": "г гг в вв", "uk": "р рр ст", "de": "n v", "cs": "n př"}
"""By language, what stands behind a year or a century."""

_ALWAYS = (
    # A number and the word that it counts, but for a year.
    re.compile(rf"(?<![\w.,’{NBSP}{NARROW}])((?!\d{{4}}(?!\d))\d++(?>(?:[.,{NBSP}{NARROW}]\d++)*)) (?={_LETTER})"),
    # Thousands: 12 500.
    re.compile(r"(?<![\w.,])(\d{1,3}) (?=\d{3}(?!\d))"),
    re.compile(rf"(\d) (?=(?:{'|'.join(map(re.escape, sorted(_UNITS.split(), key=len, reverse=True)))})(?![\w]))"),
    re.compile(r"(?<![\w’-])([A-ZÀ-ÖØ-Þ][\w’-]*+) (?=\d{1,2}(?![\d]|[.,]\d))"),
    # Letters of one abbreviation: z. B., e. g., v. Chr.
    re.compile(rf"(?<![\w’'.&-])({_LETTER}\.) (?={_LETTER}{{1,4}}\.)"),
)
_ONE_LETTER = re.compile(rf"(?<![\w’'.&-])({_LETTER}) (?=\S|\Z)")
"""Words of one letter; behind the last of a text a value or a name may follow."""
_BACK = 100
"""How much of what stands before a text is looked at."""
_INITIAL = re.compile(rf"(?<![\w’'&-])({_LETTER}\.) (?=({_LETTER})\w)")
_SPACED = (re.compile(r"(«) "), re.compile(r" (?=»)"))
_FRENCH = (re.compile(r" (?=[;!?]+(?!\w))"), re.compile(r" (?=:(?:\s|$))"))


def held(text: str, language: str, before: str = "") -> str:
    """Return `text` with spaces that hold; no character is added, so that exact words of others may be handed in."""
    before = before[-_BACK:]
    joined = before + text
    for pattern in _ALWAYS:
        joined = pattern.sub(rf"\1{NBSP}", joined)
    joined = _ONE_LETTER.sub(_hold_letter, joined)
    joined = _INITIAL.sub(lambda found: f"{found[1]}{NBSP if found[1].isupper() and found[2].isupper() else ' '}", joined)
    for pattern in _of(language):
        joined = pattern.sub(_hold, joined)
    joined = _SPACED[1].sub(NARROW, _SPACED[0].sub(rf"\1{NARROW}", joined))
    if language == "fr":
        joined = _FRENCH[1].sub(NBSP, _FRENCH[0].sub(NARROW, joined))
    return joined[len(before) :]


def _hold_letter(found: re.Match[str]) -> str:
    """Hold the space behind a letter, unless a mark before it is part of its word: vowels of Arabic and Hindi are marks."""
    marked = found.start() > 0 and category(found.string[found.start() - 1]).startswith("M")
    return f"{found[1]}{' ' if marked else NBSP}"


def _hold(found: re.Match[str]) -> str:
    """Hold the match's space where what follows is a number, or begins with a capital as names do."""
    fits = found["next"].isdigit() or found["next"].isupper() if "next" in found.groupdict() else True
    return f"{found['first']}{NBSP if fits else ' '}"


@cache
def _of(language: str) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of a language: `first` is what the space holds on to."""

    def words(table: dict[str, str]) -> str:
        known = {*table[""].split(), *table.get(language, "").split()} if "" in table else set(table.get(language, "").split())
        return "|".join(map(re.escape, sorted(known, key=lambda word: (-len(word), word))))

    patterns = [
        rf"(?<![\w’'.-])(?P<first>(?:{words(_BEFORE_NUMBERS)})\.?) (?=\d|[IVXLC]+\b)",
        rf"(?<!\w)(?P<first>(?:{words(_BEFORE_NAMES)})\.?) (?=(?P<next>\w))",
    ]
    if language in _ORDINALS:
        patterns.append(rf"(?<![\w.,])(?P<first>\d{{1,2}}\.) (?={_LETTER})")
    if eras := words(_ERAS):
        patterns.append(rf"(?P<first>[\dIVX]) (?=(?:{eras})\.)")
    return tuple(map(re.compile, patterns))
