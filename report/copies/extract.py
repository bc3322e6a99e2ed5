"""Writes what a copy carries into a folder that is new or empty: whole, or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from report.copies.found import Copy
from report.copies.rules import TARGET_TAKEN, TARGET_UNUSABLE
from report.problems import Place, ProblemsFound


def extract(copy: Copy, target: Path) -> list[Path]:
    """Write the archive's files below `target`, and return their paths; raises ProblemsFound where that can't be done.

    Everything in `copy` has been checked and lies in memory. It is written beside the target, which then appears by a rename.
    """
    place = Place(str(target))
    if target.is_symlink() or (target.exists() and (not target.is_dir() or any(target.iterdir()))):
        sentence = f"{target} is there already and is not an empty folder"
        raise ProblemsFound([TARGET_TAKEN.at(place, sentence, hint="name a new folder")])
    scratch: Path | None = None
    try:
        parent = target.absolute().parent
        parent.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(dir=parent, prefix=".report-extract-"))
        whole = scratch / "whole"
        whole.mkdir()
        write_files(whole, copy.files)
        if target.exists():
            target.rmdir()
        whole.rename(target)
    except OSError as error:
        sentence = f"the folder can't be written: {error.strerror or error}"
        hint = "make room, or name a folder where you may write"
        raise ProblemsFound([TARGET_UNUSABLE.at(place, sentence, hint=hint, cause=str(error))]) from None
    finally:
        if scratch is not None:
            shutil.rmtree(scratch, ignore_errors=True)
    return [target / name for name in sorted(copy.files)]


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write checked files below a folder of our own; one that is there already is never written over."""
    for name, content in files.items():
        path = folder.joinpath(*name.split("/"))
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as out:
            out.write(content)
