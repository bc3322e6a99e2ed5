"""What a user may have to mend: one type for every kind of problem, ours or an outside judge's.

A rule has a stable id, a severity and a help text, and stands beside the code that checks it. A problem is one breach of
a rule at one place. Checks return problems; they neither print nor exit.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """How much a problem matters; defined here once, for every rule."""

    ERROR = "error"
    """The publication would mislead, break or not conform."""
    WARNING = "warning"
    """A careful editor would change it."""
    NOTE = "note"
    """Worth knowing; nothing has to be done."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in a file; `line` and `column` count from 1, and 0 says that they are not known."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.path, *(str(n) for n in (self.line, self.column) if n)])


NOWHERE = Place("")
_LONGEST = 1000
"""Characters of either end of a sentence that are told, however long it is."""

_RULES: dict[str, Rule] = {}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that a file can break. Ids are never used twice; a retired one stays listed."""

    id: str
    severity: Severity
    title: str
    """What is wrong, as a short phrase: "Unknown key"."""
    help: str
    """What the rule wants and why, for `report explain`."""

    def __post_init__(self) -> None:
        if _RULES.setdefault(self.id, self) is not self:
            raise ValueError(f"two rules are called {self.id}")

    def at(self, place: Place, sentence: str, *, hint: str = "", clause: str = "", cause: str = "") -> Problem:
        """Return the problem that `sentence` describes: the author's thing, present tense, no blame."""
        return Problem(self.id, self.severity, _short(sentence), place, _short(hint), clause, cause)


def _short(said: str) -> str:
    """Return a sentence as somebody can read it: without its middle, where a file of a million digits would stand in it."""
    return said if len(said) <= 2 * _LONGEST else f"{said[:_LONGEST]}…{said[-_LONGEST:]}"


def cut(text: str, most: int = 80) -> str:
    """Return an author's words as a sentence shows them: the beginning, where they are long."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def either(words: Sequence[str]) -> str:
    """Return words as alternatives: "an event, a fact or a source"."""
    return " or ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


_INVISIBLE = "\u00ad\u200c\u200d"
"""Characters that show how words are joined or divided, and do nothing else."""


def printable(text: str) -> str:
    r"""Return text of somebody's file as it may be sent to a terminal: orders to it and line ends are shown, as `\x1b`."""
    if text.isprintable():
        return text
    kept = (c if c.isprintable() or c in _INVISIBLE or unicodedata.category(c) == "Zs" else ascii(c)[1:-1] for c in text)
    return "".join(kept)


def known_rules() -> dict[str, Rule]:
    """Return every rule declared by the modules imported so far, by id."""
    return dict(sorted(_RULES.items()))


@dataclass(frozen=True, slots=True)
class Problem:
    """One breach of a rule at one place."""

    rule: str
    severity: Severity
    sentence: str
    place: Place
    hint: str = ""
    """The next action, in the author's file."""
    clause: str = ""
    """The clause of the standard, as the judge names it."""
    cause: str = ""
    """The raw message of an outside tool, where there is one."""

    def __str__(self) -> str:
        return f"{self.place}: {self.rule} {self.sentence}"

    def as_json(self) -> dict[str, Any]:
        """Return the problem with plain values, for `--json`."""
        return {
            "rule": self.rule,
            "severity": self.severity.value,
            "sentence": self.sentence,
            "path": self.place.path,
            "line": self.place.line or None,
            "column": self.place.column or None,
            "hint": self.hint or None,
            "clause": self.clause or None,
            "cause": self.cause or None,
        }


def in_order(problems: list[Problem]) -> list[Problem]:
    """Return the problems as they are shown: by file, line and column, each once."""
    return sorted(dict.fromkeys(problems), key=lambda p: (p.place, p.rule, p.sentence))


def any_error(problems: list[Problem], *, strict: bool = False) -> bool:
    """Tell whether one of the problems stops a build; with `strict` a warning does, too."""
    stopping = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(p.severity in stopping for p in problems)


class ProblemsFound(Exception):
    """Raised where work can't go on; carries every problem found until then."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems

    def __reduce__(self) -> tuple[type[ProblemsFound], tuple[list[Problem]]]:
        """Travel from process to process whole."""
        return type(self), (self.problems,)


class Unreachable(ProblemsFound):
    """Another machine that a command needs isn't there, or has stopped answering."""


class ToolMissing(Exception):
    """A program or library outside Python that a command needs isn't there."""

    def __init__(self, tool: str, install: str) -> None:
        super().__init__(f"{tool} is not there. {install}")
        self.tool = tool
        self.install = install

    def __reduce__(self) -> tuple[type[ToolMissing], tuple[str, str]]:
        """Travel from process to process whole."""
        return type(self), (self.tool, self.install)
