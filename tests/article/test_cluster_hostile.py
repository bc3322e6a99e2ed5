"""Schedulers that aren't there, say nothing or talk nonsense, and workers that send something else: told, never waited for."""

from __future__ import annotations

import os
import pickle
import signal
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import pytest
from support import dask, forked
from support.command import ROOT, Done, report
from support.edited import bare
from support.strangers import with_theme

from report.build.edition import Made, Product, Task, make
from report.build.parcel import objection, packed
from report.build.workers import cluster
from report.build.workers.cluster import Answer, Cluster, shaping

MINIMAL = ROOT / "report" / "articles" / "minimal"
SAYS = "--cluster: CFG-056 no scheduler with a worker answers at "
ARTICLES = "abc"
ENDLESS = "* { display: flex; flex-wrap: wrap }"


class Answering:
    """Listens as a scheduler would, and says something to whoever comes; None for nothing."""

    def __init__(self, said: bytes | None) -> None:
        self.asked = threading.Event()
        self._said = said
        self._kept: list[socket.socket] = []
        self._server = socket.create_server(("127.0.0.1", 0))
        self.address = f"tcp://127.0.0.1:{self._server.getsockname()[1]}"

    def __enter__(self) -> Answering:
        threading.Thread(target=self._answer, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown(socket.SHUT_RDWR)
        for one in (self._server, *self._kept):
            one.close()

    def _answer(self) -> None:
        while True:
            try:
                connection, _ = self._server.accept()
            except OSError:
                return
            self._kept.append(connection)
            if self._said is not None:
                connection.sendall(self._said)
            self.asked.set()


def over(address: str, out: Path) -> Done:
    return report("build", MINIMAL, "--cluster", address, "--cluster-timeout", "0.4", "--out", out, modules=dask.MODULES)


ADDRESSES = [
    "garbage", "tcp://", "tcp://127.0.0.1:9", "http://127.0.0.1:1", "tcp://127.0.0.1:99999999", "tcp://127.0.0.1:port",
    "ucx://a:1", "tls://127.0.0.1:9", "inproc://a", "tcp://\x1b[2J:9",
]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_wrong_address_is_told_in_a_line(address: str, tmp_path: Path) -> None:
    done = over(address, tmp_path)
    line, hint = done.errors.splitlines()
    assert line == SAYS + address.replace("\x1b", "\\x1b")
    assert hint.startswith("  hint: ")
    assert (done.status, done.output) == (3, "")


@pytest.mark.parametrize("said", [None, b"HTTP/1.0 400 Bad Request\r\n\r\n" * 40, b"\xff" * 4000, b"\0" * 4000])
def test_one_that_talks_nonsense_or_nothing_is_not_waited_for(said: bytes | None, tmp_path: Path) -> None:
    before = time.monotonic()
    with Answering(said) as scheduler:
        done = over(scheduler.address, tmp_path)
    assert time.monotonic() - before < 40
    assert done.errors.splitlines()[0] == SAYS + scheduler.address
    assert (done.status, len(done.errors.splitlines())) == (3, 2)


def test_ctrl_c_while_waiting_for_a_silent_one_is_one_line(tmp_path: Path) -> None:
    with Answering(None) as scheduler, TemporaryFile() as said:
        command = ["build", MINIMAL, "--cluster", scheduler.address, "--cluster-timeout", "200", "--out", tmp_path]
        build = forked.started(command, modules=dask.MODULES, streams=(said.fileno(), said.fileno()))
        assert scheduler.asked.wait(60)
        time.sleep(0.5)
        os.kill(build.pid, signal.SIGINT)
        status = build.wait()
        said.seek(0)
        assert said.read() == b"report: interrupted; nothing half-written is left\n"
    assert status == 130


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSTOP])
def test_a_scheduler_that_is_lost_in_mid_build_is_told_and_what_was_written_stays(number: int, tmp_path: Path) -> None:
    for name in ARTICLES:
        bare(tmp_path / "articles" / name, article=("id: minimal", f"id: {name}"))
    with_theme(tmp_path / "articles" / ARTICLES[1], ENDLESS)  # the worker is at it for as long as it takes to lose the scheduler
    out = tmp_path / "out"
    with (
        dask.scheduler(tmp_path) as scheduler,
        dask.workers(scheduler.address, tmp_path, 1),
        TemporaryFile() as output,
        TemporaryFile() as errors,
    ):
        options = ["--cluster", scheduler.address, "--cluster-timeout", "5", "--out", out, "--format", "epub"]
        command = ["build", tmp_path / "articles", *options]
        build = forked.started(command, modules=dask.MODULES, streams=(output.fileno(), errors.fileno()))
        until = time.monotonic() + 120
        while not list(out.glob("*/*.epub")) and time.monotonic() < until:
            time.sleep(0.05)
        os.kill(scheduler.process.pid, number)
        status = build.wait()
        for stream in (output, errors):
            stream.seek(0)
        told, said = output.read().decode(), errors.read().decode().splitlines()
    assert {path.stem for path in out.glob("*/*.epub")} == {ARTICLES[0]}
    assert said[:1] == [SAYS + scheduler.address], said
    assert (status, len(said)) == (3, 2)
    assert f"{len(ARTICLES) - 1} with errors" in told


