"""Makes the web edition of the shipped article as a preview does at a save, in a process that is warm.

`python -m tests.bench.preview_side FOLDER`: writes the seconds of processor time from a file's change to the page's being there
to FOLDER/seconds. A state before it, and the pages of A4 that it marks, are made before the clock starts.
"""

from __future__ import annotations

import gc
import shutil
import sys
import time
from pathlib import Path

from report.build.edition import Task
from report.preview.proof import at_once, beside
from report.system import places


def main(folder: Path) -> None:
    """Measure one save."""
    article = folder / "previewed"
    shutil.rmtree(article, ignore_errors=True)
    shutil.copytree(places.shipped_article(), article)
    pages = beside(Task(article, ("a4",))).pages
    assert pages is not None
    assert at_once(article, pages, "web").data
    section = article / "sections" / "camp.md"
    gc.collect()
    before = time.process_time()
    section.write_text(section.read_text(encoding="utf-8") + "\nAnd so on.\n", encoding="utf-8")
    made = at_once(article, pages, "web")
    seconds = time.process_time() - before
    assert b"And so on." in made.data, made.problems
    (folder / "seconds").write_text(str(seconds), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
