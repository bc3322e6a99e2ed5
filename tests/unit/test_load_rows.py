"""Series that are read from tables: columns, cells, lines, and what is wrong with them at file, row and column."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from support.workbooks import xlsx

from report.load import load_article
from report.model.evidence import Series
from report.model.rows import Rows
from report.problems import Problem

Load = Callable[..., tuple[Rows | None, list[Problem]]]
SERIES = """\
title: Loans
unit: {unit}
basis: {{counted: books that were lent out, label: lent out}}
by: staff
source: annual-report
data:
  file: data/loans.{suffix}
  date: date
  value: value
{more}"""


@pytest.fixture
def load(tmp_path: Path, root: Path) -> Load:
    """Return the rows of a series that is read from a table, and the problems."""
    folder = tmp_path / "article"
    shutil.copytree(root / "report" / "articles" / "minimal", folder)
    (folder / "data").mkdir()

    def loaded(
        table: str | bytes, more: str = "", unit: str = "book|books", suffix: str = "csv"
    ) -> tuple[Rows | None, list[Problem]]:
        data = table if isinstance(table, bytes) else table.encode("utf-8")
        (folder / "data" / f"loans.{suffix}").write_bytes(data)
        text = SERIES.format(unit=unit, suffix=suffix, more="".join(f"  {line}\n" for line in more.splitlines()))
        (folder / "series" / "loans.yaml").write_text(text, encoding="utf-8")
        article, problems = load_article(folder)
        assert article is not None
        series: Series | None = article.series.get("loans")
        return series.rows if series else None, problems

    return loaded


def values(rows: Rows | None) -> list[tuple[str, str, str]]:
    """Return line, date and value of each row as text."""
    assert rows is not None
    return [(row.line, row.date.text, f"{row.value:f}") for row in rows.rows()]


PLAIN = [("", "2019", "12.50"), ("", "2020", "-3")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_any_usual_dialect_is_read(load: Load, delimiter: str, end: str, mark: str) -> None:
    table = (
        mark
        + end.join(
            delimiter.join(row) for row in (["date", "note", "value"], ["2019", '"a, ""b"""', "12.50"], ["2020", "", "-3"])
        )
        + end
    )
    rows, problems = load(table)
    assert (values(rows), problems) == (PLAIN, [])


@pytest.mark.parametrize(
    ("unit", "more", "cells", "wanted"),
    [
        ("book|books", "", ["1,234", "1,234,567"], ["1234", "1234567"]),
        ("book|books", "", ["1.234,5", "12,25"], ["1234.5", "12.25"]),
        ("book|books", "", ["1 234.5", "1\u202f000"], ["1234.5", "1000"]),
        ("book|books", "", ["1'234.5", "1’000"], ["1234.5", "1000"]),
        ("book|books", "", ["\u221212", "-0.5", "+3", ".5"], ["-12", "-0.5", "3", "0.5"]),
        ("book|books", "", ["1.5e-3", "2E+2"], ["0.0015", "200"]),
        ("book|books", "decimal: ','", ["1,234"], ["1.234"]),
        ("book|books", "decimal: ','\nthousands: '.'", ["1.234", "1.234,5"], ["1234", "1234.5"]),
        ("book|books", "thousands: ','", ["1,234", "0.5"], ["1234", "0.5"]),
        ("percent", "", ["4.2%", "5 %", "6"], ["4.2", "5", "6"]),
        ("EUR", "", ["€12.50", "3 €", "-€2", "EUR 4"], ["12.50", "3", "-2", "4"]),
        ("{symbol: km³}", "", ["12 km³"], ["12"]),
        ("book|books", "scale: million", ["16.3", "0.0000001"], ["16300000", "0.1"]),
        ("book|books", "scale: billion", ["2710.349"], ["2710349000000"]),
    ],
)  # fmt: skip
def test_numbers_are_what_they_say(load: Load, unit: str, more: str, cells: list[str], wanted: list[str]) -> None:
    table = "date;value\n" + "".join(f"{2000 + number};{cell}\n" for number, cell in enumerate(cells))
    rows, problems = load(table, more, unit)
    assert problems == []
    assert [value for _, _, value in values(rows)] == wanted


