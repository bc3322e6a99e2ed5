"""Points of a series: each of its observations at its date, joined to none, and the same in words."""

from __future__ import annotations

from report.compose.desk import Desk, Referent
from report.compose.figures.line import lines_figure
from report.model import document as doc
from report.model.charts.line import LineDrawing
from report.model.prose import Directive


def chart(desk: Desk, directive: Directive, target: Referent) -> doc.Figure:
    """Return the chart of a series as points, one for each observation."""
    return lines_figure(desk, directive, target, LineDrawing, joined=False)
