"""Columns of tables as wide as makes rows low.

WeasyPrint 70 divides the width that a table has among its columns by how long their longest cells are, as CSS says. So a long
cell in a row that is high anyway takes room from the cell that makes another row high. Here columns begin as narrow as their
words allow. Then, again and again, those that make a row high get what they need for one line less, where that takes the least
width for what it spares. As long as it helps, a column is made narrower again for the sake of others. What is left in the end is
divided by what the longest cells lack.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf
from typing import Any

from report.output.pdf.engine.mends.mend import Mend
from report.output.pdf.engine.mends.specimen import boxes, pages

_ROWS = 16
"""So many rows, the first ones, stand for all of a table."""
_ROUNDS, _NARROWER = 4, 2
"""So often a column is made narrower, and so many widths are tried for each."""
_FEW = 100
"""In tables of more cells that would take too long."""
_LINES = 30
"""Of cells with more lines that isn't told how many; each number would take its time, and the longest cells the most."""
_SAFE = 0.5
"""Pixels more than a line needs, for what rounding and the last space add."""
_KEPT = 512
"""Tables that are known, since pages are laid out several times."""

Words = tuple[tuple[float, ...], float]
"""How wide words are that no line's end may divide, and the space between two of them."""
Widths = tuple[float, ...]
"""Of columns."""


@dataclass(frozen=True, slots=True)
class CellNeeds:
    """A cell of a table, and how wide it has to be."""

    column: int
    needs: tuple[float, ...]
    """For one line, for two, and so on, up to where each word has its own, or there are too many."""

    def lines(self, width: float) -> int:
        """Return how many lines it has at a width."""
        return next((count for count, need in enumerate(self.needs, 1) if need <= width), len(self.needs))


Rows = tuple[tuple[CellNeeds, ...], ...]


def _fault() -> bool:
    style = (
        "@page { size: 300px; margin: 0 } body { margin: 0 } table { width: 300px; border-spacing: 0; font: 10px/20px monospace }"
    )
    long, short = "<td>a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d</td>", "<td>one two three four</td>"
    (page,) = pages(f"<table><tr>{long}<td>a</td></tr><tr><td>a</td>{short}</tr></table>", style)
    return len(boxes(page, "LineBox")) > 5


def _cure(original: Any) -> Sequence[Any]:
    def auto_table_layout(context: Any, box: Any, *given: Any) -> None:
        from weasyprint.layout.preferred import table_and_columns_preferred_widths

        original(context, box, *given)
        table = box.get_wrapped_table()
        _, _, least, most, shares, fixed, _, grid = table_and_columns_preferred_widths(context, box, outer=False)
        cells = [cell for column in grid for cell in column if cell]
        if any(shares) or any(fixed) or sum(most) <= sum(table.column_widths) or any(_spans(cell) for cell in cells):
            return
        known = vars(context).setdefault("row_heights", {})
        if table not in known:
            some = list(zip(*grid, strict=True))[:_ROWS]
            known[table] = tuple(tuple(_cell(context, cell) for cell in row if cell) for row in some)
        table.column_widths = list(lower(known[table], tuple(least), tuple(most), tuple(table.column_widths)))

    return (auto_table_layout,)


def _spans(cell: Any) -> bool:
    return bool(cell.colspan > 1 or cell.rowspan > 1)


def _cell(context: Any, cell: Any) -> CellNeeds:
    from weasyprint.layout.preferred import adjust

    blocks = tuple(_words(context, line) for line in _line_boxes(cell))
    return CellNeeds(cell.grid_x, needs(blocks, adjust(cell, outer=True, width=0) + _SAFE))


def _line_boxes(box: Any) -> Iterator[Any]:
    """Yield what is to be broken into lines in a box."""
    for child in box.children:
        if type(child).__name__ == "LineBox":
            yield child
        elif child.is_in_normal_flow():
            yield from _line_boxes(child)


def _words(context: Any, line: Any) -> Words:
    from weasyprint.layout.preferred import inline_line_widths, inline_max_content_width

    words = tuple(width for width in inline_line_widths(context, line, False, True, minimum=True) if width)
    whole = inline_max_content_width(context, line, outer=False, is_line_start=True)
    return words, max(whole - sum(words), 0.0) / max(len(words) - 1, 1)


