"""How far values may be off: whiskers and bars for each of few, a band for many.

Where a bound is open, a whisker ends in an arrow, and a band fades.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Polygon
from matplotlib.path import Path

from charts.clear import Points
from charts.ink import add
from charts.lineink import Drawn, colour_of, draw_path, simplified, weight_of
from charts.style import Style

_FADING = 4
"""Steps in which a band fades."""
_COLUMN = 0.5
"""In points: of the values in so narrow a column, one alone can be seen at an edge."""
_BAND, _BAR, _CAP, _HEAD = 0.2, 0.55, 0.3, 0.6
"""The tint of a band; width of a bar, half of that of a cap, and length of an arrow's head, in diameters of a mark."""


def draw_line(figure: Figure, drawn: Drawn, style: Style) -> None:
    """Draw a line, and the bounds of its values behind it."""
    if drawn.few:
        draw_whiskers(figure, drawn, range(len(drawn.at)), style, alone=False)
    elif not drawn.line.muted:
        draw_band(figure, drawn, style, alone=False)
    draw_path(figure, drawn, drawn.pieces, f"line-{drawn.number}", (colour_of(drawn, style), weight_of(drawn, style)))


def draw_whiskers(
    figure: Figure, drawn: Drawn, numbers: Iterable[int], style: Style, *, alone: bool, most: float = math.inf
) -> None:
    """Draw the bounds of some values, no wider than `most`.

    `alone`, without a line that joins the values, their ends have caps, and a range that has no middle is a bar.
    """
    if drawn.bounds is None:
        return
    wide = min(_BAR * style.mark_pt, most)
    plain = drawn.line.muted or not alone
    colour = colour_of(drawn, style) if alone or drawn.line.muted else style.tint(drawn.look.colour, 0.6)
    for number in numbers:
        x, low, high = float(drawn.at[number, 0]), float(drawn.bounds[0][number]), float(drawn.bounds[1][number])
        if high <= low:
            continue
        name, bar = f"{drawn.number}-{number}", alone and not drawn.line.points[number].central
        _stroke(figure, x, (low, high), f"whisker-{name}", (colour, wide if bar else 3 * style.hairline))
        if bar and not drawn.look.filled and not plain:  # an outlined bar: a paler core inside the colour
            _stroke(figure, x, (low, high), f"core-{name}", (style.paper, 0.5 * wide), order=2.6)
        for end, way, opened in ((low, -1, drawn.opened[0][number]), (high, 1, drawn.opened[1][number])):
            if opened:
                start = end - way * (high - low)
                draw_head(figure, x, (start, end), f"open-{name}", (colour, min(0.36 * style.mark_pt, 0.8 * most)), style)
            elif not plain and not bar and end != drawn.at[number, 1]:
                half = min(_CAP * style.mark_pt, most / 2)
                cap = Line2D([x - half, x + half], [end, end], color=colour, linewidth=3 * style.hairline, solid_capstyle="butt")
                add(figure, cap, f"cap-{name}-{way}", 2.5)


def draw_head(
    figure: Figure, x: float, ends: tuple[float, float], name: str, look: tuple[str, float], style: Style, *, order: float = 2.7
) -> None:
    """Draw the head of an upright arrow that leads to the second of its ends, in a colour and half of its width."""
    start, tip = ends
    back = tip - min(_HEAD * style.mark_pt, abs(tip - start)) * (1 if tip > start else -1)
    head = Polygon([(x, tip), (x - look[1], back), (x + look[1], back)], closed=True)
    head.set(facecolor=look[0], edgecolor="none")
    add(figure, head, name, order)


