"""Small multiples of a series: a panel for each of its lines, or for each group of them, and the same in words.

What a page or a screen has no room for goes on in further charts of the same number, on the same scales.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from report.compose.desk import FIGURE, Desk, Referent
from report.compose.figures.bounds import bounds_told
from report.compose.figures.compared import bare_number, compared_told
from report.compose.figures.courses import Course, courses, height_of
from report.compose.figures.line import ends_told_of, like_values, lines_drawn, shape_told
from report.compose.figures.parts import LONGEST, ends_in_words, heard
from report.compose.figures.rows import MOST as MOST_ROWS
from report.compose.figures.rows import carried, lines_table
from report.compose.figures.series import ChartedSeries, after, axes_told, captioned, left_out, scaled, shown, told_below, when
from report.compose.gaps import joined_marks
from report.compose.inlines import words
from report.compose.lookup import refuse
from report.compose.numbers import count_text
from report.compose.table_views import numbered_part
from report.compose.tables import observation_id
from report.compose.typography import one_stop, polish
from report.compose.values import value_text
from report.compose.wording import capital
from report.model import document as doc
from report.model.axes import MARKED, line_limits, time_limits
from report.model.charts.line import Line, LineDrawing
from report.model.charts.multiples import MOST, MultiplesDrawing, Panel, shared_out
from report.model.evidence import Series
from report.model.prose import Directive
from report.problems import Rule, Severity

TOO_MANY_PANELS = Rule(
    "FIG-120",
    Severity.ERROR,
    "More small multiples than can be looked through",
    f"Small multiples are compared by eye, which nobody does with more than {MOST} panels. Keep some of the lines with only: "
    "under the data of the series, set groups of lines into panels by a column of the table (group:), or draw all as one chart "
    "of lines of which some stand out (highlight:).",
)
_IN_FULL = 12
"""Of so many lines the shape of each is told; of more, how they compare. The table has a row for each then."""


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one panel."""

    name: str
    courses: tuple[Course, ...]


def chart(desk: Desk, directive: Directive, target: Referent) -> list[doc.Figure]:
    """Return the panels of a series, in as many charts as they need."""
    made = replace(shown(desk, directive, target), events=[])  # which would be named in every panel
    found = courses(desk, directive, made)
    groups = _groups(desk, directive, found)
    if len(groups) > MOST:
        sentence_ = f"the series “{made.series.id}” has {len(groups)} lines, and small multiples have at most {MOST} panels"
        hint = "keep some of them with only: under data:, or name a column under group: that sets them together"
        refuse(TOO_MANY_PANELS, directive.place, sentence_, hint)
    whole, parts, drawings = _drawings(desk, directive, made, found, groups)
    below = captioned(desk, made, line_limits(whole)).caption
    table = _table(desk, made, groups) if len(groups) < len(found) and len(found) > MOST_ROWS else lines_table(desk, made, found)
    description = (*_description(desk, made, whole, groups), *carried(desk, made.series, table))
    last = len(parts)
    return [
        doc.Figure(
            target.id if number == 1 else desk.ids.claim(f"{target.id}-part-{number}", FIGURE),
            target.text,
            made.title,
            made.subtitle if last == 1 else numbered_part(desk, made.subtitle, number, last),
            below if number == last else (),
            made.sources if number == last else (),
            drawing,
            heard(_alternative(desk, made, groups, part)),
            tuple(map(one_stop, description)) if number == last else (),
            table if number == last else None,
            directive.place,
            continued=number > 1,
        )
        for number, (drawing, part) in enumerate(zip(drawings, parts, strict=True), 1)
    ]


def _groups(desk: Desk, directive: Directive, found: Sequence[Course]) -> list[Group]:
    """Return what stands in each panel: a line, or all lines of a group where the table has groups."""
    option = directive.option("by")
    if any(one.group for one in found) and not (option and option.source.strip() == "line"):
        names = dict.fromkeys(one.group for one in found)
        return [Group(polish(name, desk.language), tuple(one for one in found if one.group == name)) for name in names]
    return [Group(course.name, (course,)) for course in found]


def _line(desk: Desk, series: Series, course: Course, line: Line, group: Group) -> Line:
    """Return a line as its panel tells it: without the unit, which stands at the scale, or below the title.

    A line by itself is told even if it stands back; its name is above it.
    """
    if course.muted and len(group.courses) > 1:
        return line
    told = [course.observations[number] for number in course.shape.told]
    numbers = [bare_number(desk, series, one) for one in told]
    return replace(line, labels=tuple((number, when(desk, one.date)) for number, one in zip(numbers, told, strict=True)))


