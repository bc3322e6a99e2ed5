"""Our own judge: what every publication of ours has, checked with Python alone, so always there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import report
from report.problems import Problem
from report.verify.epub_structure import epub_problems
from report.verify.pdf_structure import pdf_problems
from report.verify.verdict import Judge, Judgement, Missing, Options
from report.verify.web_structure import web_problems

NAME = "structure"


def medium(file: Path) -> str | None:
    """Tell by its first bytes whether a file is a `pdf`, an `epub` or a `web` page; None for anything else. Raises OSError."""
    with file.open("rb") as stream:
        head = stream.read(1024)
    # A file that only calls itself a PDF or an EPUB is judged as one, and found wanting.
    if b"%PDF-" in head or file.suffix.lower() == ".pdf":
        return "pdf"
    if head.startswith(b"PK") or file.suffix.lower() == ".epub":
        return "epub"
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype html", b"<html")) or file.suffix.lower() == ".html":
        return "web"
    return None


def missing() -> Missing | None:
    """Say what is missing: nothing, ever."""
    return None


def judge(files: Sequence[Path], options: Options) -> list[Judgement]:
    """Judge each file."""
    return [Judgement(file, NAME, report.__version__, tuple(_problems(file, options))) for file in files]


def _problems(file: Path, options: Options) -> Iterable[Problem]:
    match medium(file):
        case "pdf":
            return pdf_problems(file, options.families)
        case "web":
            return web_problems(file)
    return epub_problems(file)


JUDGE = Judge(NAME, frozenset({"pdf", "epub", "web"}), missing, judge)
