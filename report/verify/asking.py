"""Asks a judge what it says of a file: one that can't be started, ends without an answer or babbles has judged nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from report.problems import Problem, Rule, Severity
from report.verify.run import Outcome, run
from report.verify.tools import Tool
from report.verify.verdict import CRASHED, TOO_SLOW, UNREADABLE, Judgement, Missing, Options, fault

Finding = tuple[str, Sequence[Problem]]
"""A judge's version, and what it found."""


class NoAnswer(Exception):
    """A judge gave no answer: rule, sentence, cause."""

    def __init__(self, rule: Rule, sentence: str, cause: str) -> None:
        super().__init__(rule, sentence, cause)

    def problem(self, judge: str, file: Path) -> Problem:
        """Return the problem of a file that nobody has judged."""
        rule, sentence, cause = self.args
        return fault(rule, judge, file, sentence, cause)


def lacking(judge: str, *needed: Tool) -> Missing | None:
    """Say which of the programs that a judge needs is the first that isn't there."""
    return next((Missing(judge, tool.lacking, tool.install) for tool in needed if not tool.path), None)


def judged(judge: str, file: Path, options: Options, find: Callable[[Path, Options], Finding]) -> Judgement:
    """Return what a judge says of a file, with its remarks if they are wanted."""
    try:
        version, problems = find(file, options)
    except NoAnswer as error:
        return Judgement(file, judge, "", (error.problem(judge, file),))
    return Judgement(file, judge, version, tuple(one for one in problems if options.notes or one.severity is not Severity.NOTE))


def answered(judge: str, command: Sequence[str | Path], seconds: float, **how: Any) -> Outcome:
    """Run a judge's program, and return how it ended by itself; raise NoAnswer where it didn't, or couldn't be started."""
    try:
        outcome = run(command, seconds=seconds, **how)
    except OSError as error:
        raise NoAnswer(CRASHED, f"{judge} can't be started", str(error)) from None
    if outcome.status is None:
        raise NoAnswer(TOO_SLOW, f"{judge} runs out of time, so nobody has judged this file by it", outcome.said)
    return outcome


def silent(judge: str, outcome: Outcome) -> NoAnswer:
    """Return what is to be raised where an outcome is no answer."""
    return NoAnswer(CRASHED, f"{judge} ends without an answer (status {outcome.status})", outcome.said)


def in_json(judge: str, outcome: Outcome, read: Callable[[dict[str, Any]], Finding]) -> Finding:
    """Return what a Java program found, whose JSON stands behind remarks of Java itself, and which ends with 1 at errors."""
    if "{" not in outcome.output or outcome.status not in {0, 1}:
        raise silent(judge, outcome)
    with reading(judge, outcome.said):
        report, _ = json.JSONDecoder().raw_decode(outcome.output, outcome.output.index("{"))
        version, problems = read(report)
        if (outcome.status == 1) != any(problem.severity is Severity.ERROR for problem in problems):
            raise ValueError("its status says otherwise")
    return version, problems


@contextmanager
def reading(judge: str, said: str) -> Iterator[None]:
    """Raise NoAnswer where an answer turns out to be cut short, to contradict itself, or to have another form."""
    try:
        yield
    except (ValueError, KeyError, TypeError, AttributeError, SyntaxError):
        raise NoAnswer(UNREADABLE, f"{judge}'s answer can't be read", said) from None
