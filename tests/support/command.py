"""`report` as a user runs it: in a process of its own, with an environment that a test may change."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it said."""

    status: int
    output: str
    errors: str


def report(
    *arguments: str | Path, cwd: Path = ROOT, env: Mapping[str, str] | None = None, without: tuple[str, ...] = (), umask: int = -1
) -> Done:
    """Run `python -m report`; `env` is added to the environment, and `without` names what is taken out of it."""
    environment = {key: value for key, value in os.environ.items() if key not in without}
    environment |= {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "0", **(env or {})}
    done = subprocess.run(
        [sys.executable, "-m", "report", *map(str, arguments)],
        cwd=cwd,
        env=environment,
        umask=umask,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return Done(done.returncode, done.stdout, done.stderr)