class Finished:
    """A task that is done, as Dask hands it on."""

    status = "finished"

    def __init__(self, sent: Any) -> None:
        self.sent = sent

    def done(self) -> bool:
        return True

    def result(self, timeout: float) -> Any:  # noqa: ARG002
        return self.sent


class Client:
    """A cluster whose one worker sends what it wants."""

    def __init__(self, sends: Callable[[bytes], Any]) -> None:
        self.sends = sends

    def submit(self, work: object, parcel: bytes, *, pure: bool) -> Finished:  # noqa: ARG002
        return Finished(self.sends(parcel))

    def nthreads(self) -> dict[str, int]:
        return {"tcp://w:1": 1}

    def who_has(self, futures: list[object]) -> dict[str, list[str]]:
        return {str(future): ["tcp://w:1"] for future in futures}


def named(**other: Any) -> Callable[[bytes], bytes]:
    publication = {"format": "epub", "file": "minimal.epub", "data": b"x", "sha256": "x", "presets": {}, **other}
    return lambda _: pickle.dumps(Answer(Made(article="minimal", products=[Product(**publication)]), shaping()))


SENDS: dict[str, tuple[Callable[[bytes], Any], str]] = {
    "nothing": (lambda _: None, "sends something else"),
    "garbage": (lambda _: b"garbage", "sends something else"),
    "a number": (lambda _: 7, "sends something else"),
    "a pickle of something": (lambda _: pickle.dumps({"got": 1}), "sends something else"),
    "an answer with nothing": (lambda _: pickle.dumps(Answer(None, shaping())), "sends nothing"),
    "an answer without versions": (lambda _: pickle.dumps(Answer(Made(), None)), "sends something else"),  # type: ignore[arg-type]
    "an exception": (lambda _: pickle.dumps(Answer(ValueError("a\x1b"), shaping())), "fails: ValueError: a"),
    "a name above": (named(file="../../x.epub"), "names the file “../../x.epub”"),
    "an absolute name": (named(file="/etc/x"), "names the file “/etc/x”"),
    "another's name": (named(file="other.epub"), "names the file “other.epub”"),
    "another format": (named(format="a4"), "sends what wasn't asked for"),
    "no bytes": (named(data=None), "sends something else"),
    "an id above": (lambda _: pickle.dumps(Answer(Made(article="../x"), shaping())), "names the article “../x”"),
    "an id of something else": (lambda _: pickle.dumps(Answer(Made(article=3), shaping())), "sends something else"),  # type: ignore[arg-type]
}


@pytest.fixture(scope="module")
def good() -> bytes:
    return cluster.in_own_process(pickle.dumps(packed(make, Task(MINIMAL, ("epub",)))))


@pytest.mark.parametrize("name", SENDS)
def test_what_a_faulty_worker_was_asked_for_is_made_here(name: str, good: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    sends, reason = SENDS[name]
    monkeypatch.setattr(cluster, "in_own_process", lambda _: good)
    workers = Cluster("tcp://s:1", packed, objection, patience=5)
    workers._client = Client(sends)
    ((_, got),) = workers.run(make, [Task(MINIMAL, ("epub",))])
    assert isinstance(got, Made)
    assert [one.file for one in got.products] == ["minimal.epub"]
    (problem,) = workers.problems
    assert (problem.rule, problem.place.path) == ("CFG-068", MINIMAL.as_posix())
    assert problem.sentence.startswith(f"the worker tcp://w:1 was asked for this, and {reason}")


def test_an_honest_answer_has_no_objection(good: bytes) -> None:
    workers = Cluster("tcp://s:1", packed, objection, patience=5)
    workers._client = Client(lambda _: good)
    ((_, got),) = workers.run(make, [Task(MINIMAL, ("epub",))])
    assert isinstance(got, Made)
    assert workers.problems == []
