"""Being told to stop: by Ctrl-C, by the system, by a terminal that closes; heard wherever the signal falls.

Python raises an exception between any two steps of the program. Where that is inside of a library's callback or of the
garbage collector, it is swallowed, or comes out as another one; so it is also remembered, and asked for before anything is
written and when the command ends.
"""

from __future__ import annotations

import _thread
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, NoReturn

from report.system import screen

WORDS = "report: interrupted; nothing half-written is left"
_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
_heard = 0
_SOON = 0.01
"""Seconds after which it is looked again whether a module has been read."""


class Interrupted(KeyboardInterrupt):
    """Somebody wants the command to stop."""


def check() -> None:
    """Stop here if that was asked for and got lost on the way."""
    if _heard:
        raise Interrupted


def status() -> int:
    """Return the exit status that tells which signal came, 130 for Ctrl-C and 143 for SIGTERM; 0 if none came."""
    return 128 + _heard if _heard else 0


def hear_early() -> None:
    """End the process in one line where a signal comes before anything is begun, while the program is still being read.

    Python's own exception for Ctrl-C won't do here: raised while a class of some module is made, it comes out as another one.
    """
    for number in _SIGNALS:
        if signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(number, _end)


def hear_no_more() -> None:
    """Let signals pass by: what was to be done is done."""
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def _end(number: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001 - as the system calls it
    screen.complain(WORDS)
    os._exit(128 + number)


def _imports(frame: FrameType | None) -> bool:
    """Tell whether a module is being read: one in Rust that is stopped there says at length that it can't go on."""
    while frame is not None:
        if frame.f_code.co_filename == "<frozen importlib._bootstrap>":
            return True
        frame = frame.f_back
    return False


def _again(number: int) -> None:
    time.sleep(_SOON)
    _thread.interrupt_main(signal.Signals(number))


@contextmanager
def heard(last_words: Callable[[], Any] = lambda: None) -> Iterator[None]:
    """Listen inside the block; who asks twice isn't kept waiting: after `last_words` the process ends at once.

    What the caller has made the system ignore (`nohup`, a job in the background) stays ignored.
    """
    global _heard  # noqa: PLW0603 - signals come to the process, not to an object
    _heard = 0

    waits = False

    def take(number: int, frame: FrameType | None) -> None:
        nonlocal waits
        global _heard  # noqa: PLW0603
        if _heard and not waits:
            last_words()
            os._exit(128 + number)
        _heard = number
        waits = _imports(frame)
        if waits:
            _thread.start_new_thread(_again, (number,))
            return
        raise Interrupted

    complain = sys.unraisablehook

    def complain_less(unraisable: Any) -> None:
        if not _heard:
            complain(unraisable)

    before = {}
    try:
        sys.unraisablehook = complain_less
        for number in _SIGNALS:
            if signal.getsignal(number) is not signal.SIG_IGN:
                before[number] = signal.signal(number, take)
    except ValueError:  # not the main thread, which alone hears signals
        pass
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        sys.unraisablehook = complain
        _heard = 0
