"""Tables in which dates stand across, and titles above the names of columns, as banks and offices of statistics give them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from support.workbooks import Day, Value, ods, xlsx

from report.limits import VARIABLE
from report.load import load_article
from report.model.rows import Rows
from report.problems import Problem

Load = Callable[..., tuple[Rows | None, list[tuple[str, str, str]]]]
SERIES = """\
title: Life expectancy
unit: year
basis: {counted: years that a newborn could expect, label: expected}
by: staff
source: annual-report
data:
  file: data/lives.SUFFIX
"""
BANK = """\
\ufeff"Data Source","World Development Indicators",

"Last Updated Date","2024-06-28",

"Country Name","Country Code","Indicator Name","Indicator Code","1960","1961","1962",
"Aruba","ABW","Life expectancy","SP.DYN.LE00.IN","64.152","64.537","",
"Korea, Rep.","KOR","Life expectancy","SP.DYN.LE00.IN","53.9","","55.2",
"World","WLD","Life expectancy","SP.DYN.LE00.IN","50.9","53.1","54.9",
"""
USUAL = 'head: 5\nline: Country Name\ndates: 1960..1962\nmissing: [""]\n'


@pytest.fixture
def load(tmp_path: Path, root: Path) -> Load:
    """Return the rows of a series that is read from a table, and its problems: rule, place, sentence."""
    folder = tmp_path / "article"
    shutil.copytree(root / "report" / "articles" / "minimal", folder)
    (folder / "data").mkdir()

    def loaded(table: str | bytes, more: str, suffix: str = "csv") -> tuple[Rows | None, list[tuple[str, str, str]]]:
        data = table if isinstance(table, bytes) else table.encode("utf-8")
        (folder / "data" / f"lives.{suffix}").write_bytes(data)
        text = SERIES.replace("SUFFIX", suffix) + "".join(f"  {line}\n" for line in more.splitlines())
        (folder / "series" / "lives.yaml").write_text(text, encoding="utf-8")
        article, problems = load_article(folder)
        assert article is not None
        found = article.series.get("lives")
        return found.rows if found else None, [told(problem) for problem in problems]

    return loaded


def told(problem: Problem) -> tuple[str, str, str]:
    place = str(problem.place).rpartition("/")[2]
    return problem.rule, place, problem.sentence


def values(rows: Rows | None) -> list[tuple[str, str]]:
    """Return the key and the value of each row."""
    assert rows is not None
    return [(rows.key(at), f"{row.value:f}") for at, row in enumerate(rows.rows())]


ALL = [
    ("aruba.1960", "64.152"), ("aruba.1961", "64.537"), ("korea-rep.1960", "53.9"), ("korea-rep.1962", "55.2"),
    ("world.1960", "50.9"), ("world.1961", "53.1"), ("world.1962", "54.9"),
]  # fmt: skip


def test_the_file_of_a_bank_is_read_as_it_comes(load: Load) -> None:
    rows, problems = load(BANK, USUAL)
    assert (values(rows), problems) == (ALL, [])


def test_an_open_end_takes_every_column_to_the_last(load: Load) -> None:
    rows, problems = load(BANK, USUAL.replace("1960..1962", "1961.."))
    assert (values(rows), problems) == ([one for one in ALL if not one[0].endswith("1960")], [])


def test_rows_are_kept_by_a_column_that_is_no_line(load: Load) -> None:
    rows, problems = load(BANK, USUAL + "only: {Country Code: [ABW, WLD]}")
    assert (values(rows), problems) == ([one for one in ALL if not one[0].startswith("korea")], [])


def test_one_row_needs_no_line(load: Load) -> None:
    rows, problems = load("1960,1961\n1.5,2.5\n", "dates: 1960..1961")
    assert (values(rows), problems) == ([("1960", "1.5"), ("1961", "2.5")], [])


@pytest.mark.parametrize(
    ("heads", "more", "keys"),
    [
        (("2019 Q1", "2019 Q2"), "", ["2019-q1", "2019-q2"]),
        (("2019-01", "2019-02"), "", ["2019-01", "2019-02"]),
        (("13/01/2019", "14/01/2019"), "", ["2019-01-13", "2019-01-14"]),
        (("Jan 2019", "Feb 2019"), '\nformat: {date: "%b %Y"}', ["2019-01", "2019-02"]),
        (("1960 [YR1960]", "1961 [YR1961]"), '\nformat: {date: "%Y [YR%Y]"}', ["1960", "1961"]),
        (("2018/19", "2019/20"), "\nyear-begins: 4", ["2018-04-2019-03", "2019-04-2020-03"]),
    ],
)
def test_heads_are_dates_as_cells_are(load: Load, heads: tuple[str, str], more: str, keys: list[str]) -> None:
    rows, problems = load(f"land,{heads[0]},{heads[1]}\nChad,1,2\n", f"line: land\ndates: {heads[0]}..{heads[1]}{more}")
    assert problems == []
    assert [key.partition(".")[2] for key, _ in values(rows)] == keys


@pytest.mark.parametrize(("write", "suffix"), [(xlsx, "xlsx"), (ods, "ods")])
@pytest.mark.parametrize("heads", [(1960, 1961), ("1960", "1961")])
def test_years_of_a_workbook_are_numbers_or_words(
    load: Load, write: Callable[..., bytes], suffix: str, heads: list[Value]
) -> None:
    table: list[list[Value]] = [["Lives"], [], ["land", *heads], ["Chad", 1.5, None], ["Togo", 2, 3]]
    rows, problems = load(write({"A": table}), 'head: 3\nline: land\ndates: 1960..1961\nmissing: [""]', suffix)
    assert problems == []
    assert values(rows) == [("chad.1960", "1.5"), ("togo.1960", "2"), ("togo.1961", "3")]


def test_days_of_a_workbook_stand_across(load: Load) -> None:
    rows, problems = load(
        xlsx({"A": [["land", Day(43479), Day(43480)], ["Chad", 1, 2]]}), "line: land\ndates: 2019-01-14..", "xlsx"
    )
    assert (values(rows), problems) == ([("chad.2019-01-14", "1"), ("chad.2019-01-15", "2")], [])


def test_each_fault_is_told_at_its_cell(load: Load) -> None:
    table = "land,1960,1961\nChad,1,n/a\nTogo,,2\nTogo,3,4\n"
    _, problems = load(table, "line: land\ndates: 1960..1961")
    assert problems == [
        ("DAT-137", "lives.csv:2:8", "“n/a” in the column “1960..1961” is not a number"),
        ("DAT-137", "lives.csv:3:6", "the cell of “1960..1961” is empty"),
    ]
    _, problems = load(table, 'line: land\ndates: 1960..1961\nmissing: ["", n/a]')
    sentence = "a second row of the line “Togo” is of 1961; the first stands in line 3"
    assert problems == [("DAT-139", "lives.csv:4:8", sentence)]


def test_a_fault_of_a_workbook_is_told_by_the_name_of_its_cell(load: Load) -> None:
    table: list[list[Value]] = [["Lives"], ["land", 1960, 1961], ["Chad", 1, "many"]]
    _, problems = load(xlsx({"A": table}), "head: 2\nline: land\ndates: 1960..1961", "xlsx")
    assert problems == [("DAT-137", "lives.xlsx:3:3", "C3 of A: “many” in the column “1960..1961” is not a number")]


@pytest.mark.parametrize(
    ("more", "rule", "place", "sentence"),
    [
        ("dates: 1960..1963", "DAT-134", "lives.csv:5:1", "the table has no column “1963” (dates:), which “lives” names"),
        ("dates: 1962..1960", "DAT-134", "lives.csv:5:65", "the column “1960” stands before “1962”"),
        (
            "dates: Indicator Code..1962", "DAT-136", "lives.csv:5:48",
            "“Indicator Code” in the column “Indicator Code..1962” is not a date",
        ),
        ("dates: 1960", "DAT-023", "lives.yaml:11:10", "“dates”: “1960” doesn't name the first column and the last"),
        (
            "dates: 1960..1962\nvalue: '1960'", "DAT-023", "lives.yaml:6:1",
            "“data”: dates: says that they stand across, and value: names one column",
        ),
        ("value: '1960'", "DAT-021", "lives.yaml:6:1", "“data”: no column is named for the date"),
        ("dates: 1960..1962\nhead: 0", "DAT-025", "lives.yaml:11:9", "“head”: rows are counted from 1"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_a_problem(load: Load, more: str, rule: str, place: str, sentence: str) -> None:
    _, problems = load(BANK, ("" if "head" in more else "head: 5\n") + f'line: Country Name\nmissing: [""]\n{more}')
    assert problems == [(rule, place, sentence)]


def test_where_names_stand_is_told_of_a_wide_table(load: Load) -> None:
    _, problems = load(BANK, USUAL.replace("head: 5\n", ""))
    assert [(rule, place) for rule, place, _ in problems] == [("DAT-134", "lives.csv:1:1")]


def test_more_values_than_the_limit_are_one_problem(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "data-rows=8")
    _, problems = load(BANK, USUAL)
    assert [(rule, place) for rule, place, _ in problems] == [("CFG-063", "lives.csv:5:1")]
