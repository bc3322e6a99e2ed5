"""The steps of a build, in order: what is there already, make, judge, write, and remember what was written.

Imports little: a build that finds nothing changed is done before it would have to read an article.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from report import cache, stamps
from report.problems import Place, Problem, ProblemsFound, Rule, Severity, ToolMissing, any_error
from report.stamps import Stamp
from report.writing import sweep_up, tidy, together, write_manifest, write_whole

if TYPE_CHECKING:
    from report.cluster import Cluster
    from report.making import Made, Publication, Task
    from report.model.article import Article
    from report.model.since import Since
    from report.pool import Pool
    from report.verify import Missing

Say = Callable[[str], None]

REJECTED = Rule(
    "CFG-052",
    Severity.ERROR,
    "Output rejected by a judge",
    "With --verify an output is written only if no judge that is there finds an error or a warning in it. What each "
    "of them found is printed beside this; the older output stays as it was.",
)
SAME_ID = Rule(
    "CFG-055",
    Severity.ERROR,
    "Two articles of one id",
    "Outputs go to a folder named for the article's id. Where two articles of one build have the same id, the second would "
    "take the place of the first; it isn't built.",
)
WORKER_DIED = Rule(
    "CFG-054",
    Severity.ERROR,
    "Worker that ended without an answer",
    "Articles are made by processes of their own. One that ends without an answer ran out of memory, met a fault in a library "
    "or was killed. The article is tried a second time in a process for itself before it is given up; the others go on.",
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
    force: bool = False
    """Whether to build what is there already, and to draw what is kept."""
    jobs: int = 1
    """How many processes may work at a time; with 1 all is done in this one."""
    cluster: str = ""
    """The address of a Dask scheduler whose workers do it instead."""


@dataclass(frozen=True)
class Output:
    """A file that was built."""

    path: Path
    format: str
    size: int
    """Bytes."""
    sha256: str
    unchanged: bool = False
    """Whether it was there already, made from the same."""

    def as_json(self) -> dict[str, Any]:
        """Return the output with plain values."""
        return {
            "path": str(self.path),
            "format": self.format,
            "size": self.size,
            "sha256": self.sha256,
            "unchanged": self.unchanged,
        }


@dataclass
class Result:
    """What came of a build."""

    problems: list[Problem] = field(default_factory=list)
    outputs: list[Output] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    """Judges that weren't there, where judging was asked for."""
    faults: list[Exception] = field(default_factory=list)
    """Faults of this program, each of which stopped one article."""
    failed: list[Path] = field(default_factory=list)
    """The articles of which not everything could be built."""


@dataclass
class _Job:
    """An article to be built: what of it is missing, and what has come back."""

    folder: Path
    inputs: str
    """Digest of the article's folder."""
    digest: str
    """The same, with all that shapes an output beside it."""
    formats: tuple[str, ...]
    """Those that are to be made; empty for all that the article asks for."""
    before: Stamp | None
    """The stamp of the last build, where it was made from the same."""
    article: Article | None = None
    changes: Since | None = None
    """What changed since the earlier edition, where the article is loaded here."""
    problems: list[Problem] = field(default_factory=list)


def build(request: Request, say: Say = lambda _: None) -> Result:
    """Build every article of the request; one that has errors doesn't stop the others."""
    builder = _Builder(request, Result(), say)
    surroundings = cache.surroundings()
    jobs = [job for folder in request.articles if (job := builder.job(folder, surroundings))]
    if jobs:
        tidy(request.out / stamps.FOLDER)  # where nothing can be written, nothing needs to be made
        builder.build(jobs)
    return builder.result


