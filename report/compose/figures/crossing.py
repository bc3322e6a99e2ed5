"""What charts of bars of series have in common: their values by rows and columns, the words around them, and their table."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from report.compose.dates import date_text
from report.compose.desk import Desk, Referent
from report.compose.figures.parts import LONGEST, Around
from report.compose.figures.series import around_of, cited_by_all, in_files
from report.compose.inlines import words
from report.compose.lookup import DANGLING, NOT_PRINTABLE, refuse
from report.compose.numbers import count_text, quantity_text
from report.compose.sources import in_words, source_line
from report.compose.typography import polish, spaces
from report.compose.units import unit_name
from report.compose.uses import drawn
from report.compose.values import value_text
from report.compose.wording import capital, listed
from report.model import document as doc
from report.model.charts.bars import Bar
from report.model.crossed import BarRow, BarValue, Crossed, crossed
from report.model.dates import EdtfDate
from report.model.evidence import Observation, Series
from report.model.prose import Directive
from report.model.quantities import Amount, Unit

EACH = 24
"""Up to so many rows are told one by one."""
_ENDS = 3
"""Of more, so many of the longest and of the shortest are."""
COUNT = Unit(forms=("", ""))
"""What a number without its unit is counted in."""


@dataclass(frozen=True, slots=True)
class ChartedRows(Around):
    """What a chart of bars shows of series, and the words around it."""

    crossed: Crossed
    series: tuple[Series, ...]
    names: tuple[str, ...]
    """Of the columns."""

    def with_rows(self, rows: Iterable[BarRow]) -> ChartedRows:
        """Return the same with other rows."""
        return replace(self, crossed=replace(self.crossed, rows=tuple(rows)))


def rows_of(desk: Desk, directive: Directive, target: Referent, form: str) -> ChartedRows:
    """Return what a chart of that form shows of the series that it names; refuse those that it can't set in rows."""
    for ref in directive.arguments:
        if ref not in desk.article.series:
            refuse(DANGLING, directive.place, f"no series is called “{ref}”", "use the id of a series as it stands in its file")
    found = crossed(desk.article, directive, form)
    for fault in found.faults:
        refuse(NOT_PRINTABLE, fault.place, fault.sentence, fault.hint)
    if not found.values:
        refuse(NOT_PRINTABLE, directive.place, "the chart has no number to be drawn", "tell of it in words")
    series = tuple(dict.fromkeys(value.series.id for value in found.values))
    all_series = tuple(desk.article.series[id_] for id_ in series)
    cited = dict.fromkeys(source for one in all_series for source in cited_by_all(desk, one, _of(found, one)))
    drawn(desk, (value.id for value in found.values), target.id)
    around = around_of(desk, directive, all_series[0], _of(found, all_series[0]))
    data = Referent(desk.ids.claim(f"{target.id}-data"), "")
    names = tuple(called(desk, name) for name in found.columns)
    return ChartedRows(*around, source_line(desk, list(cited)), data, found, all_series, names)


def _of(found: Crossed, series: Series) -> list[Observation]:
    return [value.observation for value in found.values if value.series.id == series.id]


def called(desk: Desk, name: str | EdtfDate) -> str:
    """Return what a row or a column is called."""
    return date_text(name, desk.language, desk.labels) if isinstance(name, EdtfDate) else polish(name, desk.language)


def key_of(row: BarRow) -> Decimal:
    """Return the number by which a row is sorted: that of its last value."""
    found = [height(cell) for cell in row.cells if cell is not None]
    return found[-1] if found else Decimal(0)


def ordered_rows(
    desk: Desk, directive: Directive, target: Referent, form: str, key: Callable[[BarRow], Decimal] = key_of
) -> ChartedRows:
    """Return the same with its rows in their order: the longest first, by their keys, unless time or the author gives one."""
    made, option = rows_of(desk, directive, target, form), directive.option("sort")
    chosen = option.source.strip() if option else "given" if made.crossed.down == "date" else "value"
    return made.with_rows(sorted(made.crossed.rows, key=lambda row: -key(row))) if chosen == "value" else made


def height(value: BarValue) -> Decimal:
    """Return how long a bar is; of a range its upper bound."""
    return value.observation.quantity.amount.bounds[1]


def bar_of(desk: Desk, value: BarValue, words: str = "", *, with_unit: bool, muted: bool = False) -> Bar:
    """Return a value's bar; its unit is said once."""
    quantity = value.observation.quantity
    assert quantity.number is not None, "only numbers are drawn"
    upper = None if quantity.upper is None else float(quantity.upper)
    return Bar(float(quantity.number), upper, in_digits(desk, value, with_unit=with_unit), words, muted=muted)


def in_digits(desk: Desk, value: BarValue, *, with_unit: bool = True) -> str:
    """Return a value in digits, with its unit or without."""
    if with_unit:
        return value_text(desk, value.id, ("digits",))
    return amount_text(desk, value.observation.quantity.amount.to(value.series.printed_decimals))


def amount_text(desk: Desk, amount: Amount, unit: Unit = COUNT, forms: Collection[str] = ("digits",)) -> str:
    """Return an amount in digits."""
    return spaces(quantity_text(amount, unit, desk.language, desk.labels, forms=forms), desk.language)


