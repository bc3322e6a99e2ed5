"""Single figures of one unit: a row for each, a bar from zero, its value at the bar's end, its words beside or above.

Bars are as long as their values, to the one side of zero or the other; where a source gives bounds, the bar is full up to the
nearer one and pale up to the farther.
"""

from __future__ import annotations

from matplotlib.figure import Figure

from charts.barrows import BarRows, BarsRow, RowBar, pieces_of, refused
from charts.style import Style, settings
from report.model.charts.bars import BarsDrawing


def draw(drawing: BarsDrawing, style: Style) -> Figure:
    """Return the drawing, as high as its rows need; a ValueError says why it can't be drawn."""
    refused(drawing.bars)
    looks = [(colour, style.tint(colour, 0.35)) for colour in (style.accent, style.tint(style.muted, 0.55))]
    rows = [
        BarsRow(bar.words, bar.detail, (RowBar(pieces_of(bar.value, bar.upper, looks[bar.muted], str(number)), bar.label),))
        for number, bar in enumerate(drawing.bars)
    ]
    with settings(style):
        return BarRows(rows, style, drawing.language, drawing.part).drawn()
