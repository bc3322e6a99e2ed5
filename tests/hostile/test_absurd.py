"""Absurd scalars: numbers of hundreds of thousands of digits are a problem at their line, in a sentence that can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.strangers import stranger, with_theme

from report.intake import css
from report.lint import lint
from report.load import load_article
from report.look.theme import theme_problems
from report.model.quantities import parse_number
from report.output.family import theme_sheets

NINES = "9" * 200_000
NUMBERS = {"digits": NINES, "negative": f"-{NINES}", "decimals": f"0.{NINES}", "power": "1e999999999", "base": f"0x{NINES}"}
DATES = {"digits": NINES, "month": f"2013-{NINES}", "duration": f"P{NINES}Y"}


@pytest.mark.parametrize("name", NUMBERS)
@pytest.mark.parametrize(("file", "key"), [("article.yaml", "number"), ("series/visits.yaml", "quantity")])
def test_an_absurd_number_is_a_problem_at_its_line(name: str, file: str, key: str, tmp_path: Path) -> None:
    _refused(tmp_path, file, key, NUMBERS[name])


@pytest.mark.parametrize("name", DATES)
def test_an_absurd_date_is_a_problem_at_its_line(name: str, tmp_path: Path) -> None:
    _refused(tmp_path, "series/visits.yaml", "date", DATES[name])


def _refused(tmp_path: Path, file: str, key: str, value: str) -> None:
    path = stranger(tmp_path / "article") / file
    text = re.sub(rf"(?m)^( +){key}: .*$", lambda found: f"{found[1]}{key}: {value}", path.read_text(encoding="utf-8"), count=1)
    path.write_text(text, encoding="utf-8")
    _, problems = load_article(tmp_path / "article")
    at = [problem for problem in problems if problem.place.line == text[: text.index(value)].count("\n") + 1]
    assert [problem.rule for problem in at] in (["DAT-025"], ["DAT-024"])
    assert len(at[0].sentence) < 3_000


@pytest.mark.parametrize("text", [NINES, f"-{NINES}", f"{NINES}.5"])
def test_a_number_without_end_is_no_number(text: str) -> None:
    with pytest.raises(ValueError, match="larger than a report can mean"):
        parse_number(text)


@pytest.mark.parametrize("sheet", ["width:{}px", "order:{}", "unicode-range:U+{}", "x:1}}a:nth-child({}n){{x:1"])
@pytest.mark.parametrize("name", ["print.css", "epub.css", "web.css"])
def test_an_absurd_number_in_a_style_sheet_is_a_problem_at_its_line(sheet: str, name: str, tmp_path: Path) -> None:
    folder = with_theme(stranger(tmp_path / "article"), "\na{" + sheet.format(NINES) + "}", name)
    problems = theme_problems(folder, theme_sheets())
    assert {(problem.place.line, len(problem.sentence) < 3_000) for problem in problems} == {(2, True)}
    loaded, _ = load_article(folder)
    assert loaded is not None
    lint(loaded)


FINE = [
    "45deg, red 0 2px, blue 2px 4px", "red, blue 10%", "red, blue", "var(--ink) 0, blue 3px", "red 0, rgb(1 2 3 / .5) 1mm",
    "red 1px, blue 1px",
]  # fmt: skip
ENDLESS = [
    "red 0, blue 0.0001px", "red 0, blue 1e-9em", "red 50px, blue 50.001px", "red 0, blue calc(0.0001px)", "red 0, blue 0.001%",
    "red 0, blue var(--mine)",
]  # fmt: skip


@pytest.mark.parametrize("form", ["repeating-linear-gradient", "REPEATING-RADIAL-GRADIENT"])
def test_a_gradient_that_repeats_without_end_is_refused_at_its_line(form: str, tmp_path: Path) -> None:
    for colours in FINE:
        assert not list(css.endless_repeats(css.sheet(f"@media print {{ a {{ background: {form}({colours}) }} }}"))), colours
    for number, colours in enumerate(ENDLESS):
        sheet = f"a {{ --mine: 1px }}\nb {{ background: {form}({colours}) }}"
        (problem,) = theme_problems(with_theme(stranger(tmp_path / str(number)), sheet), theme_sheets())
        assert (problem.rule, problem.place.line) == ("CFG-036", 2)
        assert problem.sentence == f"“{form.lower()}(…)” repeats in less than half a pixel"
