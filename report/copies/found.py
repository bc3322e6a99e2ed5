"""Finds the archive in a publication, opens it, and says what it is a copy of."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from report.copies.rules import NOT_A_COPY, NOTHING_CARRIED, UNKNOWN_COPY, UNSAFE_COPY
from report.intake.archive import LARGEST_ARCHIVE, RefusedArchive, opened
from report.model.article import Carry
from report.model.reading import ID, is_language
from report.output.family import families, family_of_file
from report.problems import Place, Problem, ProblemsFound

ARCHIVE = "zip"
"""The medium of an archive that stands alone."""
FORM = 1
"""The form of the archive; what a later one changes in it, it says by another number."""


@dataclass(frozen=True)
class Copy:
    """What a publication carries."""

    file: Path
    medium: str
    """Of the family that it is of, or `ARCHIVE`."""
    article: str
    edition: int
    format: str
    files: Mapping[str, bytes]
    """Everything in the archive by name."""
    versions: Mapping[str, str]
    """Of all that shaped the publication, the templates' digest included."""
    language: str = ""
    """In which it says what the article says, where that isn't the article's own."""
    draft: bool = False
    """Whether it says the rest in the article's own."""
    carry: Carry = "all"
    """Of how much it was chosen to be a copy; the earliest ones took all that lay in the folder, and don't say so."""

    def within(self, folder: str) -> dict[str, bytes]:
        """Return the files of one folder of the archive, by path relative to it."""
        return {name.removeprefix(f"{folder}/"): data for name, data in self.files.items() if name.startswith(f"{folder}/")}


def find(file: Path) -> Copy:
    """Return what the file carries; ProblemsFound says why it is refused, or that it carries nothing."""
    try:
        size = file.stat().st_size
        if size > 2 * LARGEST_ARCHIVE:
            raise _problems(UNSAFE_COPY.at(_at(file), "the file is larger than any publication", hint="check which file it is"))
        data = file.read_bytes()
    except OSError as error:
        hint = "check its path and permissions"
        raise _problems(NOT_A_COPY.at(_at(file), f"the file can't be read: {error.strerror}", hint=hint)) from None
    try:
        medium, archive = _archive(data)
        if archive is None:
            raise _problems(_without(file))
        return _copy(file, medium, opened(archive))
    except RefusedArchive as refused:
        hint = "ask for the copy again, from whoever published it"
        raise _problems(UNSAFE_COPY.at(_at(file), str(refused), hint=hint)) from None


def _archive(data: bytes) -> tuple[str, bytes | None]:
    for family in families().values():
        if family.holds(data):
            return family.medium, _one(family.archives(data))
    alone = data[:4] == b"PK\x03\x04" and "copy.json" in opened(data)
    return ARCHIVE, data if alone else None


def _without(file: Path) -> Problem:
    family = family_of_file(file)
    if family is None or family.carries:
        hint = "take the file as it was published; printing or converting it loses what it carries"
        return NOT_A_COPY.at(_at(file), "the file carries no article", hint=hint)
    others = ", ".join(family.name for family in families().values() if family.carries)
    return NOT_A_COPY.at(_at(file), f"{family.name} carries no article", hint=f"take another format of the edition: {others}")


def _one(found: Iterator[bytes]) -> bytes | None:
    archives = list(found)
    if len(archives) > 1:
        raise RefusedArchive("the file carries more than one article")
    return archives[0] if archives else None


def _copy(file: Path, medium: str, files: dict[str, bytes]) -> Copy:
    about = _mapping(files, "copy.json", file)
    form = about.get("form")
    if form != FORM:
        hint = "install a later version of report" if isinstance(form, int) and form > FORM else "ask for the copy again"
        raise _problems(UNKNOWN_COPY.at(_at(file), f"copy.json gives the form {form!r:.40}; known is {FORM}", hint=hint))
    edition = about.get("edition")
    number = edition.get("number") if isinstance(edition, dict) else None
    article, format_ = about.get("article"), about.get("format")
    if about.get("carry") == "nothing" and isinstance(number, int) and _is_id(article):
        sentence = f"this copy of “{article}”, edition {number}, carries no article, by its publisher’s choice"
        raise _problems(NOTHING_CARRIED.at(_at(file), sentence, hint="ask its publisher for the article"))
    if not isinstance(number, int) or not _is_id(article) or f"format/{format_}.toml" not in files:
        raise _problems(UNKNOWN_COPY.at(_at(file), "copy.json doesn't say what this is a copy of", hint="ask for the copy again"))
    versions = _mapping(files, "versions.json", file)
    told = {str(name): str(version) for name, version in versions.items()} | {"templates": str(about.get("templates", "missing"))}
    carry: Carry = "published" if about.get("carry") == "published" else "all"
    language = str(about.get("language", ""))
    if language and not is_language(language):
        raise _problems(UNKNOWN_COPY.at(_at(file), "copy.json names a language that is none", hint="ask for the copy again"))
    return Copy(
        file,
        medium,
        str(article),
        number,
        str(format_),
        files,
        dict(sorted(told.items())),
        language,
        about.get("draft") is True,
        carry,
    )


def _is_id(text: object) -> bool:

    return isinstance(text, str) and re.fullmatch(ID, text) is not None


def _mapping(files: Mapping[str, bytes], name: str, file: Path) -> dict[str, Any]:
    try:
        value = json.loads(files[name].decode("utf-8"))
    except (KeyError, ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        sentence = f"the archive has no {name} that can be read"
        raise _problems(UNKNOWN_COPY.at(_at(file), sentence, hint="ask for the copy again"))
    return value


def _at(file: Path) -> Place:
    return Place(str(file))


def _problems(problem: Problem) -> ProblemsFound:
    return ProblemsFound([problem])
