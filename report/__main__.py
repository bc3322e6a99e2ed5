"""`python -m report`, and the command `report`."""

import os
import signal
import sys
from types import FrameType
from typing import NoReturn

WORDS = "report: interrupted; nothing half-written is left"


def run() -> None:
    """Run the command and end the process with its status; a signal that comes before or after it is as quiet as within."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _early)
    try:
        from report.cli import main

        status = main()
        for name in ("SIGINT", "SIGTERM"):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    except KeyboardInterrupt:
        print(WORDS, file=sys.stderr)
        status = 130
    sys.exit(status)


def _early(number: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001 - as the system calls it
    """End the process, which has begun nothing yet."""
    print(WORDS, file=sys.stderr, flush=True)
    os._exit(128 + number)


if __name__ == "__main__":
    run()
