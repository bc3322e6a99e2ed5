"""Composes the table of a data file: its cells as they stand, in the order and with the decimals that its options ask for."""

from __future__ import annotations

from decimal import Decimal

from report.compose.desk import Desk, Referent
from report.compose.inlines import words
from report.compose.lookup import DANGLING, need_source, refuse
from report.compose.numbers import number_text
from report.compose.sources import source_line
from report.compose.table_room import parted
from report.compose.table_views import in_parts
from report.compose.wording import collated, sentence
from report.model import document as doc
from report.model.data_table import DataFile, Shown, asked_of, number_of, read_shown
from report.model.grammar import words_of
from report.model.prose import Directive
from report.model.quantities import MINUS, rounded


def data_table(desk: Desk, directive: Directive, file: str, target: Referent, caption: doc.Inlines) -> list[doc.Block]:
    """Return a data file as its directive's options have it; what is too wide is several tables."""
    data, source = desk.article.tables.get(asked_of(directive)), directive.option("source")
    if data is None or source is None:
        refuse(DANGLING, directive.place, f"nothing is known of {file}, or of where it comes from", "name a file and its source")
    shown, faults = read_shown(directive, data)
    if faults:
        refuse(DANGLING, faults[0].place, faults[0].sentence, faults[0].hint)
    numeric = [
        all(number_of(data.rows[row][at]) is not None or not data.rows[row][at] for row in shown.rows) for at in shown.indexes
    ]
    columns = tuple(
        doc.Column(words(desk, named.head or data.told(named.name)), "end" if number else "start")
        for named, number in zip(shown.columns, numeric, strict=True)
    )
    finest = [(at, shown.decimals.get(at)) for at in shown.indexes]
    rows = [tuple(_cell(desk, data.told(data.rows[row][at]), most) for at, most in finest) for row in _ordered(data, shown)]
    parts, turned = parted(desk.room, directive, columns, rows)
    cited = [(need_source(desk.article, id_), "") for id_ in words_of(source.source)]
    below = sentence(source_line(desk, cited))
    return in_parts(desk, directive, target, caption, parts, below, dense=len(columns) > _MANY, turned=turned)


_MANY = 6
"""Columns from which on they stand close together."""


def _cell(desk: Desk, text: str, decimals: int | None) -> doc.Inlines:
    number = number_of(text)
    if number is None:
        return words(desk, text)
    if decimals is not None:
        return words(desk, number_text(rounded(number, decimals), desk.language))
    return (doc.Text(text.replace("-", MINUS)),)


def _ordered(data: DataFile, shown: Shown) -> list[int]:
    if shown.sort is None:
        return list(shown.rows)
    cells = {row: data.rows[row][shown.sort] for row in shown.rows}
    full = [row for row in shown.rows if cells[row]]
    numbers = {row: number for row in full if (number := number_of(cells[row])) is not None}
    keys: dict[int, Decimal] | dict[int, str] = (
        numbers if len(numbers) == len(full) else {row: collated(data.told(cells[row])) for row in full}
    )
    full.sort(key=lambda row: keys[row], reverse=shown.falling)
    return [*full, *(row for row in shown.rows if not cells[row])]


__all__ = ["data_table"]
