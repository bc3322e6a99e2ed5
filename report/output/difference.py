"""A place at which two publications differ, and how the first such byte is found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Difference:
    """A place at which two publications differ."""

    where: str
    """In words: "page 3, its content, at byte 120"."""
    stamp: bool = False
    """Whether that place names the versions that made the file, and nothing else."""

    def as_json(self) -> dict[str, object]:
        """Return the difference with plain values."""
        return {"where": self.where, "stamp": self.stamp}


WRITTEN_OTHERWISE = Difference("the same content, written or compressed in another way", stamp=True)
"""What remains where nothing else is found: a program has saved the file again, or another version of a library wrote it."""


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
