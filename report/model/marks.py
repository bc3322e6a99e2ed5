"""What the fields of records say of themselves beside their type: which records they name, and how their words are printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar, get_args

from pydantic import BaseModel

M = TypeVar("M")

EVIDENCE = frozenset({"observation", "fact", "event", "statement"})
VALUES = frozenset({"observation", "fact"})
LINE = "line"
"""The kind of what a line of a table is called, which stands for the observations of that line."""


@dataclass(frozen=True)
class Of:
    """Marks a field that names records of certain kinds; one without this mark may name any."""

    kinds: frozenset[str]
    or_words: bool = False
    """Whether a name may stand there as it is printed."""


def of(*kinds: str) -> Of:
    """Return the mark of a field that names records of these kinds."""
    return Of(frozenset(kinds))


@dataclass(frozen=True)
class Voice:
    """Marks plain words that are printed in our own voice: what they say is held to the same rules as prose."""

    own_name: bool = False
    """Whether they are a thing's own name: digits are free in it, taking sides isn't."""


@dataclass(frozen=True)
class Spoken:
    """Marks words in the article's own language: a translation says them otherwise."""


@dataclass(frozen=True)
class Verbatim:
    """Marks words that somebody else chose, which stay in their language; a translation of them has a field of its own."""

    translation: str
    """The name that editors type for that."""


@dataclass(frozen=True)
class ForEditors:
    """Marks a field that is printed nowhere: no publication is made from it, and none carries it."""


@cache
def marked(model: type[BaseModel], mark: type[M]) -> Mapping[str, M]:
    """Return the fields of a model that have such a mark, by their names here."""
    found = ((name, one) for name, info in model.model_fields.items() for one in (*info.metadata, *_marks(info.annotation)))
    return {name: one for name, one in found if isinstance(one, mark)}


@cache
def spoken(model: type[BaseModel]) -> frozenset[str]:
    """Return the fields of a model that a translation says otherwise, by the names that editors type."""
    return frozenset(model.model_fields[name].alias or name for name in marked(model, Spoken))


@cache
def named(model: type[BaseModel]) -> frozenset[str]:
    """Return the fields of a model that take an id in the place of a name, by the names that editors type."""
    return frozenset(model.model_fields[name].alias or name for name, mark in marked(model, Of).items() if mark.or_words)


@cache
def verbatim(model: type[BaseModel]) -> Mapping[str, str]:
    """Return the fields of a model whose words stay, each with the field of their translation, as editors type them."""
    return {model.model_fields[name].alias or name: mark.translation for name, mark in marked(model, Verbatim).items()}


@cache
def for_editors(model: type[BaseModel]) -> frozenset[str]:
    """Return the fields of a model that are for editors alone, by the names that editors type."""
    return frozenset(model.model_fields[name].alias or name for name in marked(model, ForEditors))


def _marks(annotation: Any) -> tuple[Any, ...]:
    return (*getattr(annotation, "__metadata__", ()), *(mark for part in get_args(annotation) for mark in _marks(part)))
