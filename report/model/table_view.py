"""How a table shows a series, as the options of its directive say: columns, rows, a pivot, a total, decimals and order.

Read once, for the rules that check a table and for composing it, so that both mean the same.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from typing import NamedTuple

from report.model.dates import EdtfDate
from report.model.evidence import Series
from report.model.prose import Directive
from report.model.reckoned import Objection
from report.model.units import adds_up
from report.problems import NOWHERE, cut

HEADED = ("columns", "across", "down")
"""Options that name columns and may give each the words of its head, as in `columns: line = Country, value`."""
CHOICES = (*HEADED, "only", "total", "decimals", "sort")
"""Options that choose what a table shows of one series, or of one data file."""
OF_FILES = ("source", "sheet", "head")
"""Options of tables of data files: the source, which these don't name themselves, and where in the file the table stands."""
OPTIONS = (*CHOICES, *OF_FILES)
"""All that are of no use to other tables."""
TOTALS = ("sum", "mean")
_BY_COLUMN = re.compile(r'(?:"[^"]*"?|[^;"])+')
_DIGITS = re.compile(r"[0-9]{1,2}")


class ShownObservation(NamedTuple):
    """An observation, as far as a table shows it."""

    key: str
    line: str
    """Of a series from a data file its line; of one that is typed what was counted."""
    date: EdtfDate
    number: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    by: str = ""


class Named(NamedTuple):
    """A column, and the words of its head where the author gives any."""

    name: str
    head: str = ""


@dataclass(frozen=True)
class View:
    """What a table shows of a series."""

    series: Series
    entries: Sequence[ShownObservation]
    columns: tuple[Named, ...]
    """Of a table without a pivot."""
    across: Named | None = None
    down: Named | None = None
    total: str = ""
    decimals: dict[str, int] = field(default_factory=dict)
    sort: str = ""
    falling: bool = False


def columns_of(series: Series) -> tuple[str, ...]:
    """Return the columns that a series has, in their usual order."""
    rows = series.rows
    if rows is None:
        return ("date", "value", "counted", "by")
    there = {"line": len(rows.names) > 1, "low": bool(rows.columns.low), "high": bool(rows.columns.high)}
    return tuple(name for name in ("line", "date", "value", "low", "high") if there.get(name, True))


def entries_of(series: Series) -> Iterator[ShownObservation]:
    """Yield what a table shows of each observation, in the order of the file; those that are typed in time."""
    if (rows := series.rows) is None:
        for one in series.in_time():
            counted = series.bases[one.basis].counted if one.basis in series.bases else one.basis
            yield ShownObservation(one.id, counted, one.date, one.quantity.number, by=one.reported)
        return
    for index, row in enumerate(rows.rows()):
        yield ShownObservation(rows.key(index), row.line, row.date, row.value, row.low, row.high)


def is_viewed(directive: Directive, series: Series) -> bool:
    """Tell whether a table is made by options; a series that is typed has its table with sources without any."""
    return series.rows is not None or any(directive.option(name) for name in CHOICES)


def named_in(option: str) -> list[Named]:
    """Read columns with the words of their heads: `line = Country, value`."""
    parts = (part.partition("=") for part in divided(option))
    return [Named(name.strip(), head.strip()) for name, _, head in parts]


def named_as(columns: Iterable[Named]) -> str:
    """Write columns with the words of their heads, as they are read."""
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(f"{name} = {head}" if head else name for name, head in columns)
    return text.getvalue()


def kept_by(text: str) -> Iterator[tuple[str, list[str]]]:
    """Read rows that are kept: a column, and what stands in it, as in `line = Albania, "Korea, Rep."; date = 2002`."""
    for part in filter(str.strip, _BY_COLUMN.findall(text)):
        name, _, words = part.partition("=")
        yield name.strip(), divided(words)


def divided(text: str) -> list[str]:
    """Divide a text at its commas; quotation marks hold those together that belong to a name."""
    return [part.strip() for part in next(csv.reader([" ".join(text.split())], skipinitialspace=True), []) if part.strip()]


def says_nothing(directive: Directive) -> Iterator[Objection]:
    """Yield the options in which marks stand, and no name."""
    for name in CHOICES:
        option = directive.option(name)
        if option and option.source.strip() and not option.source.strip(" ,;-="):
            yield Objection("unknown_table_column", option.place, f"{name}: names nothing", "name a column, or delete the line")


