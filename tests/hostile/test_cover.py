"""Words of the cover that are longer than any cover has room for."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.build.edition import Task, make
from report.problems import Severity
from tests.support.edited import bare

FORMATS = ("a4", "letter", "large-print")
NONE: set[str] = set()
LARGE = {"large-print"}
ALL = set(FORMATS)
"""The formats in which a cover has no room for it."""
LONG = {
    "title": ("title: The reading room", "title: " + "A long title of a report that goes on " * 9, NONE),
    "subtitle": ("subtitle: An example of a small report", "subtitle: " + "and a subtitle that goes on " * 9, NONE),
    "publisher": ("publisher: Your organisation", "publisher: " + "The Society of the Long Name " * 9, NONE),
    "a title of a paragraph": ("title: The reading room", "title: " + "A long title of a report that goes on " * 15, NONE),
    "a title of a book": ("title: The reading room", "title: " + "A long title of a report that goes on " * 60, ALL),
    "a subtitle of a book": ("subtitle: An example of a small report", "subtitle: " + "and more of it that goes on " * 60, LARGE),
    "a long native title": (
        "subtitle:",
        f"native-title: {{text: '{'Der alte und der neue Lesesaal ' * 5}', language: de}}\nsubtitle:",
        NONE,
    ),
    "a native title": ("subtitle:", f"native-title: {{text: '{'Ein Lesesaal ' * 4}', language: de}}\nsubtitle:", NONE),
}


@pytest.mark.parametrize("name", LONG)
def test_lines_of_the_cover_find_room_or_are_told_at_their_line(name: str, tmp_path: Path) -> None:
    old, new, refused = LONG[name]
    folder = bare(tmp_path / "a", article=(old, new))
    line = (folder / "article.yaml").read_text(encoding="utf-8").split("\n").index(new.partition("\n")[0]) + 1
    made = make(Task(folder, FORMATS))
    problems = [problem for problem in (*made.problems, *made.failed) if problem.severity is Severity.ERROR]
    assert {problem.place.line for problem in problems} == ({line} if refused else set())
    assert {product.format for product in made.products} & set(FORMATS) == set(FORMATS) - refused
    assert {problem.rule for problem in problems} <= {"PDF-007", "PDF-008", "DAT-023"}
