"""A task that can go to another machine: with all that it needs of this one's files, and with the names that they have here."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from report.build.edition import Made, Product, Task
from report.copies import Baggage, article_files
from report.model.article import Article
from report.model.reading import ID
from report.model.since import Since
from report.problems import Problem, ProblemsFound, cut

Work = Callable[[Task], Made]


@dataclass(frozen=True, slots=True)
class Parcel:
    """A task with all that it needs; called where it arrives."""

    work: Work
    folder: str
    """As it was named here; problems name it so."""
    files: Mapping[str, bytes]
    formats: tuple[tuple[str, bytes], ...]
    """Names of presets with nothing, or paths with the preset's bytes."""
    strict: bool
    force: bool
    article: Article | None
    changes: Since | None
    language: str = ""
    draft: bool = False
    baggage: Baggage | None = None

    def __call__(self) -> Made:
        """Unpack it and do the work; what comes of it names things as they are named where it was packed."""
        with tempfile.TemporaryDirectory(prefix="report-") as scratch:
            return self._made(Path(scratch))

    def _made(self, scratch: Path) -> Made:
        folder = scratch / "article"
        for name, data in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        named: dict[str, str] = {}
        for number, (name, preset) in enumerate(self.formats):
            path = scratch / str(number) / Path(name).name
            if preset:
                path.parent.mkdir()
                path.write_bytes(preset)
            named[str(path) if preset else name] = name
        try:
            made = self.work(
                Task(
                    *(folder, tuple(named), self.strict, self.force, self.article, None, self.changes),
                    *(self.language, self.draft, self.baggage),
                )
            )
        except ProblemsFound as found:
            raise ProblemsFound(self._shown(found.problems, folder, named)) from None
        made.problems = self._shown(made.problems, folder, named)
        made.failed = self._shown(made.failed, folder, named)
        made.products = [
            replace(
                one,
                format=named[one.format] if self.formats else one.format,
                presets={str(Path(named.get(path, path)).absolute()): digest for path, digest in one.presets.items()},
                problems=tuple(self._shown(one.problems, folder, named)),
            )
            for one in made.products
        ]
        return made

    def _shown(self, problems: Iterable[Problem], folder: Path, named: Mapping[str, str]) -> list[Problem]:
        """Return problems with the places that they have on the machine that asked."""
        shown = []
        for problem in problems:
            path = problem.place.path
            if Path(path).is_relative_to(folder):
                path = (Path(self.folder) / Path(path).relative_to(folder)).as_posix()
            shown.append(replace(problem, place=replace(problem.place, path=named.get(path, path))))
        return shown


def objection(task: Task, got: object) -> str:
    """Say why something that a worker sent can't be what came of a task; nothing where it can.

    What it names is written below the output folder, and so is held against what was asked for.
    """
    if not isinstance(got, Made) or not _whole(got):
        return "sends nothing" if got is None else "sends something else"
    if got.article and (not re.fullmatch(ID, got.article) or (task.article is not None and got.article != task.article.meta.id)):
        return f"names the article “{cut(got.article)}”"
    for one in got.products:
        if task.formats and one.format not in task.formats:
            return "sends what wasn't asked for"
        if one.file != Path(one.file).name or not one.file.startswith(got.article) or not got.article:
            return f"names the file “{cut(one.file)}”"
    return ""


def _whole(got: Made) -> bool:
    lists = isinstance(got.problems, list) and isinstance(got.failed, list) and isinstance(got.products, list)
    return (
        lists
        and isinstance(got.article, str)
        and all(isinstance(problem, Problem) for problem in [*got.problems, *got.failed])
        and all(isinstance(one, Product) and isinstance(one.data, bytes) for one in got.products)
        and all(isinstance(word, str) for one in got.products for word in (one.file, one.format, one.sha256))
    )


def packed(work: Work, task: Task) -> Parcel:
    """Return the task with its files; ProblemsFound says what can't travel."""
    formats = tuple((name, Path(name).read_bytes() if name.endswith(".toml") else b"") for name in task.formats)
    files = article_files(task.folder)
    said = task.language, task.draft
    return Parcel(
        *(work, str(task.folder), files, formats, task.strict, task.force, task.article, task.changes, *said, task.baggage)
    )
