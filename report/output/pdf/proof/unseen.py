"""Text of the author's that stands on no page: a style sheet hides it, and nobody would hear of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from report.output.pdf.trace import Trace, Zone
from report.problems import Place, Problem, Rule, Severity, cut

UNSEEN = Rule(
    "PDF-009",
    Severity.ERROR,
    "Text that no page shows",
    "What stands in an article is printed. What a theme's style sheet hides (`display: none`, `position: running()`) would be "
    "missing without a word. What isn't meant for print doesn't belong into the article's text.",
)


def unseen(trace: Trace, places: Mapping[str, Place]) -> Iterator[Problem]:
    """Yield a problem for each element inside of a block of `places` whose words are in the text of no page.

    Of elements inside of each other the outermost is told. A theme may do without the cover, or with less on it.
    """
    seen: set[Element] = set()
    for run in trace.runs:
        if run.element is not None and run.zone is not Zone.RUNNING and run.visible:
            for up in trace.ancestors(run.element):
                if up in seen:
                    break
                seen.add(up)
    for note in trace.notes:
        if trace.is_printed(note):
            seen.update(note.iter())
    told: set[Element] = set()
    for element in trace.root.iter():
        if element in seen or not (words := " ".join("".join(element.itertext()).split())):
            continue
        around = list(trace.ancestors(element))
        block = next((up.get("id", "") for up in around if up.get("id") in places), "")
        if block and told.isdisjoint(around) and not any(up.get("id") in {"cover", "back-cover"} for up in around):
            told.add(element)
            hint = "take the rule that hides it out of the theme's print.css"
            yield UNSEEN.at(places[block], f"“{cut(words, 40)}” is on no page", hint=hint)
