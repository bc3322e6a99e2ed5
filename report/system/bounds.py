"""Bounds on what a command may take, for articles that come from others: so many seconds, so much memory.

The command runs again as a child, in a session of its own; here is watched how long it takes and how much memory it and all
that it started have in use. What goes beyond is ended with everything that belongs to it.
"""

from __future__ import annotations

import errno
import itertools
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from report.problems import Place, Problem, Rule, Severity
from report.system import processes

TOO_LONG = Rule(
    "CFG-060",
    Severity.ERROR,
    "Not done in the time given",
    "`--timeout SECONDS` bounds the time of the whole command, with all that it starts. What wasn't finished until then is given "
    "up; files that were written before stay, each of them whole.",
)
TOO_MUCH = Rule(
    "CFG-061",
    Severity.ERROR,
    "More memory than there is, or than was given",
    "`--max-memory SIZE` (500M, 2G) bounds the memory that the command and all that it starts have in use together. What wasn't "
    "finished until then is given up; files that were written before stay, each of them whole. A small report takes 200 MB, "
    "a page of print one or two more. The same is said, without that option, where the system itself has no more to give.",
)
REFUSED = Rule(
    "CFG-064",
    Severity.ERROR,
    "The system refuses",
    "A file can't be read or written, or there is no room for it: the sentence gives the system's own reason, the place the "
    "file, where the system names it. Files that were written before stay, each of them whole. Temporary files go to the "
    "folder that TMPDIR names.",
)

MARK = "REPORT_BOUNDS"
"""Stands in the environment of the child and of all that it starts, so that they are found again."""
_AGAIN = "import sys; from report.command_line.cli import main; sys.exit(main(sys.argv[1:], bounded=True))"
_PAUSE = 0.05
_ROOM = 512 * 1024 * 1024
"""Bytes of address space that a process may claim beyond what it may use; libraries claim much that they never touch."""
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([kmgt]?)i?b?", re.IGNORECASE)

_numbers = itertools.count()


OF_THE_SYSTEM = frozenset(
    {errno.EACCES, errno.EFBIG, errno.EIO, errno.EMFILE, errno.ENAMETOOLONG, errno.ENFILE, errno.ENODEV, errno.ENOMEM}
    | {errno.ENOSPC, errno.EPERM, errno.EROFS, getattr(errno, "EDQUOT", errno.ENOSPC)}
)
"""What the system may refuse to anybody: room, rights, files that are open at a time."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a command may take; None for as much as there is."""

    seconds: float | None = None
    memory: int | None = None
    """Bytes."""

    def __bool__(self) -> bool:
        return self.seconds is not None or self.memory is not None


def seconds(text: str) -> float:
    """Read a number of seconds; a ValueError says that it is none."""
    try:
        value = float(text)
    except ValueError:
        value = 0
    if not 0 < value < 1e9:
        raise ValueError(f"“{text}” is not a number of seconds above 0")
    return value


def size(text: str) -> int:
    """Read a size such as 500M or 1.5G, in powers of 1024; a ValueError says that it is none."""
    found = _SIZE.fullmatch(text.strip())
    if not found or not float(found[1]):
        raise ValueError(f"“{text}” is not a size such as 500M or 2G")
    return int(float(found[1]) * 1024 ** " kmgt".index(found[2].lower() or " "))


def out_of_memory() -> Problem:
    """Return the problem that the system, or a bound, gives no more memory."""
    return TOO_MUCH.at(Place("memory"), "there is not enough of it; nothing half-written is left", hint=_hint("--max-memory"))


def refused_by_system(error: OSError) -> Problem:
    """Return the problem that the system refused something which no step of the work had expected."""
    hint = "make room, check permissions, or name other folders (--out, TMPDIR, REPORT_CACHE)"
    sentence = f"{error.strerror or error}; nothing half-written is left"
    return REFUSED.at(Place(str(error.filename or "system")), sentence, hint=hint, cause=str(error))


def run(arguments: Sequence[str], bounds: Bounds) -> int | Problem:
    """Run `report` with these arguments within the bounds; return its exit status, or the problem that it went beyond.

    What it says goes where our own words go.
    """
    mark = f"{MARK}={os.getpid()}-{next(_numbers)}"
    name, _, value = mark.partition("=")
    child = subprocess.Popen(
        [sys.executable, processes.SAFELY, "-c", _AGAIN, *arguments],
        env={**os.environ, name: value, "PYTHONPATH": processes.own_path()},
        start_new_session=True,
        preexec_fn=_limited(bounds.memory),  # noqa: PLW1509 - no thread runs here
    )
    until = None if bounds.seconds is None else time.monotonic() + bounds.seconds
    try:
        while True:
            try:
                status = child.wait(_PAUSE)
            except subprocess.TimeoutExpired:
                pass
            else:
                return 128 - status if status < 0 else status
            if until is not None and time.monotonic() > until:
                processes.end(child, mark)
                sentence = f"the command isn't done after {bounds.seconds:g} seconds; nothing half-written is left"
                return TOO_LONG.at(Place("--timeout"), sentence, hint=_hint("--timeout"))
            if bounds.memory is not None and (used := processes.memory(processes.members(child, mark))) > bounds.memory:
                processes.end(child, mark)
                sentence = (
                    f"the command has {_mb(used)} MB in use, and may have {_mb(bounds.memory)}; nothing half-written is left"
                )
                return TOO_MUCH.at(Place("--max-memory"), sentence, hint=_hint("--max-memory"))
    finally:
        processes.end(child, mark)


def can_bound_memory() -> bool:
    """Tell whether this system says how much memory a process has in use."""
    return os.name != "nt"


def _limited(memory: int | None) -> Callable[[], None] | None:
    """Return what bounds the child's own address space: a leap between two looks ends in a MemoryError, not in swapping."""
    if memory is None or not sys.platform.startswith("linux"):
        return None
    import resource

    most = memory + _ROOM
    return lambda: resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def _hint(option: str) -> str:
    return f"give {option} more, build fewer formats at a time, or have the article divided"


def _mb(size: int) -> str:
    return f"{size / 1024 / 1024:.3g}" if size < 10 * 1024 * 1024 else f"{size / 1024 / 1024:.0f}"


__all__ = ["Bounds", "can_bound_memory", "out_of_memory", "refused_by_system", "run", "seconds", "size"]
