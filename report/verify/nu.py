"""The Nu HTML checker: whether a page keeps the standard. It is the jar of npm's package `vnu-jar`, or what REPORT_VNU names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from report.problems import Place, Problem, Rule, Severity
from report.verify import tools
from report.verify.asking import Finding, answered, in_json, judged, lacking
from report.verify.verdict import Judge, Judgement, Missing, Options

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


def _jar() -> tools.Tool:
    found = tools.in_npm("REPORT_VNU", "vnu-jar", "build", "dist", "vnu.jar")
    return tools.Tool(found, "the package vnu-jar", tools.install_command("vnu"))


def missing() -> Missing | None:
    """Say what the checker lacks here."""
    return lacking(NAME, _jar(), tools.java())


def judge(files: Sequence[Path], options: Options) -> list[Judgement]:
    """Judge each page."""
    return [judged(NAME, file, options, _find) for file in files]


def _find(file: Path, options: Options) -> Finding:
    start = tools.in_java("-jar", _jar().path or "vnu.jar")
    version = answered(NAME, [*start, "--version"], options.seconds).output.strip()
    outcome = answered(NAME, [*start, "--format", "json", "--stdout", "--html", file.absolute()], options.seconds)
    return in_json(NAME, outcome, lambda report: (version, [_problem(file, message) for message in report["messages"]]))


def _problem(file: Path, message: dict[str, Any]) -> Problem:
    rule = {"error": BROKEN, "non-document-error": BROKEN, "info": REMARK}[message["type"]]
    place = Place(str(file), int(message.get("lastLine", 0)), int(message.get("firstColumn", 0)))
    return rule.at(place, " ".join(str(message["message"]).split()).rstrip("."), cause=str(message.get("extract", "")))


JUDGE = Judge(NAME, frozenset({"web"}), missing, judge)
