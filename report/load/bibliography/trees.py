"""What both kinds of bibliography are made into: a record as sources.yaml would have it, each value with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from babel.core import get_global

from report.intake.files import bad_characters, without_refused
from report.load.rules import UNTITLED
from report.load.yaml_tree import Mapping, Sequence, Tree
from report.model.reading import Scalar
from report.model.scripts import as_characters
from report.problems import Place, Problem, cut

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")
_LANGUAGES = {
    "american": "en-US", "usenglish": "en-US", "british": "en-GB", "ukenglish": "en-GB", "english": "en", "canadian": "en-CA",
    "australian": "en-AU", "german": "de", "ngerman": "de", "deutsch": "de", "austrian": "de-AT", "naustrian": "de-AT",
    "nswissgerman": "de-CH", "swissgerman": "de-CH", "french": "fr", "francais": "fr", "français": "fr", "canadien": "fr-CA",
    "spanish": "es", "español": "es", "italian": "it", "italiano": "it", "portuguese": "pt", "brazilian": "pt-BR",
    "brazil": "pt-BR",
    "dutch": "nl", "nederlands": "nl", "polish": "pl", "polski": "pl", "russian": "ru", "ukrainian": "uk", "czech": "cs",
    "slovak": "sk", "hungarian": "hu", "magyar": "hu", "romanian": "ro", "bulgarian": "bg", "croatian": "hr", "serbian": "sr",
    "slovene": "sl", "slovenian": "sl", "greek": "el", "turkish": "tr", "swedish": "sv", "norwegian": "no", "norsk": "nb",
    "nynorsk": "nn", "danish": "da", "finnish": "fi", "icelandic": "is", "estonian": "et", "latvian": "lv", "lithuanian": "lt",
    "albanian": "sq", "arabic": "ar", "persian": "fa", "farsi": "fa", "hebrew": "he", "hindi": "hi", "japanese": "ja",
    "chinese": "zh", "korean": "ko", "latin": "la", "catalan": "ca", "basque": "eu", "galician": "gl", "irish": "ga",
    "welsh": "cy",
}  # fmt: skip
"""Languages by the names that babel, polyglossia and people have for them."""
_TAG = re.compile(r"([a-z]{2,3})(?:-([A-Za-z]{4}))?(?:-([A-Za-z]{2}|\d{3}))?", re.IGNORECASE)
_THREE = {
    "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "ita": "it", "per": "fa", "fas": "fa",
    "ara": "ar",
}  # fmt: skip
"""Languages by codes of three letters, where they have one of two."""
_EXACT = {"URL", "DOI"}
_SCRIPT = re.compile(r"<(su[bp])>([^<>]*)</\1>")
_TAG_OF_HTML = re.compile(r"</?(?:i|b|em|strong|sub|sup|sc|span)(?:\s[^<>]*)?>")
_SPACES = re.compile(r"[ \t\n\r]+")
_APOSTROPHE = re.compile(r"(?<=\w)'")
UNTITLED_TYPES = {"personal_communication", "interview", "speech"}
"""What often has no title."""


@dataclass
class Filling:
    """A record that is being filled."""

    place: Place
    problems: list[Problem]
    tree: Mapping = field(init=False)

    def __post_init__(self) -> None:
        self.tree = Mapping(self.place)

    def put(self, key: str, text: str, place: Place) -> None:
        """Fill a key; nothing is no value."""
        if not text.strip() or key in self.tree.entries:
            return
        value = self._scalar(text if key in _EXACT else untagged(text), place)
        if value.strip():
            self._add(key, value, place)

    def people(self, key: str, names: Iterable[dict[str, str]], place: Place) -> None:
        """Fill a key with names in parts."""
        items: list[Tree] = []
        for parts in names:
            scalars = {part: self._scalar(untagged(text), place) for part, text in parts.items()}
            known: dict[str, Tree] = {part: text for part, text in scalars.items() if text.strip()}
            if known and known.keys().isdisjoint({"family", "literal"}):  # one word, which is the whole of it
                known = {"literal": Scalar(" ".join(map(str, known.values())), place)}
            if known:
                items.append(Mapping(place, known, dict.fromkeys(known, place)))
        if items:
            self._add(key, Sequence(place, items), place)

    def untitled(self, key: str) -> None:
        """Note that the entry has no title."""
        hint = "add a title to it, or type the source in sources.yaml"
        self.problems.append(UNTITLED.at(self.place, f"“{cut(key)}” has no title", hint=hint))

    def _add(self, key: str, value: Tree, place: Place) -> None:
        self.tree.entries[key] = value
        self.tree.keys[key] = place

    def _scalar(self, text: str, place: Place) -> Scalar:
        self.problems += bad_characters(text, lambda _: place)
        return Scalar(without_refused(text), place)


def untagged(text: str) -> str:
    """Return a text without the few tags of HTML that libraries have in titles, and with true apostrophes."""
    before = ""
    while before != text:  # what is within one tag may be another
        before = text
        text = _TAG_OF_HTML.sub("", _SCRIPT.sub(lambda found: as_characters(found[2], raised=found[1] == "sup"), text))
    return " ".join(_SPACES.split(_APOSTROPHE.sub("’", text))).strip()


def edition(text: str) -> str:
    """Return the number of an edition, however it is written; other words as they are."""
    found = re.fullmatch(r"(\d+)(?:\.|st|nd|rd|th)?(?:\s+(?:ed\.?|edition|Auflage|Aufl\.))?", text)
    if found:
        return found[1]
    word = text.casefold().removesuffix(" edition")
    return str(_ORDINALS.index(word) + 1) if word in _ORDINALS else text


def pages(text: str) -> str:
    """Return a range of pages with one hyphen, whatever dashes it was written with."""
    return "-".join(part.strip() for part in re.split("[-‐–—]+", text))


def issn(text: str) -> str:
    """Return the first of several ISSNs."""
    found = re.match(r"\s*(\d{4}-?\d{3}[\dXx])", text)
    return found[1] if found else text


def doi(text: str) -> str:
    """Return a DOI without the address and the word that often stand before it."""
    return re.sub(r"^\s*(?:https?://(?:dx\.)?doi\.org/|doi:?\s*)", "", text, flags=re.IGNORECASE).strip()


def address(text: str) -> str:
    """Return an address in which signs that can't stand there are written by their numbers."""
    return re.sub(r'[ "<>\\^`{|}]', lambda found: f"%{ord(found[0]):02X}", text.strip())


def language(text: str) -> str:
    """Return the tag of a language; nothing where its name says none, which claims nothing."""
    name = text.strip().casefold()
    if name in _LANGUAGES:
        return _LANGUAGES[name]
    found = _TAG.fullmatch(text.strip().replace("_", "-"))
    if found is None:
        return ""
    base = _THREE.get(found[1].lower(), found[1].lower())
    if base not in get_global("likely_subtags"):
        return ""
    return "-".join(filter(None, [base, (found[2] or "").title(), (found[3] or "").upper()]))
