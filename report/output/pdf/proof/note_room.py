"""Notes for which a page has no room: they can't be moved away from what calls them, and would run over everything else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from report.output.pdf.trace import Trace, Zone
from report.problems import Place, Problem, Rule, Severity

NO_ROOM = Rule(
    "PDF-010",
    Severity.ERROR,
    "More notes than a page holds",
    "Notes for which there is no outer column, or no room in it, stand at the foot of the page that calls them. A single note "
    "can't be longer than a page, and a line can't call more than fit below it. What is so long belongs into the text; what is "
    "said of many things at once can be one note.",
)

_SLACK = 1.0
"""Pixels that rounding may take."""


def crowded(trace: Trace, places: Mapping[str, Place], place: Place) -> Iterator[Problem]:
    """Yield a problem for each page whose notes reach above its text area, at the block that calls the last of them."""
    for number, page in enumerate(trace.pages):
        if page.notes is None or page.notes >= page.head - _SLACK:
            continue
        noted = (run for run in trace.runs if run.page == number and run.zone is Zone.NOTE and run.element is not None)
        runs = [run for run in noted if run.y >= page.notes - _SLACK]
        if runs:
            sentence = f"the notes on page {number + 1}, from “{runs[0].text.strip()}” on, take more room than the page has"
            hint = "shorten them, move what they say into the text, or call fewer of them in one place"
            yield NO_ROOM.at(trace.place(runs[-1].element, places, place), sentence, hint=hint)
