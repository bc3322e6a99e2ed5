"""What a language asks of type and wording: its Babel locale, its direction and its quotation marks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from babel import Locale

from report.model.cldr import direction, locale_of, own_digits, script_of, separator

NBSP = "\u00a0"
NARROW = "\u202f"
PLAIN_SPACES = str.maketrans({NBSP: " ", NARROW: " "})
"""Takes off what holds lines together, where there are none: in text for machines and for ears."""


class Marks(NamedTuple):
    """Quotation marks: the outer pair, and the pair inside it."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str


_ENGLISH = Marks("“", "”", "‘", "’")
_LOW_HIGH = Marks("„", "“", "‚", "‘")
_LOW_RIGHT = Marks("„", "”", "‚", "’")
_SAME = Marks("”", "”", "’", "’")
_POINTED = Marks("«", "»", "“", "”")
_CORNERS = Marks("「", "」", "『", "』")
_MARKS = {
    "en": _ENGLISH, "pt": _ENGLISH, "tr": _ENGLISH, "nl": Marks("‘", "’", "“", "”"),
    "de": _LOW_HIGH, "cs": _LOW_HIGH, "sk": _LOW_HIGH, "sl": _LOW_HIGH, "bg": _LOW_HIGH,
    "pl": _LOW_RIGHT, "ro": Marks("„", "”", "«", "»"), "hu": Marks("„", "”", "»", "«"), "hr": _LOW_RIGHT,
    "sv": _SAME, "fi": _SAME, "da": Marks("“", "”", "‘", "’"),
    "fr": Marks("«" + NARROW, NARROW + "»", "“", "”"), "it": _POINTED, "es": _POINTED, "sq": _POINTED,
    "fa": Marks("«", "»", "‹", "›"),
    "ru": Marks("«", "»", "„", "“"), "uk": Marks("«", "»", "„", "“"),
    "no": Marks("«", "»", "‘", "’"), "nb": Marks("«", "»", "‘", "’"),
    "el": _POINTED, "ar": Marks("”", "“", "’", "‘"), "he": Marks("”", "”", "’", "’"), "ku": _POINTED,
    "ur": Marks("”", "“", "’", "‘"), "sr": Marks("„", "”", "’", "’"), "ja": _CORNERS, "zh-Hant": _CORNERS,
    "et": _LOW_HIGH, "is": _LOW_HIGH, "lt": _LOW_HIGH, "mk": _LOW_HIGH, "bs": Marks("„", "”", "‘", "’"),
    "ka": Marks("„", "“", "«", "»"), "be": Marks("«", "»", "„", "“"), "ca": _POINTED, "eu": _POINTED, "kk": _POINTED,
    "pt-PT": _POINTED,
    "hy": Marks("«", "»", "«", "»"), "am": Marks("«", "»", "‹", "›"), "ug": Marks("»", "«", "›", "‹"), "yi": _SAME,
}  # fmt: skip


@dataclass(frozen=True)
class Language:
    """A language by its BCP 47 tag."""

    tag: str

    @property
    def base(self) -> str:
        """The primary subtag: `de` of `de-AT`."""
        return self.tag.split("-")[0]

    @property
    def locale(self) -> Locale:
        """Babel's locale; English stands in where CLDR lacks the language."""
        return locale_of(self.tag)

    @property
    def name(self) -> str:
        """What it is called in itself."""
        said = Locale(self.locale.language, script=self.locale.script)
        return said.get_display_name(said) or self.tag

    @property
    def marks(self) -> Marks:
        """The language's quotation marks."""
        names = (self.tag, f"{self.base}-{script_of(self.tag)}", self.base)
        return next((_MARKS[name] for name in names if name in _MARKS), _ENGLISH)

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`, by the tag's script or the language's usual one."""
        return direction(self.tag)

    @property
    def letters(self) -> str:
        """Characters of the words that dates and lists are made of, and of what divides and quotes."""
        locale = self.locale
        months = (name for width in ("wide", "abbreviated") for name in locale.months["format"][width].values())
        dates = (pattern.pattern for pattern in locale.date_formats.values())
        lists = (part for pattern in locale.list_patterns.values() for part in pattern.values())
        signs = (*self.marks, separator(", ", self.tag), separator("; ", self.tag))
        return "".join(sorted({character for text in (*months, *dates, *lists, *signs) for character in str(text)}))

    def digits(self, text: object) -> str:
        """Return a number or a text in the language's own digits."""
        return own_digits(str(text), self.locale)

    def joined(self, pieces: Iterable[str], mark: str = ", ") -> str:
        """Return the pieces that aren't empty, with a comma or a semicolon of the language's script between them."""
        return separator(mark, self.tag).join(filter(None, pieces))

    def quoted(self, text: str) -> str:
        """Return `text` in outer quotation marks; marks inside stay as they are."""
        return f"{self.marks.opening}{text}{self.marks.closing}"
