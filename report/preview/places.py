"""Where on a page a problem belongs: beside what shows the file and line that it names."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from report.model.article import Article
from report.model.document import Document
from report.problems import Place

Shown = tuple[str, int, str]
"""File, line, and the selector of what shows it."""


def shown(article: Article, document: Document) -> list[Shown]:
    """Return the file and line of each block, and of each record whose value is printed, with its selector."""
    found = [(place.path, place.line, f'[id="{id_}"]') for id_, place in document.places.items() if place.path]
    records = [(record.id, record.place) for group in article.by_kind().values() for record in group.values()]
    records += [(id_, observation.place) for id_, observation, _ in article.observations()]
    found += [(place.path, place.line, f'[data-record="{id_}"]') for id_, place in records if place.path]
    return sorted(found)


def beside(place: Place, known: Sequence[Shown]) -> str:
    """Return the selector of what begins at a place, or last before it in the same file; empty where nothing does."""
    at = bisect_right(known, (place.path, place.line or 1, "\U0010ffff"))
    before = known[at - 1] if at else None
    return before[2] if before and before[0] == place.path else ""
