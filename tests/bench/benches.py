"""The benches: what each measures, against what, and the limit that it has to keep."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.bench.books import book_100, book_100_epub, book_1000
from tests.bench.catalogues import catalogue, cores, memory
from tests.bench.figures import Cost, Limit, Outcome, cheaper
from tests.bench.measure import BOTH, OWN, ROOT, in_turn, run
from tests.bench.pandoc import pandoc_epub, pandoc_pdf
from tests.bench.tables import table_csv, table_xlsx

WARM = "each run is a new process and writes into an empty folder; fonts are cut and bytecode is compiled before the first"


@dataclass
class Bench:
    """What all benches share: the number of runs, a folder to work in, and where to say how it goes."""

    runs: int
    folder: Path
    say: Callable[[str], None]
    _recorded: dict[str, str] | None = None

    def recorded(self) -> dict[str, str]:
        """Return the environment in which the bare script runs; what it reads is recorded once."""
        if self._recorded is None:
            self.say("one build, to record the final HTML and the charts")
            run(["-m", "tests.bench.record", self.folder])
            self._recorded = {"FONTCONFIG_FILE": (self.folder / "fontconfig").read_text(encoding="utf-8")}
        return self._recorded

    def built(self, *arguments: str, empty: bool = True, cache: Path | None = None, jobs: int = 1) -> Cost:
        """Return the cost of one `report build`, into an empty folder unless told otherwise; with `jobs` 0, its own choice."""
        out = self.folder / ("out" if empty else "kept")
        if empty:
            shutil.rmtree(out, ignore_errors=True)
        if cache:
            shutil.rmtree(cache, ignore_errors=True)
        anew = ["--force"] if empty else []
        return run(
            ["-m", "report", "build", *(["--jobs", str(jobs)] if jobs else []), *anew, *arguments, "--out", out],
            {"REPORT_CACHE": str(cache)} if cache else None,
        )

    def bare(self) -> Cost:
        """Return the cost of the bare script."""
        return run([ROOT / "tests" / "bench" / "bare.py", self.folder], self.recorded())

    def compared(
        self, name: str, ours: tuple[str, Callable[[], Cost]], theirs: tuple[str, Callable[[], Cost]], *limits: Limit, note: str
    ) -> Outcome:
        """Run two sides in turn."""
        rounds = in_turn([ours[1], theirs[1]], self.runs, self.say)
        return Outcome(name, ours[0], theirs[0], tuple((a, b) for a, b in rounds), limits, (note,))


def cold_a4(bench: Bench) -> Outcome:
    """Measure the A4 report, from nothing to the file, against the bare script."""
    limits = Limit("CPU", 1.6), Limit("memory", 1.3)
    bench.recorded()
    ours = ("report build --format a4", lambda: bench.built(*OWN, "--format", "a4"))
    note = f"{WARM}; ours fills the pages into the appendix and makes its pages again, the script leaves them out"
    return bench.compared("cold-a4", ours, ("the bare script, same charts and HTML", bench.bare), *limits, note=note)


def structure(bench: Bench) -> Outcome:
    """Measure what listeners' structure, page map, metadata and attachments cost on top of WeasyPrint's own PDF."""
    environment = bench.recorded()

    def side(name: str) -> Cost:
        run(["-m", "tests.bench.passes", name, bench.folder], environment)
        return Cost(float((bench.folder / "seconds").read_text(encoding="utf-8")))

    return bench.compared(
        "structure",
        ("layout, PDF, structure pass, page map", lambda: side("ours")),
        ("WeasyPrint's layout and PDF alone", lambda: side("plain")),
        Limit("CPU", 1.15),
        note="processor time of the work alone; imports are paid before",
    )


def line(bench: Bench) -> Outcome:
    """Measure what a chart of ten thousand values costs against matplotlib's own."""

    def side(name: str) -> Cost:
        run(["-m", "tests.bench.lines", name, bench.folder])
        return Cost(float((bench.folder / "seconds").read_text(encoding="utf-8")))

    ours, theirs = ("a line of 10,000 values", lambda: side("ours")), ("matplotlib's plot of the same", lambda: side("bare"))
    note = "processor time of the drawing alone; imports are paid before"
    return bench.compared("line", ours, theirs, Limit("CPU", 1.3), note=note)


