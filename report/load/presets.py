"""A format's preset: TOML to a `Format`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from report import toml
from report.load.files import read_text
from report.load.record_wording import Finding, problem_of, unknown_key
from report.load.rules import MISSING_KEY, SYNTAX
from report.load.shape import RESERVED, at
from report.model.format import Format
from report.problems import Place, Problem, in_order


def load_format(path: Path) -> tuple[Format | None, list[Problem]]:
    """Read a preset; its name is that of the file. Places have the line of the key, sentences its name."""
    shown = path.as_posix()
    source, problems = read_text(path, shown)
    if source is None:
        return None, problems
    try:
        data = toml.loads(source.text)
    except toml.Unreadable as error:
        hint = "write a key, an equals sign and a value on a line; words stand in quotes"
        where = Place(shown, error.line, error.column)
        return None, [*problems, SYNTAX.at(where, "this can't be read as TOML", hint=hint, cause=str(error))]
    place, lines = Place(shown), toml.Lines(source.text, shown)
    for key in ({"name"} | RESERVED) & data.keys():
        problems.append(unknown_key(key, Format, lines.place((key,))))
        del data[key]
    data["name"] = path.stem
    data["__place__"] = place
    found: Format | None = None
    try:
        found = Format.model_validate(data, by_alias=True, by_name=False, strict=True)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            loc = detail["loc"]
            owner = loc[:-1] if detail["type"] == "missing" else loc
            finding = Finding(detail, lines.place(loc), str(loc[-1]), at(Format, loc[:-1]), at(Format, loc), _dotted(owner))
            problems.append(problem_of(finding))
    if found is not None and found.medium == "pdf" and found.page is None:
        hint = "add a table [page] with width, height and margins in millimetres"
        problems.append(MISSING_KEY.at(place, "a format in PDF has no “page”", hint=hint))
        found = None
    return found, in_order(problems)


def _dotted(loc: tuple[Any, ...]) -> str:
    return ".".join(map(str, loc))


__all__ = ["load_format"]
