"""Tables from strangers: whatever a file in data/ holds, it is a problem at its place, or a value, within bounds."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from support.strangers import stranger
from support.workbooks import xlsx

from report.copies.baggage import Baggage
from report.lint import lint
from report.load import load_article
from report.problems import Problem

SERIES = (
    "title: Loans\nunit: book|books\nbasis: {counted: books lent out, label: lent out}\nby: %s\nsource: %s\n"
    "data:\n  file: data/%s\n  date: date\n  value: value\n"
)
Given = Callable[..., list[Problem]]


@pytest.fixture
def given(tmp_path: Path) -> Given:
    """Return the problems of an article with that table."""
    folder = stranger(tmp_path / "article")
    by = next(
        line.partition(":")[0] for line in (folder / "people.yaml").read_text(encoding="utf-8").splitlines() if line[:1].isalpha()
    )
    source = next(
        line.partition(":")[0]
        for line in (folder / "sources.yaml").read_text(encoding="utf-8").splitlines()
        if line[:1].isalpha()
    )

    def problems(data: bytes, more: str = "", name: str = "loans.csv") -> list[Problem]:
        (folder / "data").mkdir(exist_ok=True)
        (folder / "data" / name).write_bytes(data)
        (folder / "series" / "loans.yaml").write_text(SERIES % (by, source, name) + more, encoding="utf-8")
        article, found = load_article(folder)
        if article is not None and "loans" in article.series:
            lint(article)
            Baggage.of(article, folder)
        return [problem for problem in found if "loans" in problem.place.path]

    return problems


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "DAT-004"),
        (b"\n\n \n", "DAT-004"),
        (b"date,value\n", "DAT-151"),
        (b"\x00\x00\x00", "DAT-134"),
        ("date,value\n2019,1\n".encode("utf-16"), "DAT-001"),
        (b"date,value\n2019," + b"9" * 100_000 + b"\n", "DAT-137"),
        (b"date,value\n" + b"9" * 100_000 + b",1\n", "DAT-136"),
        (b"date,value\n2019,1e9999999\n", "DAT-137"),
        (b"date,value\n2019,NaN\n2020,Infinity\n", "DAT-137"),
        (b"date,value\n2019,1_000\n", "DAT-137"),
        ("date,value\n2019,١٢\n".encode(), "DAT-137"),
        (b'date,value\n2019,"' + b"x" * 200_000 + b'"\n', "DAT-131"),
        (b"date,value\n2019,1" + b"," * 50_000 + b"x\n", "DAT-135"),
        (b"date," * 2_000 + b"value\n", "CFG-063"),
        (b"date,value\n0000,1\n", "DAT-136"),
        (b"date,value\n9999-99-99,1\n", "DAT-136"),
        (b'date,value\n2019,"=HYPERLINK(""http://example.org"")"\n', "DAT-137"),
    ],
)
def test_an_absurd_table_is_a_problem_at_its_place(given: Given, data: bytes, rule: str) -> None:
    problems = given(data)
    assert problems
    assert {problem.rule for problem in problems} == {rule}
    assert all(len(problem.sentence) < 3_000 for problem in problems)


def test_more_rows_than_the_limit_are_one_problem(given: Given) -> None:
    data = b"date,value\n" + b"".join(b"%d-01-01,1\n" % (1000 + number % 9000) for number in range(200_000))
    (problem,) = given(data)
    assert (problem.rule, "200,000 rows" in problem.sentence, "data-rows" in problem.hint) == ("CFG-063", True, True)
    (problem,) = given(xlsx({"A": [["date", "value"], *([[2000, 1]] * 100_001)]}), name="loans.xlsx")
    assert (problem.rule, "100,001 rows" in problem.sentence) == ("CFG-063", True)


def test_a_hundred_thousand_faults_are_told_in_few_lines(given: Given) -> None:
    data = b"date,value\n" + b"".join(b"someday,many\n" for _ in range(99_000))
    problems = given(data)
    assert len(problems) == 22
    assert sum("98,989 more cells" in problem.sentence for problem in problems) == 2


@pytest.mark.parametrize(
    "more", ["  format: {date: '%'}\n", "  format: {date: '%Q%Q'}\n", "  format: {date: '(((('}\n", "  format: {date: '%d%d'}\n"]
)
def test_a_format_that_makes_no_sense_is_a_problem(given: Given, more: str) -> None:
    assert {problem.rule for problem in given(b"date,value\n2019,1\n", more)} == {"DAT-136"}


@pytest.mark.parametrize(
    "file", ["../loans.csv", "/etc/passwd", "data/../../loans.csv", "data", "data/", "series/loans.yaml", "."]
)
def test_a_file_elsewhere_is_not_read(given: Given, file: str, tmp_path: Path) -> None:
    (tmp_path / "loans.csv").write_text("date,value\n2019,1\n", encoding="utf-8")
    given(b"date,value\n2019,1\n")
    path = tmp_path / "article" / "series" / "loans.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("data/loans.csv", file), encoding="utf-8")
    _, problems = load_article(tmp_path / "article")
    assert [problem.rule for problem in problems if "series/loans" in problem.place.path] == ["DAT-130"]


def test_a_link_that_leads_out_is_not_followed(given: Given, tmp_path: Path) -> None:
    given(b"date,value\n2019,1\n")
    (tmp_path / "loans.csv").write_text("date,value\n2019,1\n", encoding="utf-8")
    table = tmp_path / "article" / "data" / "loans.csv"
    table.unlink()
    table.symlink_to(tmp_path / "loans.csv")
    _, problems = load_article(tmp_path / "article")
    assert "CFG-005" in {problem.rule for problem in problems}


def test_bytes_of_any_kind_end_in_problems(given: Given) -> None:
    dice = random.Random(20)
    alphabet = [
        b"date",
        b"value",
        b",",
        b";",
        b"\t",
        b"|",
        b'"',
        b"\n",
        b"\r",
        b"2019",
        b"-",
        b"1.5",
        b"\xc3\xa4",
        b"\xff",
        b"=",
        b"\x00",
        b" ",
    ]
    start = time.process_time()
    for _ in range(150):
        given(b"date,value\n" + b"".join(dice.choices(alphabet, k=dice.randrange(40))))
    assert time.process_time() - start < 30
