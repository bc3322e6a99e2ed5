"""The same build over an existing Dask cluster: each article goes to a worker there, and its publications come back as bytes.

The cluster stands behind the same seam as this machine's own pool. It is trusted: its scheduler and its workers run what they are
given, and what they answer is read as Python objects. Each task runs in a process of its own, since nothing may draw in threads.
"""

from __future__ import annotations

import gc
import hashlib
import json
import logging
import os
import pickle
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from report.build import edition
from report.build.edition import Made, Task
from report.build.workers.pool import AHEAD, WorkerDied, ahead
from report.copies import article_files
from report.model.article import Article
from report.model.since import Since
from report.problems import Place, Problem, ProblemsFound, Rule, Severity, ToolMissing
from report.system import digests, processes, versions

NO_CLUSTER = Rule(
    "CFG-056",
    Severity.ERROR,
    "Cluster that can't be used",
    "`--cluster tcp://HOST:PORT` names the scheduler of a Dask cluster that is running, with at least one worker. Whoever runs "
    "the scheduler can run programs as you: name none that you don't trust.",
)
OTHER_VERSIONS = Rule(
    "CFG-057",
    Severity.ERROR,
    "Worker with other versions",
    "What a worker of a cluster makes has to be what would be made here, byte for byte. So every version that shapes a "
    "publication is compared before work starts, and again with each answer: this program's own code and templates, packages, "
    "native libraries.",
)
DAMAGED = Rule(
    "CFG-058",
    Severity.ERROR,
    "Answer that arrived damaged",
    "A worker of a cluster names the SHA-256 of each publication that it sends. What arrives with another one isn't written.",
)

PATIENCE = 10
"""Seconds that a scheduler has to answer, and to have a worker."""
INSTALL = "Install it: python3 -m pip install 'report[cluster]'"


