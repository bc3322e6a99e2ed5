"""Our own judge: what every publication of ours has, checked with Python alone, so always there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import report
from report.verify.epub_structure import epub_problems
from report.verify.pdf_structure import pdf_problems
from report.verify.verdict import Judge, Judgement, Missing, Options

NAME = "structure"


def medium(file: Path) -> str | None:
    """Tell by its first bytes whether a file is a `pdf` or an `epub`; None for anything else. Raises OSError."""
    with file.open("rb") as stream:
        head = stream.read(1024)
    # A file that only calls itself a PDF or an EPUB is judged as one, and found wanting.
    if b"%PDF-" in head or file.suffix.lower() == ".pdf":
        return "pdf"
    if head.startswith(b"PK") or file.suffix.lower() == ".epub":
        return "epub"
    return None


def missing() -> Missing | None:
    """Say what is missing: nothing, ever."""
    return None


def judge(files: Sequence[Path], options: Options) -> list[Judgement]:
    """Judge each PDF and EPUB."""
    return [
        Judgement(
            file,
            NAME,
            report.__version__,
            tuple(pdf_problems(file, options.families) if medium(file) == "pdf" else epub_problems(file)),
        )
        for file in files
    ]


JUDGE = Judge(NAME, frozenset({"pdf", "epub"}), missing, judge)
