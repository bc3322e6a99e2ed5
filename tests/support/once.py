"""What is made once for a whole run of the tests, by whichever worker needs it first; the others wait for it."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

FOLDER = "REPORT_TESTS_FOLDER"
"""Environment variable that tells the workers of a run where it keeps what they share."""
PATIENCE = 900.0
"""Seconds for which a worker waits for another one to be done."""


def begin() -> None:
    """Give this run a folder of its own; to be called where workers inherit the environment."""
    os.environ[FOLDER] = mkdtemp(prefix="report-tests-")


def end() -> None:
    """Remove the folder with all that was made in it."""
    shutil.rmtree(os.environ.pop(FOLDER), ignore_errors=True)


def once(name: str, make: Callable[[Path], object]) -> Path:
    """Return the run's folder of this name; `make` fills it, unless another worker did, or is about to."""
    folder = Path(os.environ[FOLDER]) / name
    done, failed = folder.with_name(f"{name}.done"), folder.with_name(f"{name}.failed")
    try:
        folder.mkdir()
    except FileExistsError:
        until = time.monotonic() + PATIENCE
        while not done.exists():
            assert not failed.exists(), f"{name} could not be made; the worker that tried it says why"
            assert time.monotonic() < until, f"{name} is never done"
            time.sleep(0.1)
        return folder
    try:
        make(folder)
    except BaseException:
        failed.touch()
        raise
    done.touch()
    return folder
