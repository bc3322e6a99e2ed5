"""One number of decimals in a series wherever it is printed; what was recorded stays as it is; and what units do to a page."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from support.dump import dump
from support.small_article import A4
from support.strangers import stranger

from report.build.check import check
from report.compose import compose
from report.copies.tables import tables
from report.load import load_article

SERIES = """\
title: A quantity
unit: {unit}
{more}bases:
  measured: {{counted: what was measured, label: measured}}
observations:
{observations}chart: {{title: A quantity, subtitle: A year}}
"""
OBSERVATION = (
    "  {key}: {{date: {key}, quantity: {quantity}, basis: measured, by: staff, reported: the staff, source: annual-report}}\n"
)


def written(folder: Path, quantities: Mapping[str, str], *, unit: str = "percent", more: str = "", facts: str = "") -> Path:
    """Write the minimal article with one more series, `extra`, which is shown in prose, in a chart and in a table."""
    stranger(folder)
    observations = "".join(OBSERVATION.format(key=key, quantity=quantity) for key, quantity in quantities.items())
    file = folder / "series/extra.yaml"
    file.write_text(SERIES.format(unit=unit, more=more, observations=observations), encoding="utf-8")
    (folder / "facts.yaml").write_text(facts or "{}\n", encoding="utf-8")
    section = folder / "sections/reading-room.md"
    used = " and ".join(f"{{value}}`extra.{key}`" for key in quantities)
    used += "".join(f" and {{value}}`{line.partition(':')[0]}`" for line in facts.splitlines() if line[:1].isalpha())
    more = f"\nSaid: {used}.\n\n:::{{chart}} extra\n:::\n\n:::{{table}} extra\n:caption: A table\n:::\n"
    section.write_text(section.read_text(encoding="utf-8") + more, encoding="utf-8")
    return folder


def composed(folder: Path) -> str:
    """Return the article's document as text, with holding spaces shown as ~."""
    assert [str(problem) for problem in check(folder)[1]] == []
    article, _ = load_article(folder)
    assert article is not None
    return dump(compose(article, A4)).replace("\u00a0", "~")


def column(folder: Path, name: str = "number") -> list[str]:
    """Return a column of the series as it is carried along with a copy."""
    article, _ = load_article(folder)
    assert article is not None
    (table,) = [table for table in tables(article) if table.series == "extra"]
    return [row[name] for row in csv.DictReader(io.StringIO(table.csv.decode()))]


TYPED = {"2020": '"419.47"', "2021": '"421.00"', "2022": "418", "2023": "{number: 420.5, upper: 421}"}


def test_a_series_has_the_decimals_of_its_finest_value_everywhere(tmp_path: Path) -> None:
    folder = written(tmp_path / "a", TYPED)
    text = composed(folder)
    wanted = ["419.47", "421.00", "418.00", "420.50–421.00"]
    for place in ("Said: ", "alternative_text: ", "2020"):
        assert place in text
    for value in wanted:
        # In prose, on the chart, in its alternative text, description and data, and in the table.
        assert text.count(f"{value}~per cent") >= 6, value
    assert not re.search(r"(?<![\d.–])(421|418|420\.5)~per cent", text)
    assert "decimals: 2" in text
    assert column(folder) == ["419.47", "421.00", "418.00", "420.50"]
    assert column(folder, "upper") == ["", "", "", "421.00"]


def test_fewer_decimals_are_rounded_for_print_alone(tmp_path: Path) -> None:
    facts = "growth:\n  what: Growth\n  derived: {by: difference, of: [extra.2020, extra.2021]}\n"
    folder = written(tmp_path / "a", TYPED, more="decimals: 1\n", facts=facts)
    text = composed(folder)
    assert "419.5~per cent" in text
    assert "421.0~per cent" in text
    assert "419.47~" not in text
    assert "<growth: 1.5~percentage points>" in text  # reckoned from 421.00 and 419.47, and no finer than they are printed
    assert column(folder) == ["419.47", "421.00", "418.00", "420.50"]


def test_more_decimals_are_added(tmp_path: Path) -> None:
    folder = written(tmp_path / "a", {"2020": "1.5", "2021": "2"}, more="decimals: 3\n")
    assert "2.000~per cent" in composed(folder)
    assert column(folder) == ["1.500", "2.000"]


def test_halves_go_to_the_even_neighbour(tmp_path: Path) -> None:
    text = composed(written(tmp_path / "a", {"2020": "2.5", "2021": "3.5"}, more="decimals: 0\n"))
    assert "2~per cent" in text
    assert "4~per cent" in text


