"""What a build says while it works: a live display on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from report.problems import printable
from report.system import screen

if TYPE_CHECKING:
    from rich.status import Status

Say = Callable[[str], None]
_DONE = ("✓", " ")


@contextmanager
def progress(*, quiet: bool = False) -> Iterator[Say]:
    """Yield a function that takes one line on what is being done, or on what was done: a tick and a file, or, indented, more."""
    if quiet:
        yield lambda _: None
    elif sys.stderr.isatty():
        with ExitStack() as stack:
            status: Status | None = None

            def say(line: str) -> None:
                nonlocal status
                if line.startswith(_DONE) and status is None:
                    screen.complain(line)
                    return
                from rich.console import Console  # what has nothing to do can do without
                from rich.text import Text

                told = Text(printable(line))
                if status is None:
                    status = stack.enter_context(Console(stderr=True, highlight=False).status(told))
                elif line.startswith(_DONE):
                    status.console.print(told)
                else:
                    status.update(told)

            yield say
    else:
        yield lambda line: screen.say(line) if line.startswith(_DONE) else None
