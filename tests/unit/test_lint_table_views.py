"""Options of tables that show a series: each names what is there, and reckons with what can be reckoned with."""

from __future__ import annotations

from decimal import Decimal

import pytest
from lint_samples import at, clean, directive, make, observation, only, ref, series

from report.lint import lint
from report.model.article import Article
from report.model.data_table import DataFile
from report.model.evidence import Series
from report.model.rows import Columns, Rows, Shared, with_rows
from report.model.tabular import TableSpot

VALUES = {"Albania": ("10", "11"), "Korea, Rep.": ("7", "8"), "Iran": ("40", "50")}


def loans(unit: str = "loan|loans", lines: bool = True, dates: tuple[str, str] = ("2002", "2007")) -> Series:
    """Return a series from a data file: three lines with two dates, or one line."""
    names = tuple(VALUES) if lines else ("",)
    columns = Columns(
        dates * len(names),
        tuple(Decimal(number) for name in names for number in VALUES[name or "Albania"]),
        tuple(index for index, _ in enumerate(names) for _ in range(2)) if lines else (),
        at=tuple(range(2, 2 + 2 * len(names))),
    )
    made = series(
        "loans", unit=unit, observations={}, bases={}, basis={"counted": "loans", "label": "lent"}, by=ref("speaker"),
        source=(ref("origin"),),
        data={"file": "data/loans.csv", "date": "year", "value": "n", "line": "country" if lines else None},
    )  # fmt: skip
    shared = Shared("loans", "data/loans.csv", "loans", "speaker", "Speaker", ("origin",))
    slugs = ("albania", "korea-rep", "iran") if lines else ()
    return with_rows(made, Rows(shared, columns, tuple(VALUES) if lines else (), slugs))


def table(unit: str = "loan|loans", lines: bool = True, dates: tuple[str, str] = ("2002", "2007"), **options: str) -> Article:
    shown = directive("table", "loans", line=14, caption="Loans", **options)
    sample = make(shown)
    return Article(**{**vars(sample), "series": {**sample.series, "loans": loans(unit, lines, dates)}})


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"columns": "line = Country, date, value"},
        {"across": "date", "down": "line = Country", "total": "sum", "sort": "-2007"},
        {"across": "line", "total": "mean", "sort": "Albania"},
        {"across": "date", "only": 'line = Albania, "Korea, Rep."; date = 2002', "sort": "line"},
        {"only": "line = korea-rep", "sort": "-value", "decimals": "value = 0"},
    ],
)
def test_what_fits_is_taken(options: dict[str, str]) -> None:
    assert clean(table(**options))


def test_a_series_that_is_typed_has_options_too() -> None:
    assert clean(make(directive("table", "count", line=14, caption="Members", across="date", sort="counted")))
    assert clean(make(directive("table", "count", line=14, caption="Members", columns="date = Year, value", sort="-value")))


def test_stray_table_option() -> None:
    problem = only(make(directive("table", "area", "dead", line=14, caption="Facts", sort="value")))
    assert (problem.rule, problem.place) == ("DAT-160", at(15))
    assert problem.sentence == "sort: stands on a table that shows no series"


@pytest.mark.parametrize(
    ("options", "sentence", "hint"),
    [
        (
            {"columns": "date, valeu"},
            "columns: names “valeu”, which is no column of the table of “loans”",
            "did you mean value?",
        ),
        ({"columns": ","}, "columns: names nothing", "name a column, or delete the line"),
        ({"sort": "-"}, "sort: names nothing", "name a column, or delete the line"),
        ({"columns": "date, date"}, "the column “date” is named twice", "delete one of the two"),
        ({"across": "year"}, "across: names “year”, which is no column of the table of “loans”", "its columns are line, date"),
        ({"only": "lines = Iran"}, "only: names “lines”, which is no column of the table of “loans”", "did you mean line?"),
        ({"sort": "by"}, "sort: names “by”, which is no column of the table of “loans”", "its columns are line, date, value"),
        (
            {"across": "date", "sort": "2008"},
            "sort: names “2008”, which is no column of the table of “loans”",
            "did you mean 2007?",
        ),
        ({"decimals": "low = 0"}, "decimals: names “low”, which is no column of the table of “loans”", "its columns are value"),
    ],
)
def test_unknown_table_column(options: dict[str, str], sentence: str, hint: str) -> None:
    problem = only(table(**options))
    assert (problem.rule, problem.place) == ("DAT-161", at(15))
    assert (problem.sentence, problem.hint) == (sentence, hint)


@pytest.mark.parametrize(
    ("only_", "sentence", "hint"),
    [
        ("line = Albannia", "no row of “loans” has “Albannia” under line", "did you mean Albania?"),
        ("date = 1066", "no row of “loans” has “1066” under date", "write it as the series does: only: date = ..."),
        ("line =", "only: keeps nothing under line", "write only: line = and what to keep"),
    ],
)
def test_unknown_table_row(only_: str, sentence: str, hint: str) -> None:
    problem = only(table(only=only_))
    assert (problem.rule, problem.sentence, problem.hint) == ("DAT-162", sentence, hint)


@pytest.mark.parametrize("typed", ["2019-Q2", "2019-q2", "2019-34"])
def test_a_quarter_is_named_as_people_name_it(typed: str) -> None:
    quarters = ("2019-33", "2019-34")
    assert clean(table(dates=quarters, across="date", only=f"date = {typed}", sort=f"-{typed}"))
    assert only(table(dates=quarters, only="date = 2018-Q2")).hint == "did you mean 2019-Q2?"
    assert only(table(dates=quarters, across="date", sort="-Q2/2019x")).hint == "its columns are line, 2019-Q1, 2019-Q2"


