"""Slopes of a series: what its lines were at one date and at another, and the same in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from report.compose.desk import Desk, Referent
from report.compose.figures.compared import bare_number, compared_told, rise
from report.compose.figures.courses import Course, courses, height_of, reach_of
from report.compose.figures.line import ends_told_of, lines_drawn, value_told
from report.compose.figures.parts import LONGEST, figure
from report.compose.figures.rows import carried
from report.compose.figures.series import ChartedSeries, after, cited_by_all, left_out, saying, shown, when
from report.compose.inlines import words
from report.compose.lookup import refuse
from report.compose.numbers import count_text
from report.compose.sources import in_words
from report.compose.tables import observation_id
from report.compose.typography import polish
from report.compose.units import unit_name
from report.compose.values import value_text
from report.compose.wording import capital, listed
from report.model import document as doc
from report.model.charts.line import LineDrawing
from report.model.charts.slope import SlopeDrawing, most_named
from report.model.dates import EdtfDate
from report.model.evidence import Observation, Series
from report.model.prose import Directive
from report.model.shape import shape_of
from report.problems import Rule, Severity

NO_SLOPE = Rule(
    "FIG-121",
    Severity.ERROR,
    "Slope without its two dates",
    "A chart of slopes leads from what the lines of a series were at one date to what they were at a later one: the first and "
    "the last that the series has, or those that stand after from: and to:. At least one line has to have a value at both, and "
    "none several at one of them, for nothing would say which of these is meant.",
)
_LISTED = 8
"""Up to so many lines that aren't drawn are named."""
_EACH = 24
"""Up to so many lines are told one by one; of more, the table has a row each."""


def chart(desk: Desk, directive: Directive, target: Referent) -> doc.Figure:
    """Return the slopes of a series between two dates."""
    made = replace(shown(desk, directive, target), events=[])
    dates = _dates(directive, made)
    lines = [_between(directive, made.series, one, dates) for one in courses(desk, directive, made)]
    found, crowded = _named(desk, lines)
    if not any(len(one.observations) > 1 for one in found):
        sentence_ = f"no line of the series “{made.series.id}” has a value at both {dates[0].typed} and {dates[1].typed}"
        refuse(NO_SLOPE, directive.place, sentence_, "name two other dates after :from: and :to:")
    whole = lines_drawn(desk, directive, made, found)
    drawing = _drawing(desk, made, whole, found, dates)
    below = [*_below(desk, made.series, found, crowded=crowded), *_absent(desk, lines)]
    table = _table(desk, made, found, dates)
    description = (*_description(desk, made, found, dates, below), *carried(desk, made.series, table))
    alternative = _alternative(desk, made, found, dates)
    return figure(target, saying(desk, made, below), drawing, alternative, description, table, directive.place)


def _dates(directive: Directive, made: ChartedSeries) -> tuple[EdtfDate, EdtfDate]:
    """Return the two dates: those that are asked for, or the first and the last of the series."""
    known = {one.date.typed: one.date for one in made.numbers}
    chosen = []
    for name, usual in (("from", made.numbers[0].date), ("to", made.numbers[-1].date)):
        option = directive.option(name)
        text = option.source.strip() if option else usual.typed
        if text not in known:
            some = list(known) if len(known) <= _EACH else [*list(known)[:3], "…", *list(known)[-3:]]
            hint = f"write one of these: {', '.join(some)}"
            refuse(NO_SLOPE, directive.place, f"the series “{made.series.id}” has no value of {text}", hint)
        chosen.append(known[text])
    if not chosen[0].known[1] < chosen[1].known[0]:
        told = " and ".join(date.typed for date in chosen)
        sentence_ = f"a slope leads from one date to a later one, not between {told}"
        hint = (
            "name two that are apart" if chosen[0] == chosen[1] else f"write :from: {chosen[1].typed} and :to: {chosen[0].typed}"
        )
        refuse(NO_SLOPE, directive.place, sentence_, hint)
    return chosen[0], chosen[1]


def _between(directive: Directive, series: Series, course: Course, dates: Sequence[EdtfDate]) -> Course:
    """Return of a line its values of the two dates, one at most of each."""
    kept: list[Observation] = []
    for date in dates:
        there = [one for one in course.observations if one.date == date]
        if len(there) > 1:
            sentence_ = f"“{course.name}” of the series “{series.id}” has {len(there)} values of {date.typed}"
            refuse(NO_SLOPE, directive.place, sentence_, "name another date after :from: or :to:, or show them with form: marks")
        kept += there
    shape = shape_of([float(height_of(one)) for one in kept], (), list(map(reach_of, kept))) if kept else course.shape
    return replace(course, observations=tuple(kept), shape=shape)


def _named(desk: Desk, found: Sequence[Course]) -> tuple[list[Course], bool]:
    """Return the lines that have a value, and whether they are too many to be named: those that changed least stand back then."""
    there = [one for one in found if one.observations]
    most = most_named(desk.plot.most * desk.plot.height)
    clear = sorted((one for one in there if not one.muted), key=lambda one: -abs(rise(one)))
    back = list(map(id, clear[most:]))
    return [replace(one, muted=one.muted or id(one) in back) for one in there], bool(back)


