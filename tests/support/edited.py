"""Copies of the minimal article's folder, with what a test changes in them."""

from __future__ import annotations

import shutil
from pathlib import Path

from report.system import places

SENTENCE = "# Visits\n\nThe reading room is quiet.{cite}`annual-report`\n"


def minimal(folder: Path, **changes: tuple[str, str]) -> Path:
    """Copy the minimal article into `folder`; `changes` replace text in files, `series_visits` for series/visits.yaml."""
    shutil.copytree(places.articles() / places.MINIMAL, folder)
    return _changed(folder, changes)


def bare(folder: Path, **changes: tuple[str, str]) -> Path:
    """Copy what all articles need, with one sentence and its source: it is built in less than half of the minimal one's time."""
    shutil.copytree(places.articles() / places.MINIMAL, folder, ignore=shutil.ignore_patterns("series", "events*", "statements*"))
    (folder / "sections" / "reading-room.md").write_text(SENTENCE, encoding="utf-8", newline="\n")
    return _changed(folder, changes)


def _changed(folder: Path, changes: dict[str, tuple[str, str]]) -> Path:
    for name, (old, new) in changes.items():
        (file,) = [path for path in folder.rglob("*") if path.is_file() and _key(path, folder) == name]
        text = file.read_text(encoding="utf-8")
        assert old in text, name
        file.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
    return folder


def _key(path: Path, folder: Path) -> str:
    return path.relative_to(folder).with_suffix("").as_posix().replace("/", "_").replace("-", "_")
