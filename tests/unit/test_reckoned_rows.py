"""Values that are reckoned from tables: from rows, from a whole table, and from one of its lines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from support.edited import minimal

from report.compose.desk import Desk
from report.compose.labels import Labels
from report.compose.language import Language
from report.compose.select import Selection
from report.compose.sources import cited_by
from report.compose.tables import basis_of
from report.compose.values import record_date, value_text
from report.compose.wording import plain
from report.copies.published import Published
from report.lint import explain_record, lint
from report.load import load_article
from report.model.article import Article
from report.model.reckoned import quantity_of
from report.model.rows import RowObservation, Rows
from report.problems import Problem

TABLE = "branch,year,loans\nEast,2019,12.5\nEast,2020,30\nEast,2021,30\nWest,2019,7\nWest,2020,9\nWest,2021,-4\n"
SERIES = """\
title: Balance of loans
unit: {unit}
basis: {{counted: books that were lent, label: lent}}
by: staff
source: annual-report
data: {{file: data/loans.csv, date: year, value: loans{line}}}
"""
Made = Callable[..., Article]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Return an article with a value that is derived, as its table says, and printed."""

    def article(
        derived: str, table: str = TABLE, *, lines: bool = True, unit: str = "celsius", role: str = "{value}`made`"
    ) -> Article:
        folder = minimal(tmp_path / "article")
        (folder / "data").mkdir()
        (folder / "data" / "loans.csv").write_text(table, encoding="utf-8")
        series = SERIES.format(unit=unit, line=", line: branch" if lines else "")
        (folder / "series" / "loans.yaml").write_text(series, encoding="utf-8")
        (folder / "facts.yaml").write_text(f"made:\n  what: What is reckoned\n  derived: {derived}\n", encoding="utf-8")
        section = folder / "sections" / "reading-room.md"
        section.write_text(f"{section.read_text(encoding='utf-8')}\nIt is {role}.\n", encoding="utf-8")
        loaded, problems = load_article(folder)
        assert problems == []
        assert loaded is not None
        return loaded

    return article


def desk(article: Article) -> Desk:
    return Desk(article, Selection((), ()), Language("en-GB"), Labels("en-GB"))


def said(article: Article) -> tuple[str, str]:
    """Return the value as it is printed, and its date where it has one."""
    at, dated = desk(article), article.reckoned["made"].date is not None
    return value_text(at, "made", ("digits", "bare")).replace("\u00a0", " "), record_date(at, "made") if dated else ""


def how(article: Article) -> str:
    return plain(basis_of(desk(article), "made", article.facts["made"]))


def wrong(article: Article) -> list[tuple[str, str, str]]:
    return [
        (problem.rule, problem.sentence, problem.hint) for problem in lint(article) if problem.place.path.endswith("facts.yaml")
    ]


@pytest.mark.parametrize(
    ("derived", "value", "date"),
    [
        ("{by: first, of: loans.east}", "12.5 degrees Celsius", "2019"),
        ("{by: last, of: loans.west}", "−4.0 degrees Celsius", "2021"),
        ("{by: highest, of: loans}", "30.0 degrees Celsius", "2020"),
        ("{by: highest, of: loans.west}", "9.0 degrees Celsius", "2020"),
        ("{by: lowest, of: loans}", "−4.0 degrees Celsius", "2021"),
        ("{by: lowest, of: loans.east}", "12.5 degrees Celsius", "2019"),
        ("{by: mean, of: loans.east}", "24.2 degrees Celsius", ""),
        ("{by: mean, of: loans, date: 2019}", "9.8 degrees Celsius", "2019"),
        ("{by: sum, of: loans}", "84.5 degrees Celsius", ""),
        ("{by: sum, of: [loans.east, loans.west], date: 2020}", "39.0 degrees Celsius", "2020"),
        ("{by: sum, of: [loans.west.2019, loans.west.2020]}", "16.0 degrees Celsius", ""),
        ("{by: difference, of: [loans.west.2019, loans.east.2021]}", "23.0 degrees Celsius", ""),
    ],
)
def test_rows_lines_and_tables_are_parents(made: Made, derived: str, value: str, date: str) -> None:
    article = made(derived)
    assert (said(article), wrong(article)) == ((value, date), [])
    assert [source.id for source, _ in cited_by(desk(article), "made")] == ["annual-report"]


