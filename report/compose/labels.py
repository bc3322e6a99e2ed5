"""The words that the program itself prints, in the article's language, from gettext catalogues read at run time.

English texts are the message ids. A catalogue is `report/locales/<tag>.po`; a language with a region falls back to the one
without, and that to English. Where there is none, what stands within a sentence is a sign that every language reads: ~ for
about, a dash for to. What no sign says is remembered as missing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from report.model.cldr import locale_of, own_digits, separator


@dataclass(frozen=True)
class Labels:
    """Labels in one language; named as gettext names them, so that extraction finds every message."""

    tag: str
    """BCP 47."""

    @property
    def known(self) -> bool:
        """Whether the program has words in this language."""
        return not isinstance(_translations(self.tag), _Signs)

    @property
    def language(self) -> str:
        """The language that words of the program are in where it isn't this one; empty where it has words in this one."""
        return "" if self.known else "en"

    @property
    def missing(self) -> dict[str, None]:
        """What was asked for and isn't there in this language, so that it was given in English; to be cleared by who wonders."""
        found = _translations(self.tag)
        return found.missing if isinstance(found, _Signs) else {}

    def gettext(self, message: str) -> str:
        """Return the message in this language."""
        return self._message(_translations(self.tag).gettext(message))

    def pgettext(self, context: str, message: str) -> str:
        """Return the message as that context wants it."""
        return self._message(_translations(self.tag).pgettext(context, message))

    def ngettext(self, one: str, other: str, n: int) -> str:
        """Return the message in the form that goes with `n` things."""
        return self._message(_translations(self.tag).ngettext(one, other, n))

    def _message(self, text: str) -> str:
        message = _Message(text)
        message.tag = self.tag
        return message


class _Message(str):
    """A message that is filled with whole numbers in the digits of its language."""

    tag: str

    __slots__ = ("tag",)

    def format(self, *values: object, **named: object) -> str:
        """Fill the slots."""
        return super().format(*map(self._told, values), **{name: self._told(value) for name, value in named.items()})

    def _told(self, value: object) -> object:
        return own_digits(str(value), locale_of(self.tag)) if isinstance(value, int) else value


SIGNS = {
    "about {date}": "~{date}",
    "about {number}": "~{number}",
    "at least {number}": "≥ {number}",
    "at most {number}": "≤ {number}",
    "more than {number}": "> {number}",
    "fewer than {number}": "< {number}",
    "{date} (uncertain)": "{date} (?)",
    "since {date}": "{date} –",
    "until {date}": "– {date}",
    "an unknown date to {date}": "? – {date}",
    "{date} to an unknown date": "{date} – ?",
    "{begin} to {end}": "{begin} – {end}",
    "{lower} to {upper}": "{lower} … {upper}",
    "{value} a {per}": "{value}/{per}",
    "no. {number}": "№ {number}",
    "{before}, now {after}": "{before} → {after}",
}
"""What stands within a sentence where there are no words for it: signs of CLDR's root and of mathematics."""


_SLOT = re.compile(r"\{\w+\}")


class _Signs(NullTranslations):
    """Signs, and English where there is none; between slots alone, what divides the parts of a line in the language."""

    def __init__(self, tag: str) -> None:
        super().__init__()
        self._tag = tag
        self.missing: dict[str, None] = {}

    def gettext(self, message: str) -> str:
        if message in SIGNS:
            return SIGNS[message]
        if any(map(str.isalpha, _SLOT.sub("", message))):
            self.missing[message] = None
            return message
        for latin in (", ", "; "):
            message = message.replace(latin, separator(latin, self._tag))
        return message

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002 - English has one form for all
        return self.gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.missing |= {msgid1: None, msgid2: None}
        return super().ngettext(msgid1, msgid2, n)


@cache
def _translations(tag: str) -> NullTranslations:
    catalogues = files("report") / "locales"
    parts = tag.split("-")
    for length in range(len(parts), 0, -1):
        file = catalogues / f"{'-'.join(parts[:length])}.po"
        if file.is_file():
            compiled = BytesIO()
            write_mo(compiled, read_po(BytesIO(file.read_bytes())))
            compiled.seek(0)
            return GNUTranslations(compiled)
    return NullTranslations() if parts[0] == "en" else _Signs(tag)
