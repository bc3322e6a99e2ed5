"""Rows of bars: words beside or above, bars from one zero, and a label at the end of each; what all forms of bars are drawn by.

There is no axis: every value stands in digits where its bar ends. A chart that is divided has all of its rows on one scale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from charts.ends import WordStack, in_one
from charts.ink import add, rule, sheet
from charts.style import Style
from charts.text import ASCENT, DESCENT, LEADING, Align, TextRun, TextStyle, put, stack, stack_height, width, wrap
from report.model.cldr import direction

_BESIDE = 36.0
"""Words stand beside the bars where the chart is at least so wide, in sizes of their type; else above them."""
_COLUMN = 0.4
"""The part of the width that words beside the bars may take."""
_LABEL = 0.5
"""The part of a bar's room that its label may take before it is broken."""
_MANY = 12
"""More rows than this stand closer, each bar thicker than the gap below it, and always with their words beside them."""

Lines = tuple[tuple[str, TextStyle], ...]


@dataclass(frozen=True, slots=True)
class BarPiece:
    """What of a bar has one colour, between two values."""

    start: float
    end: float
    colour: str
    name: str


@dataclass(frozen=True, slots=True)
class RowBar:
    """A bar: its pieces, what stands at its end, and what its value is of, where that isn't said elsewhere."""

    pieces: tuple[BarPiece, ...]
    label: str
    name: str = ""

    @property
    def ends(self) -> tuple[float, float]:
        """How far it reaches below zero, and above."""
        values = [value for piece in self.pieces for value in (piece.start, piece.end)]
        return min([0.0, *values]), max([0.0, *values])

    @property
    def end(self) -> float:
        """Where its label stands: above zero, if any of it is."""
        low, high = self.ends
        return high if high > 0 or low == 0 else low


