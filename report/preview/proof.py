"""What a preview makes of an article: the web edition at once, with the page marks that are known, and all else beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from report.build.check import check
from report.build.edition import Made, Making, Task
from report.build.publication import Publication
from report.build.steps import PREPARE, READ
from report.load.formats import read_formats
from report.load.translation_rules import FUZZY, UNTRANSLATED
from report.model.article import Article
from report.model.document import Document
from report.model.format import Format
from report.model.pages import PageMap
from report.output.rendition import Rendered
from report.problems import Problem, ProblemsFound, Severity, any_error


@dataclass
class Proof(Publication):
    """An edition whose printed pages aren't laid out: those of an earlier state stand for them."""

    pages: PageMap | None = None
    composed: Document | None = None
    """What was composed last."""

    def rendered(self, format_: Format) -> Rendered:
        """Return the finished file of a format; of one that has pages only where they begin, as far as that is known."""
        return Rendered(b"", self.pages) if format_.page else super().rendered(format_)

    def compose(self, format_: Format) -> Document:
        """Compose, and keep the document."""
        self.composed = super().compose(format_)
        return self.composed


@dataclass(frozen=True)
class Attempt:
    """What came of making a format anew."""

    problems: Sequence[Problem]
    data: bytes = b""
    """Empty where it can't be made."""
    article: Article | None = None
    document: Document | None = None
    """Of the web edition."""
    pages: PageMap | None = None
    """Of a format that has pages: where they begin."""


def read(folder: Path, language: str) -> tuple[Article | None, list[Problem]]:
    """Read and check an article, in a language or, with nothing, in its own.

    What isn't translated yet, or is no longer, stands there as it is typed: an author sees both, and is told.
    """
    article, problems = check(folder, language)
    left = [problem for problem in problems if problem.rule in {UNTRANSLATED.id, FUZZY.id}]
    if left and not any_error([problem for problem in problems if problem not in left]):
        article, problems = check(folder, language, draft=True)
        problems = [*problems, *(replace(problem, severity=Severity.WARNING) for problem in left)]
    return article, problems


def at_once(folder: Path, pages: PageMap | None, name: str, language: str = "") -> Attempt:
    """Make a format without pages, here and now, with the marks of pages that were laid out before."""
    article, problems = read(folder, language)
    if article is None or any_error(problems):
        return Attempt(problems, article=article)
    try:
        (format_,) = read_formats([name])
        proof = Proof.prepare(article, folder)
        assert isinstance(proof, Proof)
        proof.pages = pages
        made = proof.rendered(format_)
    except ProblemsFound as found:
        return Attempt([*problems, *found.problems], article=article)
    return Attempt([*problems, *made.problems], made.data, article, proof.composed)


def beside(task: Task) -> Attempt:
    """Make one format in a process of its own: what is laid out takes its time."""
    making = Making.of(task, lambda _: None)
    making.take((*READ, *PREPARE))
    pages: PageMap | None = None
    if not making.stopped:
        making.publish()
        if making.made.products and making.publication:
            pages = making.publication.rendered(making.formats[0]).pages
    return _attempt(making.made, pages)


def _attempt(made: Made, pages: PageMap | None) -> Attempt:
    problems = [*made.problems, *made.failed]
    if not made.products:
        return Attempt(problems)
    (product,) = made.products
    return Attempt([*problems, *product.problems], product.data, pages=pages)


@dataclass
class LastGood:
    """A format as it is shown: the last good state of it, and what is wrong with the article now."""

    revision: int = 0
    """Goes up with every other file."""
    data: bytes = b""
    stale: bool = False
    """Whether the article has changed since, and can't be made."""
    problems: list[Problem] = field(default_factory=list)
    places: list[tuple[str, int, str]] = field(default_factory=list)
    """File and line of what the article says, and the selector of what shows it, in order."""

    def take(self, attempt: Attempt) -> bool:
        """Take what came of making it anew; tell whether there is another file to be shown."""
        self.problems, self.stale = list(attempt.problems), not attempt.data
        if not attempt.data or attempt.data == self.data:
            return False
        self.revision, self.data = self.revision + 1, attempt.data
        return True