def alternative_of(desk: Desk, head: str, told: Sequence[str], ends: str) -> str:
    """Return the alternative text of a chart of bars: every row where there is room, else the longest and the shortest."""
    for text in (f"{head} {desk.language.joined(told, '; ')}.", f"{head} {ends}"):
        if len(text) <= LONGEST:
            return text
    return head


def ends_of(desk: Desk, told: Sequence[str], keys: Sequence[Decimal]) -> str:
    """Say which row is the longest and which the shortest."""
    order = sorted(range(len(keys)), key=keys.__getitem__)
    pattern = desk.labels.gettext("The longest bar is {longest}; the shortest is {shortest}.")
    return pattern.format(longest=told[order[-1]], shortest=told[order[0]])


def rows_told(desk: Desk, told: Sequence[str], keys: Sequence[Decimal]) -> list[str]:
    """Return a sentence on each of few rows; of more, on the longest, the one in the middle, and the shortest."""
    if len(told) <= EACH:
        return [f"{capital(text)}." for text in told]
    order = sorted(range(len(keys)), key=lambda number: (-keys[number], number))
    text = desk.labels.gettext(
        "The longest of {n} bars are: {longest}. In the middle stands {middle}. The shortest are: {shortest}."
    )
    return [
        text.format(
            n=count_text(len(told), desk.language),
            longest=desk.language.joined((told[number] for number in order[:_ENDS]), "; "),
            middle=told[order[len(order) // 2]],
            shortest=desk.language.joined((told[number] for number in order[-_ENDS:]), "; "),
        )
    ]


def standing_out(desk: Desk, names: Sequence[str]) -> tuple[str, ...]:
    """Say which bars stand out, if any do."""
    text = desk.labels.gettext("These stand out, and the others stand back: {names}.")
    return (text.format(names=listed(names, desk.language)),) if names else ()


def units_told(desk: Desk, made: ChartedRows, *, shares: bool = False) -> str:
    """Say how bars are to be read, and of which date they are."""
    label = desk.labels.gettext
    unit = unit_name(made.series[0].unit, desk.language, desk.labels)
    length = label("Each bar begins at zero and is as long as its value. The values are in: {unit}.")
    if shares:
        length = label("Each bar is as long as the others, and its parts are their shares of the whole.")
    text = [length.format(unit=unit)]
    quantities = [value.observation.quantity for value in made.crossed.values]
    if any(quantity.upper is not None for quantity in quantities):
        text.append(label("Where the source gives bounds, a bar is full up to the lower one, and pale up to the upper one."))
    if any(quantity.number is not None and quantity.number < 0 for quantity in quantities):
        text.append(label("Bars of values below zero go to the other side."))
    if len(made.crossed.dates) == 1 and len(made.crossed.rows) > 1:
        text.append(label("All values are of one date: {date}.").format(date=called(desk, made.crossed.dates[0])))
    return " ".join(text)


def rows_table(desk: Desk, made: ChartedRows, totals: Sequence[str] = ()) -> doc.Table:
    """Return the values as a table: a row for each row of the chart, a column for each bar in it."""
    label, found = desk.labels.gettext, made.crossed
    head = {"line": label("Line"), "date": label("Date"), "series": label("What")}[found.down]
    columns = [doc.Column(words(desk, head))]
    columns += [doc.Column(words(desk, capital(name)), "end") for name in made.names or (label("Number"),)]
    columns += [doc.Column(words(desk, label("Together")), "end")] if totals else []
    rows, cited = [], []
    for number, row in enumerate(found.rows):
        cells = [(doc.Value(in_digits(desk, cell), cell.id),) if cell else words(desk, "–") for cell in row.cells]
        together = [words(desk, totals[number])] if totals else []
        rows.append((words(desk, called(desk, row.name)), *cells, *together))
        there = [cell for cell in row.cells if cell]
        cited.append(tuple(dict.fromkeys(one for cell in there for one in cited_by_all(desk, cell.series, [cell.observation]))))
    if len(set(cited)) > 1:  # else the line under the chart names it
        columns.append(doc.Column(words(desk, label("Source"))))
        rows = [(*row, in_words(desk, list(one), linked=True)) for row, one in zip(rows, cited, strict=True)]
    bare = tuple(node for node in made.title if not isinstance(node, doc.NoteCall))
    return doc.Table(made.data.id, made.data.text, bare, tuple(columns), tuple(rows))


def carried_beside(desk: Desk, made: ChartedRows, *, all_shown: bool = True) -> tuple[str, ...]:
    """Say which files of the copy have all values of series of which the chart, or its table, shows a part."""
    return in_files(desk, [one for one in made.series if not all_shown or len(one.observations) > len(_of(made.crossed, one))])


def group_told(desk: Desk, name: str, values: Sequence[tuple[str, str]]) -> str:
    """Return a row in words: its name, and its values, each with what it is of."""
    label = desk.labels.gettext
    told = [label("{value} ({date})").format(value=value, date=of) if of else value for of, value in values]
    return label("{what}: {value}").format(what=name, value=listed(told, desk.language))
