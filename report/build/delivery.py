"""What is done with publications that were made: judged, written, and remembered for the next build."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from report.build import stamps
from report.build.request import Job, Output, Request, Result
from report.build.stamps import Stamp
from report.problems import Place, Problem, ProblemsFound, Rule, Severity, ToolMissing, any_error
from report.system.writing import tidy, together, write_manifest, write_whole

if TYPE_CHECKING:
    from report.build.edition import Made, Publication

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
DAMAGED = Rule(
    "CFG-058",
    Severity.ERROR,
    "Answer that arrived damaged",
    "A worker of a cluster names the SHA-256 of each publication that it sends. What arrives with another one isn't written.",
)


@dataclass
class Delivery:
    """Takes what was made of each article, in the order of the articles."""

    request: Request
    result: Result
    say: Callable[[str], None]
    since: str
    """Digest of the earlier edition whose changes are printed; empty if none is."""
    ids: dict[str, Path] = field(default_factory=dict)
    """The articles of this build by id."""

    def take(self, job: Job, answers: Sequence[Made | Exception]) -> None:
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

    def _fault(self, job: Job, error: Exception) -> list[Problem]:
        from report.build.workers.pool import WorkerDied

        if isinstance(error, ToolMissing):  # what a machine lacks, it lacks for every article
            raise error
        if isinstance(error, ProblemsFound):
            return error.problems
        from report.system.bounds import OF_THE_SYSTEM, out_of_memory, refused_by_system

        if isinstance(error, MemoryError):
            return [out_of_memory()]
        if isinstance(error, OSError) and error.errno in OF_THE_SYSTEM:
            return [refused_by_system(error)]
        if isinstance(error, WorkerDied):
            hint = "give it more memory, or try with --jobs 1, which shows what the system says"
            return [WORKER_DIED.at(Place(job.folder.as_posix()), f"the article isn't built: {error}", hint=hint)]
        self.result.faults.append(error)
        return []

    def _write(self, job: Job, made: Sequence[Made]) -> None:
        from report.copies import in_words

        request, result, first = self.request, self.result, made[0]
        tidy(request.out / first.article)
        publications = self._in_order(job, made)
        if not publications:
            return
        if self.ids.setdefault(first.article, job.folder) != job.folder:
            sentence = f"the id “{first.article}” is also that of {self.ids[first.article].as_posix()}"
            raise ProblemsFound(
                [SAME_ID.at(Place((job.folder / "article.yaml").as_posix()), sentence, hint="give it another id")]
            )
        target = request.out / first.article
        editions = self._same_edition(job, first, publications)
        result.problems += editions
        if any_error(editions, strict=request.strict):
            return
        accepted = [one for one in publications if self._arrived(job, one) and self._accepted(one)]
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
        self.say(f"✓ {first.article} {in_words(first.carries)}")
        problems = (*job.problems, *first.problems)
        stamp = Stamp(job.digest, self.since, first.article, first.own, written, str(job.folder), problems)
        write_whole(stamps.stamp_path(request.out, job.folder), stamps.stamp_bytes(stamp))

    def _about(self, job: Job, made: Made) -> dict[str, Any]:
        """Return what the manifest says of an edition beside its files."""
        number, date = made.edition
        return {
            "article": made.article,
            "edition": {"number": number, "date": date},
            "inputs": job.inputs,
            "fonts": made.fonts,
            "versions": dict(made.versions),
            "carries": dict(made.carries),
        }

    def _in_order(self, job: Job, made: Sequence[Made]) -> list[Publication]:
        """Return the publications in the order in which their formats were asked for."""
        asked = list(job.formats or made[0].own)
        found = {publication.format: publication for one in made for publication in one.publications}
        return [found[name] for name in asked if name in found]

    def _same_edition(self, job: Job, made: Made, publications: Iterable[Publication]) -> list[Problem]:
        from report.compare.same_edition import same_edition

        target = self.request.out / made.article
        earlier = [target / one.file for one in publications]
        return same_edition(job.folder, made.article, made.edition[0], earlier, made.carries["files"])

    def _arrived(self, job: Job, publication: Publication) -> bool:
        if hashlib.sha256(publication.data).hexdigest() == publication.sha256:
            return True
        sentence = f"“{publication.file}” isn't what the worker made"
        hint = "build again; if it goes on, the network or a worker's memory is faulty"
        self.result.problems.append(DAMAGED.at(Place(job.folder.as_posix()), sentence, hint=hint))
        return False

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
