"""The Nu HTML checker: whether a page keeps the standard. It is the jar of npm's package `vnu-jar`, or what REPORT_VNU names."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from report.problems import Place, Problem, Rule, Severity
from report.verify import tools
from report.verify.run import run
from report.verify.verdict import CRASHED, TOO_SLOW, UNREADABLE, Judge, Judgement, Missing, Options, fault

NAME = "Nu"
BROKEN = Rule(
    "WEB-201",
    Severity.ERROR,
    "The page breaks HTML's standard",
    "The Nu HTML checker found an error: browsers, and programs that read pages to people, may take the page for something else "
    "than is meant.",
)
REMARK = Rule(
    "WEB-202",
    Severity.NOTE,
    "The Nu HTML checker remarks",
    "A remark on how the page uses the standard; nothing has to be done.",
)


def _jar() -> Path | None:
    return tools.in_npm("REPORT_VNU", "vnu-jar", "build", "dist", "vnu.jar")


def missing() -> Missing | None:
    """Say what the checker lacks here."""
    if not _jar():
        return Missing(NAME, "the package vnu-jar", tools.install_command("vnu"))
    java = tools.java()
    return None if java.path else Missing(NAME, java.lacking, java.install)


def judge(files: Sequence[Path], options: Options) -> list[Judgement]:
    """Judge each page."""
    return [_judge(file, options) for file in files]


def _judge(file: Path, options: Options) -> Judgement:
    start = [tools.java().path or "java", *tools.JVM, "-jar", _jar() or "vnu.jar"]
    try:
        version = run([*start, "--version"], seconds=options.seconds).output.strip()
        outcome = run([*start, "--format", "json", "--stdout", "--html", file.absolute()], seconds=options.seconds)
    except OSError as error:
        return Judgement(file, NAME, "", (fault(CRASHED, NAME, file, "the Nu checker can't be started", str(error)),))
    if outcome.status is None:
        sentence = "the Nu checker runs out of time, so nobody has judged this file by it"
        return Judgement(file, NAME, "", (fault(TOO_SLOW, NAME, file, sentence, outcome.said),))
    if "{" not in outcome.output or outcome.status not in {0, 1}:
        sentence = f"the Nu checker ends without an answer (status {outcome.status})"
        return Judgement(file, NAME, "", (fault(CRASHED, NAME, file, sentence, outcome.said),))
    try:
        problems = tuple(_read(file, outcome.output))
        if (outcome.status == 1) != any(problem.severity is Severity.ERROR for problem in problems):
            raise ValueError("its status says otherwise")
    except (ValueError, KeyError, TypeError, AttributeError):
        return Judgement(file, NAME, "", (fault(UNREADABLE, NAME, file, "the Nu checker's answer can't be read", outcome.said),))
    return Judgement(file, NAME, version, tuple(p for p in problems if options.notes or p.severity is not Severity.NOTE))


def _read(file: Path, output: str) -> Iterator[Problem]:
    for message in json.loads(output[output.index("{") :])["messages"]:
        rule = {"error": BROKEN, "non-document-error": BROKEN, "info": REMARK}[message["type"]]
        place = Place(str(file), int(message.get("lastLine", 0)), int(message.get("firstColumn", 0)))
        words = " ".join(str(message["message"]).split())
        yield rule.at(place, words.rstrip("."), cause=str(message.get("extract", "")))


JUDGE = Judge(NAME, frozenset({"web"}), missing, judge)
