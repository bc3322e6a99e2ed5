"""Paragraphs in which too many lines in a row end in a divided word, or the last line is but the end of one.

They are set again without dividing any. There are few: lines are divided with measure while they are made (`divided.py`), but
words that have hyphens of their own break at these all the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from report.output.pdf.trace import INLINE, Run, Trace, Zone

MOST = 2
"""Lines in a row that may end in a hyphen."""
HYPHENS = ("-", "\u2010")


def undivided(trace: Trace) -> list[str]:
    """Return a style rule for each block with more than `MOST` divided lines in a row, or with the end of a word as last line."""
    lines: dict[Element, dict[int, list[Run]]] = {}
    for run in trace.runs:
        if run.zone is Zone.FLOW and run.line is not None and run.element is not None and run.text.strip() and not run.pseudo:
            block = next((up for up in trace.ancestors(run.element) if up.get("id") and up.tag not in INLINE), None)
            if block is not None:
                lines.setdefault(block, {}).setdefault(id(run.line), []).append(run)
    texts = {block: ["".join(run.text for run in line).strip() for line in found.values()] for block, found in lines.items()}
    return [
        f'[id="{block.get("id")}"] {{ hyphens: manual !important }}'
        for block, found in texts.items()
        if _stacks(found) or _ends_within_a_word(found)
    ]


def _stacks(lines: Sequence[str]) -> bool:
    row = 0
    for line in lines:
        row = row + 1 if line.endswith(HYPHENS) else 0
        if row > MOST:
            return True
    return False


def _ends_within_a_word(lines: Sequence[str]) -> bool:
    return len(lines) > 1 and lines[-2].endswith(HYPHENS) and not any(map(str.isspace, lines[-1]))
