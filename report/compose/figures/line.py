"""Line charts of a series: its lines, what tells of their shapes, and the same in words and in a table.

Only like is joined with like: the same was counted, by the same counter. Of few values each is told; of more, the shape of each
line, which is reckoned once for the drawing, for the words and for the table.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from report.compose.dates import date_text, dating
from report.compose.desk import Desk, slug
from report.compose.figures.parts import LONGEST, ends_in_words
from report.compose.gaps import Kind
from report.compose.lookup import DANGLING, refuse
from report.compose.numbers import number_text
from report.compose.tables import observation_id
from report.compose.typography import polish
from report.compose.values import value_text
from report.compose.wording import capital, listed
from report.model.axes import middle
from report.model.evidence import Observation, Series
from report.model.figure import Dating, Line, Point
from report.model.period import Period
from report.model.prose import Directive
from report.model.shape import Shape, shape_of

FROM = 10
"""From so many values on, a chart has lines unless its author has it otherwise."""
EACH = 24
"""Up to so many values are told one by one."""


@dataclass(frozen=True, slots=True)
class Course:
    """A line of a series: observations with numbers, in time, and their shape."""

    name: str
    basis: str
    observations: tuple[Observation, ...]
    shape: Shape
    muted: bool

    @property
    def joined(self) -> bool:
        """Whether any of its values are."""
        return any(len(piece) > 1 for piece in self.shape.pieces)


def wanted(directive: Directive, series: Series, count: int) -> bool:
    """Tell whether a series is to be drawn as lines."""
    form, words = directive.option("form"), series.chart
    if chosen := form.source.strip() if form else words.form:
        return chosen == "line"
    asked = words.axis or words.highlight or words.height != "standard"
    return bool(count >= FROM or asked or directive.option("height") or directive.option("highlight"))


def courses(desk: Desk, directive: Directive, series: Series) -> tuple[Course, ...]:
    """Return the lines of a series, by their bases: one for each that counted, or for each line of a table.

    Those who counted once alone share a line on which no value is joined to another.
    """
    seen = [one for one in series.in_time() if one.quantity.number is not None]
    times = Counter((one.basis, one.reported) for one in seen)
    groups: dict[tuple[str, str, str], list[Observation]] = {}
    for one in seen:
        line = of_table(one)
        alone = not line and times[one.basis, one.reported] == 1
        groups.setdefault((one.basis, line, "" if alone else one.reported), []).append(one)
    chosen = _chosen(directive, series, {slug(line) for _, line, _ in groups if line})
    of_basis = Counter((basis, line) for basis, line, _ in groups)
    found = []
    for basis, line, by in sorted(groups, key=lambda key: list(series.bases).index(key[0])):
        members = groups[basis, line, by]
        name = polish(line or series.bases[basis].label, desk.language)
        if by and of_basis[basis, line] > 1:
            name = desk.labels.gettext("{counted}, {by}").format(counted=name, by=polish(by, desk.language))
        breaks = _breaks(members, series.bases[basis].period or series.period) if by else tuple(range(1, len(members)))
        shape = shape_of([_value(one) for one in members], breaks)
        muted = bool(chosen) and chosen.isdisjoint({basis, slug(line)} if line else {basis})
        found.append(Course(name, basis, tuple(members), shape, muted))
    return tuple(found)


def of_table(observation: Observation) -> str:
    """Return the line to which an observation of a table belongs; nothing for one that is typed."""
    return str(getattr(observation, "line", ""))


def _chosen(directive: Directive, series: Series, lines: set[str]) -> set[str]:
    """Return the bases and lines that are to stand out."""
    option = directive.option("highlight")
    chosen = option.source.replace(",", " ").split() if option else series.chart.highlight
    for name in chosen:
        if name not in series.bases and name not in lines:
            hint = f"name one of these: {', '.join(sorted(lines) or series.bases)}"
            refuse(DANGLING, directive.place, f"the series “{series.id}” has no line “{name}” that could stand out", hint)
    return set(chosen)


def _value(observation: Observation) -> float:
    """Return the height at which a value stands: of a range its middle."""
    low, high = bounds_of(observation)
    return float(low) if high is None else float(low + high) / 2


def bounds_of(observation: Observation) -> tuple[Decimal, Decimal | None]:
    """Return the number, and the upper bound of a range."""
    quantity = observation.quantity
    assert quantity.number is not None, "only numbers are drawn"
    return quantity.number, quantity.upper


def _breaks(observations: Sequence[Observation], period: Period | None) -> tuple[int, ...]:
    """Return the numbers of those that aren't joined to the one before.

    They follow a gap that the period shows; or one of both is of a time of which the line has several, and nothing says which
    of these it would lead to.
    """
    times = [middle(*one.date.known) for one in observations]
    at = Counter(times)
    found = {n for n in range(1, len(times)) if at[times[n]] > 1 or at[times[n - 1]] > 1}
    if period is not None:
        starts = [one.date.known[0] for one in observations]
        for gap in period.gaps([one.date for one in observations])[0]:
            found.add(bisect_right(starts, gap.last))
    return tuple(sorted(found))


def line_of(desk: Desk, series: Series, course: Course) -> Line:
    """Return a line as it is drawn."""
    points = tuple(_point(one) for one in course.observations)
    told = (course.observations[number] for number in course.shape.told)
    labels = () if course.muted else tuple((_number(desk, series, one), _when(desk, one)) for one in told)
    return Line(course.name, points, course.shape, labels, course.muted)


def _point(observation: Observation) -> Point:
    low, high = bounds_of(observation)
    least, most = (low, high) if high is not None else (getattr(observation, side, None) for side in ("low", "high"))
    dated = dating(observation.date)
    return Point(
        *observation.date.known,
        _value(observation),
        None if least is None else float(least),
        None if most is None else float(most),
        None if dated == Dating() else dated,
    )


def kinds(series: Series, found: Sequence[Course]) -> list[Kind]:
    """Return what is to be said of the time between values, for each line that is named."""
    return [
        Kind(one.name, one.joined, series.bases[one.basis].period or series.period, [seen.date for seen in one.observations])
        for one in found
        if not one.muted
    ]


def alternative(desk: Desk, series: Series, found: Sequence[Course], left_out: str, marked: str) -> str:
    """Return the alternative text: as much of the lines' shapes as there is room for."""
    count = sum(len(one.observations) for one in found)
    first, last = ends_in_words(desk, [one.date for course in found for one in course.observations])
    head = desk.labels.ngettext(
        "Line chart of: {title}, {n} value of {first}.", "Line chart of: {title}, {n} values from {first} to {last}.", count
    ).format(title=polish(series.title, desk.language), n=_count(desk, count), first=first, last=last)
    named = [one for one in found if not one.muted]
    tries = [" ".join(_shape(desk, series, one, alone=len(found) == 1)) for one in named]
    ways = [tries, [_shape(desk, series, one, alone=len(found) == 1)[0] for one in named]]
    ways += [[_ends(desk, series, one) for one in named], []] if len(found) > 1 else [[]]
    for way in ways:
        for more in (left_out + marked, left_out):
            if len(text := " ".join([head, *way]) + more) <= LONGEST:
                return text
    return head


