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
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from report.build.workers.pool import AHEAD, WorkerDied, ahead
from report.problems import Place, Problem, ProblemsFound, Rule, Severity, ToolMissing, Unreachable, cut
from report.system import digests, processes, versions

NO_CLUSTER = Rule(
    "CFG-056",
    Severity.ERROR,
    "Cluster that can't be used",
    "`--cluster tcp://HOST:PORT` names the scheduler of a Dask cluster that is running, with at least one worker. It has "
    "`--cluster-timeout SECONDS` to answer, 10 if nothing else is said, at the beginning and whenever it is asked later on. What "
    "was written before it was lost stays. Whoever runs the scheduler can run programs as you: name none that you don't trust.",
)
UNUSABLE = Rule(
    "CFG-068",
    Severity.ERROR,
    "Answer that can't be used",
    "A worker of a cluster sends back the publications that it was asked for, or says why it can't make them. One that sends "
    "something else, or nothing, is faulty, or not what it seems: take it out of the cluster. What it was asked for is made on "
    "this machine, and written.",
)
OTHER_VERSIONS = Rule(
    "CFG-057",
    Severity.ERROR,
    "Worker with other versions",
    "What a worker of a cluster makes has to be what would be made here, byte for byte. So every version that shapes a "
    "publication is compared before work starts, and again with each answer: this program's own code and templates, packages, "
    "native libraries.",
)
PATIENCE = 10.0
"""Seconds that a scheduler has to answer, and to have a worker, where nothing else is said."""
_VERSIONS, _FETCHED = 60.0, 600.0
"""Seconds in which workers find out their versions, and in which a publication arrives."""
_PAUSE = 2.0
"""Seconds between two looks whether something is done, and whether the scheduler is still there."""
_GOODBYE = 2.0
"""Seconds that it has when we leave."""
_TALKATIVE = ("distributed", "tornado", "asyncio")
"""Whose complaints on standard error nobody can act on; each of their modules has a level of its own."""
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


@dataclass(frozen=True, slots=True)
class _Sent:
    """A task on its way."""

    parcel: bytes
    future: Any
    """Dask's."""


Given = TypeVar("Given", bound=Placed)
Got = TypeVar("Got")


