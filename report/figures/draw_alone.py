"""Draws one SVG in a process of its own: a drawing can ask for more memory than there is, and resvg ends its process then.

Run as a script, with nothing of ours imported: options as JSON come in, a PNG goes out.
"""

from __future__ import annotations

import json
import sys

MOST_MEMORY = 4 << 30
MOST_SECONDS = 60


def draw() -> int:
    """Draw what standard input asks for; 1 says that it can't be drawn, and standard error why."""
    import resvg_py

    try:
        import resource
    except ImportError:  # Windows, which has no such bounds
        pass
    else:
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        made = resvg_py.svg_to_bytes(**json.load(sys.stdin.buffer))
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    sys.stdout.buffer.write(bytes(made))
    return 0


if __name__ == "__main__":
    sys.exit(draw())
