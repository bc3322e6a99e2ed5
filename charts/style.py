"""How a chart looks: its size on the page, its type, its colours by role. Every size follows from the base size."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
from babel import Locale, UnknownLocaleError
from matplotlib.colors import to_hex, to_rgb

POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class SeriesStyle:
    """What tells one basis from another: never the colour alone."""

    colour: str
    marker: str
    """matplotlib's sign for the shape: "o", "s", "D", "^", "v", "P"."""
    dash: tuple[float, ...] = ()
    """Lengths on and off, in widths of the line; empty for an unbroken one."""
    filled: bool = True
    words: str = ""
    """The colour of words that belong to it, which need more contrast than marks; empty where its own has enough."""

    @property
    def lettering(self) -> str:
        """The colour in which its words are written."""
        return self.words or self.colour


@dataclass(frozen=True, slots=True)
class Style:
    """Everything a chart form needs to know beside its drawing."""

    width_mm: float
    height_mm: float
    """What the format asks for; a form with many labels may need more, and says so by the figure's size."""
    base_pt: float
    """Size of plain text."""
    floor_pt: float
    """No text is smaller."""
    ink: str
    muted: str
    rule: str
    paper: str
    accent: str
    second: str
    series: tuple[SeriesStyle, ...]
    """By the order of a drawing's bases; a drawing with more bases than this can't be drawn."""
    families: tuple[str, ...]
    """Font families, the first that has a character sets it."""
    language: str = "en"
    """Language of numbers and dates on the axes, as a BCP 47 tag."""

    @property
    def width(self) -> float:
        """Width in points."""
        return self.width_mm * POINTS_PER_MM

    @property
    def height(self) -> float:
        """Height in points."""
        return self.height_mm * POINTS_PER_MM

    @property
    def scale(self) -> float:
        """How much larger than 8 pt type the chart is."""
        return self.base_pt / 8

    @property
    def value_pt(self) -> float:
        """Size of a value beside its mark."""
        return max(11 * self.scale, self.floor_pt)

    @property
    def plain_pt(self) -> float:
        """Size of plain words."""
        return max(self.base_pt, self.floor_pt)

    @property
    def detail_pt(self) -> float:
        """Size of words that stand back, and of the axes."""
        return max(7.5 * self.scale, self.floor_pt)

    @property
    def mark_pt(self) -> float:
        """Diameter of a mark; it grows more slowly than the type."""
        return 8 * math.pow(self.scale, 0.6)

    @property
    def hairline(self) -> float:
        """Width of the thinnest line, points."""
        return 0.5 * math.sqrt(self.scale)

    @property
    def gap(self) -> float:
        """The distance that keeps two things apart, points."""
        return 3 * math.pow(self.scale, 0.8)

    def tint(self, colour: str, share: float) -> str:
        """Return `colour` thinned with paper; `share` 1 is the colour itself."""
        red, green, blue = (
            share * own + (1 - share) * ground for own, ground in zip(to_rgb(colour), to_rgb(self.paper), strict=True)
        )
        return to_hex((red, green, blue))


def rc(style: Style) -> dict[str, Any]:
    """Return the rcParams under which a chart of this style is drawn and saved."""
    return {
        "font.family": list(style.families),
        "font.size": style.plain_pt,
        "text.color": style.ink,
        "text.parse_math": False,  # a dollar sign in a label is a dollar sign
        "text.usetex": False,
        "text.hinting": "none",
        "figure.dpi": 72,
        "figure.facecolor": style.paper,
        "figure.edgecolor": "none",
        "axes.facecolor": "none",
        "axes.formatter.use_locale": False,
        "lines.antialiased": True,
        "path.simplify": False,
        "path.snap": False,
        "savefig.dpi": "figure",
        "savefig.facecolor": style.paper,
        "savefig.bbox": None,
        "svg.fonttype": "none",
    }


@contextmanager
def settings(style: Style) -> Iterator[None]:
    """Draw or save under this style alone; a matplotlibrc of the machine's own has no say, and nothing is left changed."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(rc(style))  # type: ignore[arg-type]  # its keys are a literal type
        yield


def locale_of(language: str) -> Locale:
    """Return the locale of a language; English of no country where nothing is known of it, as text has it."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_001")
