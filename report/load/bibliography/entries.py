"""What a bibliography holds before anything of it is understood: entries with their keys and places, and faults."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from report.load.yaml_tree import Mapping
from report.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class BibEntry:
    """One entry; what it says is found out when the article names it."""

    key: str
    place: Place
    read: Callable[[list[Problem]], Mapping]
    """Returns the entry as sources.yaml would have it, and adds what is wrong with it to the list."""


@dataclass(frozen=True, slots=True)
class Illegible:
    """What keeps a part of a bibliography from being read."""

    problem: Problem
    key: str = ""
    """The entry that it spoils; empty where nobody can say which."""
    rest: bool = False
    """Whether what follows can't be read either."""


@dataclass(slots=True)
class Bibliography:
    """A file's entries in their order, and its faults."""

    entries: list[BibEntry] = field(default_factory=list)
    faults: list[Illegible] = field(default_factory=list)
