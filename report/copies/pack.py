"""What a copy carries: one archive with all that it was made from, and each series as a table."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from report import resources
from report.copies.archive import RefusedArchive, opened
from report.copies.found import ENDING, FORM
from report.copies.names import clashes, objection
from report.copies.rules import NAME_NOT_PORTABLE
from report.copies.tables import tables
from report.load.folder import list_folder
from report.model.article import Article
from report.output import container
from report.problems import Place, Problem, ProblemsFound, any_error

CHANGES = "changes.json"
"""The list of changes, where the edition prints one."""
_ALONGSIDE = ("README.md", "LICENSE", "LICENSE.txt", "LICENSE.md")
"""Files that editors keep beside the article; nothing is made from them, but they belong to it."""


@dataclass(frozen=True, slots=True)
class Carried:
    """A file that travels in a publication."""

    name: str
    data: bytes
    media_type: str
    relationship: Literal["Source", "Data"]
    """What it is to the publication, in the words of PDF's associated files."""
    description: str


def carried(
    article: Article, folder: Path, presets: Sequence[Path], versions: Mapping[str, str], changes: bytes = b""
) -> tuple[Carried, ...]:
    """Return what a copy of one format carries, the archive first.

    `presets` are the preset of the format itself and those of the formats that it leans on. `changes` is the list of changes,
    where the edition prints one. Same inputs and versions, same bytes.
    Raises ProblemsFound where a file of the folder has a name that can't travel.
    """
    made = tables(article)
    files = {f"article/{name}": content for name, content in article_files(folder).items()}
    files |= {f"format/{preset.name}": preset.read_bytes() for preset in presets}
    files |= {f"data/{table.file}": table.csv for table in made}
    files |= {f"data/{table.file}-metadata.json": table.metadata for table in made}
    files |= {CHANGES: changes} if changes else {}
    files["versions.json"] = _json(versions)
    files["copy.json"] = _json(
        {
            "form": FORM,
            "article": article.meta.id,
            "edition": {"number": article.meta.edition.number, "date": str(article.meta.edition.date)},
            "format": presets[0].stem,
            "templates": templates_digest(),
        }
    )
    archive = container.pack(files.items())
    _check(archive, folder)
    name = f"{article.meta.id}{ENDING}"
    return (
        Carried(name, archive, "application/zip", "Source", "The article that this publication was made from"),
        *(Carried(table.file, table.csv, "text/csv", "Data", table.title) for table in made),
    )


def article_files(folder: Path) -> dict[str, bytes]:
    """Return the files of an article's folder by path, without hidden ones and editors' backups."""
    problems: list[Problem] = []
    listed = list_folder(folder, problems)
    paths = dict(listed.files) if listed else {}
    paths |= {name: folder / name for name in _ALONGSIDE if (folder / name).is_file() and not (folder / name).is_symlink()}
    shown = {name: Place(listed.path(name) if listed else name) for name in paths}
    problems += [
        NAME_NOT_PORTABLE.at(shown[name], f"the name can't travel: {reason}", hint="rename the file")
        for name in paths
        if (reason := objection(name))
    ]
    for first, second in clashes(sorted(paths)):
        sentence = f"“{first}” and “{second}” are the same file to some systems"
        problems.append(NAME_NOT_PORTABLE.at(shown[second], sentence, hint="rename one of them"))
    if any_error(problems):
        raise ProblemsFound(problems)
    return {name: path.read_bytes() for name, path in sorted(paths.items())}


def templates_digest() -> str:
    """Return a SHA-256 of all templates, style sheets and tokens: they shape a copy and can change without a new version."""
    folder = resources.templates()
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix()):
        if path.is_file() and not path.name.startswith("."):
            whole.update(path.relative_to(folder).as_posix().encode("utf-8") + b"\0")
            whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def _check(archive: bytes, folder: Path) -> None:
    """Open the archive as anybody would who gets the copy: what can't be opened isn't sent out."""
    try:
        opened(archive)
    except RefusedArchive as refused:
        hint = "make the named file smaller, or move out of the folder what isn't used"
        raise ProblemsFound(
            [NAME_NOT_PORTABLE.at(Place(folder.as_posix()), f"no copy can be made: {refused}", hint=hint)]
        ) from None


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode("utf-8")
