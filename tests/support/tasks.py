"""What workers do where workers are the point: in a module that imports next to nothing, since each of them imports it."""

from __future__ import annotations

import os
import signal
import time

DIE = -1


def work(task: int) -> tuple[int, int]:
    """Return the task and the process that did it; some tasks end otherwise."""
    if task == DIE:
        os.kill(os.getpid(), signal.SIGKILL)
    if task < DIE:
        raise LookupError(f"there is no {task}")
    time.sleep(0.05 if task % 3 == 0 else 0)
    return task, os.getpid()
