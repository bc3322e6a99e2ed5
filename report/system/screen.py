"""The one door to whoever runs the command: every line that is printed goes through it, and nothing in a line is obeyed.

What comes from somebody's file may hold orders to a terminal: to clear it, to name its window, to turn its writing round. And
that nobody listens ends no work: what is closed or full is remembered, and told when the command ends.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any, TextIO

from report.problems import printable

_unheard: dict[str, OSError] = {}
"""Why standard output or standard error can't be written, by name."""


def open_all() -> None:
    """See that standard input, output and error are open, as nowhere where they were closed (`report check >&-`).

    A file that is opened later would otherwise be given the number of one of them, and what is printed be written into it.
    """
    _unheard.clear()
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            nowhere = os.open(os.devnull, os.O_RDWR)
            if nowhere != number:
                os.dup2(nowhere, number)
                os.close(nowhere)
        if getattr(sys, name) is None:
            setattr(sys, name, open(number, "w" if number else "r", encoding="utf-8", closefd=False))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(line: str = "") -> None:
    """Print a line to standard output; a line end in it is shown, not obeyed."""
    _write("stdout", printable(line))


def complain(line: str) -> None:
    """Print a line to standard error."""
    _write("stderr", printable(line))


def hand_over(value: Any, indent: int | None = 2) -> None:
    r"""Print a value as JSON to standard output; machines read the same from `\u202e` as from the character."""
    for line in json.dumps(value, ensure_ascii=False, indent=indent).split("\n"):
        _write("stdout", "".join(c if c == printable(c) else json.dumps(c)[1:-1] for c in line))


def unheard() -> dict[str, OSError]:
    """Return why standard output or standard error could not be written, by name; empty where all was."""
    return dict(_unheard)


def _write(name: str, line: str) -> None:
    stream: TextIO = getattr(sys, name)
    try:
        stream.write(f"{line}\n")
        stream.flush()
    except OSError as error:
        _unheard.setdefault(name, error)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())  # what waits to be written, and all that follows, goes there
        os.close(nowhere)


__all__ = ["complain", "hand_over", "open_all", "say", "unheard"]
