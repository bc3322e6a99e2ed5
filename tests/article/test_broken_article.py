"""An article with mistakes: all of them are shown at once, each at its place, and what was built before stays as it was."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from support.command import Done, here

from report.system import places

MISTAKES = {
    "sections/reading-room.md": ("{cite}`visits.2023`", "{cite}`annual-reprot`"),
    "events.yaml": ("date: 2022-03-01", "date: 2022-13-01"),
    "people.yaml": ("  short: The staff", "  shrot: The staff"),
}
"""In each file, what is there and what is written instead: an unknown source, a date that isn't one, a misspelt key."""

State = dict[str, tuple[bytes, int]]


def state(folder: Path) -> State:
    """Return the bytes and the time of every file below a folder."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done, State, State]:
    """The article's folder, what the build of it said, and the outputs before and after."""
    home = tmp_path_factory.mktemp("broken")
    folder = home / "article"
    shutil.copytree(places.articles() / "minimal", folder)
    assert here("build", folder, "--format", "a4", "--out", home / "out").status == 0
    before = state(home / "out")
    for name, (was, becomes) in MISTAKES.items():
        text = (folder / name).read_text(encoding="utf-8")
        assert text.count(was) == 1
        (folder / name).write_text(text.replace(was, becomes), encoding="utf-8", newline="\n")
    done = here("build", folder, "--out", home / "out")
    return folder, done, before, state(home / "out")


def place(folder: Path, name: str) -> str:
    """Return the place of the mistake as it is printed, counted from the file itself."""
    wrong = {"sections/reading-room.md": "{cite}`annual-reprot", "events.yaml": "2022-13-01", "people.yaml": "shrot"}[name]
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    (found,) = [(number, line.index(wrong) + 1) for number, line in enumerate(lines, 1) if wrong in line]
    return f"{folder / name}:{found[0]}:{found[1]}"


def test_exactly_the_mistakes_are_shown_each_at_its_place(broken: tuple[Path, Done, State, State]) -> None:
    folder, done, _, _ = broken
    shown = [line.partition(": ")[0] for line in done.errors.splitlines() if not line.startswith("  ")]
    assert shown == sorted(place(folder, name) for name in MISTAKES)


def test_each_says_what_is_wrong_and_what_to_write_instead(broken: tuple[Path, Done, State, State]) -> None:
    _, done, _, _ = broken
    lines = done.errors.splitlines()
    assert [bool(re.search(r": [A-Z]{3}-\d{3} \S", line)) for line in lines[::2]] == [True] * 3
    assert [line.startswith("  hint: ") for line in lines[1::2]] == [True] * 3
    assert "annual-report" in done.errors
    assert "short" in done.errors


def test_the_build_stops_with_one_and_no_traceback(broken: tuple[Path, Done, State, State]) -> None:
    _, done, _, _ = broken
    assert (done.status, done.output) == (1, "")


def test_what_was_built_before_is_untouched(broken: tuple[Path, Done, State, State]) -> None:
    _, _, before, after = broken
    names = ["CITATION.cff", "manifest.json", "minimal-a4.pdf", "minimal.bib", "minimal.csl.json", "minimal.ris"]
    assert sorted(name for name in before if not name.startswith(".report/")) == [f"minimal/{name}" for name in names]
    assert len(before) == len(names) + 1
    assert after == before
