"""Slopes: two upright lines for two dates, and a straight line for each pair of values; names and values stand beside the ends.

Labels stand as near to their ends as they can without touching, in the same order, so that no line to one crosses another.
Values that are told alike share a row. Lines that fall are dashed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from charts.ends import WordStack, in_one, shortened, spread
from charts.ink import add, sheet
from charts.lineink import look_of
from charts.style import SeriesStyle, Style, settings
from charts.text import ASCENT, LEADING, TextRun, TextStyle, put, width
from report.model.charts.line import Line
from report.model.charts.slope import SlopeDrawing
from report.model.cldr import separator

_HEIGHTS = {"short": 0.75, "standard": 1.1, "tall": 1.6}
_SHARES = (0.24, 0.3, 0.36)
"""Parts of the width that words at one side may take, where both sides have names; the narrowest that is enough is taken."""
_BETWEEN = 0.22
"""And those that the lines have, at the least."""
_NEAR, _FAR = 2.5, 7.0
"""From a line's end to its words, in gaps: where they stand beside it, and where some had to be moved."""
_ROWS = 2
"""Rows that a name may take."""
_THIN = 8
"""More lines than this are thinner."""


@dataclass(frozen=True, slots=True)
class EndLabel:
    """What stands at one end of lines that are told alike there."""

    y: float
    words: WordStack
    colour: str
    whole: bool
    """Whether no name is cut."""


def draw(drawing: SlopeDrawing, style: Style) -> Figure:
    """Return the drawing; a ValueError says why it can't be drawn."""
    if not drawing.lines:
        raise ValueError("a chart without lines can't be drawn")
    with settings(style):
        return _Slopes(drawing, style).drawn()


