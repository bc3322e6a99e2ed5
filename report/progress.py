"""What a build says while it works: a live display on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Say = Callable[[str], None]


@contextmanager
def progress(*, quiet: bool = False) -> Iterator[Say]:
    """Yield a function that takes one line on what is being done, or on what was done if it begins with a tick."""
    if quiet:
        yield lambda _: None
    elif sys.stderr.isatty():
        from rich.console import Console

        console = Console(stderr=True, highlight=False)
        with console.status("") as status:

            def say(line: str) -> None:
                if line.startswith("✓"):
                    console.print(line, markup=False)
                else:
                    status.update(line)

            yield say
    else:
        yield lambda line: print(line, flush=True) if line.startswith("✓") else None
