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
from tempfile import TemporaryFile
from typing import IO

from support import forked

from report.command_line.cli import main

ROOT = Path(__file__).resolve().parents[2]
_READ_BY_PYTHON = ("PYTHON", "LC_", "LANG")
"""How the names of variables begin that Python reads before anything of ours."""


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it said."""

    status: int
    output: str
    errors: str


def report(
    *arguments: str | Path,
    cwd: Path = ROOT,
    env: Mapping[str, str] | None = None,
    without: tuple[str, ...] = (),
    umask: int = -1,
    modules: tuple[str, ...] = (),
) -> Done:
    """Run the command in a process of its own; `env` is added to the environment, and `without` names what is taken out of it.

    It is forked from one that has imported the program and `modules`, unless its surroundings are such as Python itself reads.
    """
    own = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "0"}
    environment = {key: value for key, value in os.environ.items() if key not in without} | own | (env or {})
    if hasattr(os, "fork") and not any(name.startswith(_READ_BY_PYTHON) for name in (*(env or ()), *without)):
        with TemporaryFile() as output, TemporaryFile() as errors:
            streams = output.fileno(), errors.fileno()
            status = forked.started(arguments, modules=modules, cwd=cwd, env=environment, umask=umask, streams=streams).wait()
            done = Done(status, *(_text(stream) for stream in (output, errors)))
    else:
        command = [sys.executable, "-m", "report", *map(str, arguments)]
        ended = subprocess.run(command, cwd=cwd, env=environment, umask=umask, capture_output=True, encoding="utf-8", check=False)
        done = Done(ended.returncode, ended.stdout, ended.stderr)
    assert "Traceback" not in done.errors, done.errors
    return done


def _text(stream: IO[bytes]) -> str:
    stream.seek(0)
    return stream.read().decode("utf-8")


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
