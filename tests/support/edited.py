"""Copies of the minimal article's folder, with what a test changes in them."""

from __future__ import annotations

import shutil
from pathlib import Path

from report.system import places


def minimal(folder: Path, **changes: tuple[str, str]) -> Path:
    """Copy the minimal article into `folder`; `changes` replace text in files, `series_visits` for series/visits.yaml."""
    shutil.copytree(places.articles() / places.MINIMAL, folder)
    for name, (old, new) in changes.items():
        (file,) = [path for path in folder.rglob("*") if path.is_file() and _key(path, folder) == name]
        text = file.read_text(encoding="utf-8")
        assert old in text, name
        file.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
    return folder


def _key(path: Path, folder: Path) -> str:
    return path.relative_to(folder).with_suffix("").as_posix().replace("/", "_").replace("-", "_")
