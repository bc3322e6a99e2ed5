"""What lines of a series are like beside each other: which is the highest, which the lowest, which rose and fell most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from report.compose.desk import Desk
from report.compose.figures.courses import Course, height_of
from report.compose.figures.line import value_told
from report.compose.numbers import quantity_text
from report.compose.typography import spaces
from report.compose.wording import capital
from report.model.evidence import Observation, Series
from report.model.quantities import Unit

_NUMBER = Unit.parse("ratio")


@dataclass(frozen=True, slots=True)
class Compared:
    """The lines that stand out; of several that are equal, the first."""

    highest: Course
    lowest: Course
    risen: Course | None
    """The one that ends farthest above its first value, if any ends above it."""
    fallen: Course | None


def compared(found: Sequence[Course]) -> Compared:
    """Compare lines, one at least."""
    risen, fallen = max(found, key=rise), min(found, key=rise)
    return Compared(
        max(found, key=lambda one: height_of(one.observations[one.shape.highest])),
        min(found, key=lambda one: height_of(one.observations[one.shape.lowest])),
        risen if rise(risen) > 0 else None,
        fallen if rise(fallen) < 0 else None,
    )


def rise(course: Course) -> float:
    """Return how far a line ends above its first value."""
    return float(height_of(course.observations[-1]) - height_of(course.observations[0]))


def compared_told(desk: Desk, series: Series, found: Sequence[Course]) -> list[str]:
    """Return the sentences on what lines are like beside each other; none on a line by itself."""
    if len(found) < 2:
        return []
    label, told = desk.labels.gettext, compared(found)
    highest = value_told(desk, series, told.highest, told.highest.shape.highest)
    lowest = value_told(desk, series, told.lowest, told.lowest.shape.lowest)
    text = label("The highest value is that of {highest}, {most}; the lowest that of {lowest}, {least}.")
    sentences = [text.format(highest=told.highest.name, most=highest, lowest=told.lowest.name, least=lowest)]
    if told.risen is not None:
        first, last = ends_of(desk, series, told.risen)
        text = label("{name} rose most, from {first} to {last}.")
        sentences.append(text.format(name=capital(told.risen.name), first=first, last=last))
    else:
        sentences.append(label("No line ends higher than it begins."))
    if told.fallen is not None:
        first, last = ends_of(desk, series, told.fallen)
        text = label("{name} fell most, from {first} to {last}.")
        sentences.append(text.format(name=capital(told.fallen.name), first=first, last=last))
    else:
        sentences.append(label("No line ends lower than it begins."))
    return sentences


def ends_of(desk: Desk, series: Series, course: Course) -> tuple[str, str]:
    """Return the first value and the last with their dates, in words."""
    return value_told(desk, series, course, 0), value_told(desk, series, course, course.shape.last)


def bare_number(desk: Desk, series: Series, observation: Observation) -> str:
    """Return a value in digits without its unit, where that is told once for all."""
    amount = observation.quantity.amount.to(series.printed_decimals)
    return spaces(quantity_text(amount, _NUMBER, desk.language, desk.labels, forms=("digits",)), desk.language)
