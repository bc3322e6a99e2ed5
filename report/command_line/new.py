"""Makes a new article's folder from the minimal one."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

from report.model.slugs import slug
from report.problems import Place, ProblemsFound, Rule, Severity
from report.system import places

FOLDER_TAKEN = Rule(
    "CFG-020",
    Severity.ERROR,
    "Folder is not empty",
    "`report new DIR` writes a small article into a folder that is new or empty, so that nothing of yours is overwritten. "
    "Name another folder, or move what is in this one.",
)
FOLDER_UNUSABLE = Rule(
    "CFG-021",
    Severity.ERROR,
    "Folder can't be made",
    "`report new DIR` needs a place where it may write. The sentence gives the system's own reason.",
)


WITH_DATA = "minimal-with-data"
"""What is laid over the minimal article for one that brings a table."""


def new_article(folder: Path, today: date, *, with_data: bool = False) -> list[Path]:
    """Copy the minimal article into `folder`, with an id made from the folder's name and today as the edition's date.

    `with_data` adds a table in data/, and a series that is read from it. Returns the files written; raises ProblemsFound where
    the folder isn't empty or can't be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        sentence = f"{folder} is there already and is not an empty folder"
        raise ProblemsFound([FOLDER_TAKEN.at(Place(str(folder)), sentence, hint="name a new folder")])
    id_ = slug(folder.resolve().name) or "article"
    try:
        for name in (places.MINIMAL, WITH_DATA) if with_data else (places.MINIMAL,):
            shutil.copytree(places.articles() / name, folder, dirs_exist_ok=True, copy_function=shutil.copyfile)
        description = folder / "article.yaml"
        text = description.read_text(encoding="utf-8")
        text = text.replace("\nid: minimal\n", f"\nid: {id_}\n", 1)
        text = re.sub(r"(?m)^  date: .*$", f"  date: {today.isoformat()}", text, count=1)
        description.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        sentence = f"{folder} can't be written: {error.strerror}"
        hint = "name a folder where you may write"
        raise ProblemsFound([FOLDER_UNUSABLE.at(Place(str(folder)), sentence, hint=hint)]) from None
    return sorted(path for path in folder.rglob("*") if path.is_file())