@dataclass
class _Builder:
    """Has jobs done and writes what comes back, in the order of the jobs."""

    request: Request
    result: Result
    say: Say
    _ids: dict[str, Path] = field(default_factory=dict)
    """The articles of this build by id."""
    since: str = field(init=False)
    """Digest of the earlier edition whose changes are printed; empty if none is."""

    def __post_init__(self) -> None:
        old = self.request.since
        self.since = "" if old is None else cache.tree_digest(old) if old.is_dir() else cache.file_digest(old)

    def job(self, folder: Path, surroundings: str) -> _Job | None:
        """Return what has to be built of an article; None where everything is there already."""
        request, result = self.request, self.result
        inputs = cache.tree_digest(folder)
        digest = hashlib.sha256(f"{surroundings} {inputs}".encode()).hexdigest()
        stamp = stamps.read_stamp(request.out, folder)
        if stamp is None or (stamp.digest, stamp.since) != (digest, self.since):
            return _Job(folder, inputs, digest, request.formats, None)
        if request.force or request.verify or not stamp.usable(folder, strict=request.strict):
            return _Job(folder, inputs, digest, request.formats, stamp)
        asked = tuple(dict.fromkeys(request.formats or stamp.own))
        fresh = stamp.fresh(request.out, asked)
        for name, made in fresh.items():
            output = Output(request.out / made.path, name, made.size, made.sha256, unchanged=True)
            result.outputs.append(output)
            result.problems += made.problems
            self.say(f"✓ {output.path} (unchanged)")
        if fresh:
            self._ids.setdefault(stamp.article, folder)
            sweep_up(request.out / stamp.article)
        wanted = tuple(name for name in asked if name not in fresh)
        if wanted:
            return _Job(folder, inputs, digest, wanted, stamp)
        result.problems += stamp.problems
        return None

    def build(self, jobs: Sequence[_Job]) -> None:
        """Make what the jobs want: here where there is one thing to make, otherwise side by side."""
        alone = self.request.jobs < 2 or (len(jobs) == 1 and len(jobs[0].formats) == 1)
        if alone and not self.request.cluster:
            for job in jobs:
                self.take(job, [self._here(job)])
            return
        with self._workers(jobs) as workers:
            from report.making import make

            apart = len(jobs) < workers.jobs or self.request.since is not None
            tasks = [(job, self._tasks(job, apart=apart)) for job in jobs]
            answers = workers.run(make, (task for _, of_job in tasks for task in of_job))
            for job, of_job in tasks:
                self.take(job, [next(answers)[1] for _ in of_job])

    def _workers(self, jobs: Sequence[_Job]) -> Pool | Cluster:
        if self.request.cluster:
            from report.cluster import Cluster

            return Cluster(self.request.cluster)
        from report.pool import Pool

        return Pool(self.request.jobs, drawing=self.request.force or any(job.before is None for job in jobs))

    def _here(self, job: _Job) -> Made | Exception:
        from report.making import make

        try:
            return make(self._task(job, job.formats), self.say)
        except Exception as error:
            return error

    def _task(self, job: _Job, formats: tuple[str, ...]) -> Task:
        from report.making import Task

        request = self.request
        return Task(job.folder, formats, request.strict, request.force, job.article, request.since, job.changes)

    def _tasks(self, job: _Job, *, apart: bool) -> list[Task]:
        """Return the article as one task or, where there are more workers than articles, as several."""
        if not apart:
            return [self._task(job, job.formats)]
        from report.making import changes_since, check, formats_of, shares

        self.say(f"reading {job.folder}")
        job.article, job.problems = check(job.folder)
        if job.article is None or any_error(job.problems, strict=self.request.strict):
            return []
        try:
            formats = formats_of(job.article, job.formats)
            job.changes, warnings = changes_since(job.article, job.folder, self.request.since)
        except ProblemsFound as found:
            job.problems += found.problems
            return []
        job.problems += warnings
        if any_error(warnings, strict=self.request.strict):
            return []
        return [self._task(job, group) for group in shares(job.article, job.formats, formats)]

    def take(self, job: _Job, answers: Sequence[Made | Exception]) -> None:
        """Write what was made of one article, and remember it."""
        known, faults = len(self.result.problems), len(self.result.faults)
        problems = list(job.problems)
        made: list[Made] = []
        for answer in answers:
            if isinstance(answer, Exception):
                problems += self._fault(job, answer)
            else:
                made.append(answer)
                problems += [*answer.problems, *answer.failed]
        self.result.problems += problems
        try:
            if made and made[0].article:
                self._write(job, made)
        except ProblemsFound as found:
            self.result.problems += found.problems
        if any_error(self.result.problems[known:], strict=self.request.strict) or faults != len(self.result.faults):
            self.result.failed.append(job.folder)

    def _fault(self, job: _Job, error: Exception) -> list[Problem]:
        from report.pool import WorkerDied

        if isinstance(error, ToolMissing | OSError):  # what a machine lacks or refuses, it does so for every article
            raise error
        if isinstance(error, ProblemsFound):
            return error.problems
        if isinstance(error, MemoryError):
            from report.bounds import out_of_memory

            return [out_of_memory()]
        if isinstance(error, WorkerDied):
            hint = "give it more memory, or try with --jobs 1, which shows what the system says"
            return [WORKER_DIED.at(Place(job.folder.as_posix()), f"the article isn't built: {error}", hint=hint)]
        self.result.faults.append(error)
        return []

    def _write(self, job: _Job, made: Sequence[Made]) -> None:
        request, result, first = self.request, self.result, made[0]
        tidy(request.out / first.article)
        publications = self._in_order(job, made)
        if not publications:
            return
        if self._ids.setdefault(first.article, job.folder) != job.folder:
            sentence = f"the id “{first.article}” is also that of {self._ids[first.article].as_posix()}"
            raise ProblemsFound(
                [SAME_ID.at(Place((job.folder / "article.yaml").as_posix()), sentence, hint="give it another id")]
            )
        target = request.out / first.article
        editions = self._same_edition(job, first, publications)
        result.problems += editions
        if any_error(editions, strict=request.strict):
            return
        accepted = [publication for publication in publications if self._accepted(publication)]
        if not accepted:
            return
        written: dict[str, stamps.Made] = dict(job.before.outputs) if job.before else {}
        with together(target):
            for one in accepted:
                path = target / one.file
                write_whole(path, one.data)
                output = Output(path, one.format, len(one.data), one.sha256)
                result.outputs.append(output)
                result.problems += one.problems
                self.say(f"✓ {output.path} ({output.size / 1024:,.0f} kB)")
                relative = path.relative_to(request.out).as_posix()
                written[one.format] = stamps.Made(relative, output.size, output.sha256, one.presets, one.problems)
            write_manifest(target, self._about(job, first))
        problems = (*job.problems, *first.problems)
        stamp = Stamp(job.digest, self.since, first.article, first.own, written, str(job.folder), problems)
        write_whole(stamps.stamp_path(request.out, job.folder), stamps.stamp_bytes(stamp))

    def _about(self, job: _Job, made: Made) -> dict[str, Any]:
        """Return what the manifest says of an edition beside its files."""
        number, date = made.edition
        return {
            "article": made.article,
            "edition": {"number": number, "date": date},
            "inputs": job.inputs,
            "fonts": made.fonts,
            "versions": dict(made.versions),
        }

    def _in_order(self, job: _Job, made: Sequence[Made]) -> list[Publication]:
        """Return the publications in the order in which their formats were asked for."""
        asked = list(job.formats or made[0].own)
        found = {publication.format: publication for one in made for publication in one.publications}
        return [found[name] for name in asked if name in found]

    def _same_edition(self, job: _Job, made: Made, publications: Iterable[Publication]) -> list[Problem]:
        from report.copies.editions import same_edition

        target = self.request.out / made.article
        return same_edition(job.folder, made.article, made.edition[0], [target / one.file for one in publications])

    def _accepted(self, publication: Publication) -> bool:
        """Let the judges see a finished publication, where that was asked for; one that fails is not written."""
        if not self.request.verify:
            return True
        from report.verify import verify

        with tempfile.TemporaryDirectory(prefix="report-") as scratch:
            file = Path(scratch) / publication.file
            file.write_bytes(publication.data)
            verdict = verify([file])
        self.result.problems += verdict.problems
        self.result.missing += [missing for missing in verdict.missing if missing not in self.result.missing]
        if not verdict.passed:
            sentence = "a judge rejects what was built now; what was there before stays"
            self.result.problems.append(REJECTED.at(Place(file.name), sentence, hint="what the judges say stands with it"))
        return verdict.passed