@pytest.mark.parametrize(
    ("derived", "value", "date"),
    [
        ("{by: first, of: loans}", "3", "2019"),
        ("{by: last, of: loans}", "8", "2021"),
        ("{by: highest, of: loans}", "9", "2020"),
        ("{by: lowest, of: loans}", "3", "2019"),
        ("{by: mean, of: loans}", "7", ""),
        ("{by: sum, of: loans}", "20", ""),
        ("{by: percent-change, of: [loans.2019, loans.2020]}", "200", ""),
    ],
)
def test_a_table_without_lines_is_a_parent(made: Made, derived: str, value: str, date: str) -> None:
    article = made(derived, "year,loans\n2019,3\n2020,9\n2021,8\n", lines=False, unit="book|books")
    quantity = quantity_of(article, "made")
    assert quantity is not None
    assert (f"{quantity.amount.to(0).number:f}", said(article)[1], wrong(article)) == (value, date, [])


def test_the_first_of_several_lines_is_not_guessed(made: Made) -> None:
    ((rule, sentence, hint),) = wrong(made("{by: first, of: loans}"))
    assert rule == "DAT-109"
    assert "“loans.east.2019” or “loans.west.2019”" in sentence
    assert "name one line" in hint


def test_single_values_are_wanted_where_a_line_is_named(made: Made) -> None:
    ((rule, sentence, hint),) = wrong(made("{by: difference, of: [loans.west, loans.east.2019]}"))
    assert (rule, hint) == ("DAT-101", "name one of its observations, such as loans.west.2019")
    assert "“loans.west” is a series" in sentence


def test_a_date_that_no_row_has_is_told(made: Made) -> None:
    ((rule, sentence, _),) = wrong(made("{by: sum, of: loans.west, date: 1999}"))
    assert (rule, sentence) == ("DAT-101", "“made” is reckoned from “loans.west”, which has no observation of 1999")


def test_a_line_that_is_misspelt_is_told_with_what_was_meant(made: Made) -> None:
    ((rule, _, hint),) = wrong(made("{by: sum, of: loans.weest}"))
    assert (rule, hint) == ("CLM-101", "did you mean “loans.west”?")


def test_a_line_has_no_value_of_its_own(made: Made) -> None:
    article = made("{by: sum, of: loans.west}", role="{value}`loans.west`, {value}`made`")
    problems: list[Problem] = [problem for problem in lint(article) if problem.rule == "CLM-102"]
    assert [problem.sentence for problem in problems] == ["{value} takes a fact or an observation; “loans.west” is a line"]
    assert problems[0].hint == "name one observation, such as loans.west.2019"


def test_a_count_below_zero_is_told_at_its_row_alone(made: Made) -> None:
    article = made("{by: lowest, of: loans.west}", unit="book|books")
    told = [(one.rule, Path(one.place.path).name, one.place.line) for one in lint(article) if one.rule == "DAT-107"]
    assert told == [("DAT-107", "loans.csv", 7)]


def test_words_name_the_line(made: Made) -> None:
    assert "mean of: East: books that were lent" in how(made("{by: mean, of: loans.east}"))


def test_words_name_no_line_where_all_are_meant(made: Made) -> None:
    assert "highest value of: books that were lent; 2 are equal" in how(made("{by: highest, of: loans}"))


def test_words_name_the_lines_of_rows(made: Made) -> None:
    told = how(made("{by: difference, of: [loans.west.2019, loans.east.2021]}"))
    assert "West: books that were lent" in told
    assert "East: books that were lent" in told


def test_check_says_what_a_line_rests_on(made: Made) -> None:
    told = explain_record(made("{by: highest, of: loans.east}"), "made")
    assert told[told.index("rests on") + 1 :][:2] == [
        "  highest of loans.east",
        "  which is loans.east.2020, the first of 2 that are equal",
    ]


@pytest.mark.parametrize(
    ("derived", "kept"),
    [
        ("{by: sum, of: loans.west}", ["west.2019", "west.2020", "west.2021"]),
        ("{by: sum, of: [loans.west.2019, loans.east.2020]}", ["east.2020", "west.2019"]),
        ("{by: highest, of: loans}", ["east.2019", "east.2020", "east.2021", "west.2019", "west.2020", "west.2021"]),
    ],
)
def test_a_copy_carries_the_rows_that_are_reckoned_from(made: Made, derived: str, kept: list[str]) -> None:
    article = made(derived)
    reduced = Published.of(article).reduced()
    assert list(reduced.series["loans"].observations) == kept
    assert said(reduced) == said(article)


@pytest.mark.parametrize("by", ["first", "last", "highest", "lowest", "sum", "mean"])
def test_no_records_are_made_of_what_is_reckoned_from(made: Made, by: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(f"{1000 + n},{n % 700}\n" for n in range(1000))
    article = made(f"{{by: {by}, of: loans}}", f"year,loans\n{rows}", lines=False)
    asked: list[int] = []

    def counted(self: Rows, index: int) -> RowObservation:
        asked.append(index)
        return original(self, index)

    original = Rows.observation
    monkeypatch.setattr(Rows, "observation", counted)
    assert article.reckoned["made"].quantity is not None
    assert cited_by(desk(article), "made")
    assert len(asked) == 0