class _Slopes:
    """One drawing under way: what its steps share."""

    def __init__(self, drawing: SlopeDrawing, style: Style) -> None:
        self.drawing, self.style = drawing, style
        self.head = TextStyle(style.plain_pt, style.ink, style.families, 600)
        self.size = style.detail_pt
        self.gap = 1.2 * style.gap + 0.33 * style.mark_pt

    def drawn(self) -> Figure:
        style, drawing = self.style, self.drawing
        labels = self._fitting()
        head = LEADING * self.head.size + 1.5 * style.gap
        height = max(min(_HEIGHTS[drawing.height], drawing.most) * style.height, self._needed(labels))
        figure = sheet(style.width, height)
        wide = [_wide(side) for side in labels]
        low, high = drawing.values
        floor, ceiling = style.gap + 0.5 * self.size, height - head - 0.5 * self.size
        per = (ceiling - floor) / (high - low or 1)

        def level(value: float) -> float:
            return floor + (value - low) * per if high > low else (floor + ceiling) / 2

        at = [self._spread(side, level, (floor - style.gap, ceiling + self.size)) for side in labels]
        moved = max(abs(y - level(one.y)) for side, ys in zip(labels, at, strict=True) for one, y in zip(side, ys, strict=True))
        lead = self.gap + (_NEAR if moved < 2 * self.size else _FAR) * style.gap
        heads = [width(text, self.head) for text in drawing.dates]
        left = max(wide[0] + lead, heads[0] / 2)
        right = style.width - max(wide[1] + lead, heads[1] / 2)
        for side, (x, text) in enumerate(zip((left, right), drawing.dates, strict=True)):
            self._rule(figure, (x, x), (floor - 0.5 * self.size, ceiling + 0.5 * self.size), f"date-{side}", (style.rule, 2.0))
            put(
                figure,
                [TextRun(text, self.head, x, height - ASCENT * self.head.size - 0.3 * style.gap, "center")],
                f"head-{side}",
            )
            self._labels(figure, side, (x, lead), [(one, level(one.y), y) for one, y in zip(labels[side], at[side], strict=True)])
        for number, line in sorted(enumerate(drawing.lines), key=lambda one: not one[1].muted):
            self._slope(figure, number, line, (left, right), [level(point.value) for point in line.points])
            self._bounds(figure, number, line, (left, right), level)
        return figure

    # Words

    def _fitting(self) -> tuple[list[EndLabel], list[EndLabel]]:
        """Return what stands at both sides: names with values, or values alone at the first where names have no room at both."""
        wide = self.style.width
        for share in _SHARES:
            sides = self._side(0, share * wide, _ROWS), self._side(1, share * wide, _ROWS)
            clear = sum(map(_wide, sides)) <= self._room() and all(one.whole for side in sides for one in side)
            if clear and self._needed(sides) <= self.drawing.most * self.style.height:
                return sides
        for rows in (_ROWS, 1):
            values = self._side(0, 0.36 * wide, rows, named=False)
            sides = values, self._side(1, max(self._room() - _wide(values), 0.25 * wide), rows)
            if self._needed(sides) <= self.drawing.most * self.style.height:
                break
        return sides

    def _room(self) -> float:
        """Return the width that words at both sides may take together."""
        return self.style.width * (1 - _BETWEEN) - 2 * (self.gap + _FAR * self.style.gap)

    def _needed(self, sides: Sequence[Sequence[EndLabel]]) -> float:
        """Return the height that labels need, with the dates above them."""
        labels = max(sum(one.words.height + 0.22 * self.size for one in side) for side in sides)
        return labels + LEADING * self.head.size + 4 * self.style.gap

    def _side(self, side: int, limit: float, rows: int, *, named: bool = True) -> list[EndLabel]:
        """Return the labels of one side; where names stand at the other alone, those that have no value there are named here."""
        alike: dict[str, list[tuple[Line, float]]] = {}
        for line in self.drawing.lines:
            if not line.muted and (at := self._at(line, side)) is not None:
                text = line.labels[line.shape.told.index(at)][0]
                alike.setdefault(text, []).append((line, line.points[at].value))
        found = []
        for text, there in alike.items():
            lines = [line for line, _ in there]
            colours = {self._look(line).colour for line in lines}
            colour = colours.pop() if len(colours) == 1 else self.style.ink
            faces = TextStyle(self.size, colour, self.style.families, 600), TextStyle(self.size, colour, self.style.families)
            room = limit - width(text, faces[0]) - self.size
            names = [line.name for line in lines if named or len(line.points) == 1]
            cut = [" ".join(shortened(name, faces[1], room, rows)) for name in names]
            named_all = separator(", ", self.style.language).join(cut)
            words = in_one(text, named_all, faces, limit) or WordStack((((text, faces[0]),),))
            found.append(
                EndLabel(
                    sum(value for _, value in there) / len(there),
                    words,
                    colour,
                    cut == names and len(words.rows) <= max(rows, len(names)),
                )
            )
        return sorted(found, key=lambda one: one.y)

    def _spread(self, labels: Sequence[EndLabel], level: Callable[[float], float], within: tuple[float, float]) -> list[float]:
        """Return the middles of labels, which have room one below the other."""
        heights = [one.words.height for one in labels]
        return spread([level(one.y) for one in labels], heights, *within, 0.2 * self.size) or [level(one.y) for one in labels]

    def _labels(
        self, figure: Figure, side: int, across: tuple[float, float], labels: Sequence[tuple[EndLabel, float, float]]
    ) -> None:
        (x, lead), way = across, -1 if side == 0 else 1
        for number, (one, y, at) in enumerate(labels):
            edge = x + way * lead
            runs = one.words.runs(edge, at + one.words.height / 2)
            put(figure, _mirrored(runs, edge) if side == 0 else runs, f"end-{side}-{number}")
            ends = (x + way * self.gap, edge - way * 0.6 * self.style.gap)
            self._rule(figure, ends, (y, at), f"lead-{side}-{number}", (self.style.tint(one.colour, 0.45), 0.8))

    # Ink

    def _at(self, line: Line, side: int) -> int | None:
        """Return which value of a line is of that side's date."""
        return next((n for n, point in enumerate(line.points) if point.earliest == self.drawing.ends[side]), None)

    def _look(self, line: Line) -> SeriesStyle:
        falls = len(line.points) > 1 and line.points[-1].value < line.points[0].value
        return look_of(1 if falls else 0, self.style)

    def _slope(self, figure: Figure, number: int, line: Line, xs: tuple[float, float], ys: Sequence[float]) -> None:
        style, look = self.style, self._look(line)
        colour = style.tint(style.muted, 0.5) if line.muted else look.colour
        weight = (1.2 if line.muted else 2.4 if len(self.drawing.lines) <= _THIN else 1.5) * style.hairline
        size = (0.25 if line.muted else 0.62) * style.mark_pt
        spots = [(xs[0 if point.earliest == self.drawing.ends[0] else 1], y) for point, y in zip(line.points, ys, strict=True)]
        path = Line2D([x for x, _ in spots], [y for _, y in spots], color=colour, linewidth=weight)
        path.set_marker(look.marker if not line.muted or len(spots) == 1 else "")
        if look.dash and not line.muted:
            path.set(linestyle=(0, look.dash))
        hollow = not look.filled and not line.muted
        edge = 1.1 * style.scale**0.5 if hollow else 0.0
        path.set(markersize=size - edge, markerfacecolor=style.paper if hollow else colour, markeredgecolor=colour)
        path.set_antialiased(not line.muted)  # many thin ones would take many bytes, and show no steps
        path.set_markeredgewidth(edge)
        add(figure, path, f"slope-{number}", 2 if line.muted else 3)

    def _bounds(self, figure: Figure, number: int, line: Line, xs: tuple[float, float], level: Callable[[float], float]) -> None:
        """Draw how far down and up a value may be."""
        for point in line.points if not line.muted else ():
            if point.low is None and point.high is None:
                continue
            x = xs[0 if point.earliest == self.drawing.ends[0] else 1]
            ends = [level(point.value if bound is None else bound) for bound in (point.low, point.high)]
            look = (self.style.tint(self._look(line).colour, 0.6), 3.0)
            self._rule(figure, (x, x), (ends[0], ends[1]), f"whisker-{number}", look)

    def _rule(self, figure: Figure, xs: tuple[float, float], ys: tuple[float, float], name: str, look: tuple[str, float]) -> None:
        line = Line2D(xs, ys, color=look[0], linewidth=look[1] * self.style.hairline, solid_capstyle="butt")
        line.set_antialiased(False)
        add(figure, line, name, 1)


def _wide(labels: Sequence[EndLabel]) -> float:
    return max((one.words.width for one in labels), default=0.0)


def _mirrored(runs: Sequence[TextRun], edge: float) -> list[TextRun]:
    """Return rows that end at an edge, not begin there, each with its value at the end next to it."""
    rows: dict[float, list[TextRun]] = {}
    for run in runs:
        rows.setdefault(run.baseline, []).append(run)
    found = []
    for row in rows.values():
        space = row[1].x - row[0].box.right if len(row) > 1 else 0.0
        x = edge
        for run in row:
            x -= width(run.text, run.face)
            found.append(TextRun(run.text, run.face, x, run.baseline))
            x -= space
    return found
