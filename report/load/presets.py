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
    """Read a preset; its name is that of the file. Places name the file, sentences the key."""
    shown = path.as_posix()
    source, problems = read_text(path, shown)
    if source is None:
        return None, problems
    try:
        data = toml.loads(source.text)
    except ValueError as error:
        hint = "write a key, an equals sign and a value on a line; words stand in quotes"
        return None, [*problems, SYNTAX.at(_place_of(error, shown), "this can't be read as TOML", hint=hint, cause=str(error))]
    place = Place(shown)
    for key in ({"name"} | RESERVED) & data.keys():
        problems.append(unknown_key(key, Format, place))
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
            finding = Finding(detail, place, str(loc[-1]), at(Format, loc[:-1]), at(Format, loc), _dotted(owner))
            problems.append(problem_of(finding))
    if found is not None and found.medium == "pdf" and found.page is None:
        hint = "add a table [page] with width, height and margins in millimetres"
        problems.append(MISSING_KEY.at(place, "a format in PDF has no “page”", hint=hint))
        found = None
    return found, in_order(problems)


def _dotted(loc: tuple[Any, ...]) -> str:
    return ".".join(map(str, loc))


def _place_of(error: Exception, shown: str) -> Place:
    """Return the line that tomllib names; it tells it in its message, and from Python 3.14 on as a number."""
    words = str(error).rpartition("(at line ")[2].rstrip(")").split(", column ")
    numbers = [int(word) for word in words if word.isdecimal()]
    return Place(shown, *numbers) if len(numbers) == 2 else Place(shown)


__all__ = ["load_format"]
