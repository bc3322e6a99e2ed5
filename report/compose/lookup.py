"""Finds records by id; a reference that leads nowhere is a problem with its place, never a KeyError."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NoReturn, TypeVar

from report.model.article import Article
from report.model.fields import Keyed
from report.model.people import Creator, Party, PersonName
from report.model.sources import Source
from report.problems import NOWHERE, Place, ProblemsFound, Rule, Severity

DANGLING = Rule(
    "CLM-901",
    Severity.ERROR,
    "Reference that leads nowhere",
    "What a role, a directive or a field of a record names must be there, and of a kind that can stand in that place.",
)
NOT_PRINTABLE = Rule(
    "CLM-902",
    Severity.ERROR,
    "Value that can't be printed",
    "A value is printed with its unit, and a derived value is computed from its parents; the unit must be one that CLDR names, "
    "and the parents must have numbers, units or dates that go together.",
)

R = TypeVar("R")


def refuse(rule: Rule, place: Place, sentence: str, hint: str = "") -> NoReturn:
    """Stop composing with one problem."""
    raise ProblemsFound([rule.at(place, sentence, hint=hint)])


def place_of(ref: object) -> Place:
    """Return the place that a Ref or a Scalar carries."""
    place = getattr(ref, "place", NOWHERE)
    return place if isinstance(place, Place) else NOWHERE


def need(article: Article, id_: str, place: Place | None = None) -> Keyed:
    """Return the record of that id, of whatever kind."""
    found = article.find(id_)
    if found is None:
        hint = "use the id of a record as it stands in its file"
        refuse(DANGLING, place or place_of(id_), f"no record is called “{id_}”", hint)
    return found


def need_in(records: Mapping[str, R], id_: str, kind: str, place: Place | None = None) -> R:
    """Return the record of that id from one collection; `kind` names what it holds, for the problem."""
    if id_ not in records:
        hint = f"use the id of a {kind} as it stands in its file"
        refuse(DANGLING, place or place_of(id_), f"no {kind} is called “{id_}”", hint)
    return records[id_]


def need_source(article: Article, id_: str) -> Source:
    """Return the source of that id."""
    return need_in(article.sources, id_, "source")


def need_party(article: Article, id_: str) -> Party:
    """Return the person or body of that id."""
    return need_in(article.people, id_, "person or body")


def need_maker(article: Article, creator: Creator) -> Party | PersonName:
    """Return who made a work: the person or body of that id, or the name as it is printed."""
    return need_party(article, creator) if isinstance(creator, str) else creator


def via_chain(article: Article, source: Source) -> tuple[Source, ...]:
    """Return the sources through which we know of `source`, from the nearest outwards; a circle is a problem."""
    chain: list[Source] = []
    while source.via is not None:
        following = need_source(article, source.via)
        if following in chain:
            refuse(DANGLING, place_of(source.via), f"the sources behind “{source.id}” name each other in a circle")
        chain.append(following)
        source = following
    return tuple(chain)
