"""Where two publications' bytes differ, in the words of their family: at which page, in which file and line.

Version stamps are told apart: what names the programs that made a file differs whenever those do, and says nothing of the rest.
"""

from __future__ import annotations

from report.output.difference import WRITTEN_OTHERWISE, Difference
from report.output.family import families

MOST = 12
"""Differences that are told; the rest follows from the first ones more often than not."""


def differences(first: bytes, second: bytes, medium: str) -> list[Difference]:
    """Return where two publications of one family differ, the first places of each kind; none where every byte is the same."""
    if first == second:
        return []
    found: list[Difference] = []
    for difference in families()[medium].differences(first, second):
        if difference not in found:
            found.append(difference)
        if sum(not difference.stamp for difference in found) >= MOST:
            break
    return found or [WRITTEN_OTHERWISE]
