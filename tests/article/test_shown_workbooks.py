"""Sheets of workbooks, and files with titles above their heads, shown as they stand; and a bank's file with years across."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from support.command import here
from support.edited import bare
from support.workbooks import Value, ods, xlsx

from report.build.rebuild import rebuild
from report.build.run import Request, build
from report.copies import find

SHEETS: dict[str, list[list[Value]]] = {
    "Notes": [["nothing of this is printed"], ["secret"]],
    "Loans": [
        ["Loans of the library"], [],
        ["Branch", "Opened", "Loans", "Share", "Remark"],
        ["Main", "2019-01-14", 1200.0, 0.1 + 0.2, "kept at home"],
        ["East", "2019-01-15", -3, 0.25, "kept at home"],
    ],
}  # fmt: skip
BANK = """\
"Data Source","World Development Indicators",

"Last Updated Date","2024-06-28",

"Country Name","Country Code","1960","1961","1962",
"Aruba","ABW","64.15","64.54","",
"Chad","TCD","38.9","39.1","39.4",
"""
SERIES = """\
title: Life expectancy
unit: year
basis: {counted: years that a newborn could expect, label: expected}
by: staff
source: annual-report
data: {file: data/bank.csv, head: 5, line: Country Name, dates: 1960..1962, missing: [""]}
"""
PROSE = """
A newborn in Chad could expect {value}`lives.chad.1962` in {date}`lives.chad.1962`.

:::{table} lives
:caption: Lives
:across: date
:down: line = Country
:::

:::{table} data/loans.SUFFIX
:caption: A sheet
:source: annual-report
:sheet: Loans
:head: 3
:columns: Branch, Opened, Loans, Share
:decimals: Share = 2
:::

