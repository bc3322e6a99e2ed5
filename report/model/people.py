"""Persons and bodies: the names that they go by, the roles that they hold or held, what they belong to."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ModelWrapValidatorHandler, WithJsonSchema, WrapValidator, model_validator

from report.model.fields import DateField, Keyed, Language, Orcid, PersonRef, Record, Remark, Said, Words
from report.model.marks import of
from report.model.reading import Ref, as_named, refused


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

    title: Said
    """With "former" where the source says so: a role is as the source gives it."""
    body: PersonRef | None = None
    begin: DateField | None = None
    end: DateField | None = None


class Affiliation(Record):
    """A tie to a body, in the source's words."""

    body: PersonRef
    words: Said


class Party(Keyed):
    """A person, a body, a group, or somebody unnamed."""

    kind: Kind
    name: Said
    """As printed at first mention. For a group or somebody unnamed, the source's own description."""
    short: Said | None = None
    """As printed later: a surname, an abbreviation."""
    sort: Words | None = None
    """For lists in alphabetical order; the name itself where not given."""
    abbreviation: Said | None = None
    names: tuple[OtherName, ...] = ()
    roles: tuple[Role, ...] = ()
    affiliations: tuple[Affiliation, ...] = Field(default=())
    orcid: Orcid | None = None
    """A person's number in the register of researchers, printed where the person is named as an author of this article."""
    note: Remark | None = None
    """For editors; printed nowhere."""


OTHERS = "others"
"""Stands behind the last name of a list that the title page has not in full, or that nobody has written out."""


class PersonName(Record):
    """A name as a title page has it, in CSL's parts, of somebody whom people.yaml doesn't have."""

    literal: Words | None = None
    """The whole name, where it has no parts: of a body, or of somebody with one name."""
    family: Words | None = None
    given: Words | None = None
    particle: Words | None = None
    """What stands before the family name, and is no part of it for lists: van, de la."""
    suffix: Words | None = None
    """Jr., III."""

    @model_validator(mode="after")
    def _named(self) -> PersonName:
        if bool(self.literal) == bool(self.family):
            found = "both family and literal" if self.literal else "neither family nor literal"
            raise refused("missing", f"a name has one of both, {found} stand here", "write family: with given:, or literal:")
        return self

    @property
    def others(self) -> bool:
        """Whether it stands for all who aren't named."""
        return self.literal == OTHERS

    @property
    def name(self) -> str:
        """In full, as it is spoken."""
        return self.literal or " ".join(filter(None, [self.given, self.particle, self.family, self.suffix]))

    @property
    def short(self) -> str:
        """As it is named again."""
        return self.literal or " ".join(filter(None, [self.particle, self.family]))

    @property
    def sort(self) -> str:
        """For lists in alphabetical order."""
        return self.literal or ", ".join(filter(None, [self.family, self.given, self.particle, self.suffix]))


def _creator(value: Any, read: ModelWrapValidatorHandler[PersonName]) -> PersonName | Ref:
    if not isinstance(value, str):
        return read(value)
    word = value if value == OTHERS else as_named(value)
    return word if isinstance(word, Ref) else read({"literal": word})


def _one_or_more(value: object) -> object:
    return [value] if isinstance(value, str | dict) else value


Creator = PersonName | Ref
"""Somebody who made a work: a name as it is printed, or the id of a person or body in people.yaml."""
_ONE = {
    "anyOf": [
        {"type": "string", "description": "The id of a person or body in people.yaml, or a name as it is printed"},
        {
            "type": "object",
            "description": "A name in its parts",
            "properties": {part: {"type": "string"} for part in ("family", "given", "particle", "suffix", "literal")},
            "additionalProperties": False,
        },
    ]
}
Creators = Annotated[
    tuple[Annotated[PersonName, WrapValidator(_creator)], ...],
    BeforeValidator(_one_or_more),
    of("person"),
    WithJsonSchema({"anyOf": [*_ONE["anyOf"], {"type": "array", "items": _ONE}]}),
]
"""In the order of the title page; each is a `Creator`."""