def _answer(bench: Bench, name: str, *arguments: str) -> Outcome:
    imports = ("import weasyprint", "import matplotlib.figure", "import matplotlib")
    steps = [lambda: run(["-m", "report", *arguments]), *(lambda one=one: run(["-c", one]) for one in imports)]
    rounds = in_turn(steps, bench.runs, bench.say)
    pairs = tuple((ours, cheaper(weasyprint, figure)) for ours, weasyprint, figure, _ in rounds)
    middle = [sorted(costs[n].cpu for costs in rounds)[len(rounds) // 2] for n in range(1, len(steps))]
    said = "; ".join(f"{one}: {cpu:.3f} s" for one, cpu in zip(imports, middle, strict=True))
    notes = f"{said}; matplotlib alone can't draw, its figure module is the least that can"
    theirs = "the cheaper one of import weasyprint and import matplotlib.figure"
    return Outcome(name, f"report {' '.join(arguments)}", theirs, pairs, (Limit("CPU", 1.0),), (notes,))


def help_(bench: Bench) -> Outcome:
    """Measure the answer to --help against importing what draws."""
    return _answer(bench, "help", "--help")


def check(bench: Bench) -> Outcome:
    """Measure the check of the shipped article against importing what draws."""
    return _answer(bench, "check", "check")


def cold_epub(bench: Bench) -> Outcome:
    """Show what the e-book costs, A4 pages laid out for its page list included, beside the A4 report."""
    ours = ("report build --format epub", lambda: bench.built(*OWN, "--format", "epub"))
    theirs = ("report build --format a4", lambda: bench.built(*OWN, "--format", "a4"))
    return bench.compared("cold-epub", ours, theirs, Limit("CPU"), Limit("memory"), note=WARM)


def all_formats(bench: Bench) -> Outcome:
    """Measure what the print formats and the e-book of the shipped article cost, on all cores, beside A4 report and e-book."""
    five = [word for name in ("a4", "letter", "large-print", "brief", "epub") for word in ("--format", name)]
    ours = ("report build in five formats", lambda: bench.built(*OWN, *five, jobs=0))
    theirs = ("report build --format a4 --format epub", lambda: bench.built(*OWN, *BOTH, jobs=0))
    note = f"{WARM}; both in workers of a pool, as many as there are cores"
    return bench.compared("all", ours, theirs, Limit("CPU", 2.2), Limit("memory"), note=note)


def editions(bench: Bench) -> Outcome:
    """Show what all formats in all languages cost, on all cores, beside A4 report and e-book of one."""
    ours = ("report build", lambda: bench.built(jobs=0))
    theirs = ("report build --format a4 --format epub, in one language", lambda: bench.built(*OWN, *BOTH, jobs=0))
    return bench.compared("editions", ours, theirs, Limit("CPU"), Limit("clock"), Limit("memory"), note=WARM)


def again(bench: Bench) -> Outcome:
    """Measure what the same build costs again, its output still there and nothing changed."""
    ours = ("report build, nothing changed", lambda: bench.built(*OWN, empty=False))
    theirs = ("import weasyprint", lambda: run(["-c", "import weasyprint"]))
    note = "the first build of the kept folder warms up"
    return bench.compared("again", ours, theirs, Limit("CPU", 0.2), Limit("memory"), note=note)


def paragraph(bench: Bench) -> Outcome:
    """Show what a build costs after one paragraph was changed: its charts are kept, its pages made anew."""
    folder, out = bench.folder / "edited", bench.folder / "edited-out"
    shutil.copytree(ROOT / "report" / "articles" / "camp-ashraf-3", folder)
    section = folder / "sections" / "camp.md"

    def built(*more: str) -> Cost:
        return run(["-m", "report", "build", "--jobs", "1", *more, folder, *OWN, *BOTH, "--out", out])

    def changed() -> Cost:
        section.write_text(section.read_text(encoding="utf-8") + "\nAnd so on.\n", encoding="utf-8")
        return built()

    ours = ("report build, one paragraph changed", changed)
    note = "both make the pages and the e-book anew; with --force the charts and the cover are drawn, too"
    return bench.compared("paragraph", ours, ("report build --force", lambda: built("--force")), Limit("CPU", 1.0), note=note)


def preview(bench: Bench) -> Outcome:
    """Measure what a save costs in a preview until the web edition is there."""

    def side() -> Cost:
        run(["-m", "tests.bench.preview_side", bench.folder])
        return Cost(float((bench.folder / "seconds").read_text(encoding="utf-8")))

    theirs = ("import weasyprint", lambda: run(["-c", "import weasyprint"]))
    note = "processor time from the save to the page, in a process that is warm; the import begins with a new process"
    return bench.compared("preview", ("a save in report preview", side), theirs, Limit("CPU", 1.0), note=note)


def preview_pages(bench: Bench) -> Outcome:
    """Measure what a save costs in a preview until the A4 pages are there, beside what the engine alone takes for them."""

    def read(side: int) -> Cost:
        return Cost(float((bench.folder / "seconds").read_text(encoding="utf-8").split()[side]))

    def ours() -> Cost:
        run(["-m", "tests.bench.pages_side", bench.folder])
        return read(0)

    note = "processor time in one process that is warm, the web edition of the same save included; the engine is mended"
    theirs = ("WeasyPrint's layout and PDF alone", lambda: read(1))
    return bench.compared("preview-pages", ("a save in report preview", ours), theirs, Limit("CPU", 1.2), note=note)


def empty_cache(bench: Bench) -> Outcome:
    """Show what cutting the fonts adds, once a machine, to the A4 report."""
    ours = (
        "report build --format a4, no font cut yet",
        lambda: bench.built(*OWN, "--format", "a4", cache=bench.folder / "cache"),
    )
    theirs = ("report build --format a4, fonts in the cache", lambda: bench.built(*OWN, "--format", "a4"))
    return bench.compared("empty-cache", ours, theirs, Limit("CPU"), note="paid once a machine and version of the fonts")


BENCHES: dict[str, Callable[[Bench], Outcome]] = {
    "cold-a4": cold_a4,
    "help": help_,
    "check": check,
    "structure": structure,
    "line": line,
    "cold-epub": cold_epub,
    "all": all_formats,
    "editions": editions,
    "again": again,
    "paragraph": paragraph,
    "preview": preview,
    "preview-pages": preview_pages,
    "empty-cache": empty_cache,
    "table-csv": table_csv,
    "table-xlsx": table_xlsx,
    "pandoc-epub": pandoc_epub,
    "pandoc-pdf": pandoc_pdf,
    "catalogue": catalogue,
    "cores": cores,
    "catalogue-memory": memory,
    "book-100": book_100,
    "book-100-epub": book_100_epub,
    "book-1000": book_1000,
}
"""By name, in the order in which they run."""

LONG = ("catalogue", "cores", "catalogue-memory", "book-1000")
"""Those that take a quarter of an hour and more each; they run when they are named."""