@lru_cache(_KEPT)
def lower(rows: Rows, least: Widths, most: Widths, usual: Widths) -> Widths:
    """Return widths of columns with which rows are lower, or the usual ones where there are none.

    `least` is what the longest words need, `most` what the longest cells need for one line.
    """
    total = sum(usual)
    found = _grown(rows, least, total)
    for _ in range(_ROUNDS if len(rows) * len(least) <= _FEW else 0):
        others = [_grown(rows, start, total, column) for column, start in _narrower(rows, found, least)]
        best = min(others, key=lambda widths: _weight(rows, widths), default=found)
        if _weight(rows, best) >= _weight(rows, found):
            break
        found = best
    if _weight(rows, found) >= _weight(rows, usual):
        return usual
    wanting = [max(high - width, 0.0) for high, width in zip(most, found, strict=True)]
    spare = (total - sum(found)) / sum(wanting)
    return tuple(width + spare * want for width, want in zip(found, wanting, strict=True))


def _grown(rows: Rows, widths: Widths, total: float, held: int | None = None) -> Widths:
    """Return columns that have become wider, up to a width of all, but for one that is held."""
    while (wider := _wider(rows, widths, total, held)) is not None:
        widths = wider
    return widths


def _wider(rows: Rows, widths: Widths, total: float, held: int | None) -> Widths | None:
    """Return the widths with which a row has a line less, where that takes the least width for what it spares."""
    best, rate, before, now = None, 0.0, _weight(rows, widths), sum(widths)
    for row in rows:
        high, wider = _high(row, widths), list(widths)
        highest = [cell for cell in row if high > 1 and cell.lines(widths[cell.column]) == high]
        for cell in highest:
            wider[cell.column] = max(wider[cell.column], cell.needs[high - 2])
        cost = sum(wider) - now
        if any(cell.column == held for cell in highest) or not 0 < cost <= total - now:
            continue
        if (gain := (before - _weight(rows, wider)) / cost) > rate:
            best, rate = tuple(wider), gain
    return best


def _narrower(rows: Rows, widths: Widths, least: Widths) -> Iterator[tuple[int, Widths]]:
    """Yield columns with widths at which a cell of theirs has more lines."""
    for column, width in enumerate(widths):
        ends = {need for row in rows for cell in row if cell.column == column for need in cell.needs}
        for need in sorted((need for need in ends | {least[column]} if least[column] <= need < width), reverse=True)[:_NARROWER]:
            yield column, (*widths[:column], need, *widths[column + 1 :])


def _weight(rows: Rows, widths: Sequence[float]) -> int:
    """Return how much the lines of all rows weigh: one of a row that has many weighs more."""
    return sum(_high(row, widths) ** 2 for row in rows)


def _high(row: Sequence[CellNeeds], widths: Sequence[float]) -> int:
    return max((cell.lines(widths[cell.column]) for cell in row), default=0)


@lru_cache(16 * _KEPT)
def needs(blocks: tuple[Words, ...], around: float) -> tuple[float, ...]:
    """Return how wide a cell has to be for one line, for two, and so on; what is around its words is so wide."""
    fewest, most = len(blocks) or 1, sum(len(words) for words, _ in blocks)
    found = [_need(blocks, count) + around for count in range(fewest, min(most, fewest + _LINES) + 1)]
    narrowest = max((word for words, _ in blocks for word in words), default=0.0) + around
    return (*found[:1] * (len(blocks) - 1), *found, *([narrowest] if most > fewest + _LINES else [])) or (around,)


def _need(blocks: Sequence[Words], count: int) -> float:
    """Return the least width at which blocks of words have no more than so many lines."""
    low, high = 0.0, max(sum(words) + space * len(words) for words, space in blocks)
    while high - low > _SAFE:
        middle = (low + high) / 2
        low, high = (low, middle) if sum(_broken(words, space, middle) for words, space in blocks) <= count else (middle, high)
    return high


def _broken(words: Sequence[float], space: float, width: float) -> float:
    """Return into how many lines words are broken; infinitely many where one has no room."""
    lines, end = 0, inf
    for word in words:
        end += space + word
        if end > width:
            lines, end = lines + 1, word
            if word > width:
                return inf
    return lines


MEND = Mend(
    name="row_heights",
    why="divides a table's width among its columns by their longest cells, whatever that makes of its rows",
    changes={"weasyprint.layout.table.auto_table_layout": "8ce6f1e31a00"},
    fault=_fault,
    cure=_cure,
)