def read_view(directive: Directive, series: Series) -> tuple[View, list[Objection]]:
    """Return what a table shows, and what is wrong with its options; what is wrong is left out of the view."""
    reading = _ViewReading(directive, series)
    return reading.view(), reading.faults


class OptionReader:
    """Reads the options of a table, and notes what is wrong with them."""

    def __init__(self, directive: Directive) -> None:
        self.directive = directive
        self.faults: list[Objection] = []

    def text(self, option: str) -> str:
        """Return what stands behind an option; nothing where it isn't given."""
        given = self.directive.option(option)
        return given.source.strip() if given else ""

    def fault(self, rule: str, option: str, sentence: str, hint: str) -> None:
        """Note what is wrong with an option, at its place or at that of its table."""
        given = self.directive.option(option)
        place = given.place if given and given.place != NOWHERE else self.directive.place
        self.faults.append(Objection(rule, place, sentence, hint))


class _ViewReading(OptionReader):
    def __init__(self, directive: Directive, series: Series) -> None:
        super().__init__(directive)
        self.series = series
        self.known = columns_of(series)

    def view(self) -> View:
        self.faults += says_nothing(self.directive)
        across, down = self.pivot()
        columns = tuple(self.named("columns", self.known))
        if across and columns:
            self.fault("unfit_pivot", "columns", "a table with across: has no columns to choose", "delete columns:, or across:")
        every = list(entries_of(self.series))
        entries = self.kept(every)
        if across and down:
            self.cells(entries, down)
        return View(
            self.series, entries, columns or tuple(Named(name) for name in self.known), across, down,
            self.total(across, down), self.decimals(across), *self.sorted(across, down, entries),
        )  # fmt: skip

    def named(self, option: str, known: Sequence[str]) -> Iterator[Named]:
        found: set[str] = set()
        for named in named_in(self.text(option)):
            if named.name in found:
                self.fault("unknown_table_column", option, f"the column “{named.name}” is named twice", "delete one of the two")
            elif named.name in known:
                found.add(named.name)
                yield named
            else:
                self.unknown(option, named.name, known)

    def unknown(self, option: str, name: str, known: Sequence[str]) -> None:
        near = get_close_matches(name, known, n=1)
        hint = f"did you mean {near[0]}?" if near else f"its columns are {', '.join(known)}"
        sentence = f"{option}: names “{cut(name)}”, which is no column of the table of “{self.series.id}”"
        self.fault("unknown_table_column", option, sentence, hint)

    def pivot(self) -> tuple[Named | None, Named | None]:
        sides = [name for name in self.known if name in {"line", "date", "counted"}]
        across, down = (self.side(option, sides) for option in ("across", "down"))
        if across is None:
            if down is not None:
                self.fault("unfit_pivot", "down", "this table has down: without across:", "add across: with the other column")
            return None, None
        if down is not None and down.name == across.name:
            self.fault(
                "unfit_pivot", "down", f"“{down.name}” stands both across and down", "name another column in one of the two"
            )
            return None, None
        other = next((name for name in sides if name != across.name), "")
        if not other:
            sentence = f"the series “{self.series.id}” has one line alone, so nothing can stand down beside {across.name} across"
            self.fault(
                "unfit_pivot", "across", sentence, "delete across:, or name a column under line: in the data of the series"
            )
            return None, None
        return across, down or Named(other)

    def side(self, option: str, known: Sequence[str]) -> Named | None:
        if len(named_in(self.text(option))) > 1:
            self.fault("unfit_pivot", option, f"{option}: names more than one column", f"name one of them: {' or '.join(known)}")
            return None
        return next(self.named(option, known), None)

    def kept(self, entries: list[ShownObservation]) -> list[ShownObservation]:
        """Return the entries that only: keeps."""
        for name, wanted in kept_by(self.text("only")):
            sides = [one for one in self.known if one in {"line", "date", "counted", "by"}]
            if name not in sides:
                self.unknown("only", name, sides)
                continue
            told = [entry.by if name == "by" else entry.date.text if name == "date" else entry.line for entry in entries]
            called = {text: self.called(entry, name) for text, entry in dict(zip(told, entries, strict=True)).items()}
            there = {word for words in called.values() for word in words}
            for word in wanted:
                if word not in there:
                    offered = {entry.date.typed for entry in entries} if name == "date" else there
                    near = get_close_matches(word, sorted(offered), n=1)
                    hint = f"did you mean {near[0]}?" if near else f"write it as the series does: only: {name} = ..."
                    hint += "; quotation marks hold a name with a comma together" if "," in (near[0] if near else "") else ""
                    self.fault("unknown_table_row", "only", f"no row of “{self.series.id}” has “{cut(word)}” under {name}", hint)
            known = [word for word in wanted if word in there]
            if known or not wanted:
                taken = {text for text, words in called.items() if not words.isdisjoint(known)}
                entries = [entry for entry, text in zip(entries, told, strict=True) if text in taken]
            if not wanted:
                self.fault(
                    "unknown_table_row", "only", f"only: keeps nothing under {name}", f"write only: {name} = and what to keep"
                )
        if not entries and not self.faults:
            self.fault(
                "unknown_table_row", "only", "no row is left for the table", "keep others: what only: names must hold together"
            )
        return entries

    def called(self, entry: ShownObservation, name: str) -> set[str]:
        """Return by what words a side of an entry is known: as it stands there, and as in ids."""
        if name == "date":
            return {entry.date.text, entry.date.typed, entry.date.slug, entry.date.slug.upper()}
        if name == "by":
            return {entry.by, self.series.own(entry.by)}
        rows = self.series.rows
        slug = entry.key.rpartition(".")[0] if rows is not None else ""
        return {entry.line, self.series.own(entry.line), slug} - {""}

    def cells(self, entries: Sequence[ShownObservation], down: Named) -> None:
        """Find two values of one cell, which only observations that are typed can have."""
        seen: dict[tuple[str, str], str] = {}
        for entry in entries if self.series.rows is None else ():
            first = seen.setdefault((entry.line, entry.date.text), entry.key)
            if first != entry.key:
                sentence = f"“{first}” and “{entry.key}” would stand in one cell: both are of {entry.date.typed}"
                self.fault("unfit_pivot", "across", sentence, f"delete across: and {down.name} stands in a column of its own")

    def total(self, across: Named | None, down: Named | None) -> str:
        asked = self.text("total")
        if not asked:
            return ""
        if asked not in TOTALS:
            self.fault("unfit_total", "total", f"“{cut(asked)}” is not a total", f"write {' or '.join(TOTALS)}")
        elif self.series.rows is None:
            sentence = f"the observations of “{self.series.id}” count different things, and give no {asked}"
            self.fault("unfit_total", "total", sentence, "delete total:, or derive the value as a fact")
        elif across is None or down is None:
            if not self.text("across") and not self.text("down"):
                sentence = f"a {asked} is reckoned over lines, and this table doesn't set them against dates"
                self.fault("unfit_total", "total", sentence, "add across: date, or delete total:")
        elif asked == "sum" and not adds_up(self.series.unit):
            sentence = f"values in {self.series.unit} don't add up to a sum"
            self.fault("unfit_total", "total", sentence, "write total: mean, or delete the line")
        else:
            return asked
        return ""

    def decimals(self, across: Named | None) -> dict[str, int]:
        numbers = [name for name in (("value",) if across else self.known) if name in {"value", "low", "high"}]
        given: dict[str, int] = {}
        for part in divided(self.text("decimals")):
            name, equals, digits = (piece.strip() for piece in part.partition("="))
            names, typed = ([name], digits) if equals else (numbers, name)
            if equals and name not in numbers:
                self.unknown("decimals", name, numbers)
            elif not _DIGITS.fullmatch(typed):
                hint = "write decimals: 1, or by columns: value = 1, low = 2"
                self.fault("unfit_decimals", "decimals", f"“{cut(typed)}” is no number of decimals", hint)
            elif int(typed) > (most := self.series.printed_decimals):
                sentence = f"the table asks for {typed} decimals, and the values of “{self.series.id}” have {most}"
                self.fault("unfit_decimals", "decimals", sentence, f"write a number up to {most}: more would be invented")
            else:
                given |= dict.fromkeys(names, int(typed))
        return given

    def sorted(self, across: Named | None, down: Named | None, entries: Sequence[ShownObservation]) -> tuple[str, bool]:
        asked = self.text("sort")
        name, falling = asked.removeprefix("-").strip(), asked.startswith("-")
        if not name:
            return "", False
        if across is None or down is None:
            known = list(self.known)
            if name in known:
                return name, falling
        else:
            dates = across.name == "date"
            called = {self.series.own(entry.line): entry.line for entry in entries}
            if dates:
                called = {word: entry.date.text for entry in entries for word in self.called(entry, "date")}
            known = [down.name, *dict.fromkeys(entry.date.typed if dates else entry.line for entry in entries)]
            if name in called or name in known:
                return called.get(name, name), falling
        self.unknown("sort", name, known)
        return "", False
