"""A bound on the processor's time that a step may take, in the process that takes it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_AGAIN = 1.0
"""Seconds after which it is said again: a library may take the first time for a fault of its own, and go on."""


@contextmanager
def ended_after(seconds: float, late: Callable[[], Exception]) -> Iterator[None]:
    """Raise what `late` returns where the block takes more of the processor's time; what a busy machine does doesn't count.

    Only the main thread can be told, and not on Windows; elsewhere nothing is bounded.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def tell(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - as the system calls it
        raise late()

    before = signal.signal(signal.SIGPROF, tell)
    try:
        signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


__all__ = ["ended_after"]