@dataclass(frozen=True, slots=True)
class BarsRow:
    """What a row shows."""

    words: str
    detail: str
    bars: tuple[RowBar, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row in lines."""

    words: Lines
    detail: Lines
    labels: tuple[WordStack, ...]


class BarRows:
    """One drawing under way: what its steps share. Lengths are reckoned from the side where reading begins."""

    def __init__(
        self, rows: Sequence[BarsRow], style: Style, language: str, part: tuple[int, int] | None, thick: float = 0.0
    ) -> None:
        self.shown, self.style = rows, style
        self.rtl = direction(language) == "rtl"
        self.first, self.last = part or (0, len(rows))
        self.dense = len(rows) > _MANY or not any(row.detail for row in rows)
        self.value = TextStyle(style.plain_pt if self.dense else style.value_pt, style.ink, style.families, 600)
        self.words = TextStyle(style.plain_pt, style.ink, style.families)
        self.detail = TextStyle(style.detail_pt, style.muted, style.families)
        self.beside = self.dense or style.width >= _BESIDE * style.plain_pt
        self.gap = 2 * style.gap
        self.half = max(0.4 * style.plain_pt if self.dense else 0.26 * style.mark_pt, thick / 2)
        column = _COLUMN * style.width if self.beside else style.width
        lines = [self._text(row, column) for row in rows]
        widest = max(width(*line) for of_row in lines for part in of_row for line in part)
        self.left = min(widest, column) + self.gap if self.beside else style.hairline
        room = style.width - self.left
        sides = {bar.end < 0 for row in rows for bar in row.bars}
        limit = _LABEL * room / len(sides) if sides else room
        self.rows = [
            _Row(*text, tuple(self._label(bar, limit) for bar in row.bars)) for row, text in zip(rows, lines, strict=True)
        ]
        self.scale, self.zero = self._scale()

    def _scale(self) -> tuple[float, float]:
        """Return the longest scale on which every bar has room for its label behind it, and where zero is then."""
        above, below = [(0.0, 0.0)], [(0.0, 0.0)]
        for row, bars in zip(self.rows, self.shown, strict=True):
            for label, bar in zip(row.labels, bars.bars, strict=True):
                reach = self.gap + label.width if label.rows else 0.0
                low, high = bar.ends
                above.append((high, reach if bar.end >= 0 else 0.0))
                below.append((-low, reach if bar.end < 0 else 0.0))
        above, below = list(dict.fromkeys(above)), list(dict.fromkeys(below))
        room = self.style.width - self.left
        scale = min(
            ((room - one - other) / (high + low) for high, one in above for low, other in below if high + low > 0), default=0.0
        )
        return scale, self.left + max(scale * low + reach for low, reach in below)

    def drawn(self, head: float = 0.0) -> Figure:
        """Return the figure, with so much room above its rows."""
        style, rows = self.style, range(self.first, self.last)
        heights = [self._height(self.rows[number]) for number in rows]
        between = (0.15 if self.dense else 1.0 if self.beside else 1.3) * style.plain_pt
        if any(len(row.bars) > 1 for row in self.shown):
            between = 0.7 * style.plain_pt
        # Parts of a chart stand close, so that they read as one where a page has several.
        inner = self.first > 0, self.last < len(self.rows)
        over, under = (between / 2 if one else style.gap for one in inner)
        high = sum(heights) + between * (len(heights) - 1) + over + under + head
        figure = sheet(style.width, high)
        top = self.top = high - over - head
        for number, height in zip(rows, heights, strict=True):
            self._row(figure, number, top)
            top -= height + between
        if self.beside:
            above, below = (0.0 if one else 0.3 * style.gap for one in inner)
            self._zero(figure, (below, high - head - above), "zero")
        return figure

    def _text(self, row: BarsRow, column: float) -> tuple[Lines, Lines]:
        words = tuple((line, self.words) for line in wrap(row.words, self.words, column))
        return words, tuple((line, self.detail) for line in wrap(row.detail, self.detail, column))

    def _label(self, bar: RowBar, limit: float) -> WordStack:
        """Return the lines of a label: the value, and behind it or below it what it is of."""
        rows = tuple(((line, self.value),) for line in wrap(bar.label, self.value, limit))
        if bar.name:
            named = in_one(bar.label, bar.name, (self.value, self.detail), limit)
            return named or WordStack((*rows, *(((line, self.detail),) for line in wrap(bar.name, self.detail, limit))))
        return WordStack(rows)

    def _height(self, row: _Row) -> float:
        words, labels = stack_height((*row.words, *row.detail)), sum(self._thick(label) for label in row.labels)
        return max(words + self._drop(), labels) if self.beside else words + self._lead() + labels

    def _thick(self, label: WordStack) -> float:
        """Return the height that a bar takes with its label."""
        return max(label.height, (ASCENT + DESCENT) * self.value.size, 2 * self.half)

    def _drop(self) -> float:
        """Return how far below the row's top words begin that share a line with a value, which is set larger."""
        return ASCENT * (self.value.size - self.words.size)

    def _lead(self) -> float:
        """Return the white between words and the bar below them."""
        return (LEADING - ASCENT - DESCENT) * self.words.size

    # Ink

    def _row(self, figure: Figure, number: int, top: float) -> None:
        row = self.rows[number]
        runs = self._set((*row.words, *row.detail), 0.0, top - self._drop() if self.beside else top)
        put(figure, runs[: len(row.words)], f"words-{number}")
        put(figure, runs[len(row.words) :], f"detail-{number}")
        at = top if self.beside else top - stack_height((*row.words, *row.detail)) - self._lead()
        for index, (label, bar) in enumerate(zip(row.labels, self.shown[number].bars, strict=True)):
            level = self.level(at)
            name = f"{number}" if len(row.labels) == 1 else f"{number}-{index}"
            put(figure, self._beyond(label, bar.end, at), f"label-{name}")
            for piece in bar.pieces:
                self._piece(figure, piece, level)
            if not self.beside:
                self._zero(figure, (level - 1.8 * self.half, level + 1.8 * self.half), f"zero-{name}")
            at -= self._thick(label)

    def _set(self, lines: Lines, x: float, top: float) -> tuple[TextRun, ...]:
        align: Align = "right" if self.rtl else "left"
        return stack(lines, self.x(x), top, align)

    def _beyond(self, label: WordStack, end: float, top: float) -> list[TextRun]:
        """Return the runs of a label behind the end of its bar: on the side to which the bar goes."""
        edge = self.at(end)
        left = edge + self.gap if end >= 0 else edge - self.gap - label.width
        runs = []
        for run in label.runs(left, top):
            start = run.x if end >= 0 else run.x + label.width - self._wide(label, run.baseline, left, top)
            runs.append(TextRun(run.text, run.face, self.x(start), run.baseline, "right" if self.rtl else "left"))
        return runs

    @staticmethod
    def _wide(label: WordStack, baseline: float, left: float, top: float) -> float:
        """Return how far the row on that baseline reaches, so that it can end where the bar begins."""
        of_row = [run for run in label.runs(left, top) if run.baseline == baseline]
        return max(run.box.right for run in of_row) - left

    def at(self, value: float) -> float:
        """Return where a value lies."""
        return self.zero + self.scale * value

    def x(self, x: float) -> float:
        """Return a place on the figure, whichever way it is read."""
        return self.style.width - x if self.rtl else x

    def _piece(self, figure: Figure, piece: BarPiece, level: float) -> None:
        left, right = sorted(map(self.x, (self.at(piece.start), self.at(piece.end))))
        bar = Rectangle((left, level - self.half), right - left, 2 * self.half, linewidth=0)
        bar.set_facecolor(piece.colour)
        add(figure, bar, piece.name, 4)

    def level(self, top: float) -> float:
        """Return the middle of a row's first bar, where the row begins at `top`."""
        return top - (ASCENT - 0.35) * self.value.size

    def _zero(self, figure: Figure, ends: tuple[float, float], name: str) -> None:
        x = self.x(self.zero)
        rule(figure, ((x, ends[0]), (x, ends[1])), name, (self.style.muted, 1.0), self.style, 5)


def pieces_of(value: float, upper: float | None, look: tuple[str, str], number: str) -> tuple[BarPiece, ...]:
    """Return a value's bar in two colours: full up to the bound that is nearer to zero, pale up to the farther one."""
    full, pale = look
    if upper is None:
        return (BarPiece(0.0, value, full, f"bar-{number}"),)
    if value < 0 < upper:
        return (BarPiece(value, upper, pale, f"upper-{number}"),)
    near, far = (value, upper) if value >= 0 else (upper, value)
    return BarPiece(0.0, near, full, f"bar-{number}"), BarPiece(near, far, pale, f"upper-{number}")


def refused(rows: Sequence[object]) -> None:
    """Refuse a chart in which nothing is shown."""
    if not rows:
        raise ValueError("a chart without bars can't be drawn")