@dataclass(frozen=True, slots=True)
class Parcel:
    """A task with all that it needs of this machine's files."""

    folder: str
    """As it was named here; problems name it so."""
    files: Mapping[str, bytes]
    formats: tuple[tuple[str, bytes], ...]
    """Names of presets with nothing, or paths with the preset's bytes."""
    strict: bool
    force: bool
    article: Article | None
    changes: Since | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker sends back."""

    made: Made | Exception
    versions: Mapping[str, str]


class Cluster:
    """The workers of a Dask scheduler."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._client: Any = None
        self._here = shaping()

    def __enter__(self) -> Cluster:
        """Connect, and compare versions before any work starts; ProblemsFound says why there can't be any."""
        try:
            from distributed import Client
        except ImportError as error:
            raise ToolMissing("Dask's package “distributed”", INSTALL) from error
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what a lost worker means is said by us
        place = Place("--cluster")
        try:
            self._client = Client(self.address, timeout=PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
            self._client.wait_for_workers(1, timeout=PATIENCE)
        except (OSError, ValueError, TimeoutError) as error:
            self.__exit__(None)
            sentence = f"no scheduler with a worker answers at {self.address}"
            hint = "start one (dask scheduler, dask worker), or build without --cluster"
            raise ProblemsFound([NO_CLUSTER.at(place, sentence, hint=hint, cause=str(error))]) from error
        strange = [
            self._strange(place, f"the worker {worker}", told)
            for worker, told in sorted(self._client.run(_shaping_there).items())
        ]
        if found := [problem for problem in strange if problem is not None]:
            self.__exit__(None)
            raise ProblemsFound(found)
        return self

    def __exit__(self, *_: object) -> None:
        """Leave the cluster; what it still works on is given up."""
        if self._client is not None:
            self._client.close()

    @property
    def jobs(self) -> int:
        """How many tasks the cluster may work on at a time."""
        threads: dict[str, int] = self._client.nthreads()
        return max(sum(threads.values()), 1)

    def run(self, work: Callable[[Task], Made], tasks: Iterable[Task]) -> Iterator[tuple[Task, Made | Exception]]:
        """Yield each task with what was made of it, or the exception that came of it, in the order of the tasks."""
        assert work is edition.make, "workers know one kind of work"
        executor = self._client.get_executor(pure=False)

        def submit(task: Task) -> Future[bytes]:
            try:
                parcel = _packed(task)
            except ProblemsFound as found:
                refused: Future[bytes] = Future()
                refused.set_exception(found)
                return refused
            sent: Future[bytes] = executor.submit(in_own_process, pickle.dumps(parcel))
            return sent

        for task, future in ahead(submit, tasks, self.jobs * AHEAD):
            answer = self._answer(task, future)
            yield task, answer

    def _answer(self, task: Task, future: Future[bytes]) -> Made | Exception:
        try:
            answer: Answer = pickle.loads(future.result())
        except ProblemsFound as found:
            return found
        except Exception as error:  # whatever Dask makes of a worker that is lost again and again
            return WorkerDied(f"the cluster gave it up: {error}")
        place = Place(task.folder.as_posix())
        if strange := self._strange(place, "the worker that made it", answer.versions):
            return ProblemsFound([strange])
        if isinstance(answer.made, Made):
            for publication in answer.made.publications:
                if hashlib.sha256(publication.data).hexdigest() != publication.sha256:
                    hint = "build again; if it goes on, the network or a worker's memory is faulty"
                    return ProblemsFound([DAMAGED.at(place, f"“{publication.file}” isn't what the worker made", hint=hint)])
        return answer.made

    def _strange(self, place: Place, who: str, there: Mapping[str, str]) -> Problem | None:
        differ = [name for name in sorted(self._here.keys() | there.keys()) if self._here.get(name) != there.get(name)]
        if not differ:
            return None
        told = ", ".join(f"{name} {there.get(name, 'none')[:12]} (here {self._here.get(name, 'none')[:12]})" for name in differ)
        return OTHER_VERSIONS.at(place, f"{who} has other versions: {told}", hint="install the same on every machine")


def shaping() -> dict[str, str]:
    """Return the versions of all that shapes a publication, with a digest of this program's own code and templates."""
    return {**versions.all_versions(), "program": digests.program()}


def _shaping_there() -> dict[str, str]:
    done = _child("import json; from report.build.workers.cluster import shaping; print(json.dumps(shaping()))")
    told: dict[str, str] = json.loads(done.stdout) if not done.returncode else {}
    return told


def _packed(task: Task) -> Parcel:
    """Return the task with its files; ProblemsFound says what can't travel."""
    formats = tuple((name, Path(name).read_bytes() if name.endswith(".toml") else b"") for name in task.formats)
    files = article_files(task.folder)
    return Parcel(str(task.folder), files, formats, task.strict, task.force, task.article, task.changes)


def _child(code: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run code in a Python of its own."""
    environment = {**os.environ, "PYTHONPATH": processes.own_path()}
    command = [sys.executable, processes.SAFELY, "-c", code]
    return subprocess.run(command, input=given, env=environment, capture_output=True, check=False)


def in_own_process(parcel: bytes) -> bytes:
    """Do a task at a worker: in a new process, which ends with it."""
    done = _child("from report.build.workers.cluster import serve; serve()", parcel)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise WorkerDied(f"its process ended with {done.returncode}: {said[-1] if said else 'nothing was said'}")
    return bytes(done.stdout)


def serve() -> None:
    """Read a parcel from standard input, make what it asks for, and write the answer to standard output."""
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    gc.set_threshold(50_000, 20, 20)  # a page is millions of small objects that all live until it is written
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # nothing but the answer may get there
    parcel: Parcel = pickle.loads(sys.stdin.buffer.read())
    with tempfile.TemporaryDirectory(prefix="report-") as scratch:
        made: Made | Exception
        try:
            made = _made(parcel, Path(scratch))
        except Exception as error:
            made = error
    out.write(pickle.dumps(Answer(made, shaping())))
    out.close()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _made(parcel: Parcel, scratch: Path) -> Made:
    folder = scratch / "article"
    for name, data in parcel.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    named: dict[str, str] = {}
    for number, (name, preset) in enumerate(parcel.formats):
        path = scratch / str(number) / Path(name).name
        if preset:
            path.parent.mkdir()
            path.write_bytes(preset)
        named[str(path) if preset else name] = name
    task = Task(folder, tuple(named), parcel.strict, parcel.force, parcel.article, changes=parcel.changes)
    try:
        made = edition.make(task)
    except ProblemsFound as found:
        raise ProblemsFound(_shown(found.problems, folder, parcel, named)) from None
    made.problems = _shown(made.problems, folder, parcel, named)
    made.failed = _shown(made.failed, folder, parcel, named)
    made.publications = [
        replace(
            one,
            format=named[one.format] if parcel.formats else one.format,
            presets={str(Path(named.get(path, path)).absolute()): digest for path, digest in one.presets.items()},
            problems=tuple(_shown(one.problems, folder, parcel, named)),
        )
        for one in made.publications
    ]
    return made


def _shown(problems: Iterable[Problem], folder: Path, parcel: Parcel, named: Mapping[str, str]) -> list[Problem]:
    """Return problems with the places that they have on the machine that asked."""
    shown = []
    for problem in problems:
        path = problem.place.path
        if Path(path).is_relative_to(folder):
            path = (Path(parcel.folder) / Path(path).relative_to(folder)).as_posix()
        shown.append(replace(problem, place=replace(problem.place, path=named.get(path, path))))
    return shown
