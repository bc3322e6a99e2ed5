"""Composes tables: of a series, of facts, and those that authors write in Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from report.compose.dates import date_text
from report.compose.desk import Desk, Referent
from report.compose.inlines import prose, words
from report.compose.lookup import DANGLING, need, need_in, need_party, refuse
from report.compose.names import party_name
from report.compose.reckoned import how_reckoned
from report.compose.sources import cited_by, in_words
from report.compose.table_room import parted
from report.compose.table_views import in_parts
from report.compose.uses import value as shown
from report.compose.values import bound_text, quantity_of, value_text
from report.compose.wording import capital, join
from report.limits import beyond, limits
from report.model import document as doc
from report.model.evidence import Fact, Observation, Series
from report.model.prose import Directive, Inline, PlainTable
from report.model.reckoned import date_of
from report.problems import Place, ProblemsFound

_ALIGN = {"right": "end", "center": "center"}


def series_table(
    desk: Desk, series: Series, target: Referent, caption: doc.Inlines, *, cells: bool, place: Place | None = None
) -> doc.Table:
    """Return a series as a table; with `cells`, values lead to where they come from.

    Each row names its source, so in the data of a chart nothing else has to lead there.
    """
    if (count := len(series.observations)) > limits().table_rows:
        raise ProblemsFound([beyond(place or series.place, f"the table of “{series.id}” has {count:,} rows", "table_rows")])
    made = partial(shown, desk) if cells else doc.Value
    label = desk.labels.gettext
    named = {"low": label("Lower bound"), "high": label("Upper bound")}
    bounds = [name for name in named if series.rows is not None and getattr(series.rows.columns, name)]
    columns = (
        doc.Column(words(desk, label("Date"))),
        doc.Column(words(desk, label("Number")), "end"),
        *(doc.Column(words(desk, named[name]), "end") for name in bounds),
        doc.Column(words(desk, label("What was counted"))),
        doc.Column(words(desk, label("Who reported"))),
        doc.Column(words(desk, label("Source"))),
    )
    rows = []
    for observation in series.in_time():
        id_ = observation_id(series, observation)
        need_in(series.bases, observation.basis, "basis", observation.place)
        source = in_words(desk, cited_by(desk, id_), places=True, linked=True)
        around = [bound_text(desk, id_, getattr(observation, name)) for name in bounds]
        rows.append(
            (
                (made(date_text(observation.date, desk.language, desk.labels), id_),),
                (made(value_text(desk, id_, ("digits",)), id_),),
                *((doc.Value(text, id_),) if text else () for text in around),
                words(desk, series.counted(observation)),
                words(desk, observation.reported),
                source,
            )
        )
    return doc.Table(target.id, target.text, caption, columns, tuple(rows))


def observation_id(series: Series, observation: Observation) -> str:
    """Return the full id of an observation, `series.key`."""
    return f"{series.id}.{observation.id}"


def facts_table(desk: Desk, directive: Directive, target: Referent, caption: doc.Inlines, *, cells: bool) -> doc.Table:
    """Return the facts that a directive names as a table; `cells` as for a series."""
    label = desk.labels.gettext
    columns = (
        doc.Column(words(desk, label("What"))),
        doc.Column(words(desk, label("Value"))),
        doc.Column(words(desk, label("Basis"))),
        doc.Column(words(desk, label("Source"))),
    )
    rows = []
    for ref in directive.arguments:
        record = need(desk.article, ref, directive.place)
        if not isinstance(record, Fact | Observation):
            refuse(DANGLING, directive.place, f"“{ref}” can't be a row of a table of facts", "name facts, or one series alone")
        what = _what(desk, ref, record)
        text = value_text(desk, ref, ("unit", "digits"))
        value = shown(desk, text, ref) if cells else doc.Value(text, ref)
        source = in_words(desk, cited_by(desk, ref), places=True, linked=True)
        rows.append((what, (value,), basis_of(desk, ref, record), source))
    return doc.Table(target.id, target.text, caption, columns, tuple(rows))


def _what(desk: Desk, ref: str, record: Fact | Observation) -> doc.Inlines:
    if isinstance(record, Fact):
        return words(desk, record.what)
    series = desk.article.series[ref.partition(".")[0]]
    return words(desk, capital(series.counted(record)))


def basis_of(desk: Desk, ref: str, record: Fact | Observation, *, own_voice: bool = True) -> doc.Inlines:
    """Return what was counted and who says so; for a derived value, what it was computed from.

    With `own_voice`, a fact that nobody else says is said to be the source's own.
    """
    day = date_of(desk.article, ref)
    date = words(desk, date_text(day, desk.language, desk.labels)) if day is not None else ()
    if isinstance(record, Observation):
        return join([words(desk, record.reported), date], "; ")
    who = words(desk, party_name(desk, need_party(desk.article, record.by))) if record.by else ()
    if own_voice and not (who or record.basis or record.derived):
        who = words(desk, desk.labels.gettext("the source itself"))
    pieces = [words(desk, record.basis), who, date]
    if record.derived is not None and quantity_of(desk.article, ref, record) is not None:
        pieces.append(how_reckoned(desk, record, record.derived))
    return join(pieces, "; ")


def markdown_table(
    desk: Desk, written: PlainTable, target: Referent, caption: doc.Inlines, directive: Directive | None = None
) -> list[doc.Block]:
    """Return a table that the author wrote; what is too wide is several tables, but for screens, which stack it."""
    width = len(written.header)
    aligns = [*written.align, *[""] * width][:width]
    columns = tuple(
        doc.Column(prose(desk, cell), _ALIGN.get(align, "start")) for cell, align in zip(written.header, aligns, strict=True)
    )
    rows = tuple(_row(desk, row, width) for row in written.rows)
    parts, turned = parted(desk.room, directive, columns, rows) if desk.room.turned else ([(columns, rows)], False)
    return in_parts(desk, None, target, caption, parts, (), turned=turned)


def _row(desk: Desk, row: Sequence[tuple[Inline, ...]], width: int) -> tuple[doc.Inlines, ...]:
    cells = [prose(desk, cell) for cell in row[:width]]
    return (*cells, *[()] * (width - len(cells)))
