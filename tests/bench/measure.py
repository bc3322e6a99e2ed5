"""Runs a command and says what it cost, children included.

This process stays small on purpose: what it holds in memory when it starts a command counts as the command's own peak.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.bench.figures import Cost

ROOT = Path(__file__).resolve().parents[2]
OWN = ("--lang", "en-GB")
"""The article that ships in its own language alone, as scripts beside it have it."""
BOTH = ("--format", "a4", "--format", "epub")
_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in which the system counts memory."""

Step = Callable[[], Cost]
"""One run of one side."""


class Failed(Exception):
    """A command that was to be measured didn't end well."""


class Unavailable(Exception):
    """What a bench needs isn't on this machine; it is left out, and isn't counted as kept."""


def run(command: Sequence[str | Path], more: Mapping[str, str] | None = None) -> Cost:
    """Run a Python command in the project's folder and return its cost; Failed has what it said.

    The peak that the system tells of a child is never below what its parent held when it was started: measure from a small one.
    """
    return run_program([sys.executable, *command], more)


def run_program(command: Sequence[str | Path], more: Mapping[str, str] | None = None) -> Cost:
    """Run any program as `run` does a Python command."""
    return _run(command, more)[0]


def said(command: Sequence[str | Path]) -> str:
    """Return what a Python command says."""
    return _run([sys.executable, *command], None)[1]


def _run(command: Sequence[str | Path], more: Mapping[str, str] | None) -> tuple[Cost, str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("FONTCONFIG", "PYTHON"))}
    environment |= {"PYTHONPATH": str(ROOT), **(more or {})}
    with tempfile.TemporaryFile() as said:
        started = subprocess.Popen(
            list(map(str, command)), cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said
        )
        _, status, used = os.wait4(started.pid, 0)
        started.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        words = said.read().decode("utf-8", "replace").strip()
        if started.returncode:
            raise Failed(f"{' '.join(map(str, command))} ended with {started.returncode}:\n{words}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss * _UNIT), words


def in_turn(steps: Sequence[Step], runs: int, say: Callable[[str], None]) -> list[list[Cost]]:
    """Run all steps once to warm up, then `runs` times one after the other: A B A B. Return the costs of each round."""
    for step in steps:
        step()
    rounds = []
    for number in range(runs):
        rounds.append([step() for step in steps])
        say(f"run {number + 1} of {runs}: " + ", ".join(f"{cost.cpu:.3f} s" for cost in rounds[-1]))
    return rounds
