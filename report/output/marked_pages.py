"""The pages of print that a format without pages marks; where they can't be laid out, it is made without them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from report.problems import Problem, ProblemsFound, Rule, Severity

if TYPE_CHECKING:
    from report.output.rendition import Rendition

UNPAGED = Rule(
    "CFG-067",
    Severity.WARNING,
    "E-book or web edition without the pages of print",
    "An e-book and a web edition mark where the pages of a print format begin, so that everyone can be told the same page "
    "(`page-list` in the preset). Where those pages can't be laid out, since a table is wider than they are, for example, the "
    "edition is whole without them: it lists no pages, and says in its metadata nothing of any. Mend what print is refused for, "
    "or leave page-list out of a preset of your own.",
)


def find_pages(rendition: Rendition, called: str) -> None:
    """Lay out the pages that the preset wants to be marked; a warning says why that can't be done. `called` says in what."""
    paged = rendition.marks
    if paged is None:
        return
    if paged.page is None:
        sentence, hint = f"the {called} lists no pages, since “{paged.title}” has none", "name a format in PDF, or none"
        rendition.problems.append(UNPAGED.at(rendition.format.place, sentence, hint=hint))
        return
    try:
        rendition.pages = rendition.rendered(paged).pages
    except ProblemsFound as found:
        rendition.problems.append(_unpaged(called, paged.title, found.problems))


def _unpaged(called: str, title: str, problems: Sequence[Problem]) -> Problem:
    """Say why no pages are marked, in the words of what print is refused for first."""
    first, others = problems[0], len(problems) - 1
    more = f" ({first.rule}, and {others} more)" if others else f" ({first.rule})"
    sentence = f"the {called} lists no pages, since those of “{title}” can't be laid out: {first.sentence}{more}"
    return UNPAGED.at(first.place, sentence, hint=first.hint)
