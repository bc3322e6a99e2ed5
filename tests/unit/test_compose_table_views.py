"""Tables of series as their options have them: pivots, totals, order, decimals, parts, and who is named below."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from report.compose import compose
from report.compose.wording import plain
from report.lint import lint
from report.load import load_article, load_format
from report.model import document as doc
from report.problems import ProblemsFound
from report.system import places

Compose = Callable[..., list[doc.Table]]
CSV = "year,land,n\n2002,Chad,7\n2007,Chad,8\n2002,Åland,10\n2007,Åland,12\n1997,Åland,9.5\n"
SERIES = """\
title: Loans
unit: {unit}
basis: {{counted: books that were lent out, label: lent out}}
by: staff
source: annual-report
data: {{file: data/loans.csv, date: year, value: n{more}}}
"""


@pytest.fixture
def composed(tmp_path: Path, root: Path) -> Compose:
    """Return the tables that an article with these lines in a table directive has in a format."""
    folder = tmp_path / "article"
    shutil.copytree(root / "report" / "articles" / "minimal", folder)
    (folder / "data").mkdir()

    def made(
        *options: str,
        table: str = CSV,
        more: str = ", line: land",
        unit: str = "book|books",
        form: str = "a4",
        german: bool = False,
    ) -> list[doc.Table]:
        (folder / "data" / "loans.csv").write_text(table, encoding="utf-8")
        (folder / "series" / "loans.yaml").write_text(SERIES.format(unit=unit, more=more), encoding="utf-8")
        section = next((folder / "sections").iterdir())
        text = section.read_text(encoding="utf-8").partition("\n:::{table}")[0]
        lines = "".join(f":{option}\n" for option in ("caption: What was lent", *options))
        section.write_text(f"{text}\n:::{{table}} loans\n{lines}:::\n", encoding="utf-8")
        if german:
            description = folder / "article.yaml"
            description.write_text(
                description.read_text(encoding="utf-8").replace("language: en-GB", "language: de"), encoding="utf-8"
            )
        article, problems = load_article(folder)
        assert article is not None
        assert [str(problem) for problem in problems] == []
        assert [problem.rule for problem in lint(article) if problem.rule.startswith("DAT")] == []
        format_, _ = load_format(places.templates() / "formats" / f"{form}.toml")
        assert format_ is not None
        document = compose(article, format_)
        return [block for part in document.parts for block in part.blocks if isinstance(block, doc.Table) and "loans" in block.id]

    return made


def head(table: doc.Table) -> list[str]:
    return [plain(column.header) for column in table.columns]


def rows(table: doc.Table) -> list[list[str]]:
    return [[plain(cell) for cell in row] for row in table.rows]


def first(found: Sequence[Sequence[str]]) -> list[str]:
    return [row[0] for row in found]


def test_rows_stand_as_the_file_has_them(composed: Compose) -> None:
    (table,) = composed()
    assert head(table) == ["What", "Date", "Number"]
    assert rows(table)[0] == ["Chad", "2002", "7.0"]
    assert table.row_headers == 2
    assert [column.align for column in table.columns] == ["start", "start", "end"]


def test_quotation_marks_hold_commas_and_semicolons(composed: Compose) -> None:
    table = 'year,land,n\n2001,"Korea, Rep.",1\n2001,a;b,2\n2001,c,3\n'
    (found,) = composed('only: line = "Korea, Rep.", "a;b"; date = 2001', table=table)
    assert first(rows(found)) == ["Korea, Rep.", "a;b"]


def test_columns_are_chosen_and_named(composed: Compose) -> None:
    (table,) = composed("columns: date = Year, value", "only: line = aland", "sort: -date", "decimals: 0")
    assert (head(table), table.row_headers) == (["Year", "Number"], 1)
    assert rows(table) == [["2007", "12"], ["2002", "10"], ["1997", "10"]]  # 9.5 goes to the even neighbour


def test_a_pivot_has_dates_in_time_and_lines_as_in_the_file(composed: Compose) -> None:
    (table,) = composed("across: date", "down: line = Land")
    assert head(table) == ["Land", "1997", "2002", "2007"]
    assert rows(table) == [["Chad", "–", "7.0", "8.0"], ["Åland", "9.5", "10.0", "12.0"]]
    assert "–: no value." in plain(table.source_line)


def test_a_pivot_is_turned(composed: Compose) -> None:
    (table,) = composed("across: line", "total: sum", "only: date = 2002, 2007", "decimals: 0")
    assert head(table) == ["Date", "Chad", "Åland", "Total"]
    assert rows(table) == [["2002", "7", "10", "17"], ["2007", "8", "12", "20"]]
    assert not table.total


@pytest.mark.parametrize(
    ("sort", "order"),
    [("line", ["Åland", "Chad"]), ("-line", ["Chad", "Åland"]), ("-2007", ["Åland", "Chad"]), ("1997", ["Åland", "Chad"])],
)
def test_rows_are_sorted(composed: Compose, sort: str, order: list[str]) -> None:
    (table,) = composed("across: date", f"sort: {sort}")
    assert first(rows(table)) == order


def test_totals_are_reckoned_before_they_are_rounded(composed: Compose) -> None:
    three = "year,land,n\n2001,a,0.4\n2001,b,0.4\n2001,c,0.8\n"
    (table,) = composed("across: date", "total: mean", "decimals: 0", table=three)
    assert rows(table)[-1] == ["Mean", "1"]  # of 0.53, and not of 0, 0 and 1
    (table,) = composed("across: date", "total: sum", "decimals: 0", table=three)
    assert rows(table)[-1] == ["Total", "2"]
    assert table.total


def test_a_total_of_what_is_not_all_known_is_none(composed: Compose) -> None:
    (table,) = composed("across: date", "total: sum")
    assert rows(table)[-1] == ["Total", "–", "17.0", "20.0"]


def test_a_total_of_what_is_about_right_is_about_right(composed: Compose) -> None:
    (table,) = composed(
        "across: date", "total: sum", table="year,land,n\n2001,a,4\n2001,b,5\n", more=", line: land}\nqualifier: about #"
    )
    assert rows(table) == [["a", "about 4"], ["b", "about 5"], ["Total", "about 9"]]


def test_what_all_values_share_stands_below(composed: Compose) -> None:
    (table,) = composed("across: date", unit="hectare", table="year,land,n\n2001,a,4\n2001,b,5\n")
    assert plain(table.source_line).startswith("Books that were lent out, in hectares. Who reported: The staff. Source: ")
    assert rows(table) == [["a", "4"], ["b", "5"]]


def test_a_german_table(composed: Compose) -> None:
    (table,) = composed("across: date", "total: mean", "decimals: 1", german=True)
    assert rows(table)[-1] == ["Mittel", "–", "8,5", "10,0"]
    assert "Im Mittel zählt jede Zeile gleich viel." in plain(table.source_line)


@pytest.mark.parametrize(("form", "parts"), [("a4", 2), ("large-print", 3), ("epub", 2)])
def test_a_wide_pivot_has_parts_that_repeat_its_heads(composed: Compose, form: str, parts: int) -> None:
    years = range(1990, 2008)
    made = composed("across: date", form=form, table="year,land,n\n" + "".join(f"{year},a,10\n{year},b,20\n" for year in years))
    assert len(made) == parts
    assert [year for table in made for year in head(table)[1:]] == [str(year) for year in years]
    assert all(first(rows(table)) == ["a", "b"] and head(table)[0] == "What" for table in made)
    assert {table.label for table in made} == {made[0].label}
    assert plain(made[-1].caption) == f"What was lent (part {parts} of {parts})"
    assert [bool(table.source_line) for table in made] == [False] * (parts - 1) + [True]
    assert [table.continued for table in made] == [False] + [True] * (parts - 1)
    assert len({table.id for table in made}) == parts


def test_two_thousand_rows_are_taken_and_more_than_the_limit_are_not(composed: Compose, monkeypatch: pytest.MonkeyPatch) -> None:
    many = "year,land,n\n" + "".join(f"{year},{land},1\n" for year in range(1000, 2000) for land in "ab")
    (table,) = composed(table=many)
    assert len(table.rows) == 2000
    monkeypatch.setenv("REPORT_LIMITS", "table-rows=999")
    with pytest.raises(ProblemsFound) as found:
        composed("across: line", table=many)
    assert [(one.rule, "has 1,000 rows" in one.sentence) for one in found.value.problems] == [("CFG-063", True)]
