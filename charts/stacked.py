"""Stacked bars: a row for each whole, its parts one after the other; those of the first bar are named above it."""

from __future__ import annotations

from itertools import pairwise

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from charts.barrows import BarPiece, BarRows, BarsRow, RowBar, refused
from charts.ends import shortened, spread
from charts.fills import fill, readable_on
from charts.ink import add, rule
from charts.style import Style, settings
from charts.text import ASCENT, LEADING, TextRun, TextStyle, put, width
from report.model.charts.stacked import PARTS, BarStack, StackedDrawing


def draw(drawing: StackedDrawing, style: Style) -> Figure:
    """Return the drawing, as high as its rows need; a ValueError says why it can't be drawn."""
    refused(drawing.stacks)
    if len(drawing.names) > PARTS:
        hint = "sum up the small ones, as in others"
        raise ValueError(f"a chart tells at most {PARTS} parts apart, and this one has {len(drawing.names)}", hint)
    with settings(style):
        return _Stacks(drawing, style).all()


def _pieces(stack: BarStack, number: int, style: Style) -> tuple[BarPiece, ...]:
    """Return the parts of a whole one after the other, to either side of zero."""
    above = below = 0.0
    found = []
    for index, part in enumerate(stack.parts):
        start = above if part.value >= 0 else below
        end = start + part.value
        above, below = (end, below) if part.value >= 0 else (above, end)
        found.append(BarPiece(start, end, fill(index, style), f"part-{number}-{index}"))
    return tuple(found)


class _Stacks(BarRows):
    """One drawing under way."""

    def __init__(self, drawing: StackedDrawing, style: Style) -> None:
        self.drawing = drawing
        self.inner = TextStyle(style.detail_pt, style.ink, style.families)
        self.pieces = [_pieces(stack, number, style) for number, stack in enumerate(drawing.stacks)]
        rows = [
            BarsRow(stack.words, "", (RowBar(pieces, stack.total),))
            for stack, pieces in zip(drawing.stacks, self.pieces, strict=True)
        ]
        super().__init__(rows, style, drawing.language, drawing.part, 1.25 * style.detail_pt)

    def all(self) -> Figure:
        """Return the figure, with its names."""
        em = self.inner.size
        spots = self._spots()
        if spots is not None:
            figure = self.drawn(2.2 * em)
            self._named(figure, spots)
        else:
            runs, swatches, head = self._flowed()
            figure = self.drawn(head)
            high = figure.get_figheight() * 72
            put(figure, [run.moved(0, high) for run in runs], "name")
            for number, (x, y) in enumerate(swatches):
                left = min(self.x(x), self.x(x + em))
                swatch = Rectangle((left, y + high), em, 0.8 * em, facecolor=fill(number, self.style), linewidth=0)
                add(figure, swatch, f"sample-{number}", 4)
        return figure

    def _row(self, figure: Figure, number: int, top: float) -> None:
        super()._row(figure, number, top)
        style, level = self.style, self.level(top)
        for index, (piece, part) in enumerate(zip(self.pieces[number], self.drawing.stacks[number].parts, strict=True)):
            ends = sorted((self.at(piece.start), self.at(piece.end)))
            if width(part.label, self.inner) + 1.2 * style.gap <= ends[1] - ends[0]:
                face = TextStyle(self.inner.size, readable_on(piece.colour, style), style.families)
                run = TextRun(part.label, face, self.x(sum(ends) / 2), level - 0.35 * face.size, "center")
                put(figure, [run], f"inside-{number}-{index}", 7)
        for one, other in pairwise(
            sorted({self.at(value) for piece in self.pieces[number] for value in (piece.start, piece.end)})
        ):
            if other - one > 3 * style.hairline and self.zero != other:  # white between two parts
                x = self.x(other)
                rule(figure, ((x, level - self.half), (x, level + self.half)), f"edge-{number}", (style.paper, 1.2), style, 4.5)

    def _spots(self) -> list[tuple[float, float]] | None:
        """Return the middles of the names and of the parts that they name; None if they have no room in one line."""
        ends = [(self.at(piece.start) + self.at(piece.end)) / 2 for piece in self.pieces[self.first]]
        wide = [width(name, self.inner) for name in self.drawing.names]
        found = spread(ends, wide, 0.0, self.style.width, 1.2 * self.inner.size)
        return None if found is None else list(zip(found, ends, strict=True))

    def _named(self, figure: Figure, spots: list[tuple[float, float]]) -> None:
        """Put the names above the first bar, with a line from each to its part."""
        style, em, high = self.style, self.inner.size, figure.get_figheight() * 72
        baseline = high - 0.5 * style.gap - ASCENT * em
        bar = self.level(self.top) + self.half
        for number, ((middle, end), name) in enumerate(zip(spots, self.drawing.names, strict=True)):
            put(figure, [TextRun(name, self.inner, self.x(middle), baseline, "center")], f"name-{number}")
            lead = (self.x(middle), baseline - 0.3 * em), (self.x(end), bar)
            rule(figure, lead, f"lead-{number}", (style.muted, 1.0), style, 3)

    def _flowed(self) -> tuple[list[TextRun], list[tuple[float, float]], float]:
        """Return the names beside samples of their fills, where those stand, and the height; all from the figure's top down."""
        style, em = self.style, self.inner.size
        runs: list[TextRun] = []
        samples, x, top, row = [], 0.0, -0.5 * style.gap, 0.0
        for name in self.drawing.names:
            lines = shortened(name, self.inner, style.width - 1.5 * em, 2)
            wide = 1.5 * em + max(width(text, self.inner) for text in lines)
            if x and x + wide > style.width:
                x, top, row = 0.0, top - row, 0.0
            baseline = top - ASCENT * em
            samples.append((x, baseline - 0.05 * em))
            runs += [
                TextRun(text, self.inner, self.x(x + 1.5 * em), baseline - i * LEADING * em, "right" if self.rtl else "left")
                for i, text in enumerate(lines)
            ]
            x += wide + 1.5 * em
            row = max(row, len(lines) * LEADING * em)
        return runs, samples, row - top + style.gap
