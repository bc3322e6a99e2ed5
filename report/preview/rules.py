"""The rules for previews: what has to be there for one, and what it tells of itself."""

from __future__ import annotations

from report.problems import Rule, Severity

NO_PORT = Rule(
    "CFG-095",
    Severity.ERROR,
    "Port that can't be listened at",
    "The preview listens at a port of this machine, which --port names; without it the system chooses one that is free. Ports "
    "below 1024 belong to the system, and one at which another program listens is taken.",
)
FAILED = Rule(
    "CFG-096",
    Severity.ERROR,
    "Edition that the preview couldn't make",
    "Something else than the article was wrong when it was made: a worker ended, or the program has a fault. `report build` says "
    "more of it. The preview goes on, and tries again at the next save.",
)
