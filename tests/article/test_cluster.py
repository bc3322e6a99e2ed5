"""The same build over a Dask scheduler and two workers on this machine."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from support.command import ROOT, here, report

MINIMAL = ROOT / "report" / "articles" / "minimal"
QUIET = {"PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__LOGGING__DISTRIBUTED": "critical"}


@dataclass
class Dask:
    """A scheduler and its workers."""

    address: str
    workers: list[subprocess.Popen[bytes]]


def start(*arguments: str, cwd: Path, **env: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "dask", *arguments]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(
        command, cwd=cwd, env={**os.environ, **QUIET, **env}, stdout=quiet, stderr=quiet, start_new_session=True
    )


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    folder = tmp_path_factory.mktemp("dask")
    file = folder / "scheduler.json"
    options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)]
    process = start("scheduler", *options, cwd=folder)
    try:
        until = time.monotonic() + 60
        while not file.is_file() or not file.read_text(encoding="utf-8").strip():
            assert time.monotonic() < until, "the scheduler doesn't start"
            time.sleep(0.1)
        yield json.loads(file.read_text(encoding="utf-8"))["address"], folder
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def dask(scheduler: tuple[str, Path]) -> Iterator[Dask]:
    address, folder = scheduler
    options = ["--no-nanny", "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1"]
    workers = [start("worker", address, *options, cwd=folder) for _ in range(2)]
    try:
        from distributed import Client

        with Client(address, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
        yield Dask(address, workers)
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four articles, one of which has a mistake."""
    folder = tmp_path_factory.mktemp("catalogue")
    for name in "abcd":
        shutil.copytree(MINIMAL, folder / name)
        meta = folder / name / "article.yaml"
        meta.write_text(meta.read_text(encoding="utf-8").replace("id: minimal", f"id: {name}"), encoding="utf-8")
    prose = next((folder / "c" / "sections").iterdir())
    prose.write_text(prose.read_text(encoding="utf-8") + "\nThere were 12 of them.\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def made_here(catalogue: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], str]:
    """What this machine makes of it, and what it says."""
    out = tmp_path_factory.mktemp("here")
    done = here("build", catalogue, "--jobs", "1", "--format", "a4", "--format", "epub", "--out", out)
    return made(out), done.errors


def made(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.glob("[!.]*/*")}


def children(worker: subprocess.Popen[bytes]) -> bool:
    """Tell whether a worker is at a task, which has a process of its own."""
    return any(path.read_text(encoding="ascii").split() for path in Path(f"/proc/{worker.pid}/task").glob("*/children"))


# Before the two workers are there, who wait for work until the module's end.
def test_a_worker_with_other_versions_gets_no_work(scheduler: tuple[str, Path], tmp_path: Path) -> None:
    address, folder = scheduler
    tree = tmp_path / "tree"
    for name in ("report", "charts", "templates"):
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tree)
    (tree / "templates" / "css" / "print" / "type.css").write_text("p { color: red }", encoding="utf-8")
    options = ["--no-nanny", "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1"]
    worker = start("worker", address, *options, cwd=folder, PYTHONPATH=str(tree))
    try:
        done = report("build", MINIMAL, "--cluster", address, "--out", tmp_path / "out")
    finally:
        worker.kill()
        worker.wait()
    assert (done.status, done.output) == (1, "")
    assert "CFG-057 the worker tcp://127.0.0.1:" in done.errors
    assert "has other versions: program " in done.errors
    assert not (tmp_path / "out").exists()


def test_the_cluster_makes_the_same_bytes_and_says_the_same_though_it_loses_a_worker(
    dask: Dask, catalogue: Path, made_here: tuple[dict[str, bytes], str], tmp_path: Path
) -> None:
    arguments = ["build", catalogue, "--cluster", dask.address, "--format", "a4", "--format", "epub", "--out", tmp_path]
    command = [sys.executable, "-m", "report", *map(str, arguments)]
    build = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **QUIET}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8"
    )
    if Path("/proc").is_dir():  # where it can be seen whether a worker is at a task
        until = time.monotonic() + 120
        busy: list[subprocess.Popen[bytes]] = []
        while time.monotonic() < until and not (made(tmp_path) and busy):
            busy = [worker for worker in dask.workers if children(worker)]
            time.sleep(0.02)
        assert build.poll() is None
        os.killpg(busy[0].pid, signal.SIGKILL)
    _, errors = build.communicate(timeout=300)
    ours = [line for line in errors.splitlines(keepends=True) if " - distributed." not in line]  # Dask tells of its loss, or not
    assert "".join(ours) == made_here[1]
    assert (build.returncode, made(tmp_path)) == (1, made_here[0])
    again = here(*arguments)
    assert "4 articles: 0 files built, 6 unchanged, 1 with errors" in again.output


def test_nobody_there_is_a_problem(tmp_path: Path) -> None:
    done = here("build", MINIMAL, "--cluster", "tcp://127.0.0.1:9", "--cluster-timeout", "1", "--out", tmp_path)
    assert (done.status, done.output) == (3, "")
    assert done.errors.startswith("--cluster: CFG-056 no scheduler with a worker answers at tcp://127.0.0.1:9\n  hint: ")