def test_a_fact_has_decimals_of_its_own(tmp_path: Path) -> None:
    facts = (
        "price:\n  what: Price\n  quantity: '12.50'\n  unit: EUR\n  source: annual-report\n"
        "walk:\n  what: Walk\n  quantity: '8.0'\n  unit: kilometer\n  source: annual-report\n"
        "rate:\n  what: Rate\n  quantity: 0.4567\n  decimals: 2\n  unit: ratio\n  source: annual-report\n"
        "bounds:\n  what: Bounds\n  quantity: {number: -0.5, upper: 0.25}\n  unit: celsius\n  source: annual-report\n"
    )
    text = composed(written(tmp_path / "a", {"2020": "1"}, facts=facts))
    for value in ("12.50~euros", "8.0~kilometres", "0.46", "−0.50~to 0.25~degrees Celsius"):
        assert value in text
    assert "0.4567" not in text


def test_words_have_no_decimals(tmp_path: Path) -> None:
    facts = "guard:\n  what: Guard\n  words: a keeper\n  decimals: 2\n  source: annual-report\n"
    problems = check(written(tmp_path / "a", {"2020": "1"}, facts=facts))[1]
    assert [(problem.rule, problem.hint) for problem in problems] == [("DAT-031", "leave decimals: out")]


def test_a_symbol_is_printed_with_every_number(tmp_path: Path) -> None:
    folder = written(tmp_path / "a", {"2020": "5", "2021": "−9.5"}, unit="{symbol: µg/m³}")
    text = composed(folder)
    assert text.count("5.0~µg/m³") >= 6
    assert "unit: {0}~µg/m³" in text
    assert "is in µg/m³" in text
    assert "five" not in text
    assert column(folder, "unit") == ["µg/m³", "µg/m³"]
    assert column(folder) == ["5.0", "-9.5"]


@pytest.mark.parametrize(
    ("more", "rule"),
    [("decimals: -1\n", "DAT-025"), ("decimals: 31\n", "DAT-025"), ("decimals: 1.5\n", "DAT-025"), ("decimals: a\n", "DAT-025")],
)
def test_decimals_are_a_small_whole_number(more: str, rule: str, tmp_path: Path) -> None:
    problems = check(written(tmp_path / "a", {"2020": "5"}, more=more))[1]
    assert [(problem.rule, problem.place.line, problem.place.column) for problem in problems] == [(rule, 3, 11)]


@pytest.mark.parametrize(
    ("unit", "rule", "column"),
    [
        ("person", "DAT-112", 7),
        ('"%"', "DAT-112", 7),
        ("a|b|c", "DAT-114", 7),
        ("µg/m³|µg/m³", "DAT-116", 7),
        ("{symbol: }", "DAT-022", 8),
        ("{symbl: m}", "DAT-029", 1),
        ("{one: a}", "DAT-029", 1),
        ("[m]", "DAT-029", 1),
    ],
)
def test_what_is_wrong_with_a_unit_is_one_problem_at_the_unit(unit: str, rule: str, column: int, tmp_path: Path) -> None:
    problems = check(written(tmp_path / "a", {"2020": "5"}, unit=unit))[1]
    assert [(problem.rule, problem.place.line, problem.place.column) for problem in problems] == [(rule, 2, column)]
    assert problems[0].hint


def test_an_option_that_isn_t_there_is_one_problem(tmp_path: Path) -> None:
    folder = written(tmp_path / "a", {"2020": "5"})
    section = folder / "sections/reading-room.md"
    section.write_text(
        section.read_text(encoding="utf-8").replace(":::{chart} extra\n", ":::{chart} extra\n:width: 50%\n"), encoding="utf-8"
    )
    assert [problem.rule for problem in check(folder)[1]] == ["STR-011"]


def test_a_key_figure_may_be_short(tmp_path: Path) -> None:
    folder = written(tmp_path / "a", {"2020": "25744000000000"}, unit="USD")
    section = folder / "sections/reading-room.md"
    text = section.read_text(encoding="utf-8")
    figure = ":::{key-figure} extra.2020\n:form: short\nA large number.\n:::\n"
    section.write_text(f"{text}\n{figure}", encoding="utf-8")
    assert "US$25.7~trillion" in composed(folder)
    section.write_text(f"{text}\n{figure.replace('short', 'long')}", encoding="utf-8")
    assert [(problem.rule, problem.hint) for problem in check(folder)[1]] == [
        ("DAT-027", "write short, or delete the line for a number in full")
    ]


def test_forms_stand_beside_each_other(tmp_path: Path) -> None:
    folder = written(tmp_path / "a", {"2020": "2300000"}, unit="member|members")
    section = folder / "sections/reading-room.md"
    text = section.read_text(encoding="utf-8")
    section.write_text(text.replace("{value}`extra.2020`", "{value}`extra.2020|unit|short`"), encoding="utf-8")
    assert "2.3~million~members" in composed(folder)
    section.write_text(text.replace("{value}`extra.2020`", "{value}`extra.2020|unit|shrt`"), encoding="utf-8")
    assert [(problem.rule, problem.hint) for problem in check(folder)[1]] == [("CLM-104", "did you mean |short?")]
