"""The same build over a Dask scheduler and two workers on this machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile

import pytest
from support import dask, forked
from support.command import ROOT, here, report
from support.edited import bare
from support.forked import Child

MINIMAL = ROOT / "report" / "articles" / "minimal"


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with dask.scheduler(tmp_path_factory.mktemp("dask")) as begun:
        yield begun.address


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four articles, one of which has a mistake."""
    folder = tmp_path_factory.mktemp("catalogue")
    for name in "abcd":
        bare(folder / name, article=("id: minimal", f"id: {name}"))
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


def children(worker: Child) -> bool:
    """Tell whether a worker is at a task, which has a process of its own."""
    return any(path.read_text(encoding="ascii").split() for path in Path(f"/proc/{worker.pid}/task").glob("*/children"))


# Before the two workers are there, who wait for work until the module's end.
def test_a_worker_with_other_versions_gets_no_work(scheduler: str, tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    for name in ("report", "charts", "templates"):
        shutil.copytree(ROOT / name, tree / name)
    shutil.copy(ROOT / "pyproject.toml", tree)
    (tree / "templates" / "css" / "print" / "type.css").write_text("p { color: red }", encoding="utf-8")
    command = [sys.executable, "-m", "dask", "worker", scheduler, *dask.WORKER]
    env = {**os.environ, **dask.QUIET, "PYTHONPATH": str(tree)}
    worker = subprocess.Popen(command, cwd=tmp_path, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        done = report("build", MINIMAL, "--cluster", scheduler, "--out", tmp_path / "out", modules=dask.MODULES)
    finally:
        worker.kill()
        worker.wait()
    assert (done.status, done.output) == (1, "")
    assert "CFG-057 the worker tcp://127.0.0.1:" in done.errors
    assert "has other versions: program " in done.errors
    assert not (tmp_path / "out").exists()


def test_the_cluster_makes_the_same_bytes_and_says_the_same_though_it_loses_a_worker(
    scheduler: str,
    catalogue: Path,
    made_here: tuple[dict[str, bytes], str],
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    arguments = ["build", catalogue, "--cluster", scheduler, "--format", "a4", "--format", "epub", "--out", tmp_path]
    with (
        dask.workers(scheduler, tmp_path_factory.mktemp("workers"), 2) as workers,
        Path(os.devnull).open("wb") as null,
        TemporaryFile() as said,
    ):
        env, streams = {**os.environ, **dask.QUIET}, (null.fileno(), said.fileno())
        build = forked.started(arguments, modules=dask.MODULES, env=env, streams=streams)
        try:
            if Path("/proc").is_dir():  # where it can be seen whether a worker is at a task
                until = time.monotonic() + 120
                busy: list[Child] = []
                while time.monotonic() < until and not (made(tmp_path) and busy):
                    busy = [worker for worker in workers if children(worker)]
                    time.sleep(0.02)
                busy[0].kill()
            status = build.wait()
        finally:
            build.kill()
        said.seek(0)
        errors = said.read().decode("utf-8")
        assert errors == made_here[1]
        assert (status, made(tmp_path)) == (1, made_here[0])
        again = here(*arguments)
        assert "4 articles: 0 files built, 6 unchanged, 1 with errors" in again.output
