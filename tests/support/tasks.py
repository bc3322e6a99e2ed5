"""What workers do where workers are the point: in a module that imports next to nothing, since each of them imports it."""

from __future__ import annotations

import os
import signal
import time
import weakref

DIE = -1


class Ring:
    """Something that only the garbage collector can free."""

    def __init__(self) -> None:
        self.itself = self


_rings: weakref.WeakSet[Ring] = weakref.WeakSet()


def left(_: int) -> int:
    """Return how much of earlier tasks this process still holds, and leave something more."""
    found = len(_rings)
    _rings.add(Ring())
    return found


def work(task: int) -> tuple[int, int]:
    """Return the task and the process that did it; some tasks end otherwise."""
    if task == DIE:
        os.kill(os.getpid(), signal.SIGKILL)
    if task < DIE:
        raise LookupError(f"there is no {task}")
    time.sleep(0.05 if task % 3 == 0 else 0)
    return task, os.getpid()
