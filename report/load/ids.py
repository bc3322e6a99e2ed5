"""The one name space of an article: each id stands for one thing."""

from __future__ import annotations

import re
from pathlib import Path

from report.limits import limits
from report.load.rules import DUPLICATE_ID, IDENTIFIER
from report.model.article import ANY_ID
from report.model.reading import ID, LONGEST_ID, SOURCE_ID
from report.model.rows import Rows
from report.problems import Place, Problem

_ID, _SOURCE_ID = re.compile(ID), re.compile(SOURCE_ID)
_AT_A_GLANCE = re.compile(rf"^[\"']?({SOURCE_ID}?)[\"']?:(?:\s|$)", re.MULTILINE)


class Names:
    """The ids used so far, with the place of each."""

    def __init__(self, problems: list[Problem]) -> None:
        self._places: dict[str, Place] = {}
        self._rows: dict[str, Rows] = {}
        self._problems = problems

    def add(self, id_: str, place: Place) -> None:
        """Take note of an id; a second use of it is a problem at the second place."""
        first = self._row(id_) or self._places.setdefault(id_, place)
        if first is not place:
            self._twice(id_, place, first)

    def add_rows(self, rows: Rows) -> None:
        """Take note of the ids of a table's rows; they are looked up when another asks for one of them."""
        self._rows[rows.shared.series] = rows
        for id_, place in self._places.items():
            if row := self._row(id_):
                self._twice(id_, place, row)

    def _row(self, id_: str) -> Place | None:
        series, dot, key = id_.partition(".")
        rows = self._rows.get(series) if dot else None
        index = rows.index(key) if rows is not None else None
        return rows.observation(index).place if rows is not None and index is not None else None

    def _twice(self, id_: str, place: Place, first: Place) -> None:
        sentence = f"the id “{id_}” is used twice; it also stands at {first}"
        self._problems.append(DUPLICATE_ID.at(place, sentence, hint="give one of the two another id"))


def ids_at_a_glance(path: Path | None) -> set[str]:
    """Return what looks like ids in a file that can't be read as a whole, so that references to them aren't called wrong."""
    if path is None or not path.exists():
        return set()
    try:
        with path.open("rb") as file:
            text = file.read(limits().text_file).decode("utf-8", "replace")
        found = {found[1] for found in _AT_A_GLANCE.finditer(text)}
    except OSError:
        found = set()
    return found or {ANY_ID}


def check_id(id_: str, place: Place, problems: list[Problem], *, source: bool = False) -> bool:
    """Tell whether a key or the name of a file can be an id, and note the problem if it can't; a source's may be as in BibTeX."""
    if (_SOURCE_ID if source else _ID).fullmatch(id_) and len(id_) <= LONGEST_ID:
        return True
    hint = "use small letters, digits and single hyphens, as in raid-2023"
    if source:
        hint = "use letters, digits, hyphens and the like, as in raid-2023 or Smith:2019a, but no space"
    shown = id_
    if len(id_) > LONGEST_ID:
        hint, shown = f"write at most {LONGEST_ID} characters", f"{id_[:40]}…"
    problems.append(IDENTIFIER.at(place, f"“{shown}” is not an id", hint=hint))
    return False
