"""What is odd but right is printed, not tripped over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from support.strangers import stranger, with_prose

from report.build import Request, build
from report.checking import check
from tests.support.edited import minimal


def replaced(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


ODD: dict[str, Callable[[Path], object]] = {
    "a language of which nothing is known": lambda a: replaced(a, "article.yaml", "language: ", "language: qaa # "),
    "a heading that ends in a soft hyphen": lambda a: with_prose(a, "## a\u00ad\u200b"),
    "a number of fifteen digits": lambda a: replaced(a, "series/visits.yaml", "1200", "999999999999999"),
}


@pytest.mark.parametrize("name", ODD)
def test_what_is_odd_is_built(name: str, tmp_path: Path) -> None:
    folder = stranger(tmp_path / "article")
    ODD[name](folder)
    result = build(Request((folder,), formats=("a4",), out=tmp_path / "out"))
    assert [problem for problem in result.problems if problem.severity == "error"] == []
    assert [output.format for output in result.outputs] == ["a4"]


@pytest.mark.parametrize("date", ["0001", "1899-12-31", "../1450"])
def test_an_edition_of_long_ago_is_a_problem_at_its_line(date: str, tmp_path: Path) -> None:
    folder = minimal(tmp_path / "a", article=("date: 2026-11-23", f"date: {date}"))
    line = (folder / "article.yaml").read_text(encoding="utf-8").split(f"date: {date}")[0].count("\n") + 1
    assert [(problem.rule, problem.place.line) for problem in check(folder)[1] if problem.severity == "error"] == [
        ("DAT-024", line)
    ]
