"""Judges files on disk: veraPDF, EPUBCheck, Ace, axe, the Nu HTML checker, and our own checks of structure.

Nothing here builds anything, and nothing that builds is imported: the judge never trusts the builder. A judge that isn't
there is named as missing; one that breaks down, hangs or says nothing is a problem. Neither counts as a pass.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from report.problems import Place, Problem, in_order
from report.verify import ace, axe, epubcheck, nu, structure, verapdf
from report.verify.run import end_all
from report.verify.verdict import NEITHER, NO_FILE, NOT_THERE, Judge, Judged, Judgement, Missing, Options, Verdict

__all__ = ["JUDGES", "Judge", "Judged", "Judgement", "Missing", "Verdict", "verify"]

JUDGES: tuple[Judge, ...] = (structure.JUDGE, verapdf.JUDGE, epubcheck.JUDGE, ace.JUDGE, nu.JUDGE, axe.JUDGE)
"""Every judge there is."""


def verify(
    files: Sequence[Path],
    *,
    require_all: bool = False,
    families: Sequence[str] = (),
    seconds: float = 300,
    notes: bool = False,
    judges: Sequence[Judge] = JUDGES,
) -> Verdict:
    """Show each file to every judge that knows its kind.

    With `require_all`, a judge that is missing is a problem of each file that it should have judged, too. `families` are the
    font families that a PDF may have (empty: any), `seconds` is the time that a judge has for one file, and `notes` asks
    for remarks as well.
    """
    verdict = Verdict()
    media = {file: medium for file in dict.fromkeys(files) if (medium := _medium(file, verdict.problems))}
    options = Options(seconds, families, notes)
    asked: list[tuple[Judge, list[Path]]] = []
    for judge in judges:
        known = [file for file, medium in media.items() if medium in judge.media]
        if not known:
            continue
        if lacking := judge.missing():
            verdict.missing.append(lacking)
            if require_all:
                verdict.problems += [_unjudged(file, lacking) for file in known]
        else:
            asked.append((judge, known))
    for judgement in _ask(asked, options):
        verdict.judged.append(Judged(judgement.file, judgement.judge, judgement.version, judgement.passed))
        verdict.problems += judgement.problems
    order = list(media)
    verdict.judged.sort(key=lambda judged: order.index(judged.file))
    verdict.problems = in_order(verdict.problems)
    return verdict


def _medium(file: Path, problems: list[Problem]) -> str | None:
    try:
        medium = structure.medium(file)
    except OSError as error:
        words = f"{file} is not a file" if file.is_dir() else f"{file} is not there, or can't be read"
        hint = "name a PDF, an EPUB or a web edition, as built"
        problems.append(NO_FILE.at(Place(str(file)), words, hint=hint, cause=error.strerror or str(error)))
        return None
    if medium is None:
        problems.append(
            NEITHER.at(Place(str(file)), f"{file.name} is neither a PDF nor an EPUB nor HTML", hint="name a publication")
        )
    return medium


def _unjudged(file: Path, lacking: Missing) -> Problem:
    sentence = f"Nobody has judged this file by {lacking.judge}: {lacking.what} is missing"
    return NOT_THERE.at(Place(str(file)), sentence, hint=lacking.install)


def _ask(asked: Sequence[tuple[Judge, list[Path]]], options: Options) -> list[Judgement]:
    """Let the judges work side by side (they are other programs), and give what they say in the judges' order."""
    with ThreadPoolExecutor(max_workers=max(1, min(len(asked), os.cpu_count() or 1))) as pool:
        waiting: list[Future[list[Judgement]]] = [pool.submit(judge.judge, known, options) for judge, known in asked]
        try:
            return [judgement for future in waiting for judgement in future.result()]
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            end_all()
            raise
