"""Benches of long books: what a page costs in a book of 10, 100 and 1,000 pages, start-up taken off, and how memory grows."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import TYPE_CHECKING

from tests.bench.figures import Cost, Limit, Outcome
from tests.bench.measure import Failed, run, said
from tests.support.invented import PAGES_A_CHAPTER, chapters

if TYPE_CHECKING:
    from tests.bench.benches import Bench

SHORT = 10
LIMIT = 1.3
_TIMES = 5
_IMPORTS = "import report.build.preload, report.figures.drawing"
_COUNT = "import pikepdf, sys; print(len(pikepdf.open(sys.argv[1]).pages))"


def _built(bench: Bench, pages: int, format_: str) -> tuple[Cost, int]:
    """Return what a book of about so many pages costs, and its pages on A4."""
    count = max(1, round(pages / PAGES_A_CHAPTER))
    folder = bench.folder / f"book-{count}"
    if not folder.is_dir():
        chapters(folder, count)
    cost = bench.built(str(folder), "--format", format_)
    if format_ == "epub":
        bench.built(str(folder), "--format", "a4")
    (pdf,) = (bench.folder / "out").glob("*/*-a4.pdf")
    return cost, int(said(["-c", _COUNT, pdf]))


def _book(bench: Bench, pages: int, format_: str = "a4") -> Outcome:
    """Measure a page of a long book against one of a short book; the imports that every build pays are taken off both.

    What a short build costs is little more than its imports, so it is measured several times for each long one.
    """
    pairs: list[tuple[Cost, Cost]] = []
    notes: Sequence[str] = ()
    for number in range(1 if pages >= 1000 else min(bench.runs, 3)):
        start = median(run(["-c", _IMPORTS]).cpu for _ in range(_TIMES))
        shorts = [_built(bench, SHORT, format_) for _ in range(_TIMES)]
        few, short = shorts[0][1], median(cost.cpu for cost, _ in shorts)
        long, many = _built(bench, pages, format_)
        if not few < many:
            raise Failed(f"books of {few} and {many} pages don't tell what a page costs")
        page = (long.cpu - start) / many, (short - start) / few
        held = shorts[0][0].memory
        pairs.append((Cost(page[0], long.memory), Cost(page[1], held)))
        notes = (
            f"seconds are of one page, in books of {many} and of {few} pages; {start:.2f} s of imports are taken off both",
            f"memory grows by {(long.memory - held) / (many - few) / 2**20:.2f} MB a page; the whole of it took {long.cpu:.1f} s",
        )
        bench.say(f"run {number + 1}: {page[0]:.3f} s a page, against {page[1]:.3f} s")
    kind = f"report build --format {format_}"
    limits = Limit("CPU", LIMIT), Limit("memory")
    return Outcome(
        f"book-{pages}" if format_ == "a4" else f"book-{pages}-{format_}",
        f"a page of a book of {pages}, {kind}",
        f"a page of a book of {SHORT}",
        tuple(pairs),
        limits,
        tuple(notes),
    )


def book_100(bench: Bench) -> Outcome:
    """Measure a page of a book of 100 pages."""
    return _book(bench, 100)


def book_1000(bench: Bench) -> Outcome:
    """Measure a page of a book of 1,000 pages, once."""
    return _book(bench, 1000)


def book_100_epub(bench: Bench) -> Outcome:
    """Measure the e-book of 100 pages, by the page on A4."""
    return _book(bench, 100, "epub")
