"""All that is put right in WeasyPrint from outside; each mend has a file of its own, which says why."""

from __future__ import annotations

from report.output.pdf.engine import native_messages
from report.output.pdf.engine.contract import NAMES, require
from report.output.pdf.engine.mends import (
    below_headings,
    carried,
    columns,
    divided,
    even_pace,
    from_right,
    given_back,
    grid,
    late_openings,
    line_ends,
    looked_up,
    measured,
    notes_kept,
    notes_shared,
    one_height,
    page_numbers,
    pagination,
    paragraphs,
    representable,
    room_beside,
    row_heights,
    side_notes,
    subset,
    svg_text,
    whole,
    whole_floats,
)
from report.output.pdf.engine.mends.mend import Mend

MENDS: tuple[Mend, ...] = (
    notes_kept.MEND,
    notes_shared.MEND,
    side_notes.MEND,
    measured.MEND,
    line_ends.MEND,
    one_height.MEND,
    whole_floats.MEND,
    room_beside.MEND,
    divided.MEND,
    grid.MEND,
    late_openings.MEND,
    below_headings.MEND,
    whole.MEND,
    carried.MEND,
    columns.MEND,
    row_heights.MEND,
    svg_text.MEND,
    even_pace.MEND,
    page_numbers.MEND,
    pagination.MEND,
    representable.MEND,
    native_messages.MEND,
    looked_up.MEND,
    given_back.MEND,
    subset.MEND,
    from_right.MEND,
    paragraphs.MEND,
)
"""In the order in which they are applied: what two of them change, the second finds as the first has left it."""

_applied: set[str] = set()


def mend(without: str = "") -> None:
    """Put the engine of this process right, once for each mend; `without` names one that is left out.

    Raises:
        Unknown: the engine lacks a name that we lean on; nothing is changed then.
    """
    wanted = [each for each in MENDS if each.name not in _applied and each.name != without]
    if wanted:
        require([*NAMES, *(name for each in wanted for name in each.changes)])
    for each in wanted:
        each.apply()
        _applied.add(each.name)