def test_a_name_with_a_comma_is_told_of() -> None:
    problems = lint(table(only="line = Korea, Rep."))
    assert [problem.rule for problem in problems] == ["DAT-162"] * 2
    assert any("quotation marks hold a name with a comma together" in problem.hint for problem in problems)


@pytest.mark.parametrize(
    ("options", "lines", "sentence"),
    [
        ({"across": "date, line"}, True, "across: names more than one column"),
        ({"down": "line"}, True, "this table has down: without across:"),
        ({"across": "date", "down": "date"}, True, "“date” stands both across and down"),
        ({"across": "date", "columns": "value"}, True, "a table with across: has no columns to choose"),
        (
            {"across": "date"},
            False,
            "the series “loans” has one line alone, so nothing can stand down beside date across",
        ),
    ],
)
def test_unfit_pivot(options: dict[str, str], lines: bool, sentence: str) -> None:
    problem = only(table(lines=lines, **options))
    assert (problem.rule, problem.sentence) == ("DAT-163", sentence)


def test_two_values_of_one_cell() -> None:
    twice = series(observations={"a": observation(id="a"), "b": observation(id="b", quantity="2400")})
    shown = directive("table", "count", line=14, caption="Members", across="date")
    problems = [one for one in lint(make(shown, series=twice)) if one.rule.startswith("DAT-16")]
    assert [one.rule for one in problems] == ["DAT-163"]
    assert problems[0].sentence == "“a” and “b” would stand in one cell: both are of 2018"


@pytest.mark.parametrize(
    ("unit", "options", "sentence"),
    [
        ("percent", {"across": "date", "total": "sum"}, "values in percent don't add up to a sum"),
        ("celsius", {"across": "date", "total": "sum"}, "values in celsius don't add up to a sum"),
        ("year", {"across": "date", "total": "sum"}, "values in year don't add up to a sum"),
        ("loan|loans", {"across": "date", "total": "median"}, "“median” is not a total"),
        ("loan|loans", {"total": "sum"}, "a sum is reckoned over lines, and this table doesn't set them against dates"),
    ],
)
def test_unfit_total(unit: str, options: dict[str, str], sentence: str) -> None:
    problem = only(table(unit, **options))
    assert (problem.rule, problem.sentence) == ("DAT-164", sentence)


@pytest.mark.parametrize("unit", ["USD", "hectare", "kilogram", "loan|loans"])
def test_what_adds_up_has_a_sum(unit: str) -> None:
    assert clean(table(unit, across="date", total="sum"))


def test_observations_that_count_different_things_have_no_total() -> None:
    problem = only(make(directive("table", "count", line=14, caption="Members", across="date", total="sum")))
    assert (problem.rule, problem.sentence) == ("DAT-164", "the observations of “count” count different things, and give no sum")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("two", "“two” is no number of decimals"),
        ("3", "the table asks for 3 decimals, and the values of “loans” have 0"),
        ("value = -1", "“-1” is no number of decimals"),
    ],
)
def test_unfit_decimals(typed: str, sentence: str) -> None:
    problem = only(table(decimals=typed))
    assert (problem.rule, problem.sentence) == ("DAT-165", sentence)


def test_every_fault_is_told_at_once() -> None:
    found = lint(table(columns="vlue", only="line = Nowhere", total="all", decimals="x", sort="y"))
    assert sorted(problem.rule for problem in found) == ["DAT-161", "DAT-161", "DAT-162", "DAT-164", "DAT-165"]


def of_file(rows: str = "Albania 2002 10.5,Iran 2002 7", **options: str) -> Article:
    """Return an article whose table shows a data file with the columns land, year and n."""
    cells = tuple(tuple(row.split()) for row in rows.split(","))
    sample = make(directive("table", "data/loans.csv", line=14, caption="Loans", **options))
    data = DataFile("data/loans.csv", ("land", "year", "n"), cells, tuple(range(2, 2 + len(cells))))
    return Article(**{**vars(sample), "tables": {TableSpot("data/loans.csv"): data}})


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"columns": "land = Country, n", "sort": "-n", "decimals": "n = 1"},
        {"only": "land = Iran; year = 2002", "sort": "year"},
    ],
)
def test_a_data_file_is_shown(options: dict[str, str]) -> None:
    assert clean(of_file(source="origin", **options))


def test_unsourced_table() -> None:
    problem = only(of_file())
    assert (problem.rule, problem.place) == ("DAT-166", at(14))
    assert problem.sentence == "nothing says where data/loans.csv comes from"
    assert only(of_file(source="orgin")).rule == "CLM-101"
    assert (
        only(table(source="origin")).sentence == "source: stands on a table that shows a series, which names its sources itself"
    )


def test_unfit_cell() -> None:
    problem = only(of_file("Albania 2002 many,Iran 2002 7,Chad 2002 some", source="origin", decimals="n = 0"))
    assert (problem.rule, str(problem.place)) == ("DAT-167", "data/loans.csv:2")
    assert problem.sentence == ("“many” in the column “n” isn't digits with at most one point; nor is another cell of it")


@pytest.mark.parametrize(
    ("options", "rule"),
    [
        ({"columns": "country"}, "DAT-161"),
        ({"columns": "n, n"}, "DAT-161"),
        ({"only": ";"}, "DAT-161"),
        ({"sort": "-m"}, "DAT-161"),
        ({"only": "land = Iraq"}, "DAT-162"),
        ({"across": "year"}, "DAT-163"),
        ({"total": "sum"}, "DAT-164"),
        ({"decimals": "1"}, "DAT-165"),
        ({"decimals": "n = 99"}, "DAT-165"),
    ],
)
def test_options_of_a_data_file(options: dict[str, str], rule: str) -> None:
    assert only(of_file(source="origin", **options)).rule == rule
