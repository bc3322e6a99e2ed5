"""Charts of the ranges of a series: their bounds as lines have them, and the same in words."""

from __future__ import annotations

from report.compose.desk import Desk, Referent
from report.compose.figures.line import lines_figure
from report.model import document as doc
from report.model.charts.range import RangeDrawing
from report.model.prose import Directive


def chart(desk: Desk, directive: Directive, target: Referent) -> doc.Figure:
    """Return the chart of a series as ranges."""
    return lines_figure(desk, directive, target, RangeDrawing)
