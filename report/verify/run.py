"""Runs an outside program with a time limit, and leaves nothing of it behind.

A judge may start others (Node starts a browser, which leaves the process group on purpose), so every process that belongs
to it carries a mark in its environment, and all of them are ended together. Output goes to files, not pipes: a pipe that
a stray child keeps open would hold up its reader.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

MARK = "REPORT_JUDGE"
LONGEST = 64 * 1024 * 1024
"""Bytes of output that are read; no honest answer is longer."""
_GRACE = 3.0
"""Seconds that a program has to end when it is asked to, and the system to end it when it doesn't."""

_numbers = itertools.count()
_running: dict[str, subprocess.Popen[bytes]] = {}


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a program ended. `status` is None where it was ended for want of time."""

    status: int | None
    output: str
    errors: str

    @property
    def said(self) -> str:
        """What it said, errors first, for a problem's cause."""
        return "\n".join(part.strip() for part in (self.errors, self.output) if part.strip())


def run(
    command: Sequence[str | Path], *, seconds: float, env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> Outcome:
    """Run a program to its end, or end it after `seconds`; `env` is added to the environment.

    Raises OSError where the program can't be started.
    """
    mark = f"{os.getpid()}-{next(_numbers)}"
    environment = {**os.environ, **(env or {}), MARK: mark}
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=errors,
            env=environment,
            cwd=cwd,
            start_new_session=True,
        )
        _running[mark] = process
        status: int | None = None
        try:
            with contextlib.suppress(subprocess.TimeoutExpired):
                status = process.wait(seconds)
        finally:
            _end(process, mark)
            _running.pop(mark, None)
        return Outcome(status, _read(output), _read(errors))


def end_all() -> None:
    """End every program that is running, for an interrupt."""
    for mark, process in list(_running.items()):
        _end(process, mark)


def _read(stream: IO[bytes]) -> str:
    stream.seek(0)
    return stream.read(LONGEST).decode("utf-8", "replace")


def _end(process: subprocess.Popen[bytes], mark: str) -> None:
    """End the program and what it started; the program itself may have ended already."""
    if os.name == "nt":
        if process.poll() is None:
            subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True, check=False)
            process.wait()
        return
    alive = _family(process, mark)
    for number in (signal.SIGTERM, signal.SIGKILL):
        _signal(alive, number)
        until = time.monotonic() + _GRACE
        while alive and time.monotonic() < until:
            time.sleep(0.02)
            alive = _family(process, mark) | {pid for pid in alive if pid != process.pid and _is_there(pid)}


def _family(process: subprocess.Popen[bytes], mark: str) -> set[int]:
    """Return the program, if it is alive, and its living descendants, orphans included where the system shows them."""
    family = {process.pid} if process.poll() is None else set()
    return family | (_marked(mark) if Path("/proc/self/environ").exists() else _descendants(process.pid))


def _marked(mark: str) -> set[int]:
    wanted = f"{MARK}={mark}".encode()
    found = set()
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with contextlib.suppress(OSError):
                if wanted in (folder / "environ").read_bytes().split(b"\0"):
                    found.add(int(folder.name))
    return found


def _descendants(pid: int) -> set[int]:
    listing = subprocess.run(["ps", "-axo", "pid=,ppid="], capture_output=True, text=True, check=False).stdout
    rows = [line.split() for line in listing.splitlines()]
    parents = {int(row[0]): int(row[1]) for row in rows if len(row) == 2}
    found: set[int] = set()
    waiting = {pid}
    while waiting:
        waiting = {child for child, parent in parents.items() if parent in waiting} - found
        found |= waiting
    return found


def _is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return not _is_zombie(pid)


def _is_zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()[0] == "Z"
    except (OSError, IndexError):
        return False


def _signal(pids: set[int], number: int) -> None:
    for pid in pids:
        with contextlib.suppress(OSError):
            os.kill(pid, number)
