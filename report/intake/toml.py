"""TOML from anybody: read within bounds, or refused with one kind of error; and where in it each key stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from typing import Any

from report.problems import Place

_MANY_DOTS = re.compile(r"^[^\"'=#\n]*(?:\.[^\"'=#\n.]*){32}", re.MULTILINE)
"""A key of more parts than any file of ours has; the time in which such a key is read grows with their square."""
_AT = re.compile(r"\(at line (\d+), column (\d+)\)$")
_PART = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_NAME = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
_LINE = re.compile(rf"[ \t]*(?:\[{{1,2}}[ \t]*(?P<table>{_NAME})[ \t]*\]|(?P<key>{_NAME})[ \t]*=)")


class NotToml(ValueError):
    """A text that isn't TOML; `line` and `column` count from 1, and are 0 where they aren't known."""

    def __init__(self, reason: str, line: int = 0, column: int = 0) -> None:
        super().__init__(reason)
        self.line = line
        self.column = column


def loads(text: str) -> dict[str, Any]:
    """Return what stands in a text of TOML; Unreadable says why it can't be read."""
    if found := _MANY_DOTS.search(text):
        raise NotToml("a key has too many dots", text.count("\n", 0, found.start()) + 1, 1)
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise NotToml("brackets are nested too deeply") from None
    except ValueError as error:
        at = _AT.search(str(error))
        raise NotToml(str(error), *(map(int, at.groups()) if at else ())) from None


_COMMENT = re.compile(
    r"""(\"{3}(?:\\.|[^\\])*?(?:\"{3,5}|\\?\Z)|'{3}.*?(?:'{3,5}|\Z)|"(?>(?:\\.|[^"\\\n])*)(?:"|\\?(?=\n|\Z))|'[^'\n]*+(?:'|(?=\n|\Z)))"""
    r"|(?<![ \t])[ \t]*+\#[^\n]*",
    re.DOTALL,
)
"""A comment, or text in which what looks like one is none."""


def without_comments(text: str) -> str:
    """Return a text of TOML that can be read without its comments; every key keeps its line."""
    return _COMMENT.sub(lambda found: found[1] or "", text)


class Lines:
    """On which line of a file each key and each table begins; of several tables of one name the first."""

    def __init__(self, text: str, shown: str) -> None:
        self._shown = shown
        self._known: dict[tuple[str, ...], int] = {}
        table: tuple[str, ...] = ()
        for number, line in enumerate(text.split("\n"), 1):
            if match := _LINE.match(line):
                path = tuple(part.strip("\"'") for part in re.findall(_PART, match["table"] or match["key"]))
                table, path = (path, path) if match["table"] else (table, (*table, *path))
                for length in range(len(path), 0, -1):
                    self._known.setdefault(path[:length], number)

    def __contains__(self, path: object) -> bool:
        return path in self._known

    def place(self, path: Sequence[object]) -> Place:
        """Return the place of the key at a path, or of what holds it; that of the file where none of them is known."""
        names = tuple(part for part in path if isinstance(part, str))
        found = (self._known[names[:length]] for length in range(len(names), 0, -1) if names[:length] in self._known)
        return next((Place(self._shown, line, 1) for line in found), Place(self._shown))


__all__ = ["Lines", "NotToml", "loads", "without_comments"]
