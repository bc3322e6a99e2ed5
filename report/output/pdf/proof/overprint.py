"""Text that is printed over other text: neither can be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from report.output.pdf.trace import Run, Trace, Zone
from report.problems import Place, Problem, Rule, Severity

OVERPRINT = Rule(
    "PDF-008",
    Severity.ERROR,
    "Text over text",
    "What stands at a fixed place on a page can be too long for the room between its neighbours: a title, a subtitle or a "
    "publisher's name on the cover, a key figure beside the text; or a theme's style sheet moves one thing over another. "
    "Nobody can read either then, and so the build stops.",
)

_BAND = 0.25
"""What is left out above and below a run, as a share of its height: lines that are set close may touch, letters don't."""
_ZONES = {Zone.FLOW, Zone.NOTE}
_SLACK = 2.0
"""Pixels by which slanted or kerned letters may reach over their neighbours."""


def overprints(trace: Trace, places: Mapping[str, Place], place: Place) -> Iterator[Problem]:
    """Yield a problem for each pair of blocks of which one is printed over the other, once.

    A problem has its place in the article where `places` has that of the longer block, or of the other; else it is `place`.
    """
    pages: dict[int, list[Run]] = {}
    for run in trace.runs:
        if run.zone in _ZONES and not (run.picture or run.leader or run.element is None) and run.text.strip():
            pages.setdefault(run.page, []).append(run)
    met: dict[tuple[str, str], tuple[Run, Run]] = {}
    for runs in pages.values():
        for over, under in _meeting(runs):
            met.setdefault((trace.block(over), trace.block(under)), (over, under))
    lengths = Counter({block: 0 for pair in met for block in pair})
    for run in (run for runs in pages.values() for run in runs) if met else ():
        lengths[trace.block(run)] += len(run.text)
    for blocks, (over, under) in met.items():
        sentence = f"on page {over.page + 1} the words “{over.text.strip()}” are printed over “{under.text.strip()}”"
        hint = "shorten one of them; where a theme's style sheet places them, give them room there"
        longer, other = (over, under) if lengths[blocks[0]] >= lengths[blocks[1]] else (under, over)
        yield OVERPRINT.at(trace.place(longer.element, places, trace.place(other.element, places, place)), sentence, hint=hint)


def _meeting(runs: list[Run]) -> Iterator[tuple[Run, Run]]:
    """Yield pairs of runs whose letters overlap, the later one first."""
    bands = sorted((run.y + _BAND * run.height, run.y + (1 - _BAND) * run.height, number) for number, run in enumerate(runs))
    open_: list[tuple[float, int]] = []
    for top, bottom, number in bands:
        open_ = [(end, other) for end, other in open_ if end > top]
        left = runs[number].x + _SLACK
        right = left + runs[number].width - 2 * _SLACK
        for _, other in open_:
            if runs[other].x < right and left < runs[other].x + runs[other].width:
                yield runs[max(number, other)], runs[min(number, other)]
        open_.append((bottom, number))
