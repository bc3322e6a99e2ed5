"""What stands on a figure beside words: straight lines, and shapes of any kind. All lengths are points."""

from __future__ import annotations

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from charts.style import Style
from charts.text import Box, Segment, in_points


def sheet(width: float, height: float) -> Figure:
    """Return an empty figure of that size."""
    return Figure(figsize=(width / 72, height / 72), dpi=72)


def add(figure: Figure, made: Artist, name: str, order: float) -> None:
    """Put on a figure what was made in points; `name` becomes the id of its group."""
    made.set(gid=name, zorder=order, transform=in_points(figure))
    figure.add_artist(made)


def rule(figure: Figure, ends: Segment, name: str, look: tuple[str, float], style: Style, order: float = 1.5) -> None:
    """Draw a straight line in a colour, so many hairlines wide."""
    xs, ys = zip(*ends, strict=True)
    add(figure, Line2D(xs, ys, color=look[0], linewidth=look[1] * style.hairline, solid_capstyle="butt"), name, order)


def lay(figure: Figure, box: Box, name: str, colour: str, order: float) -> None:
    """Lay a colour over what lies under a box, without an edge."""
    patch = Rectangle((box.left, box.bottom), box.right - box.left, box.top - box.bottom, facecolor=colour, edgecolor="none")
    add(figure, patch, name, order)
