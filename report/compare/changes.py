"""What changed between two states of an article: records by kind, then the text of each section, word by word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from report.compare.state import TOLD, Fields, Plain, State

How = Literal["added", "removed", "changed", "moved"]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a record; None stands for no such field."""

    field: str
    before: Plain | None
    after: Plain | None


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record that was added, removed or changed, with every field that differs; or a kind whose order changed ("moved")."""

    how: How
    kind: str
    id: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Hunk:
    """A run of words of a section that both have, or only one of the two."""

    how: Literal["same", "added", "removed"]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextChange:
    """A section whose words differ: all of its words in order, old and new."""

    how: How
    section: str
    pieces: tuple[Hunk, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that differs between two articles."""

    old: str
    new: str
    records: tuple[RecordChange, ...]
    texts: tuple[TextChange, ...]

    def __bool__(self) -> bool:
        return bool(self.records or self.texts)

    def as_json(self) -> dict[str, Any]:
        """Return the changes with plain values; what they list turns the old records and words into the new ones."""
        return asdict(self)


def compare(old: State, new: State) -> Changes:
    """Return what turns `old` into `new`; nothing where they say the same."""
    records = [change for kind in TOLD for change in _kind(kind, old.records.get(kind, {}), new.records.get(kind, {}))]
    return Changes(old.name, new.name, tuple(records), tuple(_texts(old.sections, new.sections)))


def _kind(kind: str, old: Mapping[str, Fields], new: Mapping[str, Fields]) -> Iterator[RecordChange]:
    for id_ in dict.fromkeys([*old, *new]):
        differing = tuple(_fields(old.get(id_, {}), new.get(id_, {})))
        if id_ not in new:
            yield RecordChange("removed", kind, id_, differing)
        elif id_ not in old:
            yield RecordChange("added", kind, id_, differing)
        elif differing:
            yield RecordChange("changed", kind, id_, differing)
    before, after = [id_ for id_ in old if id_ in new], [id_ for id_ in new if id_ in old]
    if before != after and kind != "file":
        yield RecordChange("moved", kind, "", (FieldChange("order", list(before), list(after)),))


def _fields(old: Fields, new: Fields) -> Iterator[FieldChange]:
    for name in dict.fromkeys([*old, *new]):
        before, after = old.get(name), new.get(name)
        if before != after:
            yield FieldChange(name, before, after)


def _texts(old: Mapping[str, tuple[str, ...]], new: Mapping[str, tuple[str, ...]]) -> Iterator[TextChange]:
    for id_ in dict.fromkeys([*new, *old]):
        if id_ not in old:
            yield TextChange("added", id_, (Hunk("added", new[id_]),))
        elif id_ not in new:
            yield TextChange("removed", id_, (Hunk("removed", old[id_]),))
        elif old[id_] != new[id_]:
            yield TextChange("changed", id_, tuple(pieces(old[id_], new[id_])))


def pieces(old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[Hunk]:
    """Yield the words of both in order, removed ones before those that take their place."""
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Hunk("same", old[i:j])
            continue
        if i < j:
            yield Hunk("removed", old[i:j])
        if k < m:
            yield Hunk("added", new[k:m])
