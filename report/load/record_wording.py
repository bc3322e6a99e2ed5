"""What is wrong with a record, in an editor's words; pydantic's own never reach anybody."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pydantic_core import ErrorDetails

from report.load.rules import CHOICE, MISSING_KEY, NUMBER, OF_KIND, RANGE, SHAPE, UNKNOWN_KEY
from report.load.shape import expected, fields_of, record_type
from report.load.suggestions import meant, nearest
from report.load.yaml_lines import spaceless
from report.problems import Place, Problem

_NAMES = {
    "ArticleFile": "article.yaml",
    "AmountField": "a quantity",
    "RelativeDateField": "a when",
    "Party": "a person or body",
    "ChartWords": "a chart",
    "ChartBox": "a chart",
    "PageBox": "a page",
    "OtherName": "a further name",
    "PersonName": "a name",
    "NativeTitle": "a native title",
    "Typesetting": "a text",
    "Term": "a glossary entry",
    "Rights": "the rights",
    "Series": "a series",
    "SharedBasis": "a basis",
    "TableData": "the data of a series",
    "CellFormat": "a format",
    "Brief": "the brief",
    "CoverChoice": "the cover",
    "Glance": "the page at a glance",
}
_BOUNDS = {
    "greater_than": ("gt", "more than"),
    "greater_than_equal": ("ge", "at least"),
    "less_than": ("lt", "less than"),
    "less_than_equal": ("le", "at most"),
}
_NUMBERS = re.compile(r"(int|float|decimal|bool)_(type|parsing|from_float|parsing_size)|finite_number")


@dataclass(frozen=True)
class Finding:
    """One of pydantic's errors, with what the loader knows about its place."""

    detail: ErrorDetails
    place: Place
    key: str
    """The last step of the path: a key or an index; for a missing key, that key."""
    parent: Any
    """The annotation of what the value stands in."""
    annotation: Any
    """The annotation of the value."""
    name: str
    """What the value is called in a sentence: the last key on the way to it, or the record's id."""

    @property
    def missing(self) -> str | None:
        """The key that isn't there, if that is what is wrong."""
        return self.key if self.detail["type"] == "missing" else None


def a_record(annotation: Any) -> str:
    """Return what a record of that type is called: "a fact"."""
    record = record_type(annotation)
    name = record.__name__ if record else "this mapping"
    return _NAMES.get(name, f"{'an' if name[0] in 'AEIO' else 'a'} {name.lower()}" if record else name)


def _known(key: str, parent: Any) -> list[str]:
    record = record_type(parent)
    return [name for name in fields_of(record) if name != key] if record else []


def meant_key(finding: Finding) -> str:
    """Return the key for which another was typed that has no meaning; that it is missing is then the same fault."""
    return meant(finding.key, _known(finding.key, finding.parent)) if finding.detail["type"] == "extra_forbidden" else ""


def unknown_key(key: str, parent: Any, place: Place) -> Problem:
    """Return the problem of a key that the record doesn't have."""
    known = _known(key, parent)
    return UNKNOWN_KEY.at(place, f"“{key}” is not a key of {a_record(parent)}", hint=nearest(key, known))


def problem_of(finding: Finding) -> Problem:
    """Put one of pydantic's errors into words."""
    detail, place, key = finding.detail, finding.place, finding.key
    kind, context = detail["type"], detail.get("ctx", {})
    named = f"“{finding.name}”: " if finding.name else ""
    if kind == "report":
        rule = OF_KIND.get(context["kind"], SHAPE)
        return rule.at(place, f"{named}{context['sentence']}", hint=context["hint"])
    if kind == "extra_forbidden":
        return unknown_key(key, finding.parent, place)
    if kind == "missing":
        owner = f"“{finding.name}”" if finding.name else a_record(finding.parent)
        return MISSING_KEY.at(place, f"{owner} has no “{key}”", hint=f"add {key}: with its value")
    if kind in {"literal_error", "enum"}:
        if not isinstance(detail["input"], str):
            return SHAPE.at(place, f"{named}here stands {_found(detail['input'])} where words are wanted", hint="write one word")
        choices = re.findall(r"'([^']*)'", str(context.get("expected", "")))
        value = str(detail["input"])
        sentence = f"{named}“{value}” is not one of the words that can stand here"
        return CHOICE.at(place, sentence, hint=listed(value, choices))
    if kind in _BOUNDS:
        name, words = _BOUNDS[kind]
        return RANGE.at(place, f"{named}{detail['input']} is out of range", hint=f"write {words} {context[name]:g}")
    if _NUMBERS.fullmatch(kind):
        wanted = "true or false" if kind.startswith("bool") else "a number"
        return NUMBER.at(place, f"{named}“{detail['input']}” is not {wanted}", hint=f"write {wanted}, without quotes")
    if kind == "too_short":
        return SHAPE.at(place, f"{named}the list is too short", hint=f"write {context['min_length']} or more")
    return SHAPE.at(
        place, f"{named}here stands {_found(detail['input'])} where {expected(finding.annotation)} is wanted", hint=_hint(finding)
    )


def listed(value: str, choices: Iterable[str]) -> str:
    """Return the hint that names the words from which one is to be chosen, the one that was meant first."""
    near = get_close_matches(value.lower(), list(choices), n=1, cutoff=0.7)
    words = f"write one of: {', '.join(choices)}"
    return f"did you mean {near[0]}? {words}" if near else words


def _found(value: Any) -> str:
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, list | tuple) else "a single value"


def _hint(finding: Finding) -> str:
    wanted, given = expected(finding.annotation), finding.detail["input"]
    if isinstance(given, str) and wanted == "a mapping" and (mended := spaceless(given)):
        return f"write {mended}, with a space behind the colon"
    if wanted == "a mapping":
        record = record_type(finding.annotation)
        return f"write its keys below, indented: {', '.join(fields_of(record))}" if record else "write keys below, indented"
    if wanted == "a list" and finding.place.path.endswith(".toml"):
        return "write its items in brackets, with commas between them"
    return (
        "write each item on a line that begins with a hyphen and a space" if wanted == "a list" else "write the words themselves"
    )
