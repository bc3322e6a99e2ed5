"""A Dask scheduler and workers on this machine, for tests that build over them, or lose them in the middle."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from support import forked
from support.forked import ROOT, Child

MODULES = ("distributed", "distributed.cli.dask_scheduler", "distributed.cli.dask_worker")
"""What is imported before any of them begins, and before a command that asks them."""
QUIET = {"PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__LOGGING__DISTRIBUTED": "critical"}
HERE = ("--no-dashboard", "--host", "127.0.0.1")
WORKER = ("--no-nanny", "--nthreads", "1", *HERE)


@dataclass(frozen=True)
class Scheduler:
    """A scheduler that answers."""

    address: str
    process: Child


@contextmanager
def _begun(*arguments: str, cwd: Path) -> Iterator[Child]:
    child = forked.started(arguments, runs="dask.__main__:main", modules=MODULES, cwd=cwd, env={**os.environ, **QUIET})
    try:
        yield child
    finally:
        child.kill()


@contextmanager
def scheduler(folder: Path) -> Iterator[Scheduler]:
    """Start a scheduler without workers."""
    file = folder / "scheduler.json"
    with _begun("scheduler", "--port", "0", *HERE, "--scheduler-file", str(file), cwd=folder) as process:
        until = time.monotonic() + 60
        while not file.is_file() or not file.read_text(encoding="utf-8").strip():
            assert time.monotonic() < until, "the scheduler doesn't start"
            time.sleep(0.05)
        yield Scheduler(json.loads(file.read_text(encoding="utf-8"))["address"], process)


@contextmanager
def workers(address: str, folder: Path, number: int) -> Iterator[list[Child]]:
    """Start workers, and wait until the scheduler knows them."""
    from distributed import Client

    with ExitStack() as stack:
        children = [stack.enter_context(_begun("worker", address, *WORKER, cwd=folder)) for _ in range(number)]
        with Client(address, set_as_default=False) as client:
            client.wait_for_workers(number, timeout=60)
        yield children
