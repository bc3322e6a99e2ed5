"""Charts of lines: the values of a series over time, those joined that are alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, NamedTuple

from report.model.charts.marks import EventLine
from report.model.figure import PLAIN, Dating, Opened, ScaledChart, opened
from report.model.form import Form
from report.model.shape import Shape

FORM = Form(
    frozenset({"series"}), 1, 1, ("title", "subtitle", "caption", "events", "id", "form", "height", "highlight", "levels")
)
MOST = 12
"""So many lines can be told apart."""


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
    central: bool = True
    """Whether the source gives the value itself; else it is the middle of a range."""

    def __repr__(self) -> str:
        """Return all of it; drawings are kept by what they say of themselves, and thousands of dates say it at length."""
        return f"Point({', '.join(map(str, self))})"

    @property
    def dating(self) -> Dating:
        """How the days are to be read."""
        return self.own_dating or PLAIN

    @property
    def opened(self) -> Opened:
        """At which side its bounds are open, if one of them alone is known."""
        return opened(self.low, self.high)


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


class Level(NamedTuple):
    """A value that is marked across the plot."""

    value: float
    upper: float | None
    """The upper bound where the source gives a range."""
    label: str
    """The value in words."""
    name: str


class PointNote(NamedTuple):
    """Words that point at one value."""

    line: int
    point: int
    """Their numbers among the lines, and among its values."""
    label: str
    date_label: str
    """What stands below, in words that stand back: a date, or a value."""

    @property
    def words(self) -> str:
        """What stands above the plot."""
        return f"{self.label} {self.date_label}"


@dataclass(frozen=True, slots=True)
class LineDrawing(ScaledChart):
    """Values over time as lines, each by itself."""

    lines: tuple[Line, ...]
    """Those that aren't muted get colours and marks in this order."""
    events: tuple[EventLine, ...] = ()
    levels: tuple[Level, ...] = ()
    notes: tuple[PointNote, ...] = ()
    form: ClassVar[str] = "line"
    times: ClassVar[float] = 1.65
    """Of a tall one, or one with the names of many lines above it."""
    dense: ClassVar[bool] = True

    @property
    def labels(self) -> list[str]:
        """The words of each event and of each note; those of lines find room beside them."""
        return [*(event.words for event in self.events), *(note.words for note in self.notes)]

    @property
    def named(self) -> int:
        """How many lines have a name."""
        return sum(not line.muted for line in self.lines)

    @property
    def drawable(self) -> bool:
        """Whether all lines can be told apart: looks come again with other dashes."""
        return bool(self.lines) and self.named <= MOST
