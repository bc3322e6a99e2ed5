"""Figures: each form of a chart, and images, in a module of its own with the words beside its data."""

from __future__ import annotations

from report.compose.desk import Desk
from report.compose.figures.bars import bars_chart
from report.compose.figures.series import series_chart
from report.compose.figures.timeline import timeline_chart
from report.compose.lookup import DANGLING, need_in, refuse
from report.compose.plan import take
from report.model import document as doc
from report.model.prose import Directive


def chart(desk: Desk, directive: Directive) -> list[doc.Block]:
    """Return the chart that a directive asks for: of a series, of events on one line, or of single facts."""
    target = take(desk, directive)
    option = directive.option("form")
    match option.source.strip() if option else "":
        case "timeline":
            return [timeline_chart(desk, directive, target)]
        case "bars":
            return [bars_chart(desk, directive, target)]
    if not directive.arguments:
        refuse(
            DANGLING, directive.place, "the chart names no series", "write chart and the id of a series, or add :form: timeline"
        )
    series = need_in(desk.article.series, directive.arguments[0], "series", directive.place)
    return [series_chart(desk, directive, series, target)]
