"""What a chart shows, ready to be drawn: values, labels and the order of things, but no sizes, colours or fonts.

Labels are finished text in the article's language; a chart module decides only where they go.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import count, takewhile
from typing import ClassVar, Literal

End = Literal["known", "open", "unknown"]
"""An end of a time: known as finely as its date, open since the time goes on, or not known."""


@dataclass(frozen=True, slots=True)
class Dating:
    """How a mark's days are to be read: as a date that is known no finer, or as a time that lasted."""

    begin: date | None = None
    """Of a time that lasted, the last day of the date on which it began, if that is known."""
    end: date | None = None
    """And the first day of the date on which it ended."""
    opening: End = "known"
    closing: End = "known"
    doubtful: bool = False
    """Whether the date is approximate or uncertain."""

    @property
    def lasting(self) -> bool:
        """Whether it is a time that lasted."""
        return self.begin is not None or self.end is not None


PLAIN = Dating()
"""Of a mark whose days are what there is to say of its time."""


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart of any form shows; `report.model.charts` has the forms."""

    language: str
    form: ClassVar[str]
    frame: ClassVar[float | None] = None
    """Millimetres of its height that aren't words; as many as the format gives a chart, where this isn't said."""
    times: ClassVar[float] = 1
    """So many times as high as the format has it a chart can be without its words."""
    dense: ClassVar[bool] = False
    """Whether there can be so much in it that its pixels take many bytes."""
    rows: ClassVar[str] = ""
    """The field of what stands one below the other, of which a chart that is too high can do without the last."""
    divisible: ClassVar[bool] = False
    """Whether one that is too high is drawn in parts: its field `part` has the numbers of the rows that one shows, from and to,
    and all of them are drawn to the scale of the whole."""
    fewer: ClassVar[str] = ""
    """Says of a chart that is too high how many of its rows fit: `{fit}` of `{count}`."""

    @property
    def labels(self) -> list[str]:
        """The words of each thing that it shows, from which its greatest height is reckoned; none where there is no telling."""
        return []

    @property
    def drawable(self) -> bool:
        """Whether it can be drawn for certain, where it has room and looks enough."""
        return bool(self.labels)

    @property
    def styles(self) -> int:
        """How many looks it needs by which things are told apart."""
        return 0


def pieces(id_: str, pictures: Container[str]) -> list[str]:
    """Return the names of a figure's pictures: its id, and for what a chart that is divided goes on with, that and a number."""
    return [id_, *takewhile(lambda name: name in pictures, (f"{id_}.{number}" for number in count(2)))]


Opened = Literal["", "below", "above"]


def opened(low: float | Decimal | None, high: float | Decimal | None) -> Opened:
    """Return at which side a value's bounds are open, if one of them alone is known."""
    if (low is None) == (high is None):
        return ""
    return "below" if low is None else "above"


Height = Literal["short", "standard", "tall"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SizedChart(Chart):
    """A chart that is drawn at one of three heights."""

    height: Height = "standard"
    free: bool = False
    """Whether its author says none, so that it is the page's to choose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaledChart(SizedChart):
    """A chart with a scale of values, and what its author says of it."""

    decimals: int = 0
    """How many decimals the numbers of the scale have, as the values do."""
    unit: str = ""
    """How a number of the scale stands with its unit: "{0} km"; empty for what is counted."""
    start: float | None = None
    """Where the scale begins, if the author has it begin elsewhere than at zero."""
    stop: float | None = None
    """Where it ends, if the author has it go on beyond the values."""
    power: int = 0
    """By which power of ten its numbers are told: 6 for millions."""


EM_MM = 4.0
"""Size of the type for which a formula's lengths are told."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing or an image as bytes, with the size at which it is placed."""

    data: bytes
    media_type: str
    width_mm: float
    height_mm: float
    depth_mm: float = 0
    """How far a formula reaches below the line of text; its lengths are those for type of EM_MM."""
