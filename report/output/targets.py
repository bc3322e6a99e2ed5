"""What links lead to in formats that have no pages of their own: what holds each id of a document, and where in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from report.model.document import Document, Figure, Part, StatementGroup


def numbers_id(figure: Figure) -> str:
    """Return the id of a figure's data table where it is printed: that by which print knows it, too."""
    return f"{figure.id}-numbers"


def figures(document: Document) -> Iterator[tuple[Part, Figure]]:
    """Yield each figure with the part that holds it, in order, nested ones included."""
    for part in document.parts:
        for record in _records(part):
            if isinstance(record, Figure):
                yield part, record


def targets(document: Document) -> Iterator[tuple[str, Part | Figure, str]]:
    """Yield the id of everything that a link can lead to, the part or the described figure that holds it, and its anchor there.

    No anchor means the holder's beginning.
    """
    for part in document.parts:
        for record in _records(part):
            yield from _targets(record, part)


def _targets(record: object, part: Part) -> Iterator[tuple[str, Part | Figure, str]]:
    id_ = getattr(record, "id", "")
    if isinstance(record, Part):
        yield id_, part, ""
        yield f"{id_}-title", part, f"{id_}-title"
    elif isinstance(record, StatementGroup) and len(record.statements) == 1:
        # A statement on its own is printed without the group around it.
        yield id_, part, record.statements[0].id
    elif id_:
        yield id_, part, id_
    if isinstance(record, Figure):
        yield f"{id_}-description", record, ""
        if record.data:
            yield record.data.id, record, numbers_id(record)


def _records(value: object) -> Iterator[object]:
    """Yield the records below `value`, itself first; a figure's data table belongs to its description, not to the part."""
    if isinstance(value, tuple):
        for item in value:
            yield from _records(item)
    elif is_dataclass(value) and not isinstance(value, type):
        yield value
        for field in fields(value):
            if not (isinstance(value, Figure) and field.name in {"data", "picture"}):
                yield from _records(getattr(value, field.name))
