"""Where two publications' bytes part: at which page or object of a PDF, in which file and line of an EPUB.

Version stamps are told apart: what names the programs that made a file differs whenever those do, and says nothing of the rest.
"""

from __future__ import annotations

from report.compare.archive_bytes import file_partings
from report.compare.difference import WRITTEN_OTHERWISE, Parting

MOST = 12
"""Partings that are told; the rest follows from the first ones more often than not."""


def partings(first: bytes, second: bytes, medium: str) -> list[Parting]:
    """Return where two publications of the same medium part, the first ones of each kind; none where every byte is the same."""
    if first == second:
        return []
    found: list[Parting] = []
    if medium == "pdf":
        from report.compare.pdf_bytes import pdf_partings

        walk = pdf_partings(first, second)
    else:
        walk = file_partings(first, second)
    for parting in walk:
        if parting not in found:
            found.append(parting)
        if sum(not parting.stamp for parting in found) >= MOST:
            break
    return found or [WRITTEN_OTHERWISE]