:::{table} data/bank.csv
:caption: The file of the bank
:head: 5
:source: annual-report
:columns: Country Name = Country, 1961
:::
"""


@pytest.fixture(scope="module", params=[("xlsx", xlsx), ("ods", ods)], ids=["xlsx", "ods"])
def article(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    suffix, write = request.param
    folder = bare(tmp_path_factory.mktemp("workbooks") / "article")
    (folder / "data").mkdir()
    (folder / "series").mkdir(exist_ok=True)
    (folder / "data" / f"loans.{suffix}").write_bytes(write(SHEETS))
    (folder / "data" / "bank.csv").write_text(BANK, encoding="utf-8")
    (folder / "series" / "lives.yaml").write_text(SERIES, encoding="utf-8")
    file = folder / "sections" / "reading-room.md"
    file.write_text(file.read_text(encoding="utf-8") + PROSE.replace("SUFFIX", suffix), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def built(article: Path) -> Mapping[str, Path]:
    result = build(Request((article,), ("a4", "epub"), out=article.parent / "build"))
    assert [str(problem) for problem in result.problems] == []
    return {output.format: output.path for output in result.outputs}


def text_of(file: Path) -> str:
    with PdfDocument(file) as pdf:
        return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pdf).split())


def test_what_is_asked_for_is_printed_as_it_stands(built: Mapping[str, Path]) -> None:
    text = text_of(built["a4"])
    assert "Branch Opened Loans Share Main 2019-01-14 1200 0.30 East 2019-01-15 −3 0.25 Source:" in text
    assert "could expect 39.40 years in 1962" in text
    assert "Country 1960 1961 1962 Aruba 64.15 64.54 – Chad 38.90 39.10 39.40" in text
    assert "Country 1961 Aruba 64.54 Chad 39.1 Source:" in text
    assert "nothing of this" not in text


def test_copies_carry_plain_tables_of_what_is_shown(built: Mapping[str, Path]) -> None:
    for copy in built.values():
        files = find(copy).files
        tables = {name: data.decode().splitlines() for name, data in files.items() if name.endswith(".csv") and "data/" in name}
        assert tables["article/data/loans-loans.csv"] == [
            "Branch,Opened,Loans,Share", f"Main,2019-01-14,1200,{0.1 + 0.2!r}", "East,2019-01-15,-3,0.25",
        ]  # fmt: skip
        assert tables["article/data/bank.csv"] == ["Country Name,1961", "Aruba,64.54", "Chad,39.1"]
        assert tables["article/data/lives.csv"][:2] == ["line,date,value", "Aruba,1960,64.15"]
        whole = b"".join(files.values())
        assert b"kept at home" not in whole
        assert b"nothing of this" not in whole
        section = files["article/sections/reading-room.md"].decode()
        assert ":::{table} data/loans-loans.csv" in section
        assert not re.search("^:(sheet|head):", section, re.MULTILINE)


@pytest.mark.parametrize("name", ["a4", "epub"])
def test_a_copy_is_rebuilt_and_differs_in_nothing(article: Path, built: Mapping[str, Path], name: str, tmp_path: Path) -> None:
    again = rebuild(built[name], tmp_path)
    assert (again.differences, again.same) == ((), True)
    told = here("diff", built[name], article)
    assert (told.status, told.errors) == (0, "")


def test_a_cell_that_changes_is_a_difference(article: Path, built: Mapping[str, Path]) -> None:
    (file,) = (article / "data").glob("loans.*")
    before, write = file.read_bytes(), xlsx if file.suffix == ".xlsx" else ods
    changed = {**SHEETS, "Loans": [*SHEETS["Loans"][:-1], ["East", "2019-01-15", -4, 0.25, "kept at home"]]}
    try:
        file.write_bytes(write(changed))
        told = here("diff", built["a4"], article)
    finally:
        file.write_bytes(before)
    assert told.status == 1
    assert "data/loans-loans.csv" in told.output


SHOWN = "\n:::{table} data/loans.xlsx\n:caption: A sheet\n:source: annual-report\n"


@pytest.mark.parametrize(
    ("sheets", "more", "rule", "place", "said"),
    [
        (SHEETS, "", "DAT-132", "reading-room.md:5:1", "has 2 sheets"),
        (SHEETS, ":sheet: Lones\n", "DAT-132", "reading-room.md:5:1", "has no sheet “Lones”"),
        ({"A": [["Branch", ""], ["Main", 3]]}, "", "DAT-134", "loans.xlsx:1:2", "a column has no name, and “3” stands in it"),
        ({"A": [["Branch", "Branch"], ["Main", 3]]}, "", "DAT-134", "loans.xlsx:1:2", "two columns are called “Branch”"),
        ({"A": [["Branch"], ["=cmd|' /C calc'!A0"]]}, "", "DAT-150", "loans.xlsx:2:1", "begins as a formula does"),
        (
            {"A": [["Loans"], [], ["Branch", "n"], ["Main", 3]]},
            "",
            "DAT-134",
            "loans.xlsx:1:1",
            "the first row names 1 column, and the rows below it have more",
        ),
        ({"A": [["Branch"], ["Main"]]}, ":head: 7\n", "DAT-170", "loans.xlsx:7:1", "nothing stands in row 7"),
    ],
)
def test_a_sheet_that_does_not_do_is_one_problem_at_its_place(
    tmp_path: Path, sheets: dict[str, list[list[Value]]], more: str, rule: str, place: str, said: str
) -> None:
    folder = bare(tmp_path / "article")
    (folder / "data").mkdir()
    (folder / "data" / "loans.xlsx").write_bytes(xlsx(sheets))
    file = folder / "sections" / "reading-room.md"
    file.write_text(file.read_text(encoding="utf-8") + SHOWN + more + ":::\n", encoding="utf-8")
    told = here("check", folder).errors.splitlines()
    problems = [line for line in told if " hint:" not in line and re.search(r"[A-Z]{3}-\d{3}", line)]
    assert len(problems) == 1
    assert place in problems[0]
    assert rule in problems[0]
    assert said in problems[0]


def test_a_copy_says_that_months_are_no_fiscal_years(tmp_path: Path) -> None:
    folder = bare(tmp_path / "article")
    (folder / "data").mkdir()
    (folder / "series").mkdir(exist_ok=True)
    (folder / "data" / "m.csv").write_text("month,value\n2009-10,1.5\n2010-11,2.5\n2010-12,3\n", encoding="utf-8")
    series = SERIES.partition("data:")[0] + "data: {file: data/m.csv, date: month, value: value}\n"
    (folder / "series" / "lives.yaml").write_text(series, encoding="utf-8")
    file = folder / "sections" / "reading-room.md"
    used = "\nIt was {value}`lives.2009-10` and {value}`lives.2010-11`.\n"
    file.write_text(file.read_text(encoding="utf-8") + used, encoding="utf-8")
    result = build(Request((folder,), ("a4",), out=tmp_path / "build"))
    assert [str(problem) for problem in result.problems] == []
    copy = result.outputs[0].path
    assert find(copy).files["article/data/lives.csv"].splitlines()[1:] == [b"2009-10,1.5", b"2010-11,2.5"]
    assert rebuild(copy, tmp_path / "again").same
