"""Points of a series: each of its observations at its date, joined to none, and the same in words."""

from __future__ import annotations

from dataclasses import replace

from report.compose.desk import Desk, Referent
from report.compose.figures.courses import Course, courses
from report.compose.figures.line import charted
from report.compose.figures.series import shown
from report.model import document as doc
from report.model.prose import Directive


def chart(desk: Desk, directive: Directive, target: Referent) -> doc.Figure:
    """Return the chart of a series as points, one for each observation."""
    made = shown(desk, directive, target)
    found = [_apart(one) for one in courses(desk, directive, made)]
    return charted(desk, directive, target, made, found, joined=False)


def _apart(course: Course) -> Course:
    """Return the values of a line each by itself; what isn't joined has no turns."""
    pieces = tuple(range(number, number + 1) for number in range(len(course.observations)))
    return replace(course, shape=replace(course.shape, turns=(), pieces=pieces))
