"""Bounds that a table gives around its values: in the prose where the author asks, and in the tables below charts."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.edited import minimal

from report.compose import compose
from report.compose.wording import plain
from report.lint import lint
from report.load import load_article, load_format
from report.model import document as doc
from report.model.article import Article
from report.model.document import Document
from report.system import places

SERIES = """\
title: Loans
unit: {unit}
basis: {{counted: books that were lent out, label: lent out}}
by: staff
source: annual-report
data: {{file: data/loans.csv, date: date, value: value, low: low, high: high, missing: [""]}}
"""
TABLE = "date,value,low,high\n2019,64,62,66.5\n2020,65,63,\n2021,66,,70\n2022,67,,\n"


def article(tmp_path: Path, prose: str, unit: str = "year") -> Article:
    folder = minimal(tmp_path / "article")
    (folder / "data").mkdir()
    (folder / "data" / "loans.csv").write_text(TABLE, encoding="utf-8")
    (folder / "series" / "loans.yaml").write_text(SERIES.format(unit=unit), encoding="utf-8")
    section = folder / "sections" / "reading-room.md"
    section.write_text(section.read_text(encoding="utf-8") + f"\n{prose}\n", encoding="utf-8")
    made, problems = load_article(folder)
    assert made is not None
    assert problems == []
    return made


def document(made: Article) -> Document:
    form, _ = load_format(places.templates() / "formats" / "a4.toml")
    assert form is not None
    return compose(made, form)


@pytest.mark.parametrize(
    ("key", "unit", "said"),
    [
        ("2019", "year", "64.0 years (62.0 to 66.5)"),
        ("2020", "year", "65.0 years (at least 63.0)"),
        ("2021", "year", "66.0 years (at most 70.0)"),
        ("2019", "percent", "64.0 per cent (62.0 to 66.5)"),
    ],
)
def test_a_value_is_printed_with_its_bounds_where_the_author_asks(tmp_path: Path, key: str, unit: str, said: str) -> None:
    made = document(article(tmp_path, f"It was {{value}}`loans.{key}|bounds`, or {{value}}`loans.{key}`.", unit))
    texts = [
        plain(block.inlines).replace("\u00a0", " ")
        for part in made.parts
        for block in part.blocks
        if isinstance(block, doc.Paragraph)
    ]
    (text,) = [text for text in texts if text.startswith("It was")]
    assert text == f"It was {said}, or {said.partition(' (')[0]}."


@pytest.mark.parametrize("target", ["loans.2022", "visits.2023"])
def test_what_has_no_bounds_is_a_problem(tmp_path: Path, target: str) -> None:
    found = lint(article(tmp_path, f"It was {{value}}`{target}|bounds`."))
    assert [problem.sentence for problem in found if problem.rule == "DAT-172"] == [f"“{target}” has no bounds"]


def test_the_table_below_a_chart_has_columns_for_them(tmp_path: Path) -> None:
    made = document(article(tmp_path, ":::{chart} loans\n:caption: Loans\n:::"))
    (table,) = [
        figure.data
        for part in made.parts
        for figure in part.blocks
        if isinstance(figure, doc.Figure) and figure.data and "loans" in figure.id
    ]
    assert [plain(column.header) for column in table.columns][:4] == ["Date", "Number", "Lower bound", "Upper bound"]
    assert [[plain(cell).replace("\u00a0", " ") for cell in row[1:4]] for row in table.rows] == [
        ["64.0 years", "62.0", "66.5"], ["65.0 years", "63.0", ""], ["66.0 years", "", "70.0"], ["67.0 years", "", ""],
    ]  # fmt: skip
