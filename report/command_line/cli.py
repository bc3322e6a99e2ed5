"""The command line: arguments in, one exit status out, and no traceback on the way."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from report.command_line.arguments import parser
from report.command_line.commands import COMMANDS, Exit, finish, our_fault
from report.problems import Problem, ProblemsFound, ToolMissing, Unreachable
from report.system import interrupt, screen


def main(argv: Sequence[str] | None = None, *, bounded: bool = False) -> int:
    """Run the command line and return its exit status; no traceback reaches the user unless REPORT_DEBUG is set.

    `bounded` says that another process watches what this one takes.
    """
    screen.open_all()
    given = list(sys.argv[1:] if argv is None else argv)
    try:
        arguments = parser().parse_args(given)
    except SystemExit as end:
        return _heard(int(end.code or 0))
    last_words = _interrupted if not bounded else lambda: None  # who watches has the word
    with interrupt.heard(last_words):
        try:
            status = _bounded(given, arguments) if not bounded and _bounds_of(arguments) else _run(arguments)
        except BaseException:
            if not interrupt.status():
                raise
        if interrupt.status():  # wherever the signal fell, and whatever became of it there
            last_words()
            return interrupt.status()
    return _heard(status)


def _run(arguments: argparse.Namespace) -> int:
    try:
        return int(COMMANDS[arguments.command](arguments))
    except ProblemsFound as found:
        finish(arguments, found.problems)
        return Exit.TOOL_MISSING if isinstance(found, Unreachable) else Exit.PROBLEMS
    except ToolMissing as missing:
        for line in f"report: {missing}".split("\n"):
            screen.complain(line)
        return Exit.TOOL_MISSING
    except MemoryError:
        from report.system.bounds import out_of_memory

        finish(arguments, [out_of_memory()])
        return Exit.PROBLEMS
    except OSError as error:
        from report.system.bounds import OF_THE_SYSTEM, refused_by_system

        if error.errno not in OF_THE_SYSTEM or os.environ.get("REPORT_DEBUG") or interrupt.status():
            return our_fault(error)
        finish(arguments, [refused_by_system(error)])
        return Exit.PROBLEMS
    except Exception as error:
        return our_fault(error)


def _bounds_of(arguments: argparse.Namespace) -> bool:
    return getattr(arguments, "timeout", None) is not None or getattr(arguments, "max_memory", None) is not None


def _bounded(given: Sequence[str], arguments: argparse.Namespace) -> int:
    from report.system import bounds

    if arguments.max_memory is not None and not bounds.can_bound_memory():
        screen.complain("report: this system doesn't tell how much memory a process has in use; --timeout works here")
        return Exit.USAGE
    ended = bounds.run(given, bounds.Bounds(arguments.timeout, arguments.max_memory))
    if isinstance(ended, Problem):
        finish(arguments, [ended])
        return Exit.PROBLEMS
    return ended


def _interrupted() -> None:
    screen.complain(interrupt.WORDS)


def _heard(status: int) -> int:
    """Return the exit status: 1 where all went well and not all of it was heard.

    A pipe that was closed needs no words (`report check | head`).
    """
    unheard = screen.unheard()
    if (error := unheard.get("stdout")) is not None and not isinstance(error, BrokenPipeError):
        screen.complain(f"report: standard output can't be written: {error.strerror or error}")
    return status or (Exit.PROBLEMS if unheard else Exit.DONE)


if __name__ == "__main__":
    sys.exit(main())
