"""Tables beside libraries: sources of a table that an exported library holds, and entries that are called as rows are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from support.edited import minimal

from report.lint import lint
from report.load import load_article
from report.model.article import Article
from report.problems import Problem

SERIES = """\
title: Loans
unit: book|books
basis: {{counted: books that were lent out, label: lent out}}
by: {by}
source: {source}
data: {{file: data/loans.csv, date: year, value: loans}}
"""
ENTRY = "@book{%s,\n  author = {Jane Austen},\n  title = {Loans of a year},\n  date = {2022}\n}\n"
Loaded = Callable[..., tuple[Article, list[Problem]]]


@pytest.fixture
def loaded(tmp_path: Path) -> Loaded:
    """Return the article that prints a value of its table, with the problems of loading it."""

    def article(
        library: str, *, by: str = "staff", source: str = "annual-report", says: str = ""
    ) -> tuple[Article, list[Problem]]:
        folder = minimal(tmp_path / "article")
        (folder / "data").mkdir()
        (folder / "data" / "loans.csv").write_text("year,loans\n2019,3\n2020,9\n", encoding="utf-8")
        (folder / "series" / "loans.yaml").write_text(SERIES.format(by=by, source=source), encoding="utf-8")
        (folder / "references.bib").write_text(library, encoding="utf-8")
        section = folder / "sections" / "reading-room.md"
        text = f"{section.read_text(encoding='utf-8')}\nThere were {{value}}`loans.2019`. {says}\n"
        section.write_text(text, encoding="utf-8")
        found, problems = load_article(folder)
        assert found is not None
        return found, problems

    return article


def test_a_table_has_its_source_in_a_library(loaded: Loaded) -> None:
    article, problems = loaded(ENTRY % "Austen:2022a", source="Austen:2022a")
    assert (problems, lint(article)) == ([], [])
    rows = article.series["loans"].rows
    assert rows is not None
    assert rows["2019"].source == ("Austen:2022a",)
    assert "Austen:2022a" in article.entries


def test_a_work_of_a_library_that_counted_is_called_by_its_title(loaded: Loaded) -> None:
    article, problems = loaded(ENTRY % "austen2022", by="austen2022")
    assert (problems, lint(article)) == ([], [])
    rows = article.series["loans"].rows
    assert rows is not None
    assert rows["2020"].reported == "Loans of a year"


def test_an_entry_that_is_called_as_a_row_is_told(loaded: Loaded) -> None:
    _, problems = loaded(ENTRY % "loans.2019")
    assert [(one.rule, Path(one.place.path).name) for one in problems] == [("DAT-015", "references.bib")]
    assert "data/loans.csv:2" in problems[0].sentence


def test_a_source_that_is_called_as_a_row_is_told(loaded: Loaded, tmp_path: Path) -> None:
    loaded("")
    sources = tmp_path / "article" / "sources.yaml"
    text = sources.read_text(encoding="utf-8")
    sources.write_text(f"{text}\nloans.2020:\n  type: book\n  title: Loans\n", encoding="utf-8")
    _, problems = load_article(tmp_path / "article")
    assert [(one.rule, Path(one.place.path).name) for one in problems if one.rule == "DAT-015"] == [("DAT-015", "sources.yaml")]


def test_a_fault_of_a_library_spoils_no_row(loaded: Loaded) -> None:
    article, problems = loaded(
        f"{ENTRY % 'austen2022'}@book{{open,\n  title = {{Never closed\n}}\n", says="Again.{cite}`austen2022`"
    )
    assert [problem.rule for problem in problems] == ["DAT-145"]
    assert lint(article) == []
