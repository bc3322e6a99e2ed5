"""What differs from an earlier edition: the list that an edition prints, and that travels in its copies."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SerializerFunctionWrapHandler, model_serializer

Plain = str | list[Any] | dict[str, Any]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class FieldDifference(_Part):
    """A field of a record, as text; None stands for no such field."""

    field: str
    before: Plain | None
    after: Plain | None


class RowCounts(_Part):
    """How many rows of a table differ."""

    changed: int = 0
    added: int = 0
    removed: int = 0


class RecordDifference(_Part):
    """A record that was added, removed or changed, with the fields that differ: all of them where there is one side alone."""

    how: Literal["added", "removed", "changed"]
    kind: str
    id: str
    fields: tuple[FieldDifference, ...] = Field(strict=False)
    """Of a table of which many rows differ, the first, the last, and the one that differs most, with those that are named."""
    rows: RowCounts | None = None
    """How many rows differ, where not all of them are listed."""

    @model_serializer(mode="wrap")
    def _plain(self, usual: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Say nothing of rows where all of them are listed, as lists of earlier versions do."""
        plain: dict[str, Any] = usual(self)
        return plain if self.rows is not None else {name: value for name, value in plain.items() if name != "rows"}

    @property
    def counted(self) -> RowCounts:
        """How many rows of a table differ."""
        if self.rows is not None:
            return self.rows
        added, removed = (sum(getattr(one, side) is None for one in self.fields) for side in ("before", "after"))
        return RowCounts(changed=len(self.fields) - added - removed, added=added, removed=removed)

    def before(self, field: str) -> str | None:
        """Return what the earlier edition has in a field that differs; None where it has nothing, or no plain text."""
        return next((one.before for one in self.fields if one.field == field and isinstance(one.before, str)), None)


class TextDifference(_Part):
    """A section whose words differ."""

    how: Literal["added", "removed", "changed"]
    section: str


class Since(_Part):
    """Everything that differs between an earlier edition and this one."""

    edition: int
    """The number of the earlier one."""
    date: str
    """Its date, in EDTF."""
    records: tuple[RecordDifference, ...] = Field(strict=False)
    texts: tuple[TextDifference, ...] = Field(strict=False)
