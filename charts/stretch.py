"""The time that a date covers, as a line along the axis: whole, dashed where it is doubtful, open or dotted at its ends."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon

from charts.ink import add
from charts.style import Style
from charts.text import Box
from report.model.figure import Dating, End

DASHED = (2.2, 1.6)
DOTTED = (0.1, 2.4)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A line from one end of a time to the other, points from the left; what is known of it lies between `left` and `right`."""

    left: float
    right: float
    before: float
    """Where it begins to be drawn: beyond `left` where it is open there, or where that end isn't known."""
    after: float
    dating: Dating

    def box(self, level: float, style: Style) -> Box:
        """Return the room that it takes at a height."""
        half = 0.3 * style.mark_pt
        return Box(self.before, level - half, self.after, level + half)


def stretch_of(dating: Dating, known: tuple[float, float], beyond: tuple[float, float]) -> Stretch:
    """Return the stretch of a date that covers `known`, and reaches `beyond` it where an end is open or not known."""
    left, right = known
    before = min(left, beyond[0]) if dating.opening != "known" else left
    after = max(right, beyond[1]) if dating.closing != "known" else right
    return Stretch(left, right, before, after, dating)


def draw_stretch(figure: Figure, stretch: Stretch, level: float, colour: str, name: str, style: Style, *, caps: bool) -> None:
    """Draw it at a height; with `caps`, its known ends are marked unless they are doubtful."""
    dating, weight = stretch.dating, 2.4 * style.hairline
    ends: tuple[tuple[End, float, float, int], ...] = (
        (dating.opening, stretch.left, stretch.before, -1),
        (dating.closing, stretch.right, stretch.after, 1),
    )
    head = 0.7 * style.mark_pt
    reach = []
    for side, (end, at, tip, way) in enumerate(ends):
        if end == "open":
            at = tip - way * 0.6 * head  # noqa: PLW2901
            half = 0.4 * head
            arrow = Polygon([(tip, level), (tip - way * head, level + half), (tip - way * head, level - half)], closed=True)
            arrow.set(facecolor=colour, edgecolor="none")
            add(figure, arrow, f"{name}-arrow-{side}", 3.5)
        elif end == "unknown":
            _line(figure, (at, tip), (level, level), f"{name}-dots-{side}", (colour, 1.3 * weight, DOTTED))
        elif caps and not dating.doubtful:
            half = 0.28 * style.mark_pt
            _line(figure, (at, at), (level - half, level + half), f"{name}-cap-{side}", (colour, weight, ()))
        reach.append(at)
    _line(figure, (reach[0], reach[1]), (level, level), name, (colour, weight, DASHED if dating.doubtful else ()))


def _line(
    figure: Figure, xs: tuple[float, float], ys: tuple[float, float], name: str, look: tuple[str, float, tuple[float, ...]]
) -> None:
    colour, weight, dash = look
    line = Line2D(xs, ys, color=colour, linewidth=weight, solid_capstyle="butt", linestyle=(0, dash) if dash else "-")
    line.set_dash_capstyle("round" if dash == DOTTED else "butt")
    add(figure, line, name, 3.5)
