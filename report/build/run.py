"""Takes the articles of a request through the steps of a build.

Imports little: a build that finds nothing changed is done before it would have to read an article.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from report.build import stamps
from report.build.delivery import Delivery
from report.build.request import Job, Output, Request, Result
from report.build.steps import LOOK, READ
from report.problems import Unreachable
from report.system import cache, digests
from report.system.writing import tidy

if TYPE_CHECKING:
    from report.build.edition import Made, Task
    from report.build.workers.cluster import Cluster
    from report.build.workers.pool import Pool

__all__ = ["Output", "Request", "Result", "build"]

Say = Callable[[str], None]

PRELOADED = ("report.build.preload",)
"""What workers import before their first task."""
DRAWING = ("report.figures.drawing",)
"""What they import beside it where charts are likely to be drawn."""


def build(request: Request, say: Say = lambda _: None) -> Result:
    """Build every article of the request; one that has errors doesn't stop the others."""
    builder = _Building(request, say)
    surroundings = digests.surroundings()
    asked = [(folder, language) for folder in request.articles for language in builder.languages(folder)]
    jobs = [job for folder, language in asked if not (job := builder.looked(folder, language, surroundings)).done]
    if jobs:
        tidy(request.out / stamps.FOLDER)  # where nothing can be written, nothing needs to be made
        builder.build(jobs)
        cache.Kept(cache.PICTURES, surroundings).tidy()
    return builder.result


class _Building:
    """Finds out what is to be made, has it made, and hands it on."""

    def __init__(self, request: Request, say: Say) -> None:
        self.request = request
        self.result = Result()
        self.say = say
        old = request.since
        since = "" if old is None else digests.tree_digest(old) if old.is_dir() else digests.file_digest(old)
        self.delivery = Delivery(request, self.result, say, since)

    def languages(self, folder: Path) -> list[str]:
        """Return the languages in which an article is to be said, nothing for its own."""
        try:
            text = (folder / "article.yaml").read_bytes()
        except OSError:  # told by whoever reads the article
            text = b""
        if not self.request.languages and b"languages" not in text:
            return [""]
        from report.load import languages_of

        own, others = languages_of(folder)
        wanted = self.request.languages or (own, *others)
        return ["" if language == own else language for language in wanted]

    def looked(self, folder: Path, language: str, surroundings: str) -> Job:
        """Return what has to be built of an article; it is done where everything is there already."""
        inputs = digests.tree_digest(folder)
        draft = " draft" if self.request.draft and language else ""
        digest = digests.of(f"{surroundings} {inputs}{draft}".encode())
        job = Job(folder, inputs, digest, self.request.formats, language)
        for step in LOOK:
            step(job, self.delivery)
        return job

    def build(self, jobs: Sequence[Job]) -> None:
        """Make what the jobs want: here where there is one thing to make, otherwise side by side."""
        alone = self.request.jobs < 2 or (len(jobs) == 1 and len(jobs[0].formats) == 1)
        if alone and not self.request.cluster:
            for job in jobs:
                self.delivery.take(job, [self._here(job)])
            return
        with self._workers(jobs) as workers:
            from report.build.edition import make

            # As many as go round are made whole, and those that are left are shared out: three languages keep two workers busy.
            whole = 0 if self.request.since is not None else len(jobs) - len(jobs) % workers.jobs
            tasks = [(job, self._tasks(job, apart=number >= whole)) for number, job in enumerate(jobs)]
            answers = workers.run(make, (task for _, of_job in tasks for task in of_job))
            for number, (job, of_job) in enumerate(tasks):
                try:
                    made = [next(answers)[1] for _ in of_job]
                except Unreachable as lost:  # what was written stays, and what was found is told
                    self.result.problems += lost.problems
                    self.result.failed += [left.folder for left, _ in tasks[number:]]
                    self.result.unreachable = True
                    return
                self.delivery.take(job, made)
                self.result.problems += workers.problems
                workers.problems.clear()

    def _workers(self, jobs: Sequence[Job]) -> Pool | Cluster:
        if self.request.cluster:
            from report.build.parcel import objection, packed
            from report.build.workers.cluster import Cluster

            return Cluster(self.request.cluster, packed, objection, self.request.patience)
        from report.build.workers.pool import Pool

        drawing = self.request.force or any(job.before is None for job in jobs)
        return Pool(self.request.jobs, PRELOADED + DRAWING if drawing else PRELOADED)

    def _here(self, job: Job) -> Made | Exception:
        from report.build.edition import make

        try:
            return make(self._task(job, job.formats), self.say)
        except Exception as error:
            return error

    def _task(self, job: Job, formats: tuple[str, ...]) -> Task:
        from report.build.edition import Task

        request = self.request
        asked = (request.strict, request.force, job.article, request.since, job.changes, job.language, request.draft)
        return Task(job.folder, formats, *asked, job.baggage)

    def _tasks(self, job: Job, *, apart: bool) -> list[Task]:
        """Return the article as one task or, where it is to be made by several workers, as several."""
        if not apart:
            return [self._task(job, job.formats)]
        from report.build.edition import Making, shares

        self.say(f"reading {job.folder}")
        making = Making.of(self._task(job, job.formats), self.say)
        making.take(READ)
        job.article, job.changes, job.baggage = making.article, making.changes, making.baggage
        job.problems += [*making.made.problems, *making.made.failed]
        if making.stopped or job.article is None:
            return []
        return [self._task(job, group) for group in shares(job.article, job.formats, making.formats)]
