"""What is pointed at in a chart of lines: values across the plot as lines, named at their ends, and notes at single values."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from charts.ink import add, lay
from charts.labels import Raised
from charts.plot import Frame
from charts.style import Style
from charts.text import Box, Segment, put
from report.model.charts.line import Level

_DASHED = (6.0, 2.5)


def draw_level(figure: Figure, level: Level, number: int, frame: Frame, right: float, style: Style) -> None:
    """Draw a line at a value, as far as its name stands; of a range both bounds, with a tint between them."""
    lines = across(level, frame, right)
    if len(lines) > 1:
        (left, low), (_, high) = lines[0][0], lines[1][1]
        lay(figure, Box(left, low, right, high), f"level-tint-{number}", style.tint(style.rule, 0.4), 0.55)
    for which, ((left, y), _) in enumerate(lines):
        line = Line2D([left, right], [y, y], color=style.ink, linewidth=1.4 * style.hairline, linestyle=(0, _DASHED))
        line.set_dash_capstyle("butt")
        add(figure, line, f"level-{number}-{which}", 1.6)


def draw_sample(figure: Figure, number: int, ends: Segment, style: Style) -> None:
    """Draw a sample of such a line beside its name above the plot."""
    (left, y), (right, _) = ends
    line = Line2D([left, right], [y, y], color=style.ink, linewidth=1.4 * style.hairline, linestyle=(0, _DASHED))
    add(figure, line, f"sample-{number}", 3)


def across(level: Level, frame: Frame, right: float) -> list[Segment]:
    """Return where its lines run."""
    values = (level.value,) if level.upper is None else (level.value, level.upper)
    return [((frame.box.left, frame.y(value)), (right, frame.y(value))) for value in values]


def draw_notes(
    figure: Figure, spots: Sequence[tuple[float, tuple[float, float]]], raised: Raised, floor: float, style: Style
) -> None:
    """Draw the words of notes above the plot, each with a line down to its value: `spots` has where both stand."""
    for number, (x, (to, y)) in enumerate(spots, start=len(raised.poles) - len(spots)):
        name, top = f"note-{number}", floor + raised.poles[number]
        line = Line2D([x, to], [top, y + ring(style)], color=style.ink, linewidth=1.1 * style.hairline)
        add(figure, line, f"{name}-line", 4.2)
        circle = Line2D([to], [y], linestyle="none", marker="o", markersize=2 * ring(style), markerfacecolor="none")
        circle.set(markeredgecolor=style.ink, markeredgewidth=1.6 * style.hairline)
        add(figure, circle, f"{name}-ring", 5.2)
        put(figure, [run.moved(0, floor) for run in raised.runs[number]], f"note-label-{number}")


def ring(style: Style) -> float:
    """Return how far the ring around a value is from it."""
    return 0.6 * style.mark_pt
