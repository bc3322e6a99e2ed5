"""What is odd but right is printed, not tripped over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from support.command import here
from support.strangers import stranger, with_prose

from report.build.check import check
from report.build.edition import Task, make
from report.build.run import Request, build
from tests.support.edited import bare, minimal
from tests.support.reading import publication


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
    folder = bare(tmp_path / "a")
    (tmp_path / "b").symlink_to(folder, target_is_directory=True)
    done = here(
        "build", folder, tmp_path / "b", folder / ".." / "a", "--format", "a4", "--format", "a4", "--out", tmp_path / "out"
    )
    assert (done.status, done.errors, done.output.count("minimal-a4.pdf")) == (0, "", 1)


def test_a_copy_that_was_saved_again_is_told_as_such(tmp_path: Path) -> None:
    import pikepdf

    here("build", bare(tmp_path / "a"), "--format", "a4", "--out", tmp_path / "out")
    with pikepdf.open(tmp_path / "out" / "minimal" / "minimal-a4.pdf") as pdf:
        pdf.save(tmp_path / "again.pdf")
    done = here("rebuild", tmp_path / "again.pdf", "--out", tmp_path / "rebuilt")
    assert done.status == 1
    assert "rebuilt, it has the same content in other bytes" in done.errors


def test_years_between_events_are_computed_from_their_titles(tmp_path: Path) -> None:
    folder = with_prose(minimal(tmp_path / "a"), "It took {value}`years`.{cite}`years`")
    fact = "years:\n  what: Years\n  derived: {by: years-between, of: [opening, visits.2023]}\n  unit: year\n"
    (folder / "facts.yaml").write_text(fact, encoding="utf-8")
    made = make(Task(folder, ("a4", "epub")))
    assert (made.problems, made.failed) == ([], [])
    for one in made.products:
        (tmp_path / one.file).write_bytes(one.data)
        text = publication(tmp_path / one.file).text
        assert "Computed from: Opening and visitors counted at the door" in " ".join(text.split())
        assert "Prose(" not in text


def test_the_largest_numbers_have_any_unit(tmp_path: Path) -> None:
    units = dict(enumerate(("kilometre", "mile", "square-metre", "celsius", "visitor|visitors", "USD")))
    folder = with_prose(bare(tmp_path / "a"), " ".join(f"So {{value}}`big-{n}`.{{cite}}`big-{n}`" for n in units))
    fact = "big-{}:\n  what: Big\n  quantity: 999999999999999\n  unit: {}\n  source: annual-report\n"
    (folder / "facts.yaml").write_text("".join(fact.format(*unit) for unit in units.items()), encoding="utf-8")
    made = make(Task(folder, ("epub",)))
    assert (made.problems, made.failed) == ([], [])


def test_values_in_what_changed_lead_somewhere_in_every_format(tmp_path: Path) -> None:
    before = minimal(tmp_path / "before")
    folder = minimal(
        tmp_path / "now",
        article=(
            "  number: 1\n  date: 2026-11-23\n  changes:\n    - kind: new\n      what: First edition.\n",
            "  number: 2\n  date: 2026-11-24\n  changes:\n    - kind: correction\n"
            "      what: Was {value}`visits.2023` in {date}`visits.2022`.\n      records: visits.2023\n",
        ),
        series_visits=("quantity: 1450", "quantity: 1460"),
    )
    made = make(Task(folder, ("a4", "epub"), earlier=before))
    assert ([problem for problem in made.problems if problem.severity == "error"], made.failed) == ([], [])


def test_exact_words_on_several_lines_are_not_run_together(tmp_path: Path) -> None:
    exact = "exact: It is quiet here, and that is the point."
    folder = minimal(tmp_path / "a", statements=(exact, "exact: |\n    First line\n    second line\n"))
    line = (folder / "statements.yaml").read_text(encoding="utf-8").split("exact:")[0].count("\n") + 1
    assert [(p.rule, p.place.line) for p in check(folder)[1] if p.severity == "error"] == [("DAT-023", line)]
    folder = minimal(tmp_path / "b", statements=(exact, "exact: >-\n    First line\n    second line\n"))
    assert [p for p in check(folder)[1] if p.severity == "error"] == []
