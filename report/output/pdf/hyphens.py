"""Paragraphs in which too many lines in a row end in a divided word: they are set again without dividing any.

WeasyPrint 70 has no limit for hyphens that stand one below the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from report.output.pdf.trace import INLINE, Run, Trace, Zone

MOST = 2
"""Lines in a row that may end in a hyphen."""
HYPHENS = ("-", "\u2010")


def undivided(trace: Trace) -> list[str]:
    """Return a style rule for each block with more than `MOST` divided lines in a row."""
    lasts: dict[Element, dict[int, Run]] = {}
    for run in trace.runs:
        if run.zone is Zone.FLOW and run.line is not None and run.element is not None and run.text.strip() and not run.pseudo:
            block = next((up for up in trace.ancestors(run.element) if up.get("id") and up.tag not in INLINE), None)
            if block is not None:
                lasts.setdefault(block, {})[id(run.line)] = run
    return [
        f'[id="{block.get("id")}"] {{ hyphens: manual !important }}' for block, lines in lasts.items() if _stacks(lines.values())
    ]


def _stacks(lines: Iterable[Run]) -> bool:
    row = 0
    for run in lines:
        row = row + 1 if run.text.rstrip().endswith(HYPHENS) else 0
        if row > MOST:
            return True
    return False
