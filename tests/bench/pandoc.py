"""Benches beside pandoc: the same text, taken from our e-book as Markdown, made into an e-book and a PDF by it."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.figures import Cost, Limit, Outcome
from tests.bench.measure import OWN, Unavailable, run_program

if TYPE_CHECKING:
    from tests.bench.benches import Bench


def _text(bench: Bench) -> str:
    """Return the path of pandoc, and leave the text of the shipped article as text.md, with its pictures, to it."""
    program = shutil.which("pandoc")
    if program is None:
        raise Unavailable("pandoc isn't there")
    if not (bench.folder / "text.md").is_file():
        bench.built(*OWN, "--format", "epub")
        (book,) = (bench.folder / "out").glob("*/*.epub")
        run_program([program, book, "--to", "markdown", "--extract-media", bench.folder, "-o", bench.folder / "text.md"])
    return program


def _made(bench: Bench, program: str, ending: str, *more: str) -> Cost:
    place = str(Path(sys.executable).parent) + os.pathsep + os.environ.get("PATH", "")
    told = ["--metadata", "title=The same text", "--toc", *more]
    return run_program([program, bench.folder / "text.md", *told, "-o", bench.folder / f"pandoc.{ending}"], {"PATH": place})


def pandoc_epub(bench: Bench) -> Outcome:
    """Show what our e-book costs beside pandoc's of the same text; it checks nothing, draws nothing and lays out no pages."""
    program = _text(bench)
    ours = ("report build --format epub", lambda: bench.built(*OWN, "--format", "epub"))
    theirs = ("pandoc text.md -o book.epub", lambda: _made(bench, program, "epub"))
    note = "pandoc isn't Python, draws no chart, and lays out no pages for a page list"
    return bench.compared("pandoc-epub", ours, theirs, Limit("CPU"), Limit("memory"), note=note)


def pandoc_pdf(bench: Bench) -> Outcome:
    """Show what our A4 report costs beside pandoc's PDF of the same text, which WeasyPrint lays out, too."""
    program = _text(bench)
    if not (Path(sys.executable).parent / "weasyprint").is_file() and shutil.which("weasyprint") is None:
        raise Unavailable("the program weasyprint, which pandoc calls, isn't there")
    ours = ("report build --format a4", lambda: bench.built(*OWN, "--format", "a4"))
    theirs = ("pandoc --pdf-engine=weasyprint", lambda: _made(bench, program, "pdf", "--pdf-engine=weasyprint"))
    note = "pandoc's own style sheet, no tags, no charts drawn"
    return bench.compared("pandoc-pdf", ours, theirs, Limit("CPU"), Limit("memory"), note=note)
