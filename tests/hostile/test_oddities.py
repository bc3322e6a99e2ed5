"""What is odd but right is printed, not tripped over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from support.command import report
from support.strangers import stranger, with_prose

from report.build import Request, build
from report.checking import check
from tests.support.edited import minimal


def replaced(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


ODD: dict[str, Callable[[Path], object]] = {
    "a language of which nothing is known": lambda a: replaced(a, "article.yaml", "language: ", "language: qaa # "),
    "a heading that ends in a soft hyphen": lambda a: with_prose(a, "## a\u00ad\u200b"),
    "a number of fifteen digits": lambda a: replaced(a, "series/visits.yaml", "1200", "999999999999999"),
}


@pytest.mark.parametrize("name", ODD)
def test_what_is_odd_is_built(name: str, tmp_path: Path) -> None:
    folder = stranger(tmp_path / "article")
    ODD[name](folder)
    result = build(Request((folder,), formats=("a4",), out=tmp_path / "out"))
    assert [problem for problem in result.problems if problem.severity == "error"] == []
    assert [output.format for output in result.outputs] == ["a4"]


@pytest.mark.parametrize("date", ["0001", "1899-12-31", "../1450"])
def test_an_edition_of_long_ago_is_a_problem_at_its_line(date: str, tmp_path: Path) -> None:
    folder = minimal(tmp_path / "a", article=("date: 2026-11-23", f"date: {date}"))
    line = (folder / "article.yaml").read_text(encoding="utf-8").split(f"date: {date}")[0].count("\n") + 1
    assert [(problem.rule, problem.place.line) for problem in check(folder)[1] if problem.severity == "error"] == [
        ("DAT-024", line)
    ]


def test_a_file_of_which_nothing_can_be_read_is_one_problem(tmp_path: Path) -> None:
    folder = minimal(tmp_path / "a")
    sources = folder / "sources.yaml"
    sources.write_bytes(sources.read_text(encoding="utf-8").encode("utf-16"))
    assert [(problem.rule, problem.place.path) for problem in check(folder)[1]] == [("DAT-001", sources.as_posix())]


def test_an_article_is_not_called_as_a_device(tmp_path: Path) -> None:
    folder = minimal(tmp_path / "a", article=("id: minimal", "id: aux"))
    assert [(problem.rule, problem.place.line) for problem in check(folder)[1]] == [("DAT-026", 2)]


def test_line_ends_are_called_by_their_name(tmp_path: Path) -> None:
    folder = minimal(tmp_path / "a")
    people, events = folder / "people.yaml", folder / "events.yaml"
    people.write_bytes(people.read_bytes().replace(b"\n", b"\r"))
    events.write_bytes(events.read_bytes().replace(b"\n", b"\r\n"))
    said = {Path(problem.place.path).name: problem.sentence for problem in check(folder)[1] if problem.rule == "DAT-003"}
    assert said["people.yaml"].endswith("(CR)")
    assert said["events.yaml"].endswith("as on Windows (CR LF)")


def test_an_article_named_by_two_paths_is_built_once(tmp_path: Path) -> None:
    folder = minimal(tmp_path / "a")
    (tmp_path / "b").symlink_to(folder, target_is_directory=True)
    done = report(
        "build", folder, tmp_path / "b", folder / ".." / "a", "--format", "a4", "--format", "a4", "--out", tmp_path / "out"
    )
    assert (done.status, done.errors, done.output.count("✓")) == (0, "", 1)


def test_a_copy_that_was_saved_again_is_told_as_such(tmp_path: Path) -> None:
    import pikepdf

    report("build", minimal(tmp_path / "a"), "--format", "a4", "--out", tmp_path / "out")
    with pikepdf.open(tmp_path / "out" / "minimal" / "minimal-a4.pdf") as pdf:
        pdf.save(tmp_path / "again.pdf")
    done = report("rebuild", tmp_path / "again.pdf", "--out", tmp_path / "rebuilt")
    assert done.status == 1
    assert "rebuilt, it has the same content in other bytes" in done.errors
