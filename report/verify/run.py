"""Runs an outside program with a time limit, and leaves nothing of it behind.

A judge may start others (Node starts a browser, which leaves the process group on purpose), so every process that belongs
to it carries a mark in its environment, and all of them are ended together. Output goes to files, not pipes: a pipe that
a stray child keeps open would hold up its reader.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from report.system import processes

MARK = "REPORT_JUDGE"
LONGEST = 64 * 1024 * 1024
"""Bytes of output that are read; no honest answer is longer."""

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
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        with started(command, output, errors, env=env, cwd=cwd) as process:
            status: int | None = None
            with contextlib.suppress(subprocess.TimeoutExpired):
                status = process.wait(seconds)
        return Outcome(status, _read(output), _read(errors))


@contextlib.contextmanager
def started(
    command: Sequence[str | Path],
    output: IO[bytes] | int,
    errors: IO[bytes] | int,
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    pass_fds: Sequence[int] = (),
) -> Iterator[subprocess.Popen[bytes]]:
    """Start a program, and end it with all that it has started itself when the block is left."""
    mark = f"{os.getpid()}-{next(_numbers)}"
    process = subprocess.Popen(
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=errors,
        env={**os.environ, **(env or {}), MARK: mark},
        cwd=cwd,
        start_new_session=True,
        pass_fds=pass_fds,
    )
    _running[mark] = process
    try:
        yield process
    finally:
        processes.end(process, f"{MARK}={mark}")
        _running.pop(mark, None)


def end_all() -> None:
    """End every program that is running, for an interrupt."""
    for mark, process in list(_running.items()):
        processes.end(process, f"{MARK}={mark}")


def _read(stream: IO[bytes]) -> str:
    stream.seek(0)
    return stream.read(LONGEST).decode("utf-8", "replace")
