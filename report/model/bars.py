"""Which facts can stand in a chart of bars: rules and pages ask the same."""

from __future__ import annotations

from collections.abc import Iterator

from report.model.article import Article
from report.model.prose import Directive
from report.model.reckoned import Objection, Quantity, quantity_of
from report.model.units import alike
from report.problems import NOWHERE


def bar_faults(article: Article, chart: Directive) -> Iterator[Objection]:
    """Yield why facts that a chart of bars names give no bars, or none beside each other.

    Those that aren't there are passed over.
    """
    first: tuple[str, Quantity] | None = None
    for ref in (ref for ref in chart.arguments if ref in article.facts):
        at = getattr(ref, "place", NOWHERE)
        place = at if at != NOWHERE else chart.place
        known = quantity_of(article, ref)
        number = known.amount.number if known else None
        if number is None and article.facts[ref].derived is None:
            sentence = f"the fact “{ref}” has no number, and gives no bar"
            yield Objection("bar_without_number", place, sentence, "leave it out, and tell of it in words")
        if known is None:
            continue
        one, wanted = first = first or (ref, known)
        if known.per != wanted.per or not alike(known.unit, wanted.unit):
            sentence = f"the chart sets “{ref}” ({known.named}) beside “{one}” ({wanted.named})"
            hint = f"name facts in {wanted.named} only, or show those in {known.named} in a chart of their own"
            yield Objection("unlike_bars", place, sentence, hint)