class Cluster:
    """The workers of a Dask scheduler."""

    def __init__(
        self,
        address: str,
        packed: Callable[[Callable[[Any], Any], Any], Callable[[], Any]],
        objection: Callable[[Any, Any], str] = lambda task, got: "",  # noqa: ARG005
        patience: float = PATIENCE,
    ) -> None:
        """`packed` makes of work and a task what can travel: a value that has what it needs with it, and is called there.

        `objection` says why something can't be what came of a task.
        """
        self.address = address
        self.problems: list[Problem] = []
        """What was wrong with answers in whose place something was made here."""
        self._packed = packed
        self._objection = objection
        self._patience = patience
        self._client: Any = None
        self._here = shaping()

    def __enter__(self) -> Cluster:
        """Connect, and compare versions before any work starts; ProblemsFound says why there can't be any."""
        try:
            from distributed import Client
        except ImportError as error:
            raise ToolMissing("Dask's package “distributed”", INSTALL) from error

        class Quiet(Client):
            """One that was never connected complains when it is thrown away; a process that ends has left in any case."""

            def __del__(self) -> None:
                pass

        for name in [*_TALKATIVE, *logging.root.manager.loggerDict]:  # what a lost worker means is said by us
            if name.partition(".")[0] in _TALKATIVE:
                logging.getLogger(name).setLevel(logging.CRITICAL + 1)
        place = Place("--cluster")
        try:
            self._client = self._asked(lambda: Quiet(self.address, timeout=self._patience, set_as_default=False))  # type: ignore[no-untyped-call]
            self._asked(lambda: self._client.wait_for_workers(1, timeout=self._patience))
            told_there = self._asked(lambda: self._client.run(_shaping_there), _VERSIONS)
        except Unreachable:
            self.__exit__(None)
            raise
        strange = [self._strange(place, f"the worker {worker}", told) for worker, told in sorted(told_there.items())]
        if found := [problem for problem in strange if problem is not None]:
            self.__exit__(None)
            raise ProblemsFound(found)
        return self

    def __exit__(self, *_: object) -> None:
        """Leave the cluster; what it still works on is given up."""
        if self._client is not None:
            client = self._client
            with suppress(Exception):
                _within(_GOODBYE, lambda: client.close(timeout=_GOODBYE))

    @property
    def jobs(self) -> int:
        """How many tasks the cluster may work on at a time."""
        threads: dict[str, int] = self._asked(self._client.nthreads)
        return max(sum(threads.values()), 1)

    def run(self, work: Callable[[Given], Got], tasks: Iterable[Given]) -> Iterator[tuple[Given, Got | Exception]]:
        """Yield each task with what `work` makes of it, or the exception that came of it, in the order of the tasks."""

        def submit(task: Given) -> _Sent:
            parcel = pickle.dumps(self._packed(work, task))
            return _Sent(parcel, self._asked(lambda: self._client.submit(in_own_process, parcel, pure=False)))

        def tried(task: Given) -> _Sent | ProblemsFound:
            try:
                return submit(task)
            except Unreachable:
                raise
            except ProblemsFound as found:
                return found

        for task, sent in ahead(tried, tasks, self.jobs * AHEAD):
            yield task, sent if isinstance(sent, ProblemsFound) else self._answer(task, sent)

    def _answer(self, task: Placed, sent: _Sent) -> Any:
        """Return what came of a task: what its worker sends or, where that can't be used, what is made here."""
        while not self._asked(sent.future.done):
            self._asked(self._client.scheduler_info)  # is it still there?
            with suppress(Exception):
                _within(_PAUSE, lambda: sent.future.exception(timeout=_PAUSE))
        who, reason, got = self._received(task, sent)
        if not reason:
            return got
        got = _opened(_made_here(sent.parcel))[1]
        if isinstance(got, Answer):
            got = got.got
        if not isinstance(got, WorkerDied):
            sentence = f"the {who} was asked for this, and {reason}; it is made here instead"
            self.problems.append(UNUSABLE.at(task.place, sentence, hint="take that worker out of the cluster"))
        return got

    def _received(self, task: Placed, sent: _Sent) -> tuple[str, str, Any]:
        """Return who answered, why the answer can't be used (or nothing), and what it is."""
        who = f"cluster at {self.address}"
        status = self._asked(lambda: sent.future.status)
        if status not in {"finished", "error"}:  # lost or cancelled: with the scheduler goes what it knew
            raise self._unreachable(f"the task is {status}")
        if status == "error":
            failed = self._asked(lambda: sent.future.exception(timeout=self._patience))
            return who, f"gives it up: {cut(f'{type(failed).__name__}: {failed}')}", None
        there = self._asked(lambda: self._client.who_has([sent.future]))
        workers = [worker for found in dict(there).values() for worker in found]
        who = f"worker {workers[0]}" if workers else who
        reason, got = _opened(self._asked(lambda: sent.future.result(timeout=_FETCHED), _FETCHED))
        if reason or isinstance(got, ProblemsFound):
            return who, reason, got
        if strange := self._strange(task.place, f"the {who}", got.versions):
            return who, "", ProblemsFound([strange])
        if isinstance(got.got, ProblemsFound | ToolMissing):
            return who, "", got.got
        if isinstance(got.got, Exception):
            return who, f"fails: {cut(f'{type(got.got).__name__}: {got.got}')}", None
        return who, self._objection(task, got.got), got.got

    def _asked(self, question: Callable[[], Any], patience: float = 0) -> Any:
        """Return what the cluster answers; Unreachable where it doesn't within the time that it has."""
        try:
            return _within(patience or 2 * self._patience, question)
        except (KeyboardInterrupt, ImportError):
            raise
        except BaseException as error:  # whatever Dask makes of it: AssertionError, TypeError, CancelledError ...
            raise self._unreachable(f"{type(error).__name__}: {error}") from None

    def _unreachable(self, cause: str) -> Unreachable:
        sentence = f"no scheduler with a worker answers at {self.address}"
        hint = "start one (dask scheduler, dask worker), give it longer (--cluster-timeout), or build without --cluster"
        return Unreachable([NO_CLUSTER.at(Place("--cluster"), sentence, hint=hint, cause=cause)])

    def _strange(self, place: Place, who: str, told: Any) -> Problem | None:
        there = {str(name): str(version) for name, version in told.items()} if isinstance(told, Mapping) else {}
        differ = [name for name in sorted(self._here.keys() | there.keys()) if self._here.get(name) != there.get(name)]
        if not differ:
            return None
        listed = ", ".join(f"{name} {there.get(name, 'none')[:12]} (here {self._here.get(name, 'none')[:12]})" for name in differ)
        return OTHER_VERSIONS.at(place, f"{who} has other versions: {listed}", hint="install the same on every machine")


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


def _made_here(parcel: bytes) -> bytes | Exception:
    try:
        return in_own_process(parcel)
    except WorkerDied as died:
        return died


def _opened(sent: Any) -> tuple[str, Any]:
    """Return why a worker's answer is none (or nothing), and what it is."""
    if isinstance(sent, Exception):
        return "", sent
    try:
        answer = pickle.loads(sent)
        fine = isinstance(answer, Answer) and all(isinstance(word, str) for pair in answer.versions.items() for word in pair)
    except Exception:  # what isn't a pickle, or is one of something else, can raise anything
        fine = False
    return ("", answer) if fine else ("sends something else", None)


def _within(most: float, work: Callable[[], Any]) -> Any:
    """Return what work makes in a thread of its own, or raise what it raises; TimeoutError where that takes longer.

    What Dask is asked may wait for ever: a scheduler that accepts and says nothing has all the time that there is.
    """
    outcome: list[tuple[Any, BaseException | None]] = []

    def run() -> None:
        try:
            outcome.append((work(), None))
        except BaseException as error:
            outcome.append((None, error))

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(most)
    if not outcome:
        raise TimeoutError(f"no answer in {most:g} seconds")
    got, error = outcome[0]
    if error is not None:
        raise error
    return got


def serve() -> None:
    """Read a parcel from standard input, make what it asks for, and write the answer to standard output."""
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    gc.disable()  # a page is millions of small objects that all live until it is written
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
