"""Text that runs off the page: it would be cut away, and nobody would hear of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from report.output.pdf.trace import Trace, Zone
from report.problems import Place, Problem, Rule, Severity

OVERRUN = Rule(
    "PDF-007",
    Severity.ERROR,
    "Text beyond the page",
    "Words that can't be divided may be wider than the room that a page gives them: in a table of many columns, in a title, in "
    "an address. And what can't go on over a page's end, such as a title on the cover or a key figure beside the text, may be "
    "higher than the page. What stands beyond the page's edge isn't printed, and so the build stops. Shorter words help, fewer "
    "columns, or a format with a larger page.",
)

_SLACK = 0.5
"""Pixels that rounding may take; no ink is lost in them."""


def overruns(trace: Trace, places: Mapping[str, Place], place: Place) -> Iterator[Problem]:
    """Yield a problem for each block whose text crosses an edge of its page.

    A problem has its place in the article where `places` has that of the block, or else `place`.
    """
    told: set[str] = set()
    for run in trace.runs:
        if run.zone is not Zone.FLOW or run.picture or run.element is None or not run.text.strip():
            continue
        page = trace.pages[run.page]
        across = run.x >= -_SLACK and run.x + run.width <= page.width + _SLACK
        down = run.y >= -_SLACK and run.y + run.height <= page.height + _SLACK
        if across and down:
            continue
        block = trace.block(run)
        if block not in told:
            told.add(block)
            where = f" in “{block}”" if block else ""
            sentence = f"on page {run.page + 1} the words “{run.text.strip()}”{where} run off the page"
            narrow = "write shorter words, or &shy; where one may be parted; leave out a column, or take a wider page"
            hint = "shorten it, or choose a format with a higher page" if across else narrow
            yield OVERRUN.at(trace.place(run.element, places, place), sentence, hint=hint)
