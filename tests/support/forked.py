"""The command in a process that is forked from one which has imported all it needs: as soon as it begins, the work does."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Sequence
from multiprocessing.context import ForkServerProcess


def started(arguments: Sequence[str]) -> ForkServerProcess:
    """Start the command at the head of a group of processes; what it says is heard by nobody."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["report.build.preload", "report.figures.drawing", "support.forked"])
    heard, begun = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(arguments, begun))
    process.start()
    begun.close()
    heard.recv()
    return process


def _run(arguments: Sequence[str], begun: multiprocessing.connection.Connection) -> None:
    from report.__main__ import run

    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    silence = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(silence, stream)
    sys.argv = ["report", *arguments]
    begun.send("begun")
    run()
