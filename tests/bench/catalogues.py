"""Benches of catalogues: many small articles in one command, against a plain loop over the bare libraries, and over cores."""

from __future__ import annotations

import os
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from tests.bench.figures import Cost, Limit, Outcome
from tests.bench.measure import BOTH, ROOT, Unavailable, run, said
from tests.support.invented import catalogue as invent

if TYPE_CHECKING:
    from tests.bench.benches import Bench

ARTICLES = 200


def _catalogue(bench: Bench, count: int) -> Path:
    """Return a folder of so many articles."""
    folder = bench.folder / f"catalogue-{count}"
    if not folder.is_dir():
        invent(folder, count)
    return folder


def _has_jobs() -> bool:
    return "--jobs" in said(["-m", "report", "build", "--help"])


def _built(bench: Bench, count: int, *more: str) -> Cost:
    folder = _catalogue(bench, count)
    if _has_jobs():
        return bench.built(str(folder), *BOTH, *more)
    return bench.built(*(str(article) for article in sorted(folder.iterdir())), *BOTH)


def catalogue(bench: Bench) -> Outcome:
    """Measure a catalogue, built one article after the other, against a plain loop over the bare libraries."""
    count = ARTICLES
    folder = bench.folder / f"recorded-{count}"
    if not (folder / "fontconfig").is_file():
        folder.mkdir()
        bench.say(f"{count} builds, to record the final HTML, the charts and the e-books")
        run(["-m", "tests.bench.record_catalogue", _catalogue(bench, count), folder])
    environment = {"FONTCONFIG_FILE": (folder / "fontconfig").read_text(encoding="utf-8")}
    pairs = []
    for number in range(min(bench.runs, 3)):
        ours = _built(bench, count, "--jobs", "1")
        theirs = run([ROOT / "tests" / "bench" / "bare_loop.py", folder], environment)
        pairs.append((Cost(ours.cpu / count, ours.memory), Cost(theirs.cpu / count, theirs.memory)))
        bench.say(f"run {number + 1}: {ours.cpu:.1f} s, against {theirs.cpu:.1f} s")
    limits = Limit("CPU", 1.0), Limit("memory")
    return Outcome(
        "catalogue",
        f"an article of {count}, report build CATALOGUE --jobs 1",
        "the bare loop, same charts, HTML and e-book",
        tuple(pairs),
        limits,
        ("seconds are of one article, with its share of the imports",),
    )


def cores(bench: Bench) -> Outcome:
    """Measure a catalogue's time by the clock with two jobs against one; limits are those of 1.8 times the throughput."""
    if not _has_jobs():
        raise Unavailable("report build has no --jobs yet")
    if (os.cpu_count() or 1) < 2:
        raise Unavailable("this machine has one core")

    def clocked(jobs: str) -> Cost:
        begin = perf_counter()
        cost = _built(bench, ARTICLES, "--jobs", jobs)
        return Cost(cost.cpu, cost.memory, perf_counter() - begin)

    pairs = tuple((clocked("2"), clocked("1")) for _ in range(min(bench.runs, 3)))
    note = "seconds by the clock: this bench alone needs a machine that does nothing else"
    limits = Limit("clock", 1 / 1.8), Limit("CPU")
    return Outcome("cores", "report build CATALOGUE --jobs 2", "--jobs 1", pairs, limits, (note,))


def memory(bench: Bench) -> Outcome:
    """Measure what one worker holds after 500 articles against what it holds after 20."""
    pairs = tuple((_built(bench, 500, "--jobs", "1"), _built(bench, 20, "--jobs", "1")) for _ in range(1))
    note = "the most that the largest process held at any time"
    return Outcome("catalogue-memory", "after 500 articles", "after 20 articles", pairs, (Limit("memory", 1.5),), (note,))
