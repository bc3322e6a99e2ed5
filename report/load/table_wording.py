"""What tables of an article's folder say: names of lines, groups and columns, and words in cells that are shown.

They are asked for by their words alone, so that each is said once, in whichever files it stands; copies carry tables under other
names.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from report.load.translation_rules import ALIKE
from report.load.wording import Message, Wording, folded, says
from report.load.yaml_tree import TextScalar
from report.model.data_table import DataFile, used_of
from report.model.prose import Directive
from report.model.rows import Rows, said_by
from report.problems import Place, Problem, cut

CONTEXT = "data"


def rows_said(rows: Rows, wording: Wording, problems: list[Problem]) -> tuple[Rows, dict[str, str]]:
    """Return the rows with names of lines and groups as they are to be said, and what these are in the table."""
    first: dict[int, int] = {}
    for index, line in enumerate(rows.columns.lines):
        first.setdefault(line, rows.columns.at[index] if rows.columns.at else 0)
    own: dict[str, str] = {}

    def say(names: Iterable[str]) -> list[str]:
        found = {}
        for number, name in enumerate(names):
            said = _said(wording, name, Place(rows.shared.path, first.get(number, 0)))
            told = name if said is None else folded(said)
            if said is not None and own.setdefault(told, name) != name:
                sentence = f"“{cut(name)}” and “{cut(own[told])}” have the same name in the translation"
                problems.append(ALIKE.at(said.place, sentence, hint="give each a name of its own: they stand side by side"))
            found[name] = told
        return [found[name] for name in names]

    return said_by(rows, say(rows.names), say(rows.groups)), own


def file_said(data: DataFile, shown_by: list[Directive], wording: Wording) -> DataFile:
    """Return a data file with what its columns and cells are to be printed as, as far as tables show them."""
    columns, rows = used_of(shown_by, data)
    places = {data.head[at]: Place(data.shown, 1) for at in columns}
    for row in rows:
        for at in columns:
            places.setdefault(data.rows[row][at], Place(data.shown, data.at[row]))
    said = {text: folded(told) for text, place in places.items() if (told := _said(wording, text, place)) is not None}
    return replace(data, said=said)


def _said(wording: Wording, text: str, place: Place) -> TextScalar | None:
    return wording(Message(folded(text), CONTEXT, place)) if says(text) else None
