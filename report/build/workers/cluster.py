"""The same work over an existing Dask cluster: each task goes to a worker there with what it needs, and its answer comes back.

The cluster stands behind the same seam as this machine's own pool. It is trusted: its scheduler and its workers run what they are
given, and what they answer is read as Python objects. Each task runs in a process of its own, since nothing may draw in threads.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from report.build.workers.pool import AHEAD, WorkerDied, ahead
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
PATIENCE = 10
"""Seconds that a scheduler has to answer, and to have a worker."""
INSTALL = "Install it: python3 -m pip install 'report[cluster]'"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker sends back."""

    got: Any
    """What came of it, or the exception that did."""
    versions: Mapping[str, str]


class Placed(Protocol):
    """A task that knows what problems name it by."""

    @property
    def place(self) -> Place:
        """Where it was asked for."""


Given = TypeVar("Given", bound=Placed)
Got = TypeVar("Got")


class Cluster:
    """The workers of a Dask scheduler."""

    def __init__(self, address: str, packed: Callable[[Callable[[Any], Any], Any], Callable[[], Any]]) -> None:
        """`packed` makes of work and a task what can travel: a value that has what it needs with it, and is called there."""
        self.address = address
        self._packed = packed
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

    def run(self, work: Callable[[Given], Got], tasks: Iterable[Given]) -> Iterator[tuple[Given, Got | Exception]]:
        """Yield each task with what `work` makes of it, or the exception that came of it, in the order of the tasks."""
        executor = self._client.get_executor(pure=False)

        def submit(task: Given) -> Future[bytes]:
            try:
                parcel = self._packed(work, task)
            except ProblemsFound as found:
                refused: Future[bytes] = Future()
                refused.set_exception(found)
                return refused
            sent: Future[bytes] = executor.submit(in_own_process, pickle.dumps(parcel))
            return sent

        for task, future in ahead(submit, tasks, self.jobs * AHEAD):
            answer: Got | Exception = self._answer(task.place, future)
            yield task, answer

    def _answer(self, place: Place, future: Future[bytes]) -> Any:
        try:
            answer: Answer = pickle.loads(future.result())
        except ProblemsFound as found:
            return found
        except Exception as error:  # whatever Dask makes of a worker that is lost again and again
            return WorkerDied(f"the cluster gave it up: {error}")
        strange = self._strange(place, "the worker that made it", answer.versions)
        return ProblemsFound([strange]) if strange else answer.got

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
    parcel: Callable[[], Any] = pickle.loads(sys.stdin.buffer.read())
    try:
        got: Any = parcel()
    except Exception as error:
        got = error
    out.write(pickle.dumps(Answer(got, shaping())))
    out.close()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
