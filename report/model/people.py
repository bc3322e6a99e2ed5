"""Persons and bodies: the names that they go by, the roles that they hold or held, what they belong to."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from report.model.fields import DateField, Keyed, Language, Orcid, PersonRef, Record, Remark, Words


class Kind(StrEnum):
    """What kind of speaker or actor a record stands for."""

    PERSON = "person"
    BODY = "body"
    GROUP = "group"
    """Several people without names: "dozens of defectors"."""
    UNNAMED = "unnamed"
    """One person whom the source doesn't name: "a spokesperson"."""


class OtherName(Record):
    """A further name in use, such as an abbreviation, a translation or a transliteration."""

    name: Words
    language: Language | None = None
    note: Remark | None = None
    """For editors; printed nowhere."""


class Role(Record):
    """An office or function, with its dates where the source gives them."""

    title: Words
    """With "former" where the source says so: a role is as the source gives it."""
    body: PersonRef | None = None
    begin: DateField | None = None
    end: DateField | None = None


class Affiliation(Record):
    """A tie to a body, in the source's words."""

    body: PersonRef
    words: Words


class Party(Keyed):
    """A person, a body, a group, or somebody unnamed."""

    kind: Kind
    name: Words
    """As printed at first mention. For a group or somebody unnamed, the source's own description."""
    short: Words | None = None
    """As printed later: a surname, an abbreviation."""
    sort: Words | None = None
    """For lists in alphabetical order; the name itself where not given."""
    abbreviation: Words | None = None
    names: tuple[OtherName, ...] = ()
    roles: tuple[Role, ...] = ()
    affiliations: tuple[Affiliation, ...] = Field(default=())
    orcid: Orcid | None = None
    """A person's number in the register of researchers, printed where the person is named as an author of this article."""
    note: Remark | None = None
    """For editors; printed nowhere."""
