"""Tables that a directive puts into the text."""

from __future__ import annotations

from report.compose.desk import Desk
from report.compose.inlines import field, words
from report.compose.lookup import DANGLING, need, refuse
from report.compose.plan import take
from report.compose.tables import facts_table, markdown_table, series_table
from report.model import document as doc
from report.model.evidence import Series
from report.model.prose import Directive, PlainTable


def compose(desk: Desk, directive: Directive) -> list[doc.Block]:
    """Return the table that a directive asks for: of a series, of facts, or of its own body."""
    target = take(desk, directive)
    caption = field(desk, directive.option("caption"))
    if not directive.arguments:
        written = [block for block in directive.body if isinstance(block, PlainTable)]
        if not written:
            hint = "name a series or facts, or write the table"
            refuse(DANGLING, directive.place, "the table names no records and has no rows", hint)
        return [markdown_table(desk, written[0], target, caption)]
    first = need(desk.article, directive.arguments[0], directive.place)
    if isinstance(first, Series):
        return [series_table(desk, first, target, caption or words(desk, first.title), cells=True, place=directive.place)]
    return [facts_table(desk, directive, target, caption, cells=True)]
