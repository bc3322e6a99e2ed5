"""The steps of a build, in order: load, lint, make each format, judge, write."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from report.lint import lint
from report.load import load_article
from report.model.article import Article
from report.model.format import Format
from report.problems import Place, Problem, ProblemsFound, Rule, Severity, any_error
from report.workroom import Workroom, read_formats
from report.writing import tidy, together, write_manifest, write_whole

if TYPE_CHECKING:
    from report.model.since import Since
    from report.verify import Missing

Say = Callable[[str], None]

REJECTED = Rule(
    "CFG-052",
    Severity.ERROR,
    "Output rejected by a judge",
    "With --verify an output is written only if no judge that is there finds an error or a warning in it. What each "
    "of them found is printed beside this; the older output stays as it was.",
)


@dataclass(frozen=True)
class Request:
    """What is to be built."""

    articles: tuple[Path, ...]
    formats: tuple[str, ...] = ()
    """Names of presets, or paths of further ones; empty for those that each article asks for."""
    out: Path = Path("build")
    verify: bool = False
    strict: bool = False
    since: Path | None = None
    """An earlier edition, of which every format prints what changed."""


@dataclass(frozen=True)
class Output:
    """A file that was built."""

    path: Path
    format: str
    size: int
    """Bytes."""
    sha256: str

    def as_json(self) -> dict[str, Any]:
        """Return the output with plain values."""
        return {"path": str(self.path), "format": self.format, "size": self.size, "sha256": self.sha256}


@dataclass
class Result:
    """What came of a build."""

    problems: list[Problem] = field(default_factory=list)
    outputs: list[Output] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    """Judges that weren't there, where judging was asked for."""


def build(request: Request, say: Say = lambda _: None) -> Result:
    """Build every article of the request; one that has errors doesn't stop the others."""
    result = Result()
    for folder in request.articles:
        try:
            _article(folder, request, result, say)
        except ProblemsFound as found:
            result.problems += found.problems
    return result


def _article(folder: Path, request: Request, result: Result, say: Say) -> None:
    say(f"reading {folder}")
    article, problems = load_article(folder)
    if article is not None:
        problems += lint(article)
    result.problems += problems
    if article is None or any_error(problems, strict=request.strict):
        return
    tidy(request.out / article.meta.id)
    named_by = Place("--format") if request.formats else article.meta.place
    formats = read_formats(request.formats or article.meta.formats, named_by=named_by)
    editions = _same_edition(article, folder, formats, request.out / article.meta.id)
    result.problems += editions
    if any_error(editions, strict=request.strict):
        return
    since = _since(article, folder, request, result)
    if any_error(result.problems, strict=request.strict):
        return
    room = Workroom.prepare(article, folder, since=since)
    made: dict[str, bytes] = {}
    for format_ in formats:
        say(f"{article.meta.id}: {format_.title}")
        try:
            made[format_.name] = room.make(format_)
        except ProblemsFound as found:
            result.problems += found.problems
    result.problems += room.problems
    target = request.out / article.meta.id
    accepted = {name: data for name, data in made.items() if _accepted(name, data, article, formats, request, result)}
    if not accepted:
        return
    with together(target):
        for format_ in formats:
            if format_.name in accepted:
                output = _write(target / format_.file_name(article.meta.id), accepted[format_.name], format_)
                result.outputs.append(output)
                say(f"✓ {output.path} ({output.size / 1024:,.0f} kB)")
        write_manifest(target, article, folder, room.fonts.digest, room.versions)


def _since(article: Article, folder: Path, request: Request, result: Result) -> Since | None:
    """Return what changed since the earlier edition that was named, with warnings for what the article doesn't explain."""
    if request.since is None:
        return None
    from report import copies

    found = copies.changed_since(article, folder, request.since)
    result.problems += copies.unexplained(article, found)
    return found


def _same_edition(article: Article, folder: Path, formats: Sequence[Format], target: Path) -> list[Problem]:
    from report.copies.editions import same_edition

    return same_edition(article, folder, [target / format_.file_name(article.meta.id) for format_ in formats])


def _accepted(name: str, data: bytes, article: Article, formats: Sequence[Format], request: Request, result: Result) -> bool:
    """Let the judges see a finished publication, where that was asked for; one that fails is not written."""
    if not request.verify:
        return True
    from report.verify import verify

    format_ = next(format_ for format_ in formats if format_.name == name)
    with tempfile.TemporaryDirectory(prefix="report-") as scratch:
        file = Path(scratch) / format_.file_name(article.meta.id)
        file.write_bytes(data)
        verdict = verify([file])
    result.problems += verdict.problems
    result.missing += [missing for missing in verdict.missing if missing not in result.missing]
    if not verdict.passed:
        sentence = "a judge rejects what was built now; what was there before stays"
        result.problems.append(REJECTED.at(Place(file.name), sentence, hint="what the judges say stands with it"))
    return verdict.passed


def _write(path: Path, data: bytes, format_: Format) -> Output:
    write_whole(path, data)
    return Output(path, format_.name, len(data), hashlib.sha256(data).hexdigest())
