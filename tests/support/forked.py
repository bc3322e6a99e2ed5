"""Commands in processes that are forked from one which has imported all they need: as soon as they begin, their work does.

They are processes in every other way: with a folder, an environment, streams and a group of their own, to be killed as others
are. What Python reads before its first line of code (`PYTHON…`, the locale) is that of the process that they come from.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import pkgutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
COMMAND = "report.__main__:run"
SURROUNDINGS = dict(os.environ)
"""What was set before any test changed it: the process that imports outlives whatever test asks for it first."""
MODULES = ("report.build.preload", "report.build.run", "report.build.check", "report.command_line.cli", "report.figures.drawing")


@dataclass
class Child:
    """A process that was forked."""

    server: Server
    pid: int
    exitcode: int | None = None
    """Minus the signal's number, where one ended it; None until it was waited for."""

    def wait(self) -> int:
        """Wait for its end, and return its exit code."""
        if self.exitcode is None:
            self.exitcode = int(self.server.ask({"wait": self.pid}))
        return self.exitcode

    def kill(self) -> None:
        """End it with its group, whatever it does."""
        if self.exitcode is None:
            with suppress(ProcessLookupError):
                os.killpg(self.pid, signal.SIGKILL)
            self.wait()


class Server:
    """The process that imports, and is forked for each command."""

    def __init__(self, modules: Sequence[str]) -> None:
        self._door, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        path = os.pathsep.join(map(str, (ROOT, ROOT / "tests")))
        single = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"), "1")  # whoever has threads can't be forked safely
        self._process = subprocess.Popen(
            [sys.executable, "-m", "support.forked", str(theirs.fileno()), *modules],
            cwd=ROOT,
            env={**SURROUNDINGS, **single, "PYTHONPATH": path, "PYTHONUTF8": "0"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
        )
        theirs.close()
        atexit.register(self.close)

    def ask(self, asked: Mapping[str, Any], streams: Sequence[int] = ()) -> str:
        """Hand over a question, with streams where it has some, and return the answer."""
        socket.send_fds(self._door, [b"\n"], streams)
        self._door.sendall(json.dumps(asked).encode() + b"\n")
        return _line(self._door).decode()

    def close(self) -> None:
        """End the server; what it was forked into goes on."""
        self._door.close()
        self._process.wait()


@cache
def server(*more: str) -> Server:
    """Return this process's server of commands, which has imported these modules, too."""
    return Server([*MODULES, *more])


def started(
    arguments: Sequence[str | Path],
    *,
    runs: str = COMMAND,
    modules: tuple[str, ...] = (),
    cwd: Path = ROOT,
    env: Mapping[str, str] = os.environ,
    umask: int = -1,
    streams: tuple[int, int] | None = None,
) -> Child:
    """Start a command, at the head of a group of processes; nobody hears what it says, unless there are streams for it."""
    null = os.open(os.devnull, os.O_RDWR)
    asked = {"runs": runs, "arguments": list(map(str, arguments)), "cwd": str(cwd), "env": dict(env), "umask": umask}
    try:
        from_here = server(*modules)
        return Child(from_here, int(from_here.ask(asked, streams or (null, null))))
    finally:
        os.close(null)


def _line(door: socket.socket) -> bytes:
    said = b""
    while not said.endswith(b"\n"):
        more = door.recv(1 << 16)
        if not more:
            return b""
        said += more
    return said.strip()


def _serve(door: socket.socket) -> None:
    """Fork for each command that is asked for; return in the process that is to run one, or when nobody asks any more."""
    while True:
        _, streams, _, _ = socket.recv_fds(door, 1, 2)
        if not (said := _line(door)):
            return
        asked = json.loads(said)
        if "wait" in asked:
            answer = os.waitstatus_to_exitcode(os.waitpid(asked["wait"], 0)[1])
        elif not (answer := os.fork()):
            door.close()
            _run(streams, **asked)
            return
        for stream in streams:
            os.close(stream)
        door.sendall(f"{answer}\n".encode())


def _run(streams: Sequence[int], runs: str, arguments: list[str], cwd: str, env: dict[str, str], umask: int) -> None:
    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    fonts = {name: value for name, value in os.environ.items() if name == "FONTCONFIG_FILE"}  # which WeasyPrint has read
    os.environ.clear()
    os.environ.update(env | fonts)
    time.tzset()
    os.chdir(cwd)
    if umask >= 0:
        os.umask(umask)
    for number, stream in enumerate(streams, start=1):
        os.dup2(stream, number)
        os.close(stream)
    sys.argv = [runs.partition(".")[0], *arguments]
    pkgutil.resolve_name(runs)()


if __name__ == "__main__":
    for name in sys.argv[2:]:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()
    _serve(socket.socket(fileno=int(sys.argv[1])))
