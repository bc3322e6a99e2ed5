"""The words that the program itself prints, in the article's language, from gettext catalogues read at run time.

English texts are the message ids. A catalogue is `report/locales/<tag>.po`; a language with a region falls back to the one
without, and that to English.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


@dataclass(frozen=True)
class Labels:
    """Labels in one language; named as gettext names them, so that extraction finds every message."""

    tag: str
    """BCP 47."""

    def gettext(self, message: str) -> str:
        """Return the message in this language."""
        return _translations(self.tag).gettext(message)

    def pgettext(self, context: str, message: str) -> str:
        """Return the message as that context wants it."""
        return _translations(self.tag).pgettext(context, message)

    def ngettext(self, one: str, other: str, n: int) -> str:
        """Return the message in the form that goes with `n` things."""
        return _translations(self.tag).ngettext(one, other, n)


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
    return NullTranslations()
