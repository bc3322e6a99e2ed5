"""What lies in an article's folder: which files are read, and which have no place there."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from report.intake.files import inside
from report.intake.rules import NOT_A_FILE, OUTSIDE, UNREADABLE
from report.limits import beyond, limits
from report.load.rules import MISSING_FILE, UNKNOWN_FILE
from report.load.suggestions import nearest
from report.model.grammar import MODELS
from report.problems import Place, Problem

BIBLIOGRAPHIES = ("references.bib", "references.json")
"""Files of sources that other programs write, in the order in which they are read."""
FILES = ("article.yaml", *(f"{name}.yaml" for name in MODELS), *BIBLIOGRAPHIES)
FOLDERS = {"series": ".yaml", "locale": ".po", "sections": ".md", "texts": ".txt", "theme": "", "images": "", "data": ""}
"""Folders, with the ending of the files in them; where it is empty, any file may stand there, in folders of its own, too."""
_PASSED_OVER = ("README.md", "LICENSE", "LICENSE.txt", "LICENSE.md")


@dataclass
class Folder:
    """The files of an article, by path relative to its folder, with slashes, in order."""

    root: Path
    shown: str
    """The folder as the user gave it, with slashes."""
    files: dict[str, Path] = field(default_factory=dict)

    def place(self, name: str, line: int = 0, column: int = 0) -> Place:
        """Return the place of a file, or of something in it."""
        return Place(self.path(name), line, column)

    def path(self, name: str) -> str:
        """Return the path of a file as it is shown."""
        return name if self.shown in {"", "."} else f"{self.shown.rstrip('/')}/{name}"

    def within(self, folder: str) -> dict[str, Path]:
        """Return the files of one folder by path relative to it."""
        return {name.removeprefix(f"{folder}/"): path for name, path in self.files.items() if name.startswith(f"{folder}/")}


def list_folder(root: Path, problems: list[Problem]) -> Folder | None:
    """List an article's folder; None if there is none."""
    shown = root.as_posix()
    folder = Folder(root, shown)
    if not root.is_dir():
        what = "this is a file, where an article's folder is wanted" if root.exists() else "there is no such folder"
        hint = "give the folder that holds article.yaml"
        problems.append(MISSING_FILE.at(Place(shown), what, hint=hint))
        return None
    for path in _entries(root, folder, problems):
        name = path.name
        if name in FOLDERS and path.is_dir():
            _walk(folder, name, path, FOLDERS[name], problems)
        elif name in FILES:
            folder.files[name] = path
        elif name not in _PASSED_OVER:
            kind, known = ("folder", [*FOLDERS]) if path.is_dir() else ("file", [*FILES])
            problems.append(
                UNKNOWN_FILE.at(folder.place(name), f"there is no place for this {kind} in an article", hint=nearest(name, known))
            )
    if len(folder.files) > limits().files:
        problems.append(beyond(Place(shown), f"the folder has {len(folder.files):,} files", "files"))
        return None
    problems += (
        MISSING_FILE.at(folder.place(name), f"the article has no {name}", hint=f"add the file {', or '.join((name, *others))}")
        for name, *others in (("article.yaml",), ("sources.yaml", *BIBLIOGRAPHIES))
        if not any((root / one).exists() for one in (name, *others))
    )
    return folder


def _entries(path: Path, folder: Folder, problems: list[Problem]) -> list[Path]:
    """Return what a folder holds, in order of names, without what is passed over and what leads out."""
    result = []
    try:
        entries = sorted(path.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        place = Place(path.as_posix())
        problems.append(
            UNREADABLE.at(place, "the folder can't be read", hint="check its permissions", cause=error.strerror or "")
        )
        return []
    for entry in entries:
        if entry.name.startswith(".") or entry.name.endswith("~"):
            continue
        place = folder.place(entry.relative_to(folder.root).as_posix())
        if not (entry.is_file() or entry.is_dir() or entry.is_symlink()):
            problems.append(
                NOT_A_FILE.at(place, "this is neither a file nor a folder", hint="move it out of the article's folder")
            )
        elif entry.is_symlink() and not inside(folder.root, entry):
            problems.append(OUTSIDE.at(place, "this link leads out of the article's folder", hint="put the file itself here"))
        else:
            result.append(entry)
    return result


def _walk(folder: Folder, name: str, path: Path, ending: str, problems: list[Problem], *, depth: int = 0) -> None:
    for entry in _entries(path, folder, problems):
        inner = f"{name}/{entry.name}"
        if entry.is_dir():
            if ending or depth > 8 or entry.is_symlink():
                hint = f"put the files into {name}/ itself"
                problems.append(
                    UNKNOWN_FILE.at(folder.place(inner), "there is no place for this folder in an article", hint=hint)
                )
            else:
                _walk(folder, inner, entry, ending, problems, depth=depth + 1)
        elif ending and entry.suffix != ending:
            hint = f"files in {name}/ end in {ending}"
            problems.append(UNKNOWN_FILE.at(folder.place(inner), f"there is no place for this file in {name}/", hint=hint))
        else:
            folder.files[inner] = entry
