"""Ten tables with the faults that tables have, in one article: each is told at its file, row and column, all at once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.command import here
from support.edited import bare
from support.workbooks import Formula, Value, xlsx

SERIES = """\
title: {name}
unit: book|books
basis: {{counted: books that were lent out, label: lent out}}
by: staff
source: annual-report
data: {{file: data/{name}.{suffix}, date: date, value: value{more}}}
"""
HEAD: list[Value] = ["date", "value"]
GOOD: list[list[Value]] = [HEAD, [2019, 1]]
TABLES: dict[str, tuple[str | bytes, str, str]] = {
    "wrong-delimiter": ("date:value\n2019:1\n", "", "csv:1:1: DAT-134 the first row, “date:value”, isn't divided"),
    "merged-head": (
        xlsx({"A": [["date", "loans", ""], [2019, 1, 2]]}, merged="B1:C1"), "",
        "xlsx:1:1: DAT-134 A1 of A: the table has no column “value” (value:)",
    ),
    "missing-column": ("date,number\n2019,1\n", "", "csv:1:1: DAT-134 the table has no column “value” (value:)"),
    "duplicate-date": ("date,value\n2019,1\n2019,2\n", "", "csv:3:1: DAT-139 a second row is of 2019"),
    "text-in-numbers": ("date,value\n2019,1\n2020,many\n", "", "csv:3:6: DAT-137 “many” in the column “value”"),
    "days-since-1904": (
        xlsx({"A": [HEAD, [42017, 1]]}, since_1904=True), "", "xlsx:2:1: DAT-136 A2 of A: “42017” in the column “date”",
    ),
    "no-values": (
        xlsx({"A": [HEAD, [2019, Formula("1+1")]]}), "", "xlsx:2:2: DAT-137 B2 of A: the cell of “value” is empty",
    ),
    "hidden-sheet": (xlsx({"A": GOOD, "B": GOOD}, hidden=["B"]), ", sheet: B", "yaml:6:1: DAT-133 warning: the sheet “B” of "),
    "too-long": ("date,value\n" + "2019-01-01,1\n" * 200_000, "", "csv:1:1: CFG-063 the table has 200,000 rows"),
    "a-command": ("date,land,value\n2019,=cmd|' /C calc'!A0,1\n", ", line: land", "csv:2:6: DAT-150 “=cmd|' /C calc'!A0”"),
}  # fmt: skip


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The problems that checking tells of tables."""
    folder: Path = bare(tmp_path_factory.mktemp("faulty") / "article")
    (folder / "data").mkdir()
    (folder / "series").mkdir(exist_ok=True)
    for name, (table, more, _) in TABLES.items():
        suffix = "csv" if isinstance(table, str) else "xlsx"
        data = table.encode("utf-8") if isinstance(table, str) else table
        (folder / "data" / f"{name}.{suffix}").write_bytes(data)
        (folder / "series" / f"{name}.yaml").write_text(SERIES.format(name=name, suffix=suffix, more=more), encoding="utf-8")
    return [line for line in here("check", folder).errors.splitlines() if re.search(r"(DAT-1[35]\d|CFG-063)", line)]


@pytest.mark.parametrize("name", sorted(TABLES))
def test_a_faulty_table_is_told_at_its_cell(told: list[str], name: str) -> None:
    (line,) = [line for line in told if f"/{name}." in line.partition(": ")[0]]
    assert f"{name}.{TABLES[name][2]}" in line


def test_all_of_them_are_told_at_once_and_nothing_else(told: list[str]) -> None:
    assert len(told) == len(TABLES) == 10