def draw_band(figure: Figure, drawn: Drawn, style: Style, *, alone: bool) -> None:
    """Draw the bounds of many values, piece by piece.

    `alone`, without a line that joins the values, the band has edges, and in it those are joined that have a middle.
    """
    if drawn.bounds is None:
        return
    level = drawn.at[:, 1]
    low, high = (np.where(opened, level, bound) for opened, bound in zip(drawn.opened, drawn.bounds, strict=True))
    central = np.array([point.central for point in drawn.line.points])
    for number, piece in enumerate(drawn.line.shape.pieces):
        if len(piece) == 1:
            draw_whiskers(figure, drawn, piece, style, alone=alone)
            continue
        part = slice(piece.start, piece.stop)
        edges = [_edge(drawn.at[part, 0], side[part], outer) for side, outer in ((low, np.minimum), (high, np.maximum))]
        name = f"{drawn.number}-{number}"
        if not drawn.line.muted:
            _fill(figure, np.concatenate((edges[0], edges[1][::-1])), f"band-{name}", style.tint(drawn.look.colour, _BAND))
            for side, opened, bound in zip((low, high), drawn.opened, drawn.bounds, strict=True):
                for run in (run for is_open, run in _runs(opened, piece) if is_open):
                    _fade(figure, drawn, run, (side, bound), style)
        if alone:
            for edge, opened in zip(edges, drawn.opened, strict=True):
                if not opened[part].all():
                    draw_path(figure, drawn, [edge], f"edge-{name}", (colour_of(drawn, style), 0.5 * weight_of(drawn, style)))
            middles = [drawn.at[run.start : run.stop] for own, run in _runs(central, piece) if own and len(run) > 1]
            draw_path(figure, drawn, middles, f"line-{name}", (colour_of(drawn, style), weight_of(drawn, style)))


def _edge(xs: Any, ys: Any, outer: np.ufunc) -> Points:
    """Return an edge of a band; of many values to a point of its width, those that reach the farthest out."""
    starts = np.flatnonzero(np.diff(np.floor(xs / _COLUMN), prepend=-1))
    if 2 * len(starts) > len(xs):
        return simplified(np.column_stack((xs, ys)))
    return np.round(np.column_stack((np.append(xs[starts], xs[-1]), np.append(outer.reduceat(ys, starts), ys[-1]))), 2)


def _runs(mask: Any, piece: range) -> Iterator[tuple[bool, range]]:
    """Yield the stretches of a piece in which a mask is the same."""
    for value, members in groupby(piece, key=lambda number: bool(mask[number])):
        numbers = list(members)
        yield value, range(numbers[0], numbers[-1] + 1)


def _fade(figure: Figure, drawn: Drawn, run: range, sides: tuple[Any, Any], style: Style) -> None:
    """Let a band fade towards an open bound, halfway to the values on both sides of it that have one."""
    xs, (side, bound) = drawn.at[:, 0], sides
    first, last = max(run.start - 1, 0), min(run.stop, len(xs) - 1)
    ends = (xs[first] + xs[run.start]) / 2, (xs[last] + xs[run.stop - 1]) / 2
    across = np.concatenate(([ends[0]], xs[run.start : run.stop], [ends[1]]))
    start = np.interp(across, xs[first : last + 1], side[first : last + 1])
    beyond = float(np.max(np.abs(bound[run.start : run.stop] - side[run.start : run.stop])))
    way = 1 if np.any(bound[run.start : run.stop] > side[run.start : run.stop]) else -1
    for step in range(_FADING):
        near, far = (start + way * beyond * part / _FADING for part in (step, step + 1))
        edge = np.concatenate((np.column_stack((across, near)), np.column_stack((across, far))[::-1]))
        colour = style.tint(drawn.look.colour, _BAND * (_FADING - step) / (_FADING + 1))
        _fill(figure, edge, f"fading-{drawn.number}-{run.start}-{way}-{step}", colour)


def _fill(figure: Figure, edge: Any, name: str, colour: str) -> None:
    add(figure, PathPatch(Path(np.round(edge, 2), closed=False), facecolor=colour, linewidth=0), name, 1.1)


def _stroke(
    figure: Figure, x: float, ends: tuple[float, float], name: str, look: tuple[str, float], *, order: float = 2.5
) -> None:
    add(figure, Line2D([x, x], ends, color=look[0], linewidth=look[1], solid_capstyle="butt"), name, order)