def shapes_told(desk: Desk, series: Series, found: Sequence[Course]) -> list[str]:
    """Return a paragraph on each line, and one on those that stand back."""
    named = [one for one in found if not one.muted]
    told = [" ".join(_shape(desk, series, one, alone=len(found) == 1)) for one in named]
    if len(found) == 1:
        count = _count(desk, len(found[0].observations))
        text = desk.labels.gettext("The line has {n} values.").format(n=count)  # one of few has each told
        told = [" ".join([text, *told])]
    if others := len(found) - len(named):
        text = desk.labels.ngettext("{n} other line stands back, in grey.", "{n} other lines stand back, in grey.", others)
        told.append(text.format(n=_count(desk, others)))
    return told


def _shape(desk: Desk, series: Series, course: Course, *, alone: bool) -> list[str]:
    """Return the sentences on a line: how many values it has, its first, last, highest and lowest, and where it turns."""
    label, shape = desk.labels.gettext, course.shape
    told = {name: _told(desk, series, course, getattr(shape, name)) for name in ("first", "last", "highest", "lowest")}
    n = len(course.observations)
    if n == 1:
        return [label("{name}: {value}.").format(name=capital(course.name), value=told["first"])]
    if alone:
        text = label("The first is {first}, the last {last}; the highest is {highest}, the lowest {lowest}.")
    else:
        text = label("{name}, {n} values: the first is {first}, the last {last}; the highest is {highest}, the lowest {lowest}.")
    sentences = [text.format(name=capital(course.name), n=_count(desk, n), **told)]
    if turns := [number for number in shape.turns if number not in shape.told]:
        said = listed([_told(desk, series, course, number) for number in turns], desk.language)
        sentences.append(label("It also turns at {turns}.").format(turns=said))
    return sentences


def _ends(desk: Desk, series: Series, course: Course) -> str:
    first, last = (_told(desk, series, course, number) for number in (0, course.shape.last))
    pattern = desk.labels.gettext("{name}: from {first} to {last}.")
    return pattern.format(name=capital(course.name), first=first, last=last)


def _told(desk: Desk, series: Series, course: Course, number: int) -> str:
    one = course.observations[number]
    return desk.labels.gettext("{value} ({date})").format(value=_number(desk, series, one), date=_when(desk, one))


def _number(desk: Desk, series: Series, observation: Observation) -> str:
    return value_text(desk, observation_id(series, observation), ("digits",))


def _when(desk: Desk, observation: Observation) -> str:
    return date_text(observation.date, desk.language, desk.labels)


def _count(desk: Desk, number: int) -> str:
    return number_text(Decimal(number), desk.language)
