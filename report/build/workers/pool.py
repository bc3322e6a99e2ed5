"""Workers that do tasks side by side: processes that import once, and are followed by fresh ones before they grow.

Where the platform has one, a fork server imports all that is heavy, and workers are forked from it. Nothing draws in threads. A
worker that dies takes its neighbours' tasks with it; each of those is tried again alone, and only the one that kills its worker
a second time is given up.
"""

from __future__ import annotations

import gc
import importlib
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import connection
from typing import TypeVar

from report.problems import Problem
from report.system.processes import own_path

Given = TypeVar("Given")
Got = TypeVar("Got")
Sent = TypeVar("Sent")

LIFETIME = 50
"""Tasks of a worker before a fresh one follows it, so that what libraries keep for good doesn't add up."""
AHEAD = 8
"""Tasks for each worker that are handed out, or done and not yet fetched: what is finished waits in memory."""


class WorkerDied(Exception):
    """A worker ended without an answer: it ran out of memory, a library crashed, or somebody killed it."""


class Pool:
    """Processes on this machine."""

    def __init__(self, jobs: int, modules: Sequence[str] = ()) -> None:
        """Let up to `jobs` processes work at a time; `modules` are imported before the first task."""
        self.jobs = jobs
        self.problems: list[Problem] = []
        method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
        self._context = multiprocessing.get_context(method)
        self._modules = tuple(modules)
        self._executors: list[ProcessPoolExecutor] = []
        self._held, self._let_go = self._context.Pipe(duplex=False)
        if method == "forkserver":
            self._context.set_forkserver_preload(list(self._modules))

    def __enter__(self) -> Pool:
        """Let the fork server begin to import while this process does something else."""
        if self._context.get_start_method() == "forkserver":
            from multiprocessing import forkserver

            with _safe_surroundings():
                forkserver.ensure_running()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Wait for workers and fork server, so that nothing runs on; after an exception workers are ended where they are."""
        if kind is not None:
            # A worker that was just being started isn't known yet. The fork server, and since Python 3.13.4 the
            # tracker of resources, wait for it, as it would for this process.
            self._let_go.close()
            for child in multiprocessing.active_children():
                child.terminate()
        for executor in self._executors:
            executor.shutdown(cancel_futures=True)
        self._let_go.close()
        self._held.close()
        if self._context.get_start_method() == "forkserver":
            from multiprocessing import forkserver

            # It has no public name; without it the server ends by itself a little after this process.
            stop = getattr(forkserver._forkserver, "_stop", None)
            if stop is not None:
                stop()

    def run(self, work: Callable[[Given], Got], tasks: Iterable[Given]) -> Iterator[tuple[Given, Got | Exception]]:
        """Yield each task with what `work` makes of it, or the exception that came of it, in the order of the tasks."""
        executor, served = self._executor(self.jobs), 0

        def submit(task: Given) -> Future[Got]:
            nonlocal executor, served
            if served >= LIFETIME * self.jobs:
                executor.shutdown(wait=False)
                executor, served = self._executor(self.jobs), 0
            served += 1
            try:
                return executor.submit(_done, work, task)
            except BrokenProcessPool:
                executor, served = self._executor(self.jobs), 1
                return executor.submit(_done, work, task)

        for task, future in ahead(submit, tasks, self.jobs * AHEAD):
            answer = self._answer(work, task, future)
            yield task, answer

    def _answer(self, work: Callable[[Given], Got], task: Given, future: Future[Got]) -> Got | Exception:
        try:
            return future.result()
        except BrokenProcessPool:
            return self._alone(work, task)
        except Exception as error:
            return error

    def _alone(self, work: Callable[[Given], Got], task: Given) -> Got | Exception:
        try:
            return self._executor(1).submit(_done, work, task).result()
        except BrokenProcessPool:
            return WorkerDied("its worker ended without an answer, twice")
        except Exception as error:
            return error

    def _executor(self, workers: int) -> ProcessPoolExecutor:
        begun_with = (self._modules, self._held)
        executor = ProcessPoolExecutor(workers, mp_context=self._context, initializer=_begin, initargs=begun_with)
        self._executors.append(executor)
        return executor


def ahead(submit: Callable[[Given], Sent], tasks: Iterable[Given], most: int) -> Iterator[tuple[Given, Sent]]:
    """Yield tasks in their order with what `submit` returned for them, which is called for up to `most` of them ahead."""
    waiting: deque[tuple[Given, Sent]] = deque()
    for task in tasks:
        waiting.append((task, submit(task)))
        if len(waiting) >= most:
            yield waiting.popleft()
    yield from waiting


def _begin(modules: tuple[str, ...], held: connection.Connection) -> None:
    """Begin as a worker: leave Ctrl-C to the process that hands out work, and end when that ends or lets go of `held`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, args=(held,), daemon=True).start()
    gc.disable()  # a page is millions of small objects that all live until it is written
    for module in modules:
        importlib.import_module(module)


def _done(work: Callable[[Given], Got], task: Given) -> Got:
    """Do a task when what is left of the one before is let go; what is left of the last one goes with its worker."""
    gc.collect()
    return work(task)


def _end_with_parent(held: connection.Connection) -> None:
    parent = multiprocessing.parent_process()
    connection.wait([held] if parent is None else [held, parent.sentinel])
    os._exit(1)


@contextmanager
def _safe_surroundings() -> Iterator[None]:
    """Start Python without the current folder in its path, where a file of the article could pass for a module of ours.

    Libraries for linear algebra would start threads, and a process that has some can't be forked safely.
    """
    wanted = {
        "PYTHONSAFEPATH": "1",
        "PYTHONPATH": own_path(),
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update({name: value for name, value in wanted.items() if value})
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
