"""Observations over time as points: what a chart of lines has, without the lines."""

from __future__ import annotations

from matplotlib.figure import Figure

from charts import line
from charts.style import Style
from report.model.charts.points import PointsDrawing


def draw(drawing: PointsDrawing, style: Style) -> Figure:
    """Return the drawing; a ValueError says why it can't be drawn."""
    return line.draw(drawing.unjoined, style)
