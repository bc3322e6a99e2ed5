"""A format's preset: TOML to a `Format`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from report.intake import toml
from report.intake.files import read_text
from report.load.record_wording import Finding, listed, problem_of, unknown_key
from report.load.rules import CHOICE, MISSING_KEY, RANGE, SYNTAX, UNKNOWN_KEY
from report.load.shape import RESERVED, at
from report.model.format import Format, PageBox
from report.output.family import families
from report.problems import Place, Problem, in_order

NARROWEST, LOWEST = 40, 50
"""Millimetres that a page has to leave for text; less is no column but a strip."""


def load_format(path: Path) -> tuple[Format | None, list[Problem]]:
    """Read a preset; its name is that of the file. Places have the line of the key, sentences its name."""
    shown = path.as_posix()
    source, problems = read_text(path, shown)
    if source is None:
        return None, problems
    try:
        data = toml.loads(source.text)
    except toml.NotToml as error:
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
    if unfit := list(_unfit(data, lines)):
        problems += unfit
        found = None
    if found is not None and found.page is not None and (cramped := list(_cramped(found, found.page, lines))):
        problems += cramped
        found = None
    return found, in_order(problems)


def _unfit(data: Mapping[str, Any], lines: toml.Lines) -> Iterator[Problem]:
    """Find what a preset has that its family doesn't know, and what it lacks that its family wants."""
    medium, standard = data.get("medium"), data.get("standard")
    if not isinstance(medium, str):
        return
    family = families().get(medium)
    if family is None:
        yield _unknown("medium", medium, families(), lines)
        return
    wanted = {
        "page": (family.paged, "add a table [page] with width, height and margins in millimetres"),
        "standard": (bool(family.standards), f"write one of: {', '.join(family.standards)}"),
    }
    for key, (known, hint) in wanted.items():
        if known and key not in data:
            yield MISSING_KEY.at(lines.place(()), f"a format in {family.name} has no “{key}”", hint=hint)
        elif key in data and not known:
            yield UNKNOWN_KEY.at(lines.place((key,)), f"“{key}” is not a key of a format in {family.name}", hint="delete it")
    if family.standards and isinstance(standard, str) and standard not in family.standards:
        yield _unknown("standard", standard, family.standards, lines)


def _unknown(key: str, value: str, known: Iterable[str], lines: toml.Lines) -> Problem:
    sentence = f"“{key}”: “{value}” is not one of the words that can stand here"
    return CHOICE.at(lines.place((key,)), sentence, hint=listed(value, known))


def _cramped(format_: Format, page: PageBox, lines: toml.Lines) -> Iterator[Problem]:
    """Find a page whose margins leave no room for text, and charts wider than it."""
    hint = "make the page larger, or its margins smaller"
    for found, least, key, what in (
        (page.text_width, NARROWEST, "width", "its margins and its outer column"),
        (page.text_height, LOWEST, "height", "its head and its foot"),
    ):
        if found < least:
            sentence = f"“page.{key}”: {what} leave {max(found, 0):g} mm for text; it needs at least {least}"
            yield RANGE.at(lines.place(("page", key)), sentence, hint=hint)
            return
    if format_.chart.width > page.full_width + 0.01:
        sentence = (
            f"“chart.width”: a chart of {format_.chart.width:g} mm is wider than the {page.full_width:g} between the margins"
        )
        yield RANGE.at(lines.place(("chart", "width")), sentence, hint="draw it as wide as it is placed")


def _dotted(loc: tuple[Any, ...]) -> str:
    return ".".join(map(str, loc))


__all__ = ["load_format"]
