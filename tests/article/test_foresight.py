"""What a check says of an article is what a build would say of it before it lays out a page, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from report.build.check import check
from report.build.edition import Task, make
from report.build.foresight import foreseen
from report.compose import compose
from report.figures.pictures import doubtful, draw_all
from report.load.formats import read_formats
from report.look.fonts import prepare
from report.look.tokens import load_tokens
from report.problems import Problem
from report.system.cache import Kept
from tests.support.edited import minimal

TIMELINE = ":::{chart}\n:form: timeline\n:title: Days of the room\n:subtitle: Openings, by day\n:caption: All.\n:::\n"


def add(folder: Path, file: str, text: str) -> None:
    path = folder / file
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    path.write_text(f"{before}\n{text}", encoding="utf-8", newline="\n")


def many_events(folder: Path) -> None:
    days = (f"day-{n}:\n  date: 20{10 + n // 28:02}-03-{n % 28 + 1:02}\n  title: Opened for the {n}th time" for n in range(1, 80))
    add(folder, "events.yaml", "\n".join(f"{day}\n  what: It opens.\n  source: annual-report" for day in days) + "\n")
    add(folder, "sections/reading-room.md", TIMELINE)


def many_bases(folder: Path) -> None:
    path = folder / "series" / "visits.yaml"
    bases = "".join(f"  kind-{n}: {{counted: visitors of kind {chr(97 + n)}, label: kind {chr(97 + n)}}}\n" for n in range(12))
    seen = "".join(
        f"  y{n}: {{date: {2000 + n}, quantity: {n + 5}, basis: kind-{n}, source: annual-report, reported: the staff, "
        "by: staff}\n"
        for n in range(12)
    )
    text = (
        path.read_text(encoding="utf-8")
        .replace("bases:\n", f"bases:\n{bases}")
        .replace("observations:\n", f"observations:\n{seen}")
    )
    path.write_text(text, encoding="utf-8", newline="\n")


def strange_letter(folder: Path) -> None:
    add(folder, "sections/reading-room.md", "An \N{GRINNING FACE} here.\n")


def no_brief(folder: Path) -> None:
    path = folder / "article.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("[a4, epub]", "[a4, brief]"), encoding="utf-8", newline="\n")


def images(folder: Path) -> None:
    (folder / "images").mkdir()
    Image.new("RGB", (40, 30)).save(folder / "images" / "gate.gif")
    (folder / "images" / "gate.gif").rename(folder / "images" / "gate.png")
    record = "gate:\n  file: images/gate.png\n  title: Gate\n  credit: Nobody\n  rights: CC0\n  alternative-text: A gate\n"
    add(folder, "images.yaml", record)
    add(folder, "sections/reading-room.md", ":::{image} gate\n:caption: Gate\n:::\n")


FAULTS = {many_events: "FIG-205", many_bases: "FIG-201", strange_letter: "TYP-201", no_brief: "CLM-901", images: "FIG-203"}


def told(folder: Path) -> list[Problem]:
    article, known = check(folder)
    assert article is not None
    return foreseen(article, folder, known)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_check_says_what_a_build_says(tmp_path: Path, fault) -> None:  # type: ignore[no-untyped-def]
    folder = minimal(tmp_path / "article")
    fault(folder)
    found = {problem for problem in told(folder) if problem.severity.value == "error"}
    made = make(Task(folder))
    said = {problem for problem in (*made.problems, *made.failed) if problem.severity.value == "error"}
    assert said
    assert said <= found  # a book isn't tried where the pages that it marks can't be made
    assert {problem.rule for problem in found} == {FAULTS[fault]}
    assert all(problem.place.line or problem.rule == "FIG-203" for problem in found)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    folder = minimal(tmp_path / "article")
    for fault in FAULTS:
        fault(folder)
    assert {problem.rule for problem in told(folder) if problem.severity.value == "error"} == set(FAULTS.values())


def test_an_article_without_faults_has_none(tmp_path: Path) -> None:
    assert told(minimal(tmp_path / "article")) == []


def many_bars(folder: Path) -> None:
    facts = "".join(
        f"room-{n}:\n  what: seats in a room of the house\n  quantity: {n}\n  unit: seat|seats\n  source: annual-report\n"
        for n in range(1, 60)
    )
    add(folder, "facts.yaml", facts)
    named = " ".join(f"room-{n}" for n in range(1, 60))
    add(folder, "sections/reading-room.md", f":::{{chart}} {named}\n:form: bars\n:title: Seats\n:subtitle: By room\n:::\n")


def test_many_bars_are_no_fault(tmp_path: Path) -> None:
    folder = minimal(tmp_path / "article")
    many_bars(folder)
    assert told(folder) == []


def test_what_is_said_to_fit_fits(tmp_path: Path) -> None:
    folder = minimal(tmp_path / "article")
    many_events(folder)
    problems = told(folder)
    assert {problem.rule for problem in problems} == {"FIG-205"}
    for problem in problems:
        fit = int(problem.hint.split(" the first ")[1].split(" ")[0])
        other = minimal(tmp_path / str(fit))
        many_events(other)
        path = other / "sections" / "reading-room.md"
        before, found, after = path.read_text(encoding="utf-8").rpartition(":::{chart}\n")
        chosen = " ".join(f"day-{n}" for n in range(1, fit + 1))
        path.write_text(f"{before}:::{{chart}} {chosen}\n{after}", encoding="utf-8", newline="\n")
        assert found
        title = problem.sentence.partition(" in “")[2].partition("”")[0]
        assert not [again for again in told(other) if again.rule == "FIG-205" and title in again.sentence]


def test_the_ratio_that_a_hint_names_makes_the_chart_fit(tmp_path: Path) -> None:
    folder = minimal(tmp_path / "article", article=("[a4, epub]", "[a4]"))
    article, _ = check(folder)
    assert article is not None
    tokens, _ = load_tokens()
    fonts, (a4,) = prepare(faces=tokens.faces), read_formats(["a4"])
    tall = a4.model_copy(update={"chart": a4.chart.model_copy(update={"ratio": 1.5})})
    (problem,) = doubtful(compose(article, tall), tall, tokens, fonts, folder, lambda: Kept("pictures", "", tmp_path))
    ratio = float(problem.hint.split(" ratio of ")[1].split(" ")[0])
    lower = tall.model_copy(update={"chart": tall.chart.model_copy(update={"ratio": ratio})})
    assert draw_all(compose(article, lower), lower, tokens, fonts, folder)


def test_without_a_catalogue_the_words_that_are_missing_are_named(tmp_path: Path) -> None:
    folder = minimal(tmp_path / "article", article=("language: en-GB", "language: it"))
    (problem,) = [problem for problem in told(folder) if problem.rule == "CFG-065"]
    assert "“the source itself”" not in problem.sentence
    assert "no words in “it”" in problem.sentence
    assert "“about {number}”" not in problem.sentence
    assert "within sentences: " in problem.sentence


@pytest.mark.parametrize("name", ["facts.yaml", "glossary.yaml", "images.yaml"])
def test_a_folder_that_is_called_as_a_file_is_one_problem(name: str, tmp_path: Path) -> None:
    article = minimal(tmp_path / "article")
    (article / name).mkdir()
    assert [(problem.rule, Path(problem.place.path).name) for problem in told(article)] == [("CFG-007", name)]
