"""Builds a publication again from nothing but what a copy of it carries, and says whether, and where, the bytes part."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from report.build.publication import Publication
from report.compare.bytes import differences
from report.compare.since import unpacked
from report.copies import Baggage, Copy, find, templates_digest, write_files
from report.copies.found import ARCHIVE
from report.copies.rules import BYTES_PART, NOT_A_COPY, TARGET_TAKEN, UNKNOWN_COPY
from report.lint import lint
from report.load import load_article, load_format
from report.model.format import Format
from report.output.difference import WRITTEN_OTHERWISE, Difference
from report.output.family import file_name
from report.problems import Place, Problem, ProblemsFound, Severity
from report.system import digests
from report.system.versions import all_versions
from report.system.writing import write_whole


@dataclass(frozen=True)
class Rebuilt:
    """What came of a rebuilding."""

    path: Path
    """Where the rebuilt file lies."""
    sha256: str
    """Of the copy."""
    same: bool
    versions: tuple[tuple[str, str, str], ...]
    """What has another version here: its name, the copy's version, and the one here."""
    differences: tuple[Difference, ...]

    def as_json(self) -> dict[str, Any]:
        """Return all of it with plain values."""
        return {
            "path": str(self.path),
            "sha256": self.sha256,
            "same": self.same,
            "versions": [{"name": name, "copy": there, "here": here} for name, there, here in self.versions],
            "partings": [difference.as_json() for difference in self.differences],
        }

    def problems(self, file: Path) -> list[Problem]:
        """Return the problem that the bytes part; none where they are the same."""
        if self.same:
            return []
        sentence = "rebuilt, it has other bytes"
        if self.differences == (WRITTEN_OTHERWISE,):
            sentence = "rebuilt, it has the same content in other bytes"
        elif all(difference.stamp for difference in self.differences):
            sentence = "rebuilt, it differs in version stamps alone"
        hint = (
            "install the versions that the copy names, and rebuild again"
            if self.versions
            else "the versions are the same: the file was saved again or changed after it was built, or the program was changed"
        )
        return [BYTES_PART.at(Place(str(file)), sentence, hint=hint)]


def rebuild(file: Path, out: Path) -> Rebuilt:
    """Rebuild what `file` is a copy of, and write it below `out`; ProblemsFound says why that can't be done."""
    copy = find(file)
    original = file.read_bytes()
    if copy.medium == ARCHIVE:
        hint = "give the publication itself, or `report extract` this and build its folder article/"
        raise ProblemsFound([NOT_A_COPY.at(Place(str(file)), "this archive alone has nothing to be compared with", hint=hint)])
    with tempfile.TemporaryDirectory(prefix="report-") as scratch:
        folder = Path(scratch)
        write_files(folder, copy.files)
        try:
            format_, data = _build(copy, folder)
        except ProblemsFound as found:
            raise ProblemsFound([_shown(problem, folder, file) for problem in found.problems]) from None
    path = out / copy.article / file_name(copy.article, format_, copy.language)
    if path.exists() and path.samefile(file):
        sentence = "the rebuilt file would take the copy's own place"
        raise ProblemsFound([TARGET_TAKEN.at(Place(str(file)), sentence, hint="name another folder with --out")])
    write_whole(path, data)
    return Rebuilt(
        path,
        digests.of(original),
        original == data,
        _versions(copy),
        tuple(differences(original, data, copy.medium)),
    )


def _build(copy: Copy, folder: Path) -> tuple[Format, bytes]:
    """Build with the installed program; what later rules find wrong doesn't stop it as long as it can be built."""
    article, problems = load_article(folder / "article", copy.language, draft=copy.draft)
    preset = folder / "format" / f"{copy.format}.toml"
    format_, of_format = load_format(preset)
    if article is None or format_ is None:
        raise ProblemsFound([*problems, *of_format])
    paged = f"format/{format_.page_list}.toml"
    whole = not format_.page_list or (paged in copy.files and not format_.page_list.endswith(".toml"))
    if article.meta.id != copy.article or format_.medium != copy.medium or not whole:
        sentence = "what the archive holds is not what copy.json says"
        raise ProblemsFound([UNKNOWN_COPY.at(Place(str(copy.file)), sentence, hint="ask for the copy again")])
    problems += lint(article)
    try:
        since = unpacked(copy.files, copy.file)
        baggage = Baggage.of(article, folder / "article", copy.carry)
        publication = Publication.prepare(article, folder / "article", folder / "format", since, baggage=baggage)
        return format_, publication.rendered(format_).data
    except ProblemsFound as found:
        raise ProblemsFound([*_errors(problems), *found.problems]) from None
    except LookupError:
        if not _errors(problems):
            raise
        raise ProblemsFound(_errors(problems)) from None


def _errors(problems: list[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def _shown(problem: Problem, folder: Path, file: Path) -> Problem:
    """Return the problem with a place inside of the copy, where it lay in our temporary folder."""
    root = folder.as_posix() + "/"
    if not problem.place.path.startswith(root):
        return problem
    return replace(problem, place=replace(problem.place, path=f"{file}: {problem.place.path.removeprefix(root)}"))


def _versions(copy: Copy) -> tuple[tuple[str, str, str], ...]:
    here = {**all_versions(), "templates": templates_digest()}
    names = sorted(copy.versions.keys() | here.keys())
    pairs = [(name, copy.versions.get(name, "none"), here.get(name, "none")) for name in names]
    return tuple((name, there[:24], version[:24]) for name, there, version in pairs if there != version)
