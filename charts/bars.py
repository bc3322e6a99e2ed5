"""Single figures of one unit: a row for each, a thin bar from zero, its value at the bar's end, its words beside or above.

Bars are as long as their values; where a source gives bounds, the bar is full up to the lower one and pale up to the upper.
There is no axis: every value stands in digits where its bar ends.
"""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from charts.style import Style, settings
from charts.text import ASCENT, DESCENT, LEADING, Align, TextRun, TextStyle, in_points, put, stack, stack_height, width, wrap
from report.model.charts.bars import Bar, BarsDrawing
from report.model.cldr import direction

_BESIDE = 36.0
"""Words stand beside the bars where the chart is at least so wide, in sizes of their type; else above them."""
_COLUMN = 0.4
"""The part of the width that words beside the bars may take."""
_LABEL = 0.5
"""The part of a bar's room that its value may take before it is broken."""

_MANY = 12
"""More bars than this stand closer, each as thick as the gap below it, and always with their words beside them."""

Lines = tuple[tuple[str, TextStyle], ...]


@dataclass(frozen=True, slots=True)
class BarLines:
    """The lines of one bar: what it is, who says so, and its value."""

    words: Lines
    detail: Lines
    label: Lines

    @property
    def reach(self) -> float:
        """Width of the value, points."""
        return max(width(*line) for line in self.label)


def draw(drawing: BarsDrawing, style: Style) -> Figure:
    """Return the drawing, as high as its rows need; a ValueError says why it can't be drawn."""
    if not drawing.bars:
        raise ValueError("a chart without bars can't be drawn")
    if any(bar.value < 0 for bar in drawing.bars):
        raise ValueError("a bar that begins at zero can't show a value below it")
    with settings(style):
        return _Bars(drawing, style).drawn()


class _Bars:
    """One drawing under way: what its steps share. Lengths are reckoned from the side where reading begins."""

    def __init__(self, drawing: BarsDrawing, style: Style) -> None:
        self.drawing, self.style = drawing, style
        self.rtl = direction(drawing.language) == "rtl"
        self.many = len(drawing.bars) > _MANY
        self.value = TextStyle(style.plain_pt if self.many else style.value_pt, style.ink, style.families, 600)
        self.words = TextStyle(style.plain_pt, style.ink, style.families)
        self.detail = TextStyle(style.detail_pt, style.muted, style.families)
        self.beside = self.many or style.width >= _BESIDE * style.plain_pt
        self.gap = 2 * style.gap
        column = _COLUMN * style.width if self.beside else style.width
        wrapped = [self._text(bar, column) for bar in drawing.bars]
        widest = max(width(*line) for lines in wrapped for part in lines for line in part)
        self.zero = min(widest, column) + self.gap if self.beside else style.hairline
        room = style.width - self.zero
        self.rows = [
            BarLines(words, detail, tuple((line, self.value) for line in wrap(bar.label, self.value, _LABEL * room)))
            for bar, (words, detail) in zip(drawing.bars, wrapped, strict=True)
        ]
        # The longest scale on which every bar has room for its value behind it.
        self.scale = min(
            ((room - self.gap - row.reach) / end for row, bar in zip(self.rows, drawing.bars, strict=True) if (end := _end(bar))),
            default=0.0,
        )

    def drawn(self) -> Figure:
        style = self.style
        heights = [self._height(row) for row in self.rows]
        between = (0.15 if self.many else 1.0 if self.beside else 1.3) * style.plain_pt
        high = sum(heights) + between * (len(heights) - 1) + 2 * style.gap
        figure = Figure(figsize=(style.width / 72, high / 72), dpi=72)
        top = high - style.gap
        for number, (row, bar, height) in enumerate(zip(self.rows, self.drawing.bars, heights, strict=True)):
            self._row(figure, number, row, bar, top)
            top -= height + between
        if self.beside:
            self._zero(figure, (0.3 * style.gap, high - 0.3 * style.gap), "zero")
        return figure

    def _text(self, bar: Bar, column: float) -> tuple[Lines, Lines]:
        words = tuple((line, self.words) for line in wrap(bar.words, self.words, column))
        return words, tuple((line, self.detail) for line in wrap(bar.detail, self.detail, column))

    def _height(self, row: BarLines) -> float:
        words, label = stack_height((*row.words, *row.detail)), stack_height(row.label)
        return max(words + self._drop(), label) if self.beside else words + self._lead() + label

    def _drop(self) -> float:
        """Return how far below the row's top words begin that share a line with a value, which is set larger."""
        return ASCENT * (self.value.size - self.words.size)

    def _lead(self) -> float:
        """Return the white between words and the bar below them."""
        return (LEADING - ASCENT - DESCENT) * self.words.size

    # Ink

    def _row(self, figure: Figure, number: int, row: BarLines, bar: Bar, top: float) -> None:
        text_top = top - self._drop() if self.beside else top
        runs = self._set((*row.words, *row.detail), 0.0, text_top)
        put(figure, runs[: len(row.words)], f"words-{number}")
        put(figure, runs[len(row.words) :], f"detail-{number}")
        label_top = top if self.beside else top - stack_height((*row.words, *row.detail)) - self._lead()
        level = label_top - (ASCENT - 0.35) * self.value.size
        end = self.zero + self.scale * _end(bar)
        put(figure, self._set(row.label, end + self.gap, label_top), f"label-{number}")
        half = 0.3 * self.style.plain_pt if self.many else 0.26 * self.style.mark_pt
        known = self.zero + self.scale * bar.value
        self._bar(figure, (self.zero, known), (level, half), self.style.accent, f"bar-{number}")
        if bar.upper is not None:
            self._bar(figure, (known, end), (level, half), self.style.tint(self.style.accent, 0.35), f"upper-{number}")
        if not self.beside:
            self._zero(figure, (level - 1.8 * half, level + 1.8 * half), f"zero-{number}")

    def _set(self, lines: Lines, x: float, top: float) -> tuple[TextRun, ...]:
        align: Align = "right" if self.rtl else "left"
        return stack(lines, self._x(x), top, align)

    def _x(self, x: float) -> float:
        return self.style.width - x if self.rtl else x

    def _bar(self, figure: Figure, ends: tuple[float, float], at: tuple[float, float], colour: str, name: str) -> None:
        left, right = sorted(map(self._x, ends))
        level, half = at
        bar = Rectangle((left, level - half), right - left, 2 * half, linewidth=0)
        bar.set(facecolor=colour, gid=name, zorder=4, transform=in_points(figure))
        figure.add_artist(bar)

    def _zero(self, figure: Figure, ends: tuple[float, float], name: str) -> None:
        x = self._x(self.zero)
        line = Line2D([x, x], list(ends), color=self.style.muted, linewidth=self.style.hairline, solid_capstyle="butt")
        line.set(gid=name, zorder=5, transform=in_points(figure))
        figure.add_artist(line)


def _end(bar: Bar) -> float:
    return bar.value if bar.upper is None else bar.upper
