"""Leads from every printed value to where it comes from, and remembers the places that print it."""

from __future__ import annotations

from collections.abc import Iterable

from report.compose.desk import Desk, Origin
from report.compose.lookup import need
from report.compose.sources import anchor, cited_by
from report.model import document as doc
from report.model.evidence import Fact, Observation


def value(desk: Desk, text: str, id_: str) -> doc.Value:
    """Return a value as it stands in print, with the way to where it comes from.

    An observation or a fact leads to its row in the appendix, where the format has one. Anything else with a date leads to the
    entry of its source.
    """
    if not (desk.selection.provenance and isinstance(need(desk.article, id_), Observation | Fact)):
        return doc.Value(text, id_, _source(desk, id_))
    origin = _origin(desk, id_)
    use = desk.ids.claim(f"{origin.id}-use-{len(origin.uses) + 1}")
    origin.uses.append((desk.part.id, use))
    return doc.Value(text, id_, origin.id, use)


def drawn(desk: Desk, ids: Iterable[str], figure: str) -> None:
    """Remember that a figure shows these values."""
    use = (desk.part.id, figure)
    for id_ in ids if desk.selection.provenance else ():
        if use not in (uses := _origin(desk, id_).uses):
            uses.append(use)


def _source(desk: Desk, id_: str) -> str:
    """Return the id of the entry that names a record's source, in the list of sources; the first, if there are several."""
    source, _ = cited_by(desk, id_)[0]
    desk.used[source.id] = None
    return anchor(source.id)


def _origin(desk: Desk, id_: str) -> Origin:
    series = desk.article.series.get(id_.partition(".")[0])
    if series is not None and series.rows is None:
        desk.printed.setdefault(series.id, {})[id_] = None
    if series is not None:
        id_ = series.id  # one row in the appendix, however many of its values are printed
    if id_ not in desk.origins:
        desk.used |= {source.id: None for source, _ in cited_by(desk, id_)}  # its row leads to them, though no note cites them
        desk.origins[id_] = Origin(desk.ids.claim(f"origin-{id_.replace('.', '-')}"))
    return desk.origins[id_]
