"""Sources as CSL-JSON: what a copy carries of a bibliography.

An entry of a library holds more than is printed: abstracts, notes, paths on its owner's disk. Copies carry what the article takes
of it, in the form that other programs read, and that `load` reads back as the same sources.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from report.model.dates import EdtfDate
from report.model.people import PersonName
from report.model.sources import Source

FILE = "references.json"
_NAMES = {"family": "family", "given": "given", "particle": "non-dropping-particle", "suffix": "suffix", "literal": "literal"}
_PLAIN = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_CSL = {"licence": "license"}
"""Keys for which CSL has another word."""


def csl_json(sources: Iterable[Source]) -> bytes:
    """Return these sources as a file; the same sources give the same bytes."""
    return (json.dumps([_entry(source) for source in sources], ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _entry(source: Source) -> dict[str, Any]:
    found: dict[str, Any] = {"id": source.id}
    for name, info in Source.model_fields.items():
        value = getattr(source, name)
        if name in {"id", "place"} or value is None or value == ():
            continue
        key = info.alias or name
        found[_CSL.get(key, key)] = _value(value)
    return found


def _value(value: Any) -> Any:
    if isinstance(value, EdtfDate):
        return _date(value)
    if isinstance(value, tuple):
        return [_name(one) for one in value if isinstance(one, PersonName)]
    return str(value)


def _name(name: PersonName) -> Mapping[str, str]:
    return {csl: text for ours, csl in _NAMES.items() if (text := getattr(name, ours))}


def _date(value: EdtfDate) -> dict[str, Any]:
    """Return parts where the date has no more than those; else the expression itself."""
    ends = value.text.split("/")
    if all(_PLAIN.fullmatch(end) for end in ends):
        return {"date-parts": [[int(part) for part in end.split("-")] for end in ends]}
    return {"raw": value.text}