def _drawings(
    desk: Desk,
    directive: Directive,
    made: ChartedSeries,
    found: Sequence[Course],
    groups: Sequence[Group],
) -> tuple[LineDrawing, list[range], list[MultiplesDrawing]]:
    """Return all lines in one, which panels stand together, and these as they are drawn, all on the scales of the whole."""
    whole, room = lines_drawn(desk, directive, made, found), desk.plot
    across, parts = shared_out(len(groups), room.width, room.most * room.height, whole.height, low=room.paged)
    lines = dict(zip(map(id, found), whole.lines, strict=True))
    panels = [
        Panel(group.name, tuple(_line(desk, made.series, one, lines[id(one)], group) for one in group.courses))
        for group in groups
    ]
    option, scale = directive.option("behind"), scaled(desk, directive, made.series)
    scale["free"] = scale["free"] and len(parts) == 1  # those that go on in each other are alike
    return (
        whole,
        parts,
        [
            MultiplesDrawing(
                whole.language,
                tuple(panels[number] for number in part),
                line_limits(whole),
                time_limits([point for line in whole.lines for point in line.points]),
                across,
                room.most,
                whole.lines if option and option.source.strip() == "others" else (),
                **scale,
            )
            for part in parts
        ],
    )


def _description(desk: Desk, made: ChartedSeries, whole: LineDrawing, groups: Sequence[Group]) -> tuple[str, ...]:
    """Return the long description: the axes of all panels, how lines compare, each line by itself if there aren't too many."""
    series = made.series
    points = [point for one in whole.lines for point in one.points]
    axes = axes_told(desk, made, points, line_limits(whole), whole.power)
    count = desk.labels.ngettext("There is {n} panel.", "There are {n} panels, all on the same axes.", len(groups))
    found = [course for group in groups for course in group.courses]
    told = [" ".join(compared_told(desk, series, found))] if len(found) > 1 else []
    if len(found) <= _IN_FULL:
        told += [" ".join(shape_told(desk, series, one, alone=False)) for one in found]
    elif len(groups) < len(found):
        told += [_group_told(desk, series, group) for group in groups]
    few = [point for one in whole.lines if len(one.points) <= MARKED for point in one.points]
    kinds = joined_marks(desk, like_values(series, found)) if len(found) <= _IN_FULL else []
    bounds = bounds_told(desk, whole, panels=True)
    there = count.format(n=count_text(len(groups), desk.language))
    return (f"{axes} {there}", *told, *bounds, *told_below(desk, made, few, kinds))


def _group_told(desk: Desk, series: Series, group: Group) -> str:
    """Return how the lines of a panel compare."""
    if len(group.courses) == 1:
        return ends_told_of(desk, series, group.courses[0])
    count = count_text(len(group.courses), desk.language)
    text = desk.labels.gettext("{name}, {n} lines.").format(name=capital(group.name), n=count)
    return " ".join([text, *compared_told(desk, series, group.courses)])


def _table(desk: Desk, made: ChartedSeries, groups: Sequence[Group]) -> doc.Table:
    """Return a row for each panel of many lines."""
    label, series = desk.labels.gettext, made.series
    columns = [doc.Column(words(desk, label("Group")))]
    heads = (label("Lines"), label("Values"), label("Lowest"), label("Highest"))
    columns += [doc.Column(words(desk, head), "end") for head in heads]
    rows = []
    for group in groups:
        seen = [one for course in group.courses for one in course.observations]
        ends = (observation_id(series, min(seen, key=height_of)), observation_id(series, max(seen, key=height_of)))
        counts = (len(group.courses), len(seen))
        rows.append((
            words(desk, group.name),
            *(words(desk, count_text(count, desk.language)) for count in counts),
            *((doc.Value(value_text(desk, id_, ("digits",)), id_),) for id_ in ends),
        ))  # fmt: skip
    return doc.Table(made.data.id, made.data.text, words(desk, series.title), tuple(columns), tuple(rows))


def _alternative(desk: Desk, made: ChartedSeries, groups: Sequence[Group], part: range) -> str:
    """Return the alternative text of one of the charts: which panels it has, and how their lines compare."""
    found = [course for number in part for course in groups[number].courses]
    first, last = ends_in_words(desk, [one.date for course in found for one in course.observations])
    counts = {"n": len(groups), "a": part.start + 1, "b": part.stop}
    slots = {
        "title": polish(made.series.title, desk.language),
        **{name: count_text(count, desk.language) for name, count in counts.items()},
        "one": groups[part.start].name, "other": groups[part.stop - 1].name, "first": first, "last": last,
    }  # fmt: skip
    if len(part) == 1 < len(groups):
        text = desk.labels.gettext("Small multiples of: {title}, panel {b} of {n}: {one}.")
    elif len(part) == len(groups):
        text = desk.labels.ngettext(
            "Small multiples of: {title}, {n} panel, from {first} to {last}.",
            "Small multiples of: {title}, {n} panels on the same axes, from {first} to {last}.",
            len(groups),
        )
    else:
        text = desk.labels.gettext("Small multiples of: {title}, panels {a} to {b} of {n}, from {one} to {other}.")
    head = text.format(**slots)
    told = compared_told(desk, made.series, found) if len(found) > 1 else shape_told(desk, made.series, *found, alone=True)
    for count in range(len(told), -1, -1):
        if len(said := " ".join([head, *told[:count]]) + after(left_out(desk, made))) <= LONGEST:
            return said
    return head
