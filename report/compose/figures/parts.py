"""What figures of every form have: the words around them, spans of time, and words that are read out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from report.compose.dates import date_text
from report.compose.desk import Desk, Referent
from report.compose.language import PLAIN_SPACES
from report.compose.typography import one_stop
from report.model import document as doc
from report.model.dates import EdtfDate
from report.model.figure import Chart, Dating
from report.problems import Place


@dataclass(frozen=True, slots=True)
class Around:
    """The words around a chart."""

    title: doc.Inlines
    subtitle: doc.Inlines
    caption: doc.Inlines
    sources: doc.Inlines
    data: Referent
    """Where its table stands."""


def figure(
    target: Referent, around: Around, drawing: Chart, alternative: str, description: Iterable[str], table: doc.Table, place: Place
) -> doc.Figure:
    """Return the figure of a chart, with what is said in its place."""
    return doc.Figure(
        target.id, target.text, around.title, around.subtitle, around.caption, around.sources,
        drawing,
        heard(alternative),
        tuple(map(one_stop, description)),
        table,
        place,
    )  # fmt: skip


def heard(text: str) -> str:
    """Return composed words as they are read out: no space holds a line there, and no sentence ends twice."""
    return one_stop(text).translate(PLAIN_SPACES)


def ends_in_words(desk: Desk, dates: Sequence[EdtfDate]) -> tuple[str, str]:
    """Return the days between which dates lie, in words: of one that lasted its own begin or end."""
    first, last = min(dates, key=lambda date: date.known[0]), max(dates, key=lambda date: date.known[1])
    if len(dates) > 1:
        first, last = first.begin or first.end or first, last.end or last.begin or last
    return date_text(first, desk.language, desk.labels), date_text(last, desk.language, desk.labels)


LONGEST = 350
"""Characters that an alternative text should keep to; screen readers read it in one breath."""


def ends_told(desk: Desk, datings: Sequence[Dating]) -> list[str]:
    """Say how ends of times are drawn that aren't dates."""
    label = desk.labels.gettext
    ends = {end for dating in datings for end in (dating.opening, dating.closing)}
    said = {
        "open": label("An arrowhead shows that a time is open at that end."),
        "unknown": label("Dots lead to an end that isn’t known."),
    }
    return [words for end, words in said.items() if end in ends]
