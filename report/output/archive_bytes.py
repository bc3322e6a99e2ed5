"""Where two archives part: in which file and line; those that copies carry are looked into."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from report.intake.archive import RefusedArchive, opened
from report.output.difference import Difference, first_difference
from report.output.rendition import ENDING

_STAMPED_FILES = {"versions.json", "copy.json"}
"""Of the archive: they name the versions."""
_STAMPED_LINE = re.compile(rb'name="generator"|<generator|stEvt:softwareAgent')
"""In an e-book's package, and in the head of a web page."""


def carried_differences(first: bytes, second: bytes, name: str) -> Iterator[Difference]:
    """Yield where two of the archives that copies carry part, file by file."""
    yield from differences(first, second, f"{name}: ", inner=True)


def differences(first: bytes, second: bytes, prefix: str = "", *, inner: bool = False) -> Iterator[Difference]:
    """Yield where two archives part; `inner` says that they are ones that copies carry."""
    try:
        ours, theirs = opened(first), opened(second)
    except RefusedArchive as refused:
        yield Difference(f"{prefix}{refused}")
        return
    for name in dict.fromkeys([*ours, *theirs]):
        if name not in theirs or name not in ours:
            yield Difference(f"{prefix}{name} is only in the {'file' if name in ours else 'rebuilt one'}")
        elif ours[name] != theirs[name]:
            if inner and name in _STAMPED_FILES:
                yield Difference(f"{prefix}{name}", stamp=True)
            elif name.endswith(ENDING):
                yield from carried_differences(ours[name], theirs[name], f"{prefix}{name}")
            else:
                yield from of_lines(ours[name], theirs[name], f"{prefix}{name}")
    if list(ours) != list(theirs) and sorted(ours) == sorted(theirs):
        yield Difference(f"{prefix}the order of the files")


def of_lines(ours: bytes, theirs: bytes, name: str) -> Iterator[Difference]:
    """Yield the first line that differs, lines that name versions told apart; for what isn't text, the first byte."""
    try:
        ours.decode("utf-8")
        theirs.decode("utf-8")
    except UnicodeDecodeError:
        yield Difference(f"{name}, at byte {first_difference(ours, theirs):,}")
        return
    for number, (mine, other) in enumerate(zip_longest(ours.split(b"\n"), theirs.split(b"\n")), 1):
        if mine == other:
            continue
        stamp = all(line is not None and _STAMPED_LINE.search(line) for line in (mine, other))
        yield Difference(f"{name}, line {number}", stamp=stamp)
        if not stamp:
            return
