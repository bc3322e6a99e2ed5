"""Blocks of Markdown that would be lost, or that would break a file: a problem at their line, or printed as typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.making import Task, check, make
from tests.support.edited import minimal
from tests.support.reading import publication


def article(folder: Path, text: str) -> tuple[Path, int]:
    """Return the minimal article with more text in its section, and the line where that begins."""
    section = minimal(folder) / "sections" / "reading-room.md"
    before = section.read_text(encoding="utf-8")
    section.write_text(f"{before}\n{text}\n", encoding="utf-8", newline="\n")
    return folder, before.count("\n") + 2


REFUSED = {
    "a heading without words": ("##\n\nText.", 0, "has no words"),
    "a heading with an id alone": ("## {#only}\n\nText.", 0, "has no words"),
    "a table without rows": ("| a |\n|---|", 0, "no rows"),
    "a cell too many": ("| a | b |\n|---|---|\n| x | y | more |", 2, "3 cells, and the table 2 columns"),
    "an empty cell too many": ("| a | b |\n|---|---|\n| x | y | |", 2, "3 cells"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_would_be_lost_is_a_problem_at_its_line(name: str, tmp_path: Path) -> None:
    text, further, words = REFUSED[name]
    folder, line = article(tmp_path / "a", text)
    _, problems = check(folder)
    assert [(problem.rule, problem.place.line) for problem in problems] == [("STR-018", line + further)]
    assert words in problems[0].sentence


@pytest.mark.parametrize("row", ["| x | y |", "x | y", "| x |", "| x \\| z | y |", "| | y |", "|  |  |"])
def test_rows_with_as_many_cells_or_fewer_are_fine(row: str, tmp_path: Path) -> None:
    folder, _ = article(tmp_path / "a", f"| a | b |\n|---|---|\n{row}")
    assert check(folder)[1] == []


@pytest.mark.parametrize("table", ["> | a | b |\n> |---|---|\n> | x | y |", "- | a | b |\n  |---|---|\n  | x | y |"])
def test_a_table_in_a_list_or_a_passage_has_the_cells_that_it_has(table: str, tmp_path: Path) -> None:
    folder, line = article(tmp_path / "a", table)
    assert check(folder)[1] == []
    folder, line = article(tmp_path / "b", table.replace("y |", "y | z |"))
    assert [(problem.rule, problem.place.line) for problem in check(folder)[1]] == [("STR-018", line + 2)]


def test_a_list_keeps_its_first_number_in_print(tmp_path: Path) -> None:
    folder, _ = article(tmp_path / "a", "Text.\n\n3. three\n4. four")
    made = make(Task(folder, ("a4",)))
    (tmp_path / "a.pdf").write_bytes(made.publications[0].data)
    heard = publication(tmp_path / "a.pdf").text
    assert "4. four" in " ".join(heard.split())
