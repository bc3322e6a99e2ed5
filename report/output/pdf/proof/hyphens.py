"""Paragraphs in which too many lines in a row end in a hyphen, one of them in a word that has it anyway.

Lines are divided with measure while they are made (`divided.py`), but a compound breaks at its own hyphen all the same. Such a
paragraph is set again without dividing any word. Where a column is so narrow that words have to be divided, they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from xml.etree.ElementTree import Element

from report.output.pdf.engine.mends.divided import HYPHENS, MOST
from report.output.pdf.trace import INLINE, Run, Trace, Zone


def undivided(trace: Trace) -> list[str]:
    """Return a style rule for each block with more than `MOST` such lines in a row, one of them at a hyphen of its own."""
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
    for divided, those in groupby(lines, key=lambda run: run.text.rstrip().endswith(HYPHENS)):
        row = list(those)
        if divided and len(row) > MOST and not all(run.hyphen for run in row):
            return True
    return False