def _drawing(
    desk: Desk, made: ChartedSeries, whole: LineDrawing, found: Sequence[Course], dates: Sequence[EdtfDate]
) -> SlopeDrawing:
    lines = tuple(
        line if line.muted else replace(line, labels=tuple(
            (bare_number(desk, made.series, one.observations[number]), "") for number in one.shape.told
        ))
        for line, one in zip(whole.lines, found, strict=True)
    )  # fmt: skip
    values = [
        bound for line in lines for point in line.points for bound in (point.low, point.value, point.high) if bound is not None
    ]
    values += [end for end in (whole.start, whole.stop) if end is not None]
    return SlopeDrawing(
        whole.language, lines, (dates[0].known[0], dates[1].known[0]), (when(desk, dates[0]), when(desk, dates[1])),
        (min(values), max(values)), desk.plot.most, height=whole.height, free=whole.free,
    )  # fmt: skip


def _below(desk: Desk, series: Series, found: Sequence[Course], *, crowded: bool) -> list[str]:
    """Return what has to be known to read the drawing: where its scale begins, what dashes mean, who isn't named."""
    label = desk.labels.gettext
    falls = [one for one in found if not one.muted and rise(one) < 0]
    unit = unit_name(series.unit, desk.language, desk.labels)
    said = [
        label("Heights are true to scale, from the lowest value to the highest. The values are in: {unit}.").format(unit=unit)
    ]
    said += [label("Lines that fall are dashed.")] if falls else []
    said += [label("Named are those that changed most.")] if crowded else []
    return said


def _absent(desk: Desk, lines: Sequence[Course]) -> list[str]:
    """Say which lines aren't drawn, since they have a value at neither date; of many, how many."""
    names = [one.name for one in lines if not one.observations]
    if not names:
        return []
    if len(names) > _LISTED:
        text = desk.labels.gettext("{n} lines have no value of these dates, and aren’t drawn.")
        return [text.format(n=count_text(len(names), desk.language))]
    return [desk.labels.gettext("Without a value of these dates: {names}.").format(names=listed(names, desk.language))]


def _changes(desk: Desk, found: Sequence[Course]) -> str:
    """Say how many lines rise and how many fall."""
    both = [one for one in found if len(one.observations) > 1]
    counts = [sum(rise(one) > 0 for one in both), sum(rise(one) < 0 for one in both)]
    up, down = (count_text(count, desk.language) for count in counts)
    text = desk.labels.gettext("Rising: {up} of {n} lines; falling: {down}.")
    return text.format(up=up, down=down, n=count_text(len(both), desk.language))


def _lone(desk: Desk, found: Sequence[Course]) -> list[str]:
    """Say which lines have a value at one of the dates alone."""
    lone = [one.name for one in found if len(one.observations) == 1]
    text = desk.labels.gettext("One value alone is known of {names}.")
    return [text.format(names=listed(lone, desk.language))] if lone else []


def _description(
    desk: Desk, made: ChartedSeries, found: Sequence[Course], dates: Sequence[EdtfDate], below: Sequence[str]
) -> tuple[str, ...]:
    """Return the long description: what lines lead from and to, how they compare, each of few by itself."""
    label, series = desk.labels.gettext, made.series
    text = label("Each line leads from a value of {first} at the left to one of {last} at the right.")
    head = [text.format(first=when(desk, dates[0]), last=when(desk, dates[1])), *below]
    told = [" ".join([_changes(desk, found), *compared_told(desk, series, found)])] if len(found) > 1 else []
    if len(found) <= _EACH:
        told += [
            ends_told_of(desk, series, one)
            if len(one.observations) > 1
            else label("{name}: {value}.").format(name=capital(one.name), value=value_told(desk, series, one, 0))
            for one in found
        ]
    else:
        told += _lone(desk, found)
    back = sum(one.muted for one in found)
    text = desk.labels.ngettext("{n} other line stands back, in grey.", "{n} other lines stand back, in grey.", back)
    told += [text.format(n=count_text(back, desk.language))] if back else []
    return (" ".join(head), *told, *left_out(desk, made))


def _alternative(desk: Desk, made: ChartedSeries, found: Sequence[Course], dates: Sequence[EdtfDate]) -> str:
    """Return the alternative text: as much of how lines compare as there is room for."""
    text = desk.labels.gettext("Slope chart of: {title}, from {first} to {last}.")
    title = polish(made.series.title, desk.language)
    head = text.format(title=title, first=when(desk, dates[0]), last=when(desk, dates[1]))
    several = len(found) > 1
    told = (
        [_changes(desk, found), *compared_told(desk, made.series, found)]
        if several
        else [ends_told_of(desk, made.series, *found)]
    )
    for count in range(len(told), -1, -1):
        if len(said := " ".join([head, *told[:count]]) + after(left_out(desk, made))) <= LONGEST:
            return said
    return head


def _table(desk: Desk, made: ChartedSeries, found: Sequence[Course], dates: Sequence[EdtfDate]) -> doc.Table:
    """Return a row for each line, with its two values."""
    label, series = desk.labels.gettext, made.series
    head = label("What was counted") if series.rows is None else label("Line")
    columns = [doc.Column(words(desk, head)), *(doc.Column(words(desk, when(desk, date)), "end") for date in dates)]
    rows, sources = [], []
    for one in found:
        values = {seen.date: observation_id(series, seen) for seen in one.observations}
        cells = [(doc.Value(value_text(desk, id_, ("digits",)), id_),) if (id_ := values.get(date)) else () for date in dates]
        rows.append((words(desk, one.name), *cells))
        sources.append(cited_by_all(desk, series, one.observations))
    if len(set(sources)) > 1:  # else the line under the chart names it
        columns.append(doc.Column(words(desk, label("Source"))))
        rows = [(*row, in_words(desk, list(cited), linked=True)) for row, cited in zip(rows, sources, strict=True)]
    return doc.Table(made.data.id, made.data.text, words(desk, series.title), tuple(columns), tuple(rows))
