"""Lays out the A4 pages of the shipped article as a preview does at a save, and as the bare engine does; both warm.

`python -m tests.bench.pages_side FOLDER`: writes two numbers to FOLDER/seconds, the processor time from a file's change to the
PDF's being there, and what the engine alone takes to lay out and write the same HTML with the same style sheets. Each is done
once before the clock starts, in the process that is measured.
"""

from __future__ import annotations

import gc
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from report.build.edition import Task
from report.output.pdf import render as pdf
from report.output.pdf.engine.press import GROUND
from report.preview.proof import at_once, beside
from report.system import places


def main(folder: Path) -> None:
    """Measure one save, and one layout of what came of it."""
    article = folder / "previewed"
    shutil.rmtree(article, ignore_errors=True)
    shutil.copytree(places.shipped_article(), article)
    printed: list[tuple[Any, ...]] = []
    render = pdf.render

    def recorded(*given: Any, **named: Any) -> Any:
        printed.append(given)
        return render(*given, **named)

    pdf.render = recorded
    section = article / "sections" / "camp.md"

    def saved() -> None:
        section.write_text(section.read_text(encoding="utf-8") + "\nAnd so on.\n", encoding="utf-8")
        first = at_once(article, None, "web")
        made = beside(Task(article, ("a4",), article=first.article))
        assert made.pages is not None, made.problems

    def bare() -> None:
        from tests.bench.passes import plain  # brings the engine along, which has to come after the first preparations

        _, _, html, sheets, warehouse = printed[-1][:5]
        plain(html, [GROUND, *sheets], warehouse)

    found = [_timed(work) for work in (saved, bare, saved, bare)]
    (folder / "seconds").write_text(f"{found[2]} {found[3]}", encoding="utf-8")


def _timed(work: Callable[[], None]) -> float:
    gc.collect()
    before = time.process_time()
    work()
    return time.process_time() - before


if __name__ == "__main__":
    main(Path(sys.argv[1]))
