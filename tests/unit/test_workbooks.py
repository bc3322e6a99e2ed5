"""Workbooks, XLSX and ODS: what their cells come to, which sheet is read, and what they can't do to us."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest
from support.workbooks import Day, Formula, ods, xlsx

from report.intake.grid import Grid
from report.intake.workbook import read_workbook
from report.limits import VARIABLE
from report.problems import Place, Problem

ROWS = [["date", "value"], [Day(43466), 0.1], [2019, 0.1 + 0.2], ["2019-Q1", "n/a"], [None, 1120]]
READ = [[("2019-01-01",), 0.1], [2019.0, 0.30000000000000004], ["2019-Q1", "n/a"], ["", 1120.0]]


def read(data: bytes, sheet: str | None = None) -> tuple[Grid | None, list[Problem]]:
    return read_workbook(data, "data/book.xlsx", sheet, Place("series/loans.yaml", 7, 1))


def test_cells_are_what_the_workbook_holds() -> None:
    found, problems = read(xlsx({"Loans": ROWS}))
    assert problems == []
    assert found is not None
    assert (found.head, found.rows, [*found.at], found.sheet) == (["date", "value"], READ, [2, 3, 4, 5], "Loans")
    assert (found.place(1, 1), found.named(1, 1)) == (Place("data/book.xlsx", 3, 2), "B3 of Loans")


def test_an_opendocument_spreadsheet_is_read_alike() -> None:
    found, problems = read(ods({"Loans": [["date", "value"], ["2019-01-01", 0.1], [2019, 1120], [], [2020, "n/a"]]}))
    assert problems == []
    assert found is not None
    assert ([*found.rows], [*found.at]) == ([["2019-01-01", 0.1], [2019.0, 1120.0], [2020.0, "n/a"]], [2, 3, 5])


def test_days_count_from_where_the_workbook_says() -> None:
    days = [read(xlsx({"A": ROWS[:2]}, since_1904=since))[0] for since in (False, True)]
    assert [day.rows[0][0] for day in days if day] == [("2019-01-01",), ("2023-01-02",)]


@pytest.mark.parametrize(("sheet", "value"), [("New", 2.0), ("2", 2.0), ("1", 1.0), (None, None), ("3", None), ("Newer", None)])
def test_a_sheet_is_named_or_numbered(sheet: str | None, value: float | None) -> None:
    found, problems = read(xlsx({"Old": [["value"], [1]], "New": [["value"], [2]]}), sheet)
    assert (found.rows[0][0] if found else None) == value
    assert [problem.rule for problem in problems] == ([] if found else ["DAT-132"])


def test_the_only_sheet_that_is_shown_is_read() -> None:
    found, problems = read(xlsx({"Old": [["value"], [1]], "New": [["value"], [2]]}, hidden=["Old"]))
    assert (found and found.sheet, problems) == ("New", [])


def test_a_formula_is_never_reckoned_here() -> None:
    found, _ = read(xlsx({"A": [["value"], [Formula("1+1")], ["=1+1"]]}))
    assert found is not None
    assert [*found.rows] == [["=1+1"]]


@pytest.mark.skipif(sys.platform != "linux", reason="only there is memory bounded by address space")
def test_a_cell_in_a_far_corner_is_a_problem_and_ends_nothing() -> None:
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    found, problems = read(xlsx({"A": []}, raw=far))
    assert (found, [problem.rule for problem in problems]) == (None, ["DAT-131"])


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), b"date,value\n2019,1\n"])
def test_what_is_no_workbook_is_a_problem(data: bytes) -> None:
    found, problems = read(data)
    assert (found, [problem.rule for problem in problems]) == (None, ["DAT-131"])


def test_any_byte_of_a_workbook_may_be_wrong(tmp_path: Path) -> None:
    good = xlsx({"Loans": ROWS})
    for index in range(0, len(good), len(good) // 12):
        found, problems = read(good[:index] + bytes([good[index] ^ 0xFF]) + good[index + 1 :])
        assert found is not None or [problem.rule for problem in problems] in (["DAT-131"], ["DAT-132"])
    path = tmp_path / "empty.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("nothing", "")
    assert read(path.read_bytes())[0] is None


def test_more_rows_than_the_limit_are_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "data-rows=3")
    found, problems = read(xlsx({"Loans": ROWS}))
    assert (found, [problem.rule for problem in problems]) == (None, ["CFG-063"])
    assert "has 4 rows" in problems[0].sentence