@pytest.mark.parametrize(
    ("more", "cells", "wanted"),
    [
        ("", ["2019-Q1", "2019Q2", "Q3 2019", "2019-36"], ["2019-33", "2019-34", "2019-35", "2019-36"]),
        ("", ["2019-W01", "2020-W53"], ["2019-W01", "2020-W53"]),
        ("", ["2019-02", "2019~", "2018/2019", "2019-04/2020-03"], ["2019-02", "2019~", "2018/2019", "2019-04/2020-03"]),
        ("", ["13/04/2019", "01/04/2019"], ["2019-04-13", "2019-04-01"]),
        ("", ["04/13/2019", "04/01/2019"], ["2019-04-13", "2019-04-01"]),
        ("", ["3.4.2019", "30.4.2019"], ["2019-04-03", "2019-04-30"]),
        ("", ["03/03/2019", "04/04/2019"], ["2019-03-03", "2019-04-04"]),
        ("", ["2019/4/3", "2019-4-13"], ["2019-04-03", "2019-04-13"]),
        ("", ["2019-04-03 00:00:00", "2019-04-04T00:00:00Z"], ["2019-04-03", "2019-04-04"]),
        ("format: {date: '%Y%m%d'}", ["19580329", "19580405"], ["1958-03-29", "1958-04-05"]),
        ("format: {date: '%b %Y'}", ["Mar 1958", "Apr 1958"], ["1958-03", "1958-04"]),
        ("format: {date: '%d/%m/%Y'}", ["03/04/2019"], ["2019-04-03"]),
        ("year-begins: 4", ["2018/19", "2019-20", "2020-2021"], ["2018-04/2019-03", "2019-04/2020-03", "2020-04/2021-03"]),
        ("year-begins: 1", ["2018/19"], ["2018-01/2018-12"]),
    ],
)  # fmt: skip
def test_dates_are_what_they_say(load: Load, more: str, cells: list[str], wanted: list[str]) -> None:
    rows, problems = load("date,value\n" + "".join(f"{cell},1\n" for cell in cells), more)
    assert problems == []
    assert [date for _, date, _ in values(rows)] == wanted


def test_records_are_found_by_line_and_date(load: Load) -> None:
    table = (
        "place,date,value,low,high\nCôte Nord,2019-Q1,5.25,4,6\nCôte Nord,2019-Q2,5,4.5,\n"
        "East,2019-Q1,7,..,8\nWest,2019-Q1,9,1,9\n"
    )
    rows, problems = load(table, "line: place\nlow: low\nhigh: high\nmissing: ['', '..']\nonly: {place: [Côte Nord, East]}")
    assert problems == []
    assert rows is not None
    assert [*rows] == ["cote-nord.2019-q1", "cote-nord.2019-q2", "east.2019-q1"]
    found = rows["east.2019-q1"]
    assert (found.id, found.quantity.number, found.source, found.reported) == (
        "east.2019-q1",
        Decimal(7),
        ("annual-report",),
        "The staff",
    )
    assert (found.place.line, rows.decimals, len(rows), "west.2019-q1" in rows, "east" in rows) == (4, 2, 3, False, False)
    assert [(row.low, row.high) for row in rows.rows()] == [(4, 6), (Decimal("4.5"), None), (None, 8)]


def test_a_quarter_is_told_as_it_is_typed(load: Load) -> None:
    _, problems = load("date,value\n2019-Q1,1\n2019-Q1,2\n")
    assert [problem.sentence for problem in problems] == ["a second row is of 2019-Q1; the first stands in line 2"]


