"""Values that are reckoned stand in every format with their date and how they were reckoned, and follow a changed number."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.edited import minimal

from report.build.rebuild import rebuild
from report.build.run import Request, build
from report.compose import compose
from report.lint import lint
from report.load import load_article, load_format
from report.system import places

FORMATS = sorted(path.stem for path in (places.templates() / "formats").glob("*.toml"))
FACTS = """\
peak:
  what: Most visitors in a year
  derived: {by: highest, of: visits}
growth:
  what: Growth of visits
  derived: {by: percent-change, of: [visits.2022, visits.2023]}
whole:
  what: Visits in all years
  derived: {by: sum, of: visits}
part:
  what: Part of the first year
  derived: {by: share, of: [visits.2022, whole]}
usual:
  what: Visitors in a usual year
  derived: {by: mean, of: visits}
"""
PROSE = """
Most came in {date}`peak`: {value}`peak|unit`, {value}`growth` more than before.

:::{table} peak growth part usual
:caption: What was reckoned
:::

:::{chart} growth part
:form: bars
:title: Growth, and a part
:subtitle: Both in proportion
:::
"""
BRIEF = "\nbrief:\n  standfirst: What was reckoned.\n  key-figures: [peak, growth]\n"


def folder(at: Path, number: str = "1450") -> Path:
    """Return the minimal article with reckoned values, and with that number for the second of its observations."""
    made = minimal(at, series_visits=("1450", number))
    (made / "facts.yaml").write_text(FACTS, encoding="utf-8")
    for name, more in (("sections/reading-room.md", PROSE), ("article.yaml", BRIEF)):
        file = made / name
        file.write_text(file.read_text(encoding="utf-8") + more, encoding="utf-8")
    return made


def composed(at: Path, format_: str) -> str:
    article, problems = load_article(at)
    assert article is not None
    assert [*problems, *lint(article)] == []
    preset, _ = load_format(places.templates() / "formats" / f"{format_}.toml")
    assert preset is not None
    return repr(compose(article, preset)).replace("\\xa0", "~")


@pytest.mark.parametrize("format_", FORMATS)
def test_reckoned_values_stand_in_every_format(format_: str, tmp_path: Path) -> None:
    before, after = composed(folder(tmp_path / "a"), format_), composed(folder(tmp_path / "b", "1800"), format_)
    assert "1,450" in before
    assert "about 21~per cent" in before
    assert "1,450" not in after
    assert "1,800" in after
    assert "about 50~per cent" in after
    if format_ != "brief":
        for words in ("highest value of: ", "relative change from ", "share of ", "mean of: "):
            assert before.lower().count(words) >= 2, words  # in the table and in the appendix


def test_a_copy_with_reckoned_values_is_rebuilt(tmp_path: Path) -> None:
    made = build(Request((folder(tmp_path / "article"),), ("a4", "brief", "epub"), out=tmp_path / "build"))
    assert {problem.rule for problem in made.problems} == {"PDF-021"}  # a page of the brief has room for more
    for output in made.outputs:
        assert rebuild(output.path, tmp_path / "again").same, output.path
