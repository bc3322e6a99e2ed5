"""Line charts of a series: its lines, what tells of their shapes, and the same in words.

Of few values each is told; of more, the shape of each line, which is reckoned once for the drawing, for the words and for the
table.
"""

from __future__ import annotations

from collections.abc import Sequence

from report.compose.dates import dating
from report.compose.desk import Desk, Referent
from report.compose.figures.annotations import NOTHING, Pointed, level_of, levels_told, notes_of, notes_told, pointed_at
from report.compose.figures.bounds import bounds_told, ends_of, joining
from report.compose.figures.courses import Course, courses, height_of
from report.compose.figures.parts import LONGEST, ends_in_words, figure
from report.compose.figures.rows import carried, lines_table
from report.compose.figures.series import (
    ChartedSeries,
    after,
    axes_told,
    captioned,
    each_told,
    event_line,
    events_told,
    left_out,
    scaled,
    series_of,
    shown,
    told_below,
    when,
)
from report.compose.gaps import LikeValues, joined_marks
from report.compose.numbers import count_text
from report.compose.tables import observation_id
from report.compose.typography import polish
from report.compose.values import value_text
from report.compose.wording import capital, listed
from report.model import document as doc
from report.model.axes import MARKED, line_limits
from report.model.charts.line import Line, LineDrawing, Point
from report.model.charts.points import PointsDrawing
from report.model.charts.range import RangeDrawing
from report.model.evidence import Observation, Series
from report.model.figure import PLAIN
from report.model.prose import Directive

EACH = 24
"""Up to so many values are told one by one."""


def chart(desk: Desk, directive: Directive, target: Referent) -> doc.Figure:
    """Return the chart of a series as lines."""
    return lines_figure(desk, directive, target, LineDrawing)


def lines_figure(
    desk: Desk, directive: Directive, target: Referent, form: type[LineDrawing], *, joined: bool = True
) -> doc.Figure:
    """Return the chart of a series in a form that has lines; if they aren't `joined`, as points."""
    pointed = pointed_at(desk, directive, series_of(desk, directive))
    made = shown(desk, directive, target, pointed.values)
    series, events = made.series, made.events
    found = courses(desk, directive, made)
    if not joined:
        found = tuple(one.apart() for one in found)
    drawing = lines_drawn(desk, directive, made, found, pointed, form)
    around = captioned(desk, made, line_limits(drawing))
    head = _head(desk, series, drawing, found, joined=joined)
    marked = after(levels_told(desk, pointed)) + events_told(desk, events)
    alternative = _alternative(desk, series, found, head, after(left_out(desk, made)), marked)
    table = lines_table(desk, made, found)
    annotated = [*levels_told(desk, pointed), *notes_told(desk, series, found, pointed)]
    description = (*_description(desk, made, drawing, found), *annotated, *carried(desk, series, table))
    shape = drawing if joined else PointsDrawing(drawing.language, drawing)
    return figure(target, around, shape, alternative, description, table, directive.place)


def lines_drawn(
    desk: Desk,
    directive: Directive,
    made: ChartedSeries,
    found: Sequence[Course],
    pointed: Pointed = NOTHING,
    form: type[LineDrawing] = LineDrawing,
) -> LineDrawing:
    """Return the lines as they are drawn."""
    return form(
        desk.language.tag,
        tuple(_line_of(desk, made.series, course) for course in found),
        tuple(event_line(desk, event) for event in made.events),
        tuple(level_of(desk, *level) for level in pointed.levels),
        tuple(notes_of(desk, made.series, found, pointed)),
        **scaled(desk, directive, made.series),
    )


def _description(desk: Desk, made: ChartedSeries, drawing: LineDrawing, found: Sequence[Course]) -> tuple[str, ...]:
    """Return the long description of a line chart: axes, every value or the shape of each line, gaps, events."""
    points = [point for one in drawing.lines for point in one.points]
    axes = axes_told(desk, made, [*points, *drawing.events], line_limits(drawing), drawing.power)
    told = each_told(desk, made) if len(points) <= EACH else _shapes(desk, made.series, found)
    few = [point for one in drawing.lines if len(one.points) <= MARKED for point in one.points]
    kinds = joined_marks(desk, like_values(made.series, found), joining=joining(drawing))
    return (axes, *told, *bounds_told(desk, drawing), *told_below(desk, made, few, kinds))


def _line_of(desk: Desk, series: Series, course: Course) -> Line:
    """Return a line as it is drawn."""
    points = tuple(_point(one) for one in course.observations)
    told = (course.observations[number] for number in course.shape.told)
    labels = () if course.muted else tuple((_number(desk, series, one), when(desk, one.date)) for one in told)
    return Line(course.name, points, course.shape, labels, course.muted)


def _point(observation: Observation) -> Point:
    least, most = (None if end is None else float(end) for end in ends_of(observation))
    dated = dating(observation.date)
    return Point(
        *observation.date.known,
        float(height_of(observation)),
        least,
        most,
        None if dated == PLAIN else dated,
        observation.quantity.upper is None,
    )


