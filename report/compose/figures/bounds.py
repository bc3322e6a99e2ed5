"""Bounds of values in charts that have lines: what they are, and how they are drawn, in words."""

from __future__ import annotations

from decimal import Decimal

from report.compose.desk import Desk
from report.compose.figures.courses import bounds_of
from report.model.axes import MARKED
from report.model.charts.line import Line, LineDrawing
from report.model.charts.range import RangeDrawing
from report.model.evidence import Observation
from report.model.quantities import Qualifier
from report.model.rows import RowObservation

_LEAST = frozenset({Qualifier.AT_LEAST, Qualifier.MORE_THAN})
_MOST = frozenset({Qualifier.AT_MOST, Qualifier.FEWER_THAN})


def ends_of(observation: Observation) -> tuple[Decimal | None, Decimal | None]:
    """Return the lower and the upper bound of a value, as far as there are any; what is at least so much has one alone."""
    number, upper = bounds_of(observation)
    if upper is not None:
        return number, upper
    if isinstance(observation, RowObservation) and (observation.low, observation.high) != (None, None):
        return observation.low, observation.high
    qualifier = observation.quantity.qualifier
    return number if qualifier in _LEAST else None, number if qualifier in _MOST else None


def joining(drawing: LineDrawing) -> bool:
    """Tell whether lines or bands join the values of a chart: all do but ranges of which each stands by itself."""
    return not isinstance(drawing, RangeDrawing) or drawing.banded


def open_told(desk: Desk) -> str:
    """Say how an open bound of one of few values is drawn."""
    return desk.labels.gettext("An arrowhead shows that a bound is open.")


def bounds_told(desk: Desk, drawing: LineDrawing, *, panels: bool = False) -> list[str]:
    """Say how bounds are drawn, if there are any; of `panels` all lines are told, and both ways in which a bound may be open.

    It is their width that decides between these.
    """
    label = desk.labels.gettext
    named = [one for one in drawing.lines if panels or not one.muted]
    points = [point for one in named for point in one.points]
    opened = any(point.opened for point in points)
    if all(point.low is None and point.high is None for point in points):
        return []
    if not isinstance(drawing, RangeDrawing):
        bounded = any(not point.opened and point.low is not None for point in points)
        text = [label("Around values stand the bounds that are recorded for them.")] if bounded else []
        faded = any(point.opened for one in named if panels or _banded(one) for point in one.points)
        arrows = any(point.opened for one in named if panels or not _banded(one) for point in one.points)
    elif drawing.banded:
        text = [label("A band reaches from the lower bounds to the upper ones.")]
        text += [label("A line in it joins the values themselves.")] if any(point.central for point in points) else []
        faded, arrows = opened, False
    else:
        bounded = any(point.central and not point.opened and point.low is not None for point in points)
        text = [label("An upright line reaches from the lower bound of a value to its upper one.")] if bounded else []
        if not all(point.central for point in points):
            text.append(label("A bar reaches from the lower end of a range to its upper one."))
        faded, arrows = False, opened
    text += [open_told(desk)] if arrows else []
    text += [label("Where a bound is open, the band fades.")] if faded else []
    return [" ".join(text)]


def _banded(line: Line) -> bool:
    """Tell whether the bounds of a line's values are a band: of many that are joined."""
    return len(line.points) > MARKED and any(len(piece) > 1 for piece in line.shape.pieces)
