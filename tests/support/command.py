"""`report` as a user runs it: in a process of its own where that is the point, otherwise in this one, which is there already."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from report.command_line.cli import main

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


def here(*arguments: str | Path, cwd: Path = ROOT) -> Done:
    """Run the same command in this process: another one takes a second to begin, for nothing that most tests ask."""
    output, errors = io.StringIO(), io.StringIO()
    with chdir(cwd), redirect_stdout(output), redirect_stderr(errors):
        try:
            status = main([*map(str, arguments)])
        except SystemExit as ended:  # argparse, where the usage is wrong
            status = int(ended.code or 0)
    assert "Traceback" not in errors.getvalue(), errors.getvalue()
    return Done(status, output.getvalue(), errors.getvalue())
