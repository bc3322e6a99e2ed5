"""A chart that is higher than a page allows is refused at the line that asks for it, format by format."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdfium2 import PdfDocument

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


@pytest.mark.parametrize("format_", ["a4", "large-print", "epub"])
def test_many_bars_go_on_over_pages_and_screens(tmp_path: Path, format_: str) -> None:
    folder = minimal(tmp_path / "article")
    names = [f"{one}{other}" for one in "BCDFGHKLMN" for other in "aeiouwyzst"]
    rooms = "".join(
        f"room-{n}:\n  what: Seats in room {name} of the house\n  quantity: {n}\n  unit: seat|seats\n  source: annual-report\n"
        for n, name in enumerate(names, 1)
    )
    chart = f":::{{chart}} {' '.join(f'room-{n}' for n in range(1, 101))}\n:form: bars\n:title: Seats\n:subtitle: By room\n:::\n"
    (folder / "facts.yaml").write_text(rooms, encoding="utf-8", newline="\n")
    section = folder / "sections" / "reading-room.md"
    section.write_text(f"{section.read_text(encoding='utf-8')}\n{chart}", encoding="utf-8", newline="\n")
    made = make(Task(folder, (format_,)))
    assert (made.problems, made.failed) == ([], [])
    data = made.products[0].data
    if format_ == "epub":
        with ZipFile(BytesIO(data)) as archive:
            pictures = [name for name in archive.namelist() if "figure-room-1" in name and name.endswith(".png")]
            assert len(pictures) > 2
            assert all(archive.getinfo(name).file_size < 150_000 for name in pictures)
            page = next(
                text for name in archive.namelist() if "figure-room-1.2" in (text := read(archive, name)) and "<img" in text
            )
        assert page.count('alt="Figure 2, continued"') == len(pictures) - 1
    else:
        with PdfDocument(data) as pdf:
            texts = [page.get_textpage().get_text_bounded() for page in pdf]
        shown = [page for page, text in enumerate(texts) if "Description and data" not in text and "Seats in room" in text]
        assert len(shown) > 1
        assert all(sum(f"Seats in room {name} of the house" in text for text in texts) >= 1 for name in names)


def read(archive: ZipFile, name: str) -> str:
    return archive.read(name).decode("utf-8") if name.endswith(".xhtml") else ""


def test_what_one_format_can_show_is_made_while_another_refuses(tmp_path: Path) -> None:
    folder = article(tmp_path / "article", 22)
    made = make(Task(folder, ("a4", "large-print")))
    assert [told(problem) for problem in made.failed] == [("FIG-205", place(folder))]
    assert "Large print report" in made.failed[0].sentence
    assert [publication.format for publication in made.products] == ["a4"]