@pytest.mark.parametrize(
    ("table", "head"),
    [
        ("Loans of the library\n\ndate;value\n2019;1,5\n", 3),
        ("Loans of the library,\ndate,value\n2019,1\n", 2),
        ("Loans, of the library\ndate,value\n2019,1\n", 2),
        ('"Loans,\nof the library"\n\ndate,value\n2019,1\n', 4),
    ],
)
def test_a_title_above_the_head_is_told_of_and_passed_over(load: Load, table: str, head: int) -> None:
    _, problems = load(table)
    hint = f"add head: {head} to data:, since the names of the columns stand in row {head}"
    assert [(problem.rule, problem.hint) for problem in problems] == [("DAT-134", hint)]
    rows, problems = load(table, f"head: {head}")
    assert problems == []
    assert [date for _, date, _ in values(rows)] == ["2019"]


def test_a_bound_of_nought_is_told(load: Load) -> None:
    _, problems = load("date,value,a,b\n2019,-1,0,2.50\n2020,3,,2\n", 'low: a\nhigh: b\nmissing: [""]')
    assert [problem.sentence for problem in problems] == [
        "the value -1 lies outside of its interval, 0 to 2.50",
        "the value 3 lies outside of its interval, … to 2",
    ]


def test_parentheses_of_bookkeepers_are_told_of(load: Load) -> None:
    _, problems = load("date,value\n2019,(310)\n")
    assert [problem.hint for problem in problems] == ["write it with a minus, -310, if it is less than nought"]


@pytest.mark.parametrize(
    ("unit", "more", "cells", "noted"),
    [
        ("percent", "", [0.195, -0.02], True),
        ("percent", "scale: hundred", [0.195, -0.02], False),
        ("percent", "", [0.195, 1.2], False),
        ("percent", "", [0, 1], False),
        ("percent", "", [0.195, "0.2"], False),
        ("book|books", "", [0.195, -0.02], False),
    ],
)
def test_percentages_of_a_workbook_may_be_parts_of_one(
    load: Load, unit: str, more: str, cells: list[float | str], noted: bool
) -> None:
    table = xlsx({"A": [["date", "value"], *([2019 + number, cell] for number, cell in enumerate(cells))]})
    rows, problems = load(table, more, unit, "xlsx")
    assert [problem.rule for problem in problems] == ["DAT-153"] * noted
    assert values(rows)[0][2] == ("19.5" if more else f"{cells[0]}")


@pytest.mark.parametrize(
    ("count", "told"),
    [(11, ""), (12, "; 1 more cell of “value” has the same fault"), (13, "; 2 more cells of “value” have the same fault")],
)
def test_cells_with_one_fault_are_counted(load: Load, count: int, told: str) -> None:
    _, problems = load("date,value\n" + "".join(f"{2000 + number},x\n" for number in range(count)))
    assert len(problems) == 11
    assert problems[-1].sentence == f"“x” in the column “value” is not a number{told}"


def test_what_is_missing_is_left_out(load: Load) -> None:
    rows, problems = load("date,value\n2019,1\n2020,\n2021,n/a\n2022,4\n\n", 'missing: ["", n/a]')
    assert problems == []
    assert [date for _, date, _ in values(rows)] == ["2019", "2022"]


def test_typed_observations_take_what_the_series_shares(tmp_path: Path, root: Path) -> None:
    folder = tmp_path / "article"
    shutil.copytree(root / "report" / "articles" / "minimal", folder)
    (folder / "series" / "loans.yaml").write_text(
        "title: Loans\nunit: book|books\nbasis: {counted: books lent out, label: lent out}\nby: staff\nreported: the staff\n"
        "source: annual-report\nat: page three\nqualifier: about\nobservations:\n  a: {date: 2019, quantity: 12}\n"
        "  b: {date: 2020, quantity: {number: 13, qualifier: at least}, at: page four, reported: the porter}\n",
        encoding="utf-8",
    )
    article, problems = load_article(folder)
    assert article is not None
    assert problems == []
    one, other = article.series["loans"].observations.values()
    assert (one.basis, one.by, one.reported, one.source, one.at) == (
        "loans",
        "staff",
        "the staff",
        ("annual-report",),
        "page three",
    )
    assert (str(one.quantity.qualifier), str(other.quantity.qualifier)) == ("about", "at least")
    assert (other.at, other.reported) == ("page four", "the porter")


