"""Groups of bars: a row for each group, its bars one below the other, from pale to full; those of the first group are named."""

from __future__ import annotations

from matplotlib.figure import Figure

from charts.barrows import BarRows, BarsRow, RowBar, pieces_of, refused
from charts.style import Style, settings
from report.model.charts.grouped import BarGroup, GroupedDrawing

_PALEST = 0.3


def draw(drawing: GroupedDrawing, style: Style) -> Figure:
    """Return the drawing, as high as its rows need; a ValueError says why it can't be drawn."""
    refused(drawing.groups)
    first = drawing.part[0] if drawing.part else 0
    rows = [
        BarsRow(group.words, "", _bars(drawing, group, number, style, named=number == first))
        for number, group in enumerate(drawing.groups)
    ]
    with settings(style):
        return BarRows(rows, style, drawing.language, drawing.part).drawn()


def _bars(drawing: GroupedDrawing, group: BarGroup, number: int, style: Style, *, named: bool) -> tuple[RowBar, ...]:
    """Return the bars of a group; where one is missing, its place is kept, so that none is taken for another."""
    found = []
    for index, (bar, name) in enumerate(zip(group.bars, drawing.names, strict=True)):
        colour = style.tint(style.accent, _PALEST + (1 - _PALEST) * index / max(len(drawing.names) - 1, 1))
        look = colour, style.tint(colour, 0.35)
        pieces = pieces_of(bar.value, bar.upper, look, f"{number}-{index}") if bar else ()
        found.append(RowBar(pieces, bar.label if bar else "–", name if named else ""))
    return tuple(found)
