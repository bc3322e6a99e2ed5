"""What rules say of series that are read from tables: once for a series, at the row that shows it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from support.edited import minimal

from report.lint import lint
from report.load import load_article
from report.problems import Problem

SERIES = "title: Loans\nunit: %s\n%sby: %s\nsource: %s\ndata: {file: data/loans.csv, date: date, value: value}\n"
BASIS = "basis: {counted: books that were lent out, label: lent out}\n"
Linted = Callable[..., list[Problem]]


@pytest.fixture
def linted(tmp_path: Path) -> Linted:
    """Return the problems of an article that prints a value of its table."""

    def problems(
        table: str,
        *,
        unit: str = "book|books",
        basis: str = BASIS,
        by: str = "staff",
        source: str = "annual-report",
        facts: str = "",
    ) -> list[Problem]:
        folder = minimal(tmp_path / "article")
        (folder / "data").mkdir()
        (folder / "data" / "loans.csv").write_text("date,value\n" + table, encoding="utf-8")
        (folder / "series" / "loans.yaml").write_text(SERIES % (unit, basis, by, source), encoding="utf-8")
        if facts:
            (folder / "facts.yaml").write_text(facts, encoding="utf-8")
        section = folder / "sections" / "reading-room.md"
        used = "\nThere were {value}`loans.2019`.\n" + ("\nOr {value}`more`.\n" if facts else "")
        section.write_text(section.read_text(encoding="utf-8") + used, encoding="utf-8")
        article, found = load_article(folder)
        assert (article is not None, found) == (True, [])
        assert article is not None
        return lint(article)

    return problems


def told(problems: list[Problem]) -> list[tuple[str, str, int]]:
    return [(problem.rule, Path(problem.place.path).name, problem.place.line) for problem in problems]


def test_nothing_is_wrong_with_a_table_that_is_used(linted: Linted) -> None:
    assert linted("2019,5\n2020,6\n") == []


def test_the_lowest_count_below_zero_is_told(linted: Linted) -> None:
    assert told(linted("2019,5\n2020,-6\n2021,-7\n")) == [("DAT-107", "loans.csv", 4)]


def test_what_is_measured_may_lie_below_zero(linted: Linted) -> None:
    assert linted("2019,5\n2020,-6\n", unit="celsius") == []


def test_rows_later_than_the_edition_are_told_together(linted: Linted) -> None:
    (problem,) = linted("2019,5\n2028,6\n2029,7\n2030,8\n")
    assert told([problem])[0][1:] == ("loans.csv", 3)
    assert "2 more of its rows" in problem.sentence


def test_a_source_that_is_not_there_is_one_problem(linted: Linted) -> None:
    assert told(linted("2019,5\n2020,6\n", source="nowhere")) == [("CLM-101", "loans.yaml", 5)]


def test_who_counted_is_looked_up_once(linted: Linted) -> None:
    assert told(linted("2019,5\n2020,6\n", by="nobody")) == [("CLM-101", "loans.yaml", 4)]


def test_a_basis_that_the_series_does_not_describe_is_one_problem(linted: Linted) -> None:
    basis = "bases: {lent: {counted: books lent out, label: lent out}}\nbasis: lend\n"
    (problem,) = linted("2019,5\n2020,6\n", basis=basis)
    assert (problem.rule, problem.place.line) == ("CLM-103", 4)


def test_rows_are_parents_of_derived_values(linted: Linted) -> None:
    facts = "more:\n  what: More books\n  derived: {by: difference, of: [loans.2019, loans.2020]}\n"
    assert linted("2019,5\n2020,6\n", facts=facts) == []


def test_a_derived_count_below_zero_is_found(linted: Linted) -> None:
    facts = "more:\n  what: More books\n  derived: {by: difference, of: [loans.2020, loans.2019]}\n"
    assert [problem.rule for problem in linted("2019,5\n2020,6\n", facts=facts)] == ["DAT-107"]


def test_shared_words_that_are_wrong_are_told_once(tmp_path: Path) -> None:
    folder = minimal(
        tmp_path / "article", series_visits=("observations:\n", "reported: the 2 porters\nsource: nowhere\nobservations:\n")
    )
    visits = folder / "series" / "visits.yaml"
    text = visits.read_text(encoding="utf-8").replace("    reported: the staff\n", "").replace("    source: annual-report\n", "")
    visits.write_text(text, encoding="utf-8")
    article, found = load_article(folder)
    assert found == []
    assert article is not None
    problems = [problem for problem in lint(article) if problem.place.path.endswith("visits.yaml")]
    assert sorted(problem.rule for problem in problems) == ["CLM-101", "CLM-122"]


def test_a_row_that_its_table_calls_missing_is_told_as_that(tmp_path: Path) -> None:
    folder = minimal(tmp_path / "article")
    (folder / "data").mkdir()
    (folder / "data" / "loans.csv").write_text("date,value\n2019,5\n2020,..\n", encoding="utf-8")
    text = (SERIES % ("book|books", BASIS, "staff", "annual-report")).replace("value: value", "value: value, missing: [..]")
    (folder / "series" / "loans.yaml").write_text(text, encoding="utf-8")
    section = folder / "sections" / "reading-room.md"
    section.write_text(section.read_text(encoding="utf-8") + "\n{value}`loans.2019` and {value}`loans.2020`.\n", encoding="utf-8")
    article, _ = load_article(folder)
    assert article is not None
    (problem,) = [problem for problem in lint(article) if problem.rule == "CLM-101"]
    assert problem.sentence.startswith("{value} names “loans.2020”, whose value ")
    assert problem.sentence.endswith("data/loans.csv:3 calls missing")