def test_what_a_formula_reckoned_asks_for_decimals(load: Load) -> None:
    table = xlsx({"A": [["date", "value"], [2019, 1.5], [2020, 1 / 3], [2021, 2 / 3]]})
    rows, problems = load(table, suffix="xlsx")
    assert rows is None
    assert [(problem.rule, str(problem.place).rpartition("/")[2]) for problem in problems] == [("DAT-171", "loans.xlsx:3:2")]
    rows, problems = load(table, "decimals: 1", suffix="xlsx")
    assert problems == []
    assert rows is not None
    assert rows.decimals == 16, "they are kept"


@pytest.mark.parametrize("value", ["0.123456789", "1234567890.123456", "0.1", "123456789012345"])
def test_digits_that_somebody_wrote_ask_for_nothing(load: Load, value: str) -> None:
    assert load(f"date,value\n2019,{value}\n")[1] == []


def test_months_that_can_be_fiscal_years_ask_for_a_rule(load: Load) -> None:
    _, problems = load("date,value\n2009-10,1\n2010-11,2\n")
    assert [(problem.rule, problem.place.line) for problem in problems] == [("DAT-138", 2)]
    assert values(load("date,value\n2009-10,1\n2010-11,2\n", 'format: {date: "%Y-%m"}')[0])[0][1] == "2009-10"
    assert values(load("date,value\n2009-10,1\n2010-11,2\n", "year-begins: 7")[0])[0][1] == "2009-07/2010-06"
    assert load("date,value\n2009-10,1\n2010-12,2\n")[1] == [], "a month that is no fiscal year tells"


def test_rows_that_are_called_missing_are_known_by_their_keys(load: Load) -> None:
    table = "date,land,value\n2019,Åland,1\n2020,Åland,..\nn.d.,Åland,..\n2019,Tromsø,..\n"
    rows, problems = load(table, "line: land\nmissing: [..]")
    assert problems == []
    assert rows is not None
    assert dict(rows.unknown) == {"aland.2020": 3, "tromso.2019": 5}


def test_lines_are_set_together_by_a_column(load: Load) -> None:
    table = "town,county,date,value\nAston,North,2001,1\nBarton,South,2001,2\nAston,North,2002,3\n"
    rows, problems = load(table, "line: town\ngroup: county")
    assert problems == []
    assert rows is not None
    assert (rows.names, rows.groups) == (("Aston", "Barton"), ("North", "South"))
    assert rows.only(["barton.2001"]).groups == ("North", "South")


@pytest.mark.parametrize(
    ("table", "more", "place", "sentence", "hint"),
    [
        (
            "town,county,date,value\nAston,North,2001,1\nAston,South,2002,2\nAston,West,2003,2\n", "line: town\ngroup: county",
            (3, 7), "the line “Aston” is of “South” here, and of “North” before", "give all rows of a line the same group",
        ),
        (
            "town,county,date,value\nAston,,2001,1\n", "line: town\ngroup: county",
            (2, 7), "a cell of the column “county” is empty, and its line belongs to no group", "write the name of the group",
        ),
        (
            "town,county,date,value\nAston,=1+1,2001,1\n", "line: town\ngroup: county",
            (2, 7), "“=1+1” in the column “county” begins as a formula does",
            "write it with another sign first, or name another column",
        ),
        (
            "town,county,date,value\nAston,North,2001,1\n", "line: town\ngroup: shire",
            (1, 1), "the table has no column “shire” (group:), which “loans” names", "known here: town, county, date, value",
        ),
        (
            "county,date,value\nNorth,2001,1\n", "group: county",
            (6, 1), "“data”: groups are of lines, and the data has none", "name the column of lines under line:",
        ),
    ],
)  # fmt: skip
def test_groups_that_nothing_can_be_made_of_are_told(
    load: Load, table: str, more: str, place: tuple[int, int], sentence: str, hint: str
) -> None:
    _, (problem,) = load(table, more)
    assert ((problem.place.line, problem.place.column), problem.sentence, problem.hint) == (place, sentence, hint)
