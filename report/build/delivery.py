"""What is done with publications that were made: judged, written, and remembered for the next build."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from report.build import stamps
from report.build.request import Job, Output, Request, Result
from report.build.stamps import Stamp
from report.build.steps import DELIVER
from report.output.family import families, family_of_file
from report.problems import Place, Problem, ProblemsFound, Rule, Severity, ToolMissing, any_error
from report.system import digests
from report.system.writing import tidy, together, write_manifest, write_whole

if TYPE_CHECKING:
    from report.build.edition import Made, Product

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
        """Take what came back of one article through the last steps, up to the one that leaves nothing to be written."""
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
        if made and made[0].article:
            try:
                delivered = Delivered(self, job, made)
                for step in DELIVER:
                    step(delivered)
                    if not delivered.products:
                        break
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


@dataclass
class Delivered:
    """What was made of one article, on its way into the output folder."""

    delivery: Delivery
    job: Job
    made: Sequence[Made]
    """Not empty; what is said of the article stands in each."""
    products: list[Product] = field(default_factory=list)
    """Those that are still to be written."""
    written: dict[str, stamps.Written] = field(default_factory=dict)

    @property
    def request(self) -> Request:
        """What was asked."""
        return self.delivery.request

    @property
    def result(self) -> Result:
        """What comes of the build."""
        return self.delivery.result

    @property
    def article(self) -> str:
        """The article's id."""
        return self.made[0].article

    @property
    def target(self) -> Path:
        """The folder of the article's outputs."""
        return self.request.out / self.article


def order(delivered: Delivered) -> None:
    """Put the publications in the order in which their formats were asked for."""
    tidy(delivered.target)
    asked = list(delivered.job.formats or delivered.made[0].own)
    found = {product.format: product for one in delivered.made for product in one.products}
    delivered.products = [found[name] for name in asked if name in found]


def tell_apart(delivered: Delivered) -> None:
    """Refuse an id that another article of this build has."""
    folder, id_ = delivered.job.folder, delivered.article
    other = delivered.delivery.ids.setdefault(id_, folder)
    if other != folder:
        sentence = f"the id “{id_}” is also that of {other.as_posix()}"
        raise ProblemsFound([SAME_ID.at(Place((folder / "article.yaml").as_posix()), sentence, hint="give it another id")])


def same_edition(delivered: Delivered) -> None:
    """Hold the edition's number against what was published under it before."""
    from report.compare.same_edition import same_edition

    earlier = [delivered.target / one.file for one in delivered.products]
    first = delivered.made[0]
    problems = same_edition(delivered.job.folder, first.article, first.edition[0], earlier, first.carries["files"])
    delivered.result.problems += problems
    if any_error(problems, strict=delivered.request.strict):
        delivered.products = []


def drop_damaged(delivered: Delivered) -> None:
    """Drop what isn't what its worker made."""
    for one in list(delivered.products):
        if digests.of(one.data) != one.sha256:
            hint = "build again; if it goes on, the network or a worker's memory is faulty"
            place = Place(delivered.job.folder.as_posix())
            delivered.result.problems.append(DAMAGED.at(place, f"“{one.file}” isn't what the worker made", hint=hint))
            delivered.products.remove(one)


def judge(delivered: Delivered) -> None:
    """Let the judges see each publication, where that was asked for; one that fails is not written."""
    if not delivered.request.verify:
        return
    from report.verify import JUDGES, verify

    result = delivered.result
    for one in list(delivered.products):
        family = family_of_file(Path(one.file))
        if family and not any(family.medium in judge.media for judge in JUDGES):
            delivered.delivery.say(f"  {one.file} is not judged: no judge knows {family.name}")
            continue
        with tempfile.TemporaryDirectory(prefix="report-") as scratch:
            file = Path(scratch) / one.file
            file.write_bytes(one.data)
            verdict = verify([file])
        result.problems += verdict.problems
        result.missing += [missing for missing in verdict.missing if missing not in result.missing]
        if not verdict.passed:
            sentence = "a judge rejects what was built now; what was there before stays"
            result.problems.append(REJECTED.at(Place(file.name), sentence, hint="what the judges say stands with it"))
            delivered.products.remove(one)


def write(delivered: Delivered) -> None:
    """Write the publications and the manifest, together or not at all."""
    from report.build.citations import ENDINGS
    from report.copies import in_words

    request, target = delivered.request, delivered.target
    delivered.written = dict(delivered.job.before.outputs) if delivered.job.before else {}
    with together(target):
        for one in delivered.products:
            path = target / one.file
            write_whole(path, one.data)
            output = Output(path, one.format, len(one.data), one.sha256)
            delivered.result.outputs.append(output)
            delivered.result.problems += one.problems
            delivered.delivery.say(f"✓ {output.path} ({output.size / 1024:,.0f} kB)")
            relative = path.relative_to(request.out).as_posix()
            delivered.written[one.format] = stamps.Written(relative, output.size, output.sha256, one.presets, one.problems)
        for name, text in delivered.made[0].citations.items():
            write_whole(target / name, text.encode("utf-8"))
        endings = (*(f".{family.suffix}" for family in families().values()), *ENDINGS)
        write_manifest(target, _about(delivered.job, delivered.made[0]), endings)
    if any(family.carries for one in delivered.products if (family := family_of_file(Path(one.file)))):
        delivered.delivery.say(f"  {delivered.article} {in_words(delivered.made[0].carries)}")


def _about(job: Job, made: Made) -> dict[str, Any]:
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


def remember(delivered: Delivered) -> None:
    """Write the stamp by which the next build knows what is there."""
    job, first = delivered.job, delivered.made[0]
    problems = (*job.problems, *first.problems)
    since = delivered.delivery.since
    beside = {f"{first.article}/{name}": digests.of(text.encode("utf-8")) for name, text in first.citations.items()}
    stamp = Stamp(job.digest, since, first.article, first.own, delivered.written, str(job.folder), problems, beside)
    write_whole(stamps.stamp_path(delivered.request.out, job.folder, job.language), stamps.stamp_bytes(stamp))
