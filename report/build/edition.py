"""One article made into publications, in one process: what a worker is asked, what it does, and what it gives back.

Nothing is written here. A task and what was made of it are plain values, so that they can go to another process or machine.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from report.build.check import check
from report.build.publication import Publication
from report.build.steps import PREPARE, READ, Step
from report.copies import Baggage
from report.load.formats import read_formats
from report.model.article import Article
from report.model.format import Format
from report.model.since import Since
from report.output.family import file_name
from report.problems import Place, Problem, ProblemsFound, any_error
from report.system import digests

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be made of one article."""

    folder: Path
    formats: tuple[str, ...] = ()
    """Names of presets, or paths of further ones; empty for those that the article asks for."""
    strict: bool = False
    force: bool = False
    """Whether charts are drawn even if they are kept from an earlier build."""
    article: Article | None = None
    """The article, where it is loaded and checked already."""
    earlier: Path | None = None
    """An earlier edition, of which every format prints what changed."""
    changes: Since | None = None
    """What changed, where that is found already."""
    language: str = ""
    """In which it is to say what it says, where that isn't the article's own."""
    draft: bool = False
    """Whether what isn't translated is printed as it is typed."""
    baggage: Baggage | None = None
    """What of the article its copies carry, where that is found already."""

    @property
    def place(self) -> Place:
        """What problems of the task as a whole name."""
        return Place(self.folder.as_posix())


@dataclass(frozen=True, slots=True)
class Product:
    """One format of an article, finished."""

    format: str
    """As it was asked for: a name, or a preset's path."""
    file: str
    """The name of its file."""
    data: bytes
    sha256: str
    presets: Mapping[str, str]
    """Presets outside of the templates that it was made from, by path, with their SHA-256."""
    problems: tuple[Problem, ...] = ()
    """Warnings that belong to it."""


@dataclass(slots=True)
class Made:
    """What came of a task."""

    problems: list[Problem] = field(default_factory=list)
    """Of the article; where one is an error, nothing was made."""
    failed: list[Problem] = field(default_factory=list)
    """Why a format could not be made."""
    article: str = ""
    """The article's id; empty where it can't be told."""
    edition: tuple[int, str] = (0, "")
    """Number and date."""
    own: tuple[str, ...] = ()
    """The formats that the article asks for."""
    products: list[Product] = field(default_factory=list)
    fonts: str = ""
    """Digest of the faces."""
    versions: Mapping[str, str] = field(default_factory=dict)
    carries: Mapping[str, Any] = field(default_factory=dict)
    """What every copy takes with it of the article, with plain values."""
    citations: Mapping[str, str] = field(default_factory=dict)
    """How it is cited, as files that stand beside the publications: their texts by their names."""


def shares(article: Article, asked: Sequence[str], formats: Sequence[Format]) -> list[tuple[str, ...]]:
    """Return the formats in groups that can be made apart; a format stands with the one whose pages it names.

    Groups that take long come first, so that workers end at about the same time.
    """
    names = list(dict.fromkeys(asked or article.meta.formats))
    leaders = {format_.name: format_.page_list or format_.name for format_ in formats}
    groups: dict[str, list[str]] = {}
    for name, format_ in zip(names, formats, strict=True):
        groups.setdefault(leaders[format_.name], []).append(name)
    weight = {name: (format_.content == "full", format_.text.base) for name, format_ in zip(names, formats, strict=True)}
    ordered = sorted(groups.values(), key=lambda group: (len(group), max(weight[name] for name in group)), reverse=True)
    return [tuple(group) for group in ordered]


@dataclass(slots=True)
class Making:
    """An edition on its way through the steps: what is known of it so far, and what came of it."""

    task: Task
    say: Say
    article: Article | None
    changes: Since | None
    baggage: Baggage | None
    formats: list[Format] = field(default_factory=list)
    publication: Publication | None = None
    made: Made = field(default_factory=Made)

    @classmethod
    def of(cls, task: Task, say: Say) -> Making:
        """Begin with what is known already."""
        return cls(task, say, task.article, task.changes, task.baggage)

    def take(self, steps: Iterable[Step]) -> None:
        """Take the steps, up to the first that finds an error."""
        try:
            for step in steps:
                step(self)
                if self.stopped:
                    return
        except ProblemsFound as found:
            self.made.failed += found.problems

    def publish(self) -> None:
        """Make every format, each through the steps of its own; one that can't be made is passed over."""
        assert self.article is not None
        assert self.publication is not None
        meta, publication, made = self.article.meta, self.publication, self.made
        names = list(dict.fromkeys(self.task.formats or meta.formats))
        for name, format_ in zip(names, self.formats, strict=True):
            self.say(f"{meta.id}: {format_.title}")
            gc.collect(1)  # boxes and styles refer to each other; left alone, those of several formats would lie about
            try:
                file = publication.rendered(format_)
            except ProblemsFound as found:
                made.failed += found.problems
                continue
            sha256, presets = digests.of(file.data), publication.presets_of(format_)
            made.products.append(
                Product(name, file_name(meta.id, format_, self.task.language), file.data, sha256, presets, file.problems)
            )

    @property
    def stopped(self) -> bool:
        """Whether what was found allows no further step."""
        return self.article is None or bool(self.made.failed) or any_error(self.made.problems, strict=self.task.strict)


def make(task: Task, say: Say = lambda _: None) -> Made:
    """Make the publications of a task; one format that can't be made doesn't stop the others."""
    making = Making.of(task, say)
    making.take((*READ, *PREPARE))
    if not making.stopped:
        making.publish()
    return making.made


def read(making: Making) -> None:
    """Read and check the article, unless that is done."""
    if making.article is None:
        making.article, making.made.problems = check(making.task.folder, making.task.language, draft=making.task.draft)
    if making.article is not None:
        meta = making.article.meta
        making.made.article, making.made.own = meta.id, tuple(meta.formats)
        making.made.edition = (meta.edition.number, str(meta.edition.date))


def choose_formats(making: Making) -> None:
    """Read the presets of the formats asked for, by default the article's own; ProblemsFound names what is wrong with them."""
    assert making.article is not None
    meta, asked = making.article.meta, making.task.formats
    making.formats = read_formats(asked or meta.formats, named_by=Place("--format") if asked else meta.at("formats"))


def compare(making: Making) -> None:
    """Find what changed since an earlier edition, with warnings for what the article doesn't explain; nothing without one.

    ProblemsFound says why it can't be compared.
    """
    if making.changes is None and making.task.earlier is not None:
        from report.compare import since

        assert making.article is not None
        making.changes = since.changed_since(making.article, making.task.folder, making.task.earlier)
        making.made.problems += since.unexplained(making.article, making.changes)


def pack(making: Making) -> None:
    """Find what of the article copies carry, unless that is done; ProblemsFound says why that can't travel."""
    assert making.article is not None
    if making.baggage is None:
        making.baggage = Baggage.of(making.article, making.task.folder)


def prepare(making: Making) -> None:
    """Make ready what all formats share."""
    assert making.article is not None
    task = making.task
    publication = Publication.prepare(
        making.article, task.folder, since=making.changes, draw_anew=task.force, baggage=making.baggage
    )
    making.publication, made = publication, making.made
    made.fonts, made.versions, made.carries = publication.fonts.digest, publication.versions, publication.baggage.as_json()
    from report.build.citations import citations
    from report.compose import metadata

    made.citations = citations(publication.article, metadata(publication.article, making.formats[0]))
