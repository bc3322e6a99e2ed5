"""In which order the runs of a page are heard, and where decoration stands among them."""

from __future__ import annotations

from report.output.pdf.structure.node import Node
from report.output.pdf.trace import Run, Trace, Zone


def heard_order(root: Node, trace: Trace) -> dict[Run, tuple[int, int]]:
    """Return for each run of a finished tree its place among all, as something that can be compared.

    Decoration, such as a bullet or the dots of a leader, follows what it stands behind; what runs in the margins has no place.
    """
    places = {run: (number, 0) for number, run in enumerate(root.runs())}
    before = page = -1
    behind = 0
    for run in trace.runs:
        if run.page != page:
            before, page = -1, run.page
        if run in places:
            before, behind = places[run][0], 0
        elif run.zone is not Zone.RUNNING:
            behind += 1
            places[run] = before, behind
    return places
