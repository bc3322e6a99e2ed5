"""Holds an output folder while files are written to it, so that two builds never mix in one, and sweeps up after dead ones.

The system's own lock on the folder is taken, not a file that says "taken": it goes with the process that holds it, however
that ends. So whoever holds a folder knows that every unfinished file in it belongs to nobody.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from report.problems import Place, ProblemsFound, Rule, Severity

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

HELD = Rule(
    "CFG-053",
    Severity.ERROR,
    "Another build writes here",
    "Files of one article are written by one build at a time, so that what lies in its folder belongs together. A second build "
    "waits a minute for the first to finish its writing, which takes a moment; then it gives up, and what was there stays. A "
    "build that was killed holds nothing.",
)

PATIENCE = 60.0
"""Seconds for which a build waits for another one; writing takes a moment, laying out pages happens before."""
UNFINISHED = ".partial"
"""Ends the name of a file that isn't whole yet; its name begins with a dot."""
LOCK = ".lock"
"""The file that is locked where the system can't lock a folder."""
_PAUSE = 0.05
_BUSY = {errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK}

_holders: dict[Path, int] = {}
"""Folders that this process holds, and how many times."""
_descriptors: set[int] = set()


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold a folder, which is made where it isn't there, and sweep it; what is left empty goes again.

    The same process may hold a folder several times, one within the other. OSError comes from the system, ProblemsFound
    says that another build kept the folder for longer than a minute.
    """
    key = Path(os.path.realpath(folder))
    if _holders.get(key):
        _holders[key] += 1
        try:
            yield
        finally:
            _holders[key] -= 1
        return
    made = _missing(folder)
    try:
        with _locked(folder):
            _holders[key] = 1
            try:
                sweep(folder)
                yield
            finally:
                del _holders[key]
    finally:
        for path in made:  # a folder in which nothing was written
            with contextlib.suppress(OSError):
                path.rmdir()


def sweep(folder: Path) -> None:
    """Delete unfinished files that a dead build left; only for who holds the folder."""
    for path in folder.glob(f".*{UNFINISHED}"):
        with contextlib.suppress(OSError):
            path.unlink()


def _missing(folder: Path) -> list[Path]:
    """Return the folders that have to be made, the innermost first."""
    return [path for path in (folder, *folder.parents) if not path.exists()]


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    until = time.monotonic() + PATIENCE
    while (descriptor := _taken(folder)) is None:
        if time.monotonic() > until:
            sentence = f"another build has been writing to this folder for {PATIENCE:.0f} seconds"
            raise ProblemsFound([HELD.at(Place(str(folder)), sentence, hint="wait for it, end it, or name another --out")])
        time.sleep(_PAUSE)
    _descriptors.add(descriptor)
    try:
        yield
    finally:
        _descriptors.discard(descriptor)
        os.close(descriptor)
        if sys.platform == "win32":
            with contextlib.suppress(OSError):
                (folder / LOCK).unlink()


def _taken(folder: Path) -> int | None:
    """Make the folder, lock it, and return what keeps the lock as long as it is open; None while another has it."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        descriptor, name = _opened(folder)
    except FileNotFoundError:  # the one who held it found nothing to write, and took it away
        return None
    try:
        locked = _lock(descriptor) and os.path.samestat(os.fstat(descriptor), name.stat())
    except FileNotFoundError:
        locked = False
    except BaseException:
        os.close(descriptor)
        raise
    if not locked:
        os.close(descriptor)
    return descriptor if locked else None


if sys.platform == "win32":

    def _opened(folder: Path) -> tuple[int, Path]:
        return os.open(folder / LOCK, os.O_RDWR | os.O_CREAT), folder / LOCK

    def _lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in _BUSY:
                return False
            raise
        return True

else:

    def _opened(folder: Path) -> tuple[int, Path]:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            _lock(descriptor)
        except OSError:  # a network file system, which locks files only, and only for writers
            os.close(descriptor)
            return os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o666), folder / LOCK
        return descriptor, folder

    def _lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in _BUSY:
                return False
            raise
        return True


def _let_go() -> None:
    """Close, in a process that was just forked, what its parent holds: a lock lasts as long as anybody has it open."""
    for descriptor in _descriptors:
        with contextlib.suppress(OSError):
            os.close(descriptor)
    _descriptors.clear()
    _holders.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)

__all__ = ["HELD", "UNFINISHED", "held", "sweep"]
