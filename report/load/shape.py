"""What the annotations of a model say about its fields: where records stand inside of records."""

from __future__ import annotations

from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from report.load.yaml_tree import Mapping, Sequence, Tree
from report.model.fields import Keyed, Record
from report.model.reading import Scalar
from report.problems import Place

RESERVED = {"__place__", "__places__", "__id__", "__name__"}
"""Keys by which the loader hands place and id to a record; in a file they are as unknown as any other."""


@cache
def fields_of(model: type[Record]) -> dict[str, Any]:
    """Return the annotation of each key that may stand in a file, in the order of the model."""
    return {field.alias or name: field.annotation for name, field in model.model_fields.items() if field.alias not in RESERVED}


def plain(annotation: Any) -> Any:
    """Return the annotation without `Annotated` and without `None`."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return plain(get_args(annotation)[0])
    if origin in {Union, UnionType}:
        rest = [part for part in get_args(annotation) if part is not type(None)]
        return plain(rest[0]) if len(rest) == 1 else annotation
    return annotation


def record_type(annotation: Any) -> type[Record] | None:
    """Return the record that a field holds, if it holds one."""
    kind = plain(annotation)
    return kind if isinstance(kind, type) and issubclass(kind, Record) else None


def item_type(annotation: Any) -> Any:
    """Return what the items of a list or the values of a mapping are, or None."""
    kind = plain(annotation)
    arguments = get_args(kind)
    if get_origin(kind) is tuple and arguments:
        return arguments[0]
    if get_origin(kind) is dict:
        return arguments[1]
    return None


def at(annotation: Any, path: tuple[str | int, ...]) -> Any:
    """Return the annotation at a path of keys and indexes; None where there is none."""
    for step in path:
        record = record_type(annotation)
        annotation = item_type(annotation) if record is None else fields_of(record).get(str(step))
    return annotation


def expected(annotation: Any) -> str:
    """Say in words what has to stand under a key of that annotation."""
    kind = plain(annotation)
    if record_type(kind) is not None or get_origin(kind) is dict:
        return "a mapping"
    if get_origin(kind) is tuple:
        return "a list"
    return "words" if kind in {str, None} or get_origin(kind) is Literal else "a single value"


def to_data(tree: Tree, annotation: Any, place: Place, id_: str = "") -> Any:
    """Turn a tree into what pydantic validates; every mapping that becomes a record gets its place, and its id."""
    if isinstance(tree, Scalar):
        return tree
    if isinstance(tree, Sequence):
        inner = item_type(annotation)
        return [to_data(item, inner, _place(item)) for item in tree.items]
    record = record_type(annotation)
    if record is None:
        inner = item_type(annotation)
        return {key: to_data(value, inner, tree.keys[key], key) for key, value in tree.entries.items()}
    known = fields_of(record)
    data = {
        key: to_data(value, known.get(key), tree.keys[key], key) for key, value in tree.entries.items() if key not in RESERVED
    }
    data["__place__"] = place
    if "places" in record.model_fields:
        data["__places__"] = dict(tree.keys)
    if issubclass(record, Keyed):
        data["__id__"] = id_
    return data


def _place(tree: Tree) -> Place:
    return tree.place


def place_of(tree: Tree, path: tuple[Any, ...], start: Place) -> Place:
    """Return the place of the value at a path; where a mapping stands, that of the key before it."""
    place = start
    for step in path:
        if isinstance(tree, Mapping) and step in tree.entries:
            key_place, tree = tree.keys[step], tree.entries[step]
            place = tree.place if isinstance(tree, Scalar) else key_place
        elif isinstance(tree, Sequence) and isinstance(step, int) and step < len(tree.items):
            tree = tree.items[step]
            place = tree.place
        else:
            break
    return place


def without(tree: Tree, path: tuple[Any, ...]) -> Tree | None:
    """Return the tree without the value at the path, or the innermost value on the way to it; None if nothing is left."""
    if not path:
        return None
    step, rest = path[0], path[1:]
    if isinstance(tree, Mapping) and step in tree.entries:
        child = without(tree.entries[step], rest)
        entries = {k: v for k, v in tree.entries.items() if k != step} if child is None else {**tree.entries, step: child}
        return Mapping(tree.place, entries, tree.keys, tree.nothing, tree.size)
    if isinstance(tree, Sequence) and isinstance(step, int) and step < len(tree.items):
        child = without(tree.items[step], rest)
        items = [*tree.items[:step], *([child] if child is not None else []), *tree.items[step + 1 :]]
        return Sequence(tree.place, items, tree.size)
    return None
