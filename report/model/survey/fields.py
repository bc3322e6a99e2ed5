"""Every field of every record, with its owner and its place: prose, names of other records, and labels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from report.model.article import Article
from report.model.evidence import Observation, Series
from report.model.fields import Record
from report.model.marks import Of, Voice, marked
from report.model.prose import Prose
from report.model.reading import Ref
from report.problems import NOWHERE, Place


@dataclass(frozen=True, slots=True)
class FieldOf:
    """One field of one record."""

    model: type[Record]
    name: str
    """As in the model: "set_beside"."""
    value: Prose | Ref | str
    owner: str
    """The id of the keyed record that holds it; empty for `article.yaml`."""
    place: Place

    @property
    def key(self) -> str:
        """The field's name as editors type it."""
        return self.name.replace("_", "-")

    @property
    def names(self) -> Of | None:
        """Which records it may name; None where it may name any."""
        return marked(self.model, Of).get(self.name)

    @property
    def where(self) -> str:
        """For a sentence: "the caption of “membership”"."""
        return f"the {self.key} of “{self.owner}”" if self.owner else f"the {self.key} in article.yaml"


def _within(record: Record, owner: str, fallback: Place, shared: Series | None = None) -> Iterator[FieldOf]:
    """Yield the fields of a record; of an observation without those that its series says for all of them."""
    model, place = type(record), record.place if record.place != NOWHERE else fallback
    for name in model.model_fields:
        value = getattr(record, name)
        if value is not None and name not in {"place", "places", "id"} and not (shared and value == getattr(shared, name, None)):
            yield from _value(value, model, name, owner, place, record if isinstance(record, Series) else None)


def _value(
    value: Any, model: type[Record], name: str, owner: str, place: Place, series: Series | None = None
) -> Iterator[FieldOf]:
    if isinstance(value, Prose | Ref):
        yield FieldOf(model, name, value, owner, value.place if value.place != NOWHERE else place)
    elif isinstance(value, str):
        if name in marked(model, Voice):
            yield FieldOf(model, name, value, owner, place)
    elif isinstance(value, Record):
        yield from _within(value, owner, place, series if isinstance(value, Observation) else None)
    elif isinstance(value, tuple):
        for part in value:
            yield from _value(part, model, name, owner, place)
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _value(part, model, name, f"{owner}.{key}" if name == "observations" else owner, place, series)


def fields(article: Article) -> Iterator[FieldOf]:
    """Yield the fields of every record that are prose, name another record, or are printed as labels."""
    yield from _within(article.meta, "", NOWHERE)
    for records in article.by_kind().values():
        for id_, record in records.items():
            yield from _within(record, id_, NOWHERE)
