"""Styles, drawings and fonts for the tests of charts."""

from datetime import date
from importlib.resources import files
from pathlib import Path

import fontpkg_almarai

from charts.style import SeriesStyle, Style
from report.model.charts.bars import Bar, BarsDrawing
from report.model.charts.line import Line, LineDrawing, Point
from report.model.charts.marks import EventLine, Mark, MarksDrawing
from report.model.charts.timeline import TimelineDrawing, TimelineMark
from report.model.shape import shape_of

FAMILIES = ("Almarai",)
PALETTE = (
    SeriesStyle("#0b5d7a", "o", (), filled=True),
    SeriesStyle("#a8541c", "o", (4, 2), filled=False),
    SeriesStyle("#1d2a33", "s", (), filled=True),
    SeriesStyle("#5d6b75", "D", (), filled=False),
    SeriesStyle("#0b5d7a", "^", (), filled=True),
    SeriesStyle("#a8541c", "v", (), filled=False),
)


def font_files() -> tuple[Path, ...]:
    """Static files of a family with Latin and Arabic letters: what is placed where doesn't depend on the typeface."""
    folder = Path(str(files(fontpkg_almarai))) / "files"
    return folder / "Almarai-Bold.ttf", folder / "Almarai-Regular.ttf"


def style(width: float = 160, height: float = 74, base: float = 8, floor: float = 6, language: str = "en") -> Style:
    colours = ("#1d2a33", "#5d6b75", "#d4dadd", "#ffffff", "#0b5d7a", "#a8541c")
    return Style(width, height, base, floor, *colours, PALETTE, FAMILIES, language)


def year(number: int) -> tuple[date, date]:
    return date(number, 1, 1), date(number, 12, 31)


def day(number: int, month: int, of_month: int) -> tuple[date, date]:
    return (date(number, month, of_month),) * 2


def mark(when: int, value: float, basis: int = 0, *, detail: str = "counted by somebody", upper: float | None = None) -> Mark:
    return Mark(*year(when), value, upper, False, basis, f"{value:,}", detail)


def one(name: str, points: list[Point], breaks: tuple[int, ...] = (), *, muted: bool = False) -> Line:
    """A line whose labels are its values and its years."""
    shape = shape_of([point.value for point in points], breaks)
    labels = tuple((f"{points[i].value:,.0f}", str(points[i].earliest.year)) for i in shape.told)
    return Line(name, tuple(points), shape, labels, muted)


def years(*values: float, first: int = 1990) -> list[Point]:
    return [Point(*year(first + i), value) for i, value in enumerate(values)]


MEMBERS = MarksDrawing(
    "en",
    ("living there", "places agreed"),
    (
        Mark(*year(2013), 3000, None, True, 1, "about 3,000", "places agreed, the authorities"),
        Mark(*year(2018), 2300, None, True, 0, "about 2,300", "living there, one correspondent’s report"),
        Mark(*year(2022), 3000, None, False, 0, "3,000", "living there, a news agency’s report"),
    ),
    (EventLine(*day(2023, 6, 20), "Police search the place", "20 June 2023"),),
)

_WALKERS = tuple(Point(*year(1990 + n), 100.0 + 7 * n + 20 * (n % 3)) for n in range(30))
_SHAPE = shape_of([point.value for point in _WALKERS], (12,))
LINES = LineDrawing(
    "en",
    (Line("counted at the gate", _WALKERS, _SHAPE, tuple((f"{_WALKERS[n].value:.0f}", f"{1990 + n}") for n in _SHAPE.told)),),
    MEMBERS.events,
)

EVENTS = TimelineDrawing(
    "en",
    (
        TimelineMark(*year(2013), "A country agrees", "2013"),
        TimelineMark(*year(2018), "A payment ends", "2018"),
        TimelineMark(*day(2019, 7, 13), "A conference is held", "13 July 2019"),
        TimelineMark(*day(2023, 6, 20), "A rally is banned", "just days before", relative=True),
        TimelineMark(*day(2023, 6, 20), "A place is searched", "20 June 2023"),
        TimelineMark(*day(2023, 6, 20), "A court lifts the ban", "a week later", relative=True),
    ),
)

BARS = BarsDrawing(
    "en",
    (
        Bar(3000, None, "about 3,000", "Places agreed", "the authorities; 2013"),
        Bar(1500, 2000, "1,500–2,000", "People at the gate on the first day of all", "an engineer"),
        Bar(12, None, "at least 12", "Hurt"),
    ),
)

PERSIAN = TimelineDrawing("fa", (TimelineMark(*year(2013), "آلبانی اعضا را می‌پذیرد", "۲۰۱۳"),))
