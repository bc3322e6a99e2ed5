"""Trees to records: each is validated by itself, and what pydantic refuses becomes a problem at its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from report.load.record_wording import Finding, meant_key, problem_of, unknown_key
from report.load.shape import RESERVED, at, place_of, record_type, to_data, without
from report.load.yaml_tree import Mapping, Sequence, Tree
from report.model.fields import Record
from report.model.prose import Prose
from report.problems import Place, Problem

R = TypeVar("R", bound=Record)
Inline = Callable[[str], Prose]


@dataclass(frozen=True)
class Loaded(Generic[R]):
    """A record, or None where too little of it can be read; and the ids inside of it whose records were left out."""

    record: R | None
    left_out: frozenset[str] = frozenset()


def load_record(tree: Tree, model: type[R], place: Place, id_: str, *, inline: Inline, problems: list[Problem]) -> Loaded[R]:
    """Validate one record, and add its problems to the list.

    What is left of a record with problems is still returned where it makes sense without the part that is wrong, so that
    further checks find in one go what else there is.
    """
    _reserved_keys(tree, model, problems)
    try:
        return Loaded(_validate(tree, model, place, id_, inline))
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=True)
    findings = [finding for detail in details if (finding := _finding(detail, tree, model, place, id_))]
    mistyped = {(_parent(finding), name) for finding in findings if (name := meant_key(finding))}
    problems += (problem_of(finding) for finding in findings if (_parent(finding), finding.missing) not in mistyped)
    left: Tree | None = tree
    left_out: set[str] = set()
    while left is not None:
        # Deepest and last first, so that an index in one path isn't moved by another; each round takes something away.
        paths = sorted({_cut(detail) for detail in details}, key=lambda path: [str(step).zfill(9) for step in path], reverse=True)
        for path in paths:
            if left is None:
                break
            if len(path) == 2 and path[0] == "observations":
                left_out.add(str(path[1]))
            left = without(left, path)
        if left is None:
            break
        try:
            return Loaded(_validate(left, model, place, id_, Prose.plain), frozenset(left_out))
        except ValidationError as error:
            details = error.errors(include_url=False, include_input=False)
    return Loaded(None)


def _parent(finding: Finding) -> tuple[str | int, ...]:
    return finding.detail["loc"][:-1]


def _validate(tree: Tree, model: type[R], place: Place, id_: str, inline: Inline) -> R:
    data = to_data(tree, model, place, id_)
    return model.model_validate(data, by_alias=True, by_name=False, context={"inline": inline})


def _reserved_keys(tree: Tree, annotation: Any, problems: list[Problem], path: tuple[str | int, ...] = ()) -> None:
    if isinstance(tree, Mapping):
        for key, value in tree.entries.items():
            if key in RESERVED and record_type(at(annotation, path)) is not None:
                problems.append(unknown_key(key, at(annotation, path), tree.keys[key]))
            _reserved_keys(value, annotation, problems, (*path, key))
    elif isinstance(tree, Sequence):
        for index, item in enumerate(tree.items):
            _reserved_keys(item, annotation, problems, (*path, index))


def _finding(detail: ErrorDetails, tree: Tree, model: type[Record], start: Place, id_: str) -> Finding | None:
    """Find where in the tree an error lies; None for one that follows from a problem that is already told."""
    path = tuple(step for step in detail["loc"] if step != "[key]")
    parent = _mapping_at(tree, path[:-1])
    key = str(path[-1]) if path else ""
    if detail["type"] == "missing":
        if parent is not None and key in parent.nothing:
            return None
        return Finding(detail, place_of(tree, path[:-1], start), key, at(model, path[:-1]), None, _name(tree, path[:-1], id_))
    own = _mapping_at(tree, path)
    if detail["type"] == "report" and own is not None and own.nothing:
        return None
    place = place_of(tree, path, start)
    if parent is not None and (detail["type"] == "extra_forbidden" or "[key]" in detail["loc"]):
        place = parent.keys.get(key, place)
    name = "" if "[key]" in detail["loc"] else _name(tree, path, id_)
    return Finding(detail, place, key, at(model, path[:-1]), at(model, path), name)


def _mapping_at(tree: Tree, path: tuple[Any, ...]) -> Mapping | None:
    for step in path:
        if isinstance(tree, Mapping) and step in tree.entries:
            tree = tree.entries[step]
        elif isinstance(tree, Sequence) and isinstance(step, int) and step < len(tree.items):
            tree = tree.items[step]
        else:
            return None
    return tree if isinstance(tree, Mapping) else None


def _name(tree: Tree, path: tuple[Any, ...], id_: str) -> str:
    """Return what the value is called in a sentence: the last key on the way to it, as far as it was typed."""
    name = id_
    for step in path:
        if isinstance(tree, Mapping) and step in tree.entries:
            name, tree = str(step), tree.entries[step]
        elif isinstance(tree, Sequence) and isinstance(step, int) and step < len(tree.items):
            tree = tree.items[step]
        else:
            break
    return name


def _cut(detail: ErrorDetails) -> tuple[Any, ...]:
    """Return the path of what has to go for a record to be read without the error."""
    path = tuple(step for step in detail["loc"] if step != "[key]")
    return path[:-1] if detail["type"] == "missing" else path
