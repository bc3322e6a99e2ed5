"""A chart that is higher than a page allows is refused at the line that asks for it, format by format."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.build.edition import Task, make
from report.problems import Problem
from tests.support.edited import minimal

CHART = ":::{chart}\n:form: timeline\n:title: Days of the room\n:subtitle: Openings, by day\n:caption: All of them.\n:::\n"


def article(folder: Path, days: int) -> Path:
    """Return the minimal article with so many events, all of them on one chart at the end of its section."""
    minimal(folder)
    events = "".join(
        f"day-{number}:\n  date: 20{10 + number // 28:02}-03-{number % 28 + 1:02}\n  title: Opened for the {number}th time\n"
        "  what: The reading room opens.\n  source: annual-report\n"
        for number in range(1, days)
    )
    for file, more in (("events.yaml", events), ("sections/reading-room.md", CHART)):
        text = (folder / file).read_text(encoding="utf-8")
        (folder / file).write_text(f"{text}\n{more}", encoding="utf-8", newline="\n")
    return folder


def place(folder: Path) -> tuple[str, int, int]:
    section = folder / "sections" / "reading-room.md"
    lines = section.read_text(encoding="utf-8").splitlines()
    return section.as_posix(), len(lines) - CHART.count("\n") + 1, 1


def told(problem: Problem) -> tuple[str, tuple[str, int, int]]:
    return problem.rule, (problem.place.path, problem.place.line, problem.place.column)


@pytest.mark.parametrize("format_", ["a4", "large-print", "epub"])
def test_too_many_events_are_refused_at_the_chart_with_what_fits(tmp_path: Path, format_: str) -> None:
    folder = article(tmp_path / "article", 80)
    made = make(Task(folder, (format_,)))
    assert made.problems == []
    assert [told(problem) for problem in made.failed] == [("FIG-205", place(folder))]
    assert not made.products
    (problem,) = made.failed
    assert "of its 80 events the first " in problem.hint
    assert ":::{timeline}" in problem.hint


def test_what_one_format_can_show_is_made_while_another_refuses(tmp_path: Path) -> None:
    folder = article(tmp_path / "article", 22)
    made = make(Task(folder, ("a4", "large-print")))
    assert [told(problem) for problem in made.failed] == [("FIG-205", place(folder))]
    assert "Large print report" in made.failed[0].sentence
    assert [publication.format for publication in made.products] == ["a4"]
