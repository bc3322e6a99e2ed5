"""What is there already, made from the same: said again, and not made again."""

from __future__ import annotations

from report.build import stamps
from report.build.delivery import Delivery
from report.build.request import Job, Output
from report.system.writing import sweep_up


def look(job: Job, delivery: Delivery) -> None:
    """Take out of the job what is there already; where that is everything, the job is done."""
    request, result = delivery.request, delivery.result
    stamp = stamps.read_stamp(request.out, job.folder, job.language)
    if stamp is None or (stamp.digest, stamp.since) != (job.digest, delivery.since):
        return
    job.before = stamp
    if request.force or request.verify or not stamp.usable(job.folder, strict=request.strict):
        return
    asked = tuple(dict.fromkeys(request.formats or stamp.own))
    fresh = stamp.fresh(request.out, asked)
    for name, made in fresh.items():
        output = Output(request.out / made.path, name, made.size, made.sha256, unchanged=True)
        result.outputs.append(output)
        result.problems += made.problems
        delivery.say(f"✓ {output.path} (unchanged)")
    if fresh:
        delivery.ids.setdefault(stamp.article, job.folder)
        sweep_up(request.out / stamp.article)
    job.formats = tuple(name for name in asked if name not in fresh)
    if not job.formats:
        job.done = True
        result.problems += stamp.problems
