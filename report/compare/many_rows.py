"""Rows of a table that differ, where they are many: how many, the first, the last, and the one that differs most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from report.compare.changes import FieldChange

MOST = 20
"""Rows that are listed one by one."""


def summed_up(record: Mapping[str, Any], named: Collection[str]) -> dict[str, Any]:
    """Return a difference of rows with a few of them, and how many there are; those that are `named` stay."""
    fields = [FieldChange(**one) for one in record["fields"]]
    if record["kind"] != "rows" or len(fields) <= MOST:
        return dict(record)
    kept = {fields[0].field, fields[-1].field, *named}
    if (most := greatest(fields)) is not None:
        kept.add(most.field)
    counts = Counter("added" if one.before is None else "removed" if one.after is None else "changed" for one in fields)
    return {**record, "fields": [one for one in record["fields"] if one["field"] in kept], "rows": dict(counts)}


def greatest(fields: Sequence[FieldChange]) -> FieldChange | None:
    """Return the row whose value differs most; None where none has a value on both sides."""
    found = [
        (abs(after - before), one)
        for one in fields
        if (before := _value(one.before)) is not None and (after := _value(one.after)) is not None
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _value(told: object) -> Decimal | None:
    try:
        return Decimal(str(told).replace(",", " ").split()[0]) if told is not None else None
    except (InvalidOperation, IndexError):
        return None
