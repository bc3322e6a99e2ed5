"""Composes the table of a series that options choose: its columns and rows, or a pivot, in parts where it is too wide."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from itertools import pairwise
from typing import Any, TypeVar

from report.compose.dates import date_text
from report.compose.desk import Desk, Referent
from report.compose.inlines import words
from report.compose.lookup import DANGLING, refuse
from report.compose.numbers import number_text, qualified
from report.compose.sources import cited_by, source_line
from report.compose.table_room import Part, places
from report.compose.units import axis_pattern, unit_name
from report.compose.uses import drawn
from report.compose.values import value_text
from report.compose.wording import capital, collated, fill, join, listed, plain, sentence
from report.limits import beyond, limits
from report.model import document as doc
from report.model.operations import OPERATIONS
from report.model.prose import Directive
from report.model.quantities import DIGITS, rounded
from report.model.table_view import Named, ShownObservation, View, read_view
from report.problems import ProblemsFound

T = TypeVar("T")
_NONE = "–"
"""Stands in a cell for which there is no value."""
_SIDES = frozenset({"line", "date", "counted"})
"""Columns whose cells say what a row is about, if they come first."""


def viewed(desk: Desk, directive: Directive, series_id: str, target: Referent, caption: doc.Inlines) -> list[doc.Block]:
    """Return the table of a series as its directive's options have it; a pivot that is too wide is several tables."""
    view, faults = read_view(directive, desk.article.series[series_id])
    if faults:
        refuse(DANGLING, faults[0].place, faults[0].sentence, faults[0].hint)
    made = _Viewed(desk, view, directive)
    parts = list(made.pivot(view.across, view.down) if view.across and view.down else made.plain())
    drawn(desk, (made.id(entry) for entry in view.entries[: 1 if view.series.rows is not None else None]), target.id)
    across = view.across is not None
    total = bool(view.total) and view.across is not None and view.across.name == "date"
    below = made.below()
    return in_parts(
        desk, directive, target, caption, parts, below, heads=made.heads, dense=across, total=total, turned=made.turned
    )


def in_parts(
    desk: Desk,
    directive: Directive | None,
    target: Referent,
    caption: doc.Inlines,
    parts: Sequence[Part],
    below: doc.Inlines,
    *,
    heads: int = 1,
    dense: bool = False,
    total: bool = False,
    turned: bool = False,
) -> list[doc.Block]:
    """Return the parts of a table as tables of one number; what stands below the table stands below the last.

    `directive` names the records that it is of, of which there may be very many.
    """
    if directive and (count := sum(len(rows) for _, rows in parts)) > limits().table_rows:
        divided = f", in {len(parts):,} parts side by side" if len(parts) > 1 else ""
        told = f"the table of “{directive.arguments[0]}” has {count:,} rows{divided}"
        raise ProblemsFound([beyond(directive.place, told, "table_rows")])
    return [
        doc.Table(
            target.id if number == 1 else desk.ids.claim(f"{target.id}-part-{number}"),
            target.text,
            caption if len(parts) == 1 else numbered_part(desk, caption, number, len(parts)),
            columns,
            rows,
            heads,
            below if number == len(parts) else (),
            continued=number > 1,
            dense=dense,
            total=total,
            turned=turned,
        )
        for number, (columns, rows) in enumerate(parts, 1)
    ]


def numbered_part(desk: Desk, caption: doc.Inlines, number: int, count: int) -> doc.Inlines:
    """Return the words above a part of what is shown in several, with its number."""
    pattern = desk.labels.gettext("{caption} (part {n} of {count})")
    return fill(pattern, desk.labels, caption=caption, n=desk.language.digits(number), count=desk.language.digits(count))