def like_values(series: Series, found: Sequence[Course]) -> list[LikeValues]:
    """Return what is to be said of the time between values, for each line that is named."""
    return [
        LikeValues(
            one.name,
            one.joined,
            series.bases[one.basis].period or series.period,
            [seen.date for seen in one.observations],
            not one.same_counter,
        )
        for one in found
        if not one.muted
    ]


def _head(desk: Desk, series: Series, drawing: LineDrawing, found: Sequence[Course], *, joined: bool) -> str:
    """Return what kind of chart it is, and of what."""
    count = sum(len(one.observations) for one in found)
    first, last = ends_in_words(desk, [one.date for course in found for one in course.observations])
    if not joined:
        head = desk.labels.ngettext(
            "Points of: {title}, {n} value of {first}.",
            "Points of: {title}, {n} values from {first} to {last}, not joined.",
            count,
        )
    elif isinstance(drawing, RangeDrawing):
        head = desk.labels.ngettext(
            "Chart of ranges of: {title}, {n} value of {first}.",
            "Chart of ranges of: {title}, {n} values from {first} to {last}.",
            count,
        )
    else:
        head = desk.labels.ngettext(
            "Line chart of: {title}, {n} value of {first}.", "Line chart of: {title}, {n} values from {first} to {last}.", count
        )
    return head.format(title=polish(series.title, desk.language), n=count_text(count, desk.language), first=first, last=last)


def _alternative(desk: Desk, series: Series, found: Sequence[Course], head: str, left_out: str, marked: str) -> str:
    """Return the alternative text: as much of the lines' shapes as there is room for."""
    named = [one for one in found if not one.muted]
    tries = [" ".join(shape_told(desk, series, one, alone=len(found) == 1)) for one in named]
    ways = [tries, [shape_told(desk, series, one, alone=len(found) == 1)[0] for one in named]]
    ways += [[ends_told_of(desk, series, one) for one in named], []] if len(found) > 1 else [[]]
    for way in ways:
        for more in (left_out + marked, left_out):
            if len(text := " ".join([head, *way]) + more) <= LONGEST:
                return text
    return head


def _shapes(desk: Desk, series: Series, found: Sequence[Course]) -> list[str]:
    """Return a paragraph on each line, and one on those that stand back."""
    named = [one for one in found if not one.muted]
    told = [" ".join(shape_told(desk, series, one, alone=len(found) == 1)) for one in named]
    if len(found) == 1:
        count = count_text(len(found[0].observations), desk.language)
        text = (
            desk.labels.gettext("The line has {n} values.") if found[0].joined else desk.labels.gettext("There are {n} points.")
        )
        told = [" ".join([text.format(n=count), *told])]  # of few, each is told
    if others := len(found) - len(named):
        text = desk.labels.ngettext("{n} other line stands back, in grey.", "{n} other lines stand back, in grey.", others)
        told.append(text.format(n=count_text(others, desk.language)))
    return told


def shape_told(desk: Desk, series: Series, course: Course, *, alone: bool) -> list[str]:
    """Return the sentences on a line: how many values it has, its first, last, highest and lowest, and where it turns."""
    label, shape = desk.labels.gettext, course.shape
    told = {name: value_told(desk, series, course, getattr(shape, name)) for name in ("first", "last", "highest", "lowest")}
    n = len(course.observations)
    if n == 1:
        return [label("{name}: {value}.").format(name=capital(course.name), value=told["first"])]
    if alone:
        text = label("The first is {first}, the last {last}; the highest is {highest}, the lowest {lowest}.")
    else:
        text = label("{name}, {n} values: the first is {first}, the last {last}; the highest is {highest}, the lowest {lowest}.")
    sentences = [text.format(name=capital(course.name), n=count_text(n, desk.language), **told)]
    if turns := [number for number in shape.turns if number not in shape.told]:
        said = listed([value_told(desk, series, course, number) for number in turns], desk.language)
        sentences.append(label("It also turns at {turns}.").format(turns=said))
    return sentences


def ends_told_of(desk: Desk, series: Series, course: Course) -> str:
    """Return the sentence on where a line begins and ends."""
    first, last = (value_told(desk, series, course, number) for number in (0, course.shape.last))
    pattern = desk.labels.gettext("{name}: from {first} to {last}.")
    return pattern.format(name=capital(course.name), first=first, last=last)


def value_told(desk: Desk, series: Series, course: Course, number: int) -> str:
    """Return a value of a line, with its date."""
    one = course.observations[number]
    return desk.labels.gettext("{value} ({date})").format(value=_number(desk, series, one), date=when(desk, one.date))


def _number(desk: Desk, series: Series, observation: Observation) -> str:
    return value_text(desk, observation_id(series, observation), ("digits",))
