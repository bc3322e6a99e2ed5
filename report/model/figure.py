"""What a chart shows, ready to be drawn: values, labels and the order of things, but no sizes, colours or fonts.

Labels are finished text in the article's language; a chart module decides only where they go.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from report.model.shape import Shape

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


@dataclass(frozen=True, slots=True)
class Mark:
    """One observation."""

    earliest: date
    latest: date
    """First and last day that the observation's date covers, of an open one its known end; the mark stands in the middle
    between them."""
    value: float
    upper: float | None
    """The upper bound where the source gives a range."""
    approximate: bool
    basis: int
    """Which basis: an index into the chart's bases."""
    label: str
    """The value with its qualifier: "about 3,000"."""
    detail: str
    """What was counted and who counted, in a few words."""
    dating: Dating = Dating()
    date_label: str = ""
    """The date, where the axis alone doesn't tell it: "about 1998"."""


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event on the time axis."""

    earliest: date
    latest: date
    label: str
    date_label: str
    dating: Dating = Dating()


@dataclass(frozen=True, slots=True)
class SeriesDrawing:
    """Observations over time. Only marks of one basis may be joined."""

    language: str
    bases: tuple[str, ...]
    """Labels of the bases, in the order of the series file; colours and marks go by this order."""
    marks: tuple[Mark, ...]
    """From the earliest to the latest."""
    events: tuple[EventLine, ...] = ()
    form: str = "series"
    decimals: int = 0
    """How many decimals the numbers of the scale have, as those of the marks do."""
    unit: str = ""
    """How a number of the scale stands with its unit: "{0} km"; empty for what is counted."""


Height = Literal["short", "standard", "tall"]


class Point(NamedTuple):
    """One value of a line. There may be thousands of them: it holds no more than is drawn."""

    earliest: date
    latest: date
    """As those of a mark."""
    value: float
    """Of a range its middle."""
    low: float | None = None
    """The bounds where the source gives them."""
    high: float | None = None
    own_dating: Dating | None = None
    """How its days are to be read, where they aren't a date that is known no finer."""

    def __repr__(self) -> str:
        """Return all of it; drawings are kept by what they say of themselves, and thousands of dates say it at length."""
        return f"Point({', '.join(map(str, self))})"

    @property
    def dating(self) -> Dating:
        """How the days are to be read."""
        return self.own_dating or _PLAIN


_PLAIN = Dating()


@dataclass(frozen=True, slots=True)
class Line:
    """Values that are alike: the same was counted, by the same counter."""

    name: str
    points: tuple[Point, ...]
    """From the earliest to the latest, at least one."""
    shape: Shape
    labels: tuple[tuple[str, str], ...] = ()
    """For each value that `shape` tells: the value with its qualifier, and its date in words."""
    muted: bool = False
    """Whether it stands back behind the others, and isn't named."""


@dataclass(frozen=True, slots=True)
class LineDrawing:
    """Values over time as lines, each by itself."""

    language: str
    lines: tuple[Line, ...]
    """Those that aren't muted get colours and marks in this order."""
    events: tuple[EventLine, ...] = ()
    form: str = "line"
    decimals: int = 0
    unit: str = ""
    """As those of a series."""
    start: float | None = None
    """Where the scale of values begins, if the author has it begin elsewhere than at zero."""
    height: Height = "standard"


@dataclass(frozen=True, slots=True)
class TimelineMark:
    """One event of a timeline."""

    earliest: date
    latest: date
    """The same day twice for a day; a span for a month, a year or an interval."""
    label: str
    date_label: str
    relative: bool = False
    """Whether the date is known by relation only; the span is then that of the event it hangs on."""
    dating: Dating = Dating()


@dataclass(frozen=True, slots=True)
class TimelineDrawing:
    """Events in order of time."""

    language: str
    marks: tuple[TimelineMark, ...]
    form: str = "timeline"


@dataclass(frozen=True, slots=True)
class Bar:
    """One fact's figure."""

    value: float
    upper: float | None
    """The upper bound where the source gives a range."""
    label: str
    """The value with its qualifier and its unit: "at least 12"."""
    words: str
    """What the fact says something about."""
    detail: str = ""
    """What was counted, who says so, and when, in a few words; empty where it is the source itself."""


@dataclass(frozen=True, slots=True)
class BarsDrawing:
    """Single figures of one unit, none below zero, in the order in which the author names them."""

    language: str
    bars: tuple[Bar, ...]
    form: str = "bars"


Drawing = SeriesDrawing | LineDrawing | TimelineDrawing | BarsDrawing


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
