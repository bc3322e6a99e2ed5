"""What is pointed at in charts that have lines: values across the plot, and notes at single ones; and the same in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from report.compose.desk import Desk
from report.compose.directives.timeline import event_date
from report.compose.figures.courses import Course
from report.compose.figures.series import when
from report.compose.lookup import DANGLING, NOT_PRINTABLE, need, refuse
from report.compose.typography import polish
from report.compose.values import quantity_of, value_text
from report.compose.wording import capital, listed
from report.model.annotations import level_faults, note_faults
from report.model.chart_words import ChartNote
from report.model.charts.line import Level, PointNote
from report.model.events import Event
from report.model.evidence import Fact, Observation, Series
from report.model.grammar import words_of
from report.model.prose import Directive


class Pointed(NamedTuple):
    """What is pointed at."""

    levels: Sequence[tuple[str, Fact | Observation]]
    """Values that are marked across the plot, by their ids."""
    notes: Sequence[tuple[ChartNote, Event | Fact]]

    @property
    def values(self) -> list[str]:
        """The ids of all that has a value."""
        return [*(id_ for id_, _ in self.levels), *(str(note.tell) for note, record in self.notes if isinstance(record, Fact))]


NOTHING = Pointed((), ())
"""Of forms that point at nothing."""


def pointed_at(desk: Desk, directive: Directive, series: Series) -> Pointed:
    """Return what a chart of a series is to point at."""
    option, chart = directive.option("levels"), series.chart
    wanted = words_of(option.source) if option else list(chart.levels if chart else ())
    for fault in (*level_faults(desk.article, series, wanted, directive.place), *note_faults(desk.article, series)):
        refuse(NOT_PRINTABLE, fault.place, fault.sentence, fault.hint)
    levels, notes = [], []
    for id_ in wanted:
        record = need(desk.article, id_, directive.place)
        if not isinstance(record, Fact | Observation):
            refuse(DANGLING, directive.place, f"“{id_}” has no value", "name a fact, or an observation as series.key")
        levels.append((id_, record))
    for note in chart.notes if chart else ():
        told = need(desk.article, note.tell, note.place)
        if not isinstance(told, Fact | Event):
            refuse(DANGLING, note.place, f"“{note.tell}” is neither an event nor a fact", "name one of either")
        notes.append((note, told))
    return Pointed(levels, notes)


def level_of(desk: Desk, id_: str, record: Fact | Observation) -> Level:
    """Return a value that is marked across the plot."""
    quantity = quantity_of(desk.article, id_, record)
    assert quantity is not None, "others were refused"
    assert quantity.amount.number is not None, "others were refused"
    upper = quantity.amount.upper
    label = value_text(desk, id_, ("digits",))
    return Level(float(quantity.amount.number), None if upper is None else float(upper), label, _name(desk, id_, record))


def notes_of(desk: Desk, series: Series, found: Sequence[Course], pointed: Pointed) -> Iterator[PointNote]:
    """Yield the notes at values of lines."""
    spots = _spots(series, found if pointed.notes else ())
    for note, record in pointed.notes:
        yield PointNote(*spots[note.value], *_said(desk, note.tell, record))


def _spots(series: Series, found: Sequence[Course]) -> dict[str, tuple[int, int]]:
    """Return the number of the line, and that of the value in it, by the ids of observations."""
    return {
        f"{series.id}.{one.id}": (line, point)
        for line, course in enumerate(found)
        for point, one in enumerate(course.observations)
    }


def levels_told(desk: Desk, pointed: Pointed) -> list[str]:
    """Say which values are marked across the plot."""
    label = desk.labels.gettext
    named = [
        label("{what} ({value})").format(what=_name(desk, id_, record), value=value_text(desk, id_, ("digits",)))
        for id_, record in pointed.levels
    ]
    return [label("Marked by a line across: {levels}.").format(levels=listed(named, desk.language))] if named else []


def notes_told(desk: Desk, series: Series, found: Sequence[Course], pointed: Pointed) -> list[str]:
    """Say what is noted at which values."""
    label, told = desk.labels.gettext, []
    spots = _spots(series, found if pointed.notes else ())
    for note, record in pointed.notes:
        value = value_text(desk, note.value, ("digits",))
        one = series.observations[note.value.partition(".")[2]]
        at = label("{value} ({date})").format(value=value, date=when(desk, one.date))
        if len(found) > 1:
            at = label("{counted}, {by}").format(counted=capital(found[spots[note.value][0]].name), by=at)
        what, more = _said(desk, note.tell, record)
        words = label("{what} ({value})").format(what=what, value=more)
        told.append(label("Noted at {point}: {note}.").format(point=at, note=words))
    return told


def _said(desk: Desk, id_: str, record: Event | Fact) -> tuple[str, str]:
    """Return what a note says, and what stands below it: an event's date, or a fact's value."""
    if isinstance(record, Event):
        return polish(record.title, desk.language), event_date(desk, record)
    return polish(record.what, desk.language), value_text(desk, id_, ("unit", "digits"))


def _name(desk: Desk, id_: str, record: Fact | Observation) -> str:
    """Return what a value says something about."""
    if isinstance(record, Fact):
        return polish(record.what, desk.language)
    series = desk.article.series[id_.partition(".")[0]]
    pattern = desk.labels.gettext("{counted}, {by}")
    return pattern.format(counted=capital(polish(series.counted(record), desk.language)), by=when(desk, record.date))
