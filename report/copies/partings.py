"""Where two publications' bytes part: at which page or object of a PDF, in which file and line of an EPUB.

Version stamps are told apart: what names the programs that made a file differs whenever those do, and says nothing of the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from report.copies.archive import RefusedArchive, opened
from report.copies.found import ENDING

MOST = 12
"""Partings that are told; the rest follows from the first ones more often than not."""

_STAMPED_FILES = {"versions.json", "copy.json"}
"""Of the archive: they name the versions."""
_STAMPED_LINE = re.compile(rb'name="generator"|<generator|stEvt:softwareAgent')
"""In an e-book's package."""


@dataclass(frozen=True, slots=True)
class Parting:
    """A place at which two publications differ."""

    where: str
    """In words: "page 3, its content, at byte 120"."""
    stamp: bool = False
    """Whether that place names the versions that made the file, and nothing else."""

    def as_json(self) -> dict[str, object]:
        """Return the parting with plain values."""
        return {"where": self.where, "stamp": self.stamp}


WRITTEN_OTHERWISE = Parting("the same content, written or compressed in another way", stamp=True)
"""What remains where nothing else is found: a program has saved the file again, or another version of a library wrote it."""


def partings(first: bytes, second: bytes, medium: str) -> list[Parting]:
    """Return where two publications of the same medium part, the first ones of each kind; none where every byte is the same."""
    if first == second:
        return []
    found: list[Parting] = []
    if medium == "pdf":
        from report.copies.pdf_partings import pdf_partings

        walk = pdf_partings(first, second)
    else:
        walk = _of_archives(first, second)
    for parting in walk:
        if parting not in found:
            found.append(parting)
        if sum(not parting.stamp for parting in found) >= MOST:
            break
    return found or [WRITTEN_OTHERWISE]


def archive_partings(first: bytes, second: bytes, name: str) -> Iterator[Parting]:
    """Yield where two of the archives that copies carry part, file by file."""
    yield from _of_archives(first, second, f"{name}: ", inner=True)


def _of_archives(first: bytes, second: bytes, prefix: str = "", *, inner: bool = False) -> Iterator[Parting]:
    try:
        ours, theirs = opened(first), opened(second)
    except RefusedArchive as refused:
        yield Parting(f"{prefix}{refused}")
        return
    for name in dict.fromkeys([*ours, *theirs]):
        if name not in theirs or name not in ours:
            yield Parting(f"{prefix}{name} is only in the {'file' if name in ours else 'rebuilt one'}")
        elif ours[name] != theirs[name]:
            if inner and name in _STAMPED_FILES:
                yield Parting(f"{prefix}{name}", stamp=True)
            elif name.endswith(ENDING):
                yield from archive_partings(ours[name], theirs[name], f"{prefix}{name}")
            else:
                yield from _of_lines(ours[name], theirs[name], f"{prefix}{name}")
    if list(ours) != list(theirs) and sorted(ours) == sorted(theirs):
        yield Parting(f"{prefix}the order of the files")


def _of_lines(ours: bytes, theirs: bytes, name: str) -> Iterator[Parting]:
    """Yield the first line that differs, lines that name versions told apart; for what isn't text, the first byte."""
    try:
        ours.decode("utf-8")
        theirs.decode("utf-8")
    except UnicodeDecodeError:
        yield Parting(f"{name}, at byte {first_difference(ours, theirs):,}")
        return
    for number, (mine, other) in enumerate(zip_longest(ours.split(b"\n"), theirs.split(b"\n")), 1):
        if mine == other:
            continue
        stamp = all(line is not None and _STAMPED_LINE.search(line) for line in (mine, other))
        yield Parting(f"{name}, line {number}", stamp=stamp)
        if not stamp:
            return


def first_difference(first: bytes, second: bytes) -> int:
    """Return the index of the first byte that differs; the length of the shorter one where it begins the other."""
    low, high = 0, min(len(first), len(second))
    while low < high:
        middle = (low + high + 1) // 2
        if first[:middle] == second[:middle]:
            low = middle
        else:
            high = middle - 1
    return low
