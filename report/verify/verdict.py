"""What judges say: a judgement of one file, who is missing, and the verdict on all files together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from report.problems import Place, Problem, Rule, Severity, any_error

NO_FILE = Rule(
    "CFG-901",
    Severity.ERROR,
    "No such file",
    "`report verify` judges files that are there: PDF, EPUB and HTML, as they were built.",
)
NEITHER = Rule(
    "CFG-902",
    Severity.ERROR,
    "Neither PDF nor EPUB nor HTML",
    "The judges know PDF, EPUB and HTML. What a file is, its first bytes say, not its name.",
)
CRASHED = Rule(
    "TOOL-101",
    Severity.ERROR,
    "A judge broke down",
    "A judge that ends with a fault, or without an answer, has judged nothing. It never counts as a pass; the raw message "
    "says what the program wrote before it ended.",
)
TOO_SLOW = Rule(
    "TOOL-102",
    Severity.ERROR,
    "A judge ran out of time",
    "A judge that hangs is ended, with every process that it started, and has judged nothing.",
)
UNREADABLE = Rule(
    "TOOL-103",
    Severity.ERROR,
    "A judge's answer can't be read",
    "The answer is cut short, contradicts itself, or has a form that this version doesn't know. It never counts as a pass.",
)
NOT_THERE = Rule(
    "TOOL-104",
    Severity.ERROR,
    "A judge is missing",
    "With --require-all every judge that knows this kind of file must have judged it. The hint says how to install it.",
)


class Missing(NamedTuple):
    """A judge that can't work here."""

    judge: str
    what: str
    """What is missing, in words: "Java 17 or newer"."""
    install: str
    """The command that installs it on this machine."""

    def __str__(self) -> str:
        return f"{self.judge}: {self.what} is missing; install it with: {self.install}"

    def as_json(self) -> dict[str, str]:
        """Return plain values, for `--json`."""
        return self._asdict()


class Judged(NamedTuple):
    """Who judged which file, and whether it passed."""

    file: Path
    judge: str
    version: str
    passed: bool

    def __str__(self) -> str:
        return f"{self.file}: {'passed' if self.passed else 'rejected'} by {' '.join(filter(None, (self.judge, self.version)))}"

    def as_json(self) -> dict[str, Any]:
        """Return plain values, for `--json`."""
        return {**self._asdict(), "file": str(self.file)}


@dataclass(frozen=True, slots=True)
class Options:
    """What the judges are told."""

    seconds: float = 300
    """The time that a judge has for one file."""
    families: Sequence[str] = ()
    """The font families that a PDF may have; empty for any."""
    notes: bool = False
    """Whether remarks that ask for nothing are wanted, too."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one judge says of one file. It is a pass only where the judge came to an end and found nothing to mend."""

    file: Path
    judge: str
    version: str
    problems: tuple[Problem, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether nothing has to be mended; notes may be there."""
        return not any_error(list(self.problems), strict=True)


@dataclass(frozen=True, slots=True)
class Judge:
    """A judge: what kinds of file it knows, what it lacks here, and how it judges."""

    name: str
    media: frozenset[str]
    """Of `pdf`, `epub` and `web`."""
    missing: Callable[[], Missing | None]
    judge: Callable[[Sequence[Path], Options], list[Judgement]]
    """Gives one judgement a file, in order; is not called where something is missing."""


@dataclass(slots=True)
class Verdict:
    """All problems, ours and the judges'; who judged what; and who is missing."""

    problems: list[Problem] = field(default_factory=list)
    judged: list[Judged] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        """Whether the judges that are there found nothing to mend, and judged something."""
        return bool(self.judged) and all(j.passed for j in self.judged) and not any_error(self.problems, strict=True)


def shortened(text: str, length: int = 2000) -> str:
    """Return a tool's raw words, ends trimmed, the middle left out where they are long."""
    text = text.strip()
    return text if len(text) <= length else f"{text[: length // 2]} […] {text[-length // 2 :]}"


def fault(rule: Rule, judge: str, file: Path, sentence: str, cause: str = "") -> Problem:
    """Return the problem that a judge, not the file, has."""
    hint = "run it again on a machine with less to do" if rule is TOO_SLOW else f"run {judge} by itself to see what it says"
    return rule.at(Place(str(file)), sentence, hint=hint, cause=shortened(cause))
