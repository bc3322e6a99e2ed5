"""Tables that a directive puts into the text."""

from __future__ import annotations

from dataclasses import replace

from report.compose.data_tables import data_table
from report.compose.desk import Desk
from report.compose.inlines import field, words
from report.compose.lookup import DANGLING, need, refuse
from report.compose.plan import take
from report.compose.table_room import asked
from report.compose.table_views import viewed
from report.compose.tables import facts_table, markdown_table, series_table
from report.model import document as doc
from report.model.data_table import shown_file
from report.model.evidence import Series
from report.model.prose import Directive, PlainTable
from report.model.table_view import is_viewed


def compose(desk: Desk, directive: Directive) -> list[doc.Block]:
    """Return the table that a directive asks for: of a series, of a data file, of facts, or of its own body."""
    made = _made(desk, directive)
    if asked(directive) == "yes" and desk.room.turned:
        return [replace(block, turned=True) if isinstance(block, doc.Table) else block for block in made]
    return made


def _made(desk: Desk, directive: Directive) -> list[doc.Block]:
    target = take(desk, directive)
    caption = field(desk, directive.option("caption"))
    if not directive.arguments:
        written = [block for block in directive.body if isinstance(block, PlainTable)]
        if not written:
            hint = "name a series or facts, or write the table"
            refuse(DANGLING, directive.place, "the table names no records and has no rows", hint)
        return markdown_table(desk, written[0], target, caption, directive)
    if file := shown_file(directive):
        return data_table(desk, directive, file, target, caption)
    first = need(desk.article, directive.arguments[0], directive.place)
    if isinstance(first, Series) and is_viewed(directive, first):
        return viewed(desk, directive, first.id, target, caption)
    if isinstance(first, Series):
        return [series_table(desk, first, target, caption or words(desk, first.title), cells=True, place=directive.place)]
    return [facts_table(desk, directive, target, caption, cells=True)]
