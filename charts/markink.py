"""The ink of a mark that stands by itself: a point, or a bar from one bound to the other."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.transforms import Transform

from charts.style import Style
from report.model.charts.marks import Mark


def draw_mark(axes: Axes, mark: Mark, x: float, number: str, aside: Transform, style: Style) -> None:
    """Draw a mark at its time, moved `aside` where others stand there, too."""
    look, edge = style.series[mark.basis], 1.6 * style.scale**0.5
    if mark.upper is not None:
        wide, ends = 5 * style.hairline, [mark.value, mark.upper]
        bar = Line2D([x, x], ends, color=look.colour, linewidth=2 * wide, solid_capstyle="butt")
        _add(axes, bar, f"mark-{number}", aside, 4)
        if not look.filled:  # an outlined bar: a paler core inside the colour
            core = Line2D([x, x], ends, color=style.paper, linewidth=wide, solid_capstyle="butt")
            _add(axes, core, f"core-{number}", aside, 4.5)
        return
    point = Line2D([x], [mark.value], linestyle="none", marker=look.marker)
    point.set(markersize=style.mark_pt - (0 if look.filled else edge), markeredgewidth=0 if look.filled else edge)
    faces = (look.colour, style.paper) if look.filled else (style.paper, look.colour)
    point.set(markerfacecolor=faces[0], markeredgecolor=faces[1])
    _add(axes, point, f"mark-{number}", aside, 5)


def _add(axes: Axes, line: Line2D, name: str, aside: Transform, order: float) -> None:
    line.set(gid=name, zorder=order, clip_on=False, transform=axes.transData + aside)
    axes.add_artist(line)
