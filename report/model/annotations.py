"""What can be marked in a chart of a series: values across it, and notes at single ones. Rules and pages ask the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from report.model.article import Article
from report.model.evidence import Series
from report.model.reckoned import Objection, quantity_of
from report.model.units import alike
from report.problems import NOWHERE, Place


def level_faults(article: Article, series: Series, levels: Sequence[str], place: Place) -> Iterator[Objection]:
    """Yield why values can't be marked on the scale of a series; `place` is that of ids without one of their own.

    Records that aren't there are passed over, and so are values that can't be reckoned: others find them.
    """
    for number, ref in enumerate(levels):
        at = found if (found := getattr(ref, "place", NOWHERE)) != NOWHERE else place
        if ref in levels[:number]:
            yield Objection("stray_level", at, f"“{ref}” is marked twice", "name it once")
            continue
        known, record = quantity_of(article, ref), article.facts.get(ref)
        if known is None and (record is None or record.derived is not None):
            continue
        sentence = hint = ""
        if known is None or known.amount.number is None:
            sentence, hint = "has no number", "name a fact or an observation with one, or tell of it in words"
        elif known.per or not alike(known.unit, series.unit):
            sentence = f"is in {known.named}, and the chart of “{series.id}” in {series.unit}"
            hint = f"name a value in {series.unit}, or derive one by: convert"
        if sentence:
            yield Objection("stray_level", at, f"the level “{ref}” {sentence}", hint)


def note_faults(article: Article, series: Series) -> Iterator[Objection]:
    """Yield why notes can't stand at values of a series. Records that aren't there are passed over."""
    for note in series.chart.notes if series.chart else ():
        id_, _, key = note.value.partition(".")
        if article.find(note.value) is None and article.row_of(note.value) is None:
            continue
        sentence = ""
        if id_ != series.id:
            sentence = f"the note stands at “{note.value}”, which is no value of the series “{series.id}”"
        elif series.rows is None and series.observations[key].quantity.number is None:
            sentence = f"the note stands at “{note.value}”, which has no number and isn’t drawn"
        if sentence:
            place = note.value.place if note.value.place != NOWHERE else note.place
            yield Objection("stray_note", place, sentence, f"name an observation of the series, as {series.id}.key")