@dataclass
class _Viewed:
    """A table in the making."""

    desk: Desk
    view: View
    directive: Directive
    lacking: bool = False
    """Whether a cell has no value."""
    heads: int = 1
    """How many cells of a row are its headers."""
    turned: bool = False
    """Whether it stands on a turned page."""

    def id(self, entry: ShownObservation) -> str:
        return f"{self.view.series.id}.{entry.key}"

    def plain(self) -> Iterator[Part]:
        """Yield the table with an observation in each row."""
        names = [named.name for named in self.view.columns]
        self.heads = max(1, next((at for at, name in enumerate(names) if name not in _SIDES), len(names)))
        columns = tuple(
            doc.Column(words(self.desk, self.head(named)), "start" if named.name in {*_SIDES, "by"} else "end")
            for named in self.view.columns
        )
        entries: Iterable[ShownObservation] = self.view.entries
        if self.view.sort:
            entries = self.ordered(self.view.entries, lambda entry: self.order(entry, self.view.sort))
        yield columns, tuple(tuple(self.cell(entry, name) for name in names) for entry in entries)

    def pivot(self, across: Named, down: Named) -> Iterator[Part]:
        """Yield the parts of a table with the values of one column across, and of another down."""
        view = self.view
        ahead = self.keys(across.name)
        below = self.keys(down.name)
        cells = {(self.key(entry, down.name), self.key(entry, across.name)): entry for entry in view.entries}
        if view.sort == down.name:
            below = dict(self.ordered(below.items(), lambda item: self.order(item[1], down.name)))
        elif view.sort:
            below = dict(self.ordered(below.items(), lambda item: _number(cells.get((item[0], view.sort)))))
        heads = [self.said(entry, across.name) for entry in ahead.values()]
        rows = [
            (self.said(entry, down.name), [self.value(cells.get((one, other))) for other in ahead])
            for one, entry in below.items()
        ]
        if view.total:
            named = self.desk.labels.gettext("Total") if view.total == "sum" else self.desk.labels.gettext("Mean")
            if across.name == "date":
                rows.append((named, [self.total([cells.get((one, other)) for one in below]) for other in ahead]))
            else:
                heads.append(named)
                for (_, values), one in zip(rows, below, strict=True):
                    values.append(self.total([cells.get((one, other)) for other in ahead]))
        first = doc.Column(words(self.desk, self.head(down)))
        texts = [[name, *map(plain, values)] for name, values in rows]
        ends, self.turned = places(self.desk.room, self.directive, ["end"] * len(heads), [plain(first.header), *heads], texts)
        for begin, end in pairwise(ends):
            yield (
                (first, *(doc.Column(words(self.desk, head), "end") for head in heads[begin:end])),
                tuple((words(self.desk, name), *values[begin:end]) for name, values in rows),
            )

    def keys(self, side: str) -> dict[str, ShownObservation]:
        """Return what stands on a side, each with the first entry of it: dates in time, lines as the series has them."""
        found: dict[str, ShownObservation] = {}
        for entry in self.view.entries:
            found.setdefault(self.key(entry, side), entry)
        return dict(sorted(found.items(), key=lambda item: item[1].date.known[0])) if side == "date" else found

    @staticmethod
    def key(entry: ShownObservation, side: str) -> str:
        return entry.date.text if side == "date" else entry.line

    def ordered(self, items: Iterable[T], key: Callable[[T], Any]) -> list[T]:
        """Return items in order; those without a value come last, whichever way it goes."""
        keyed = [(key(item), item) for item in items]
        known = [(found, item) for found, item in keyed if found is not None]
        known.sort(key=lambda pair: pair[0], reverse=self.view.falling)
        return [item for _, item in known] + [item for found, item in keyed if found is None]

    def order(self, entry: ShownObservation, column: str) -> object:
        match column:
            case "date":
                return entry.date.known
            case "line" | "counted" | "by":
                return collated(entry.by if column == "by" else entry.line)
        return {"value": entry.number, "low": entry.low, "high": entry.high}[column]

    def head(self, named: Named) -> str:
        label = self.desk.labels.gettext
        usual = {
            "line": label("What"), "date": label("Date"), "value": label("Number"), "low": label("Lower bound"),
            "high": label("Upper bound"), "counted": label("What was counted"), "by": label("Who reported"),
        }  # fmt: skip
        return named.head or usual[named.name]

    def said(self, entry: ShownObservation, side: str) -> str:
        return date_text(entry.date, self.desk.language, self.desk.labels) if side == "date" else entry.line

    def cell(self, entry: ShownObservation, column: str) -> doc.Inlines:
        match column:
            case "date":
                return (doc.Value(self.said(entry, column), self.id(entry)),)
            case "line" | "counted" | "by":
                return words(self.desk, entry.by if column == "by" else entry.line)
            case "value":
                return self.value(entry)
        number = entry.low if column == "low" else entry.high
        return self.none() if number is None else (doc.Value(self.number(number, column), self.id(entry)),)

    def value(self, entry: ShownObservation | None) -> doc.Inlines:
        """Return a value as it stands in a cell: of a data file the number alone, since its unit stands below."""
        if entry is None:
            return self.none()
        series = self.view.series
        if series.rows is None:
            text = value_text(self.desk, self.id(entry), ("digits",), decimals=self.view.decimals.get("value"))
        else:
            assert entry.number is not None, "a row of a data file has a number"
            text = self.hedged(self.number(entry.number, "value"))
        return (doc.Value(text, self.id(entry)),)

    def hedged(self, text: str) -> str:
        """Return a number with what the source puts before all of them; what is reckoned from them is no more certain."""
        rows = self.view.series.rows
        return qualified(text, rows.shared.qualifier, self.desk.labels) if rows is not None else text

    def number(self, number: Decimal, column: str) -> str:
        decimals = self.view.decimals.get(column, self.view.series.printed_decimals)
        return number_text(rounded(number, decimals), self.desk.language)

    def none(self) -> doc.Inlines:
        self.lacking = True
        return (doc.Text(_NONE),)

    def total(self, entries: Sequence[ShownObservation | None]) -> doc.Inlines:
        """Return the sum or the mean of a date's lines; where one of them has no value there is none."""
        numbers = [entry.number for entry in entries if entry is not None and entry.number is not None]
        if len(numbers) < len(entries):
            return self.none()
        with localcontext() as context:
            context.prec = DIGITS
            reckoned = OPERATIONS[self.view.total].result
            assert reckoned is not None, "a total is reckoned from numbers"
            result, _ = reckoned([(number, number) for number in numbers])
            return words(self.desk, self.hedged(self.number(result, "value")))

    def below(self) -> doc.Inlines:
        """Return what stands below the table: what all its values count, in which unit, by whom; and the sources."""
        view, desk, label = self.view, self.desk, self.desk.labels.gettext
        pieces: list[doc.Inlines] = []
        if (rows := view.series.rows) is not None:
            unit = view.series.unit
            named = bool(axis_pattern(unit, desk.language, desk.labels)) and not unit.counted
            counted = capital(view.series.bases[rows.shared.basis].counted)
            if named:
                name = unit_name(unit, desk.language, desk.labels)
                counted = label("{counted}, in {unit}").format(counted=counted, unit=name)
            pieces.append(sentence(words(desk, counted)))
            who = rows.shared.reported
            cited = cited_by(desk, view.series.id)
        else:
            ids = [self.id(entry) for entry in view.entries]
            shown = not view.across and any(named.name == "by" for named in view.columns)
            who = "" if shown else listed(list(dict.fromkeys(entry.by for entry in view.entries)), desk.language)
            cited = list(dict.fromkeys(found for id_ in ids for found in cited_by(desk, id_)))
        if who:
            pieces.append(sentence(words(desk, label("Who reported: {by}").format(by=who))))
        if view.total == "mean":
            pieces.append(words(desk, label("In means every line counts alike.")))
        if self.lacking:
            pieces.append(words(desk, label("{sign}: no value.").format(sign=_NONE)))
        return join([*pieces, sentence(source_line(desk, cited))], " ")


def _number(entry: ShownObservation | None) -> Decimal | None:
    return entry.number if entry is not None else None


__all__ = ["in_parts", "viewed"]
