"""What every record has, and the types of its fields.

Records are read from text: YAML scalars reach these types as `Scalar`, with their place. JSON Schemas come from the same
annotations.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic.json_schema import SkipJsonSchema
from pydantic_core.core_schema import (
    CoreSchema,
    is_instance_schema,
    no_info_plain_validator_function,
    with_info_plain_validator_function,
)

from report.model import reading
from report.model.dates import EdtfDate
from report.model.marks import ForEditors, Of, Spoken, Voice, of
from report.model.period import Period
from report.model.prose import Prose
from report.model.quantities import CATEGORIES, FINEST, Unit
from report.model.reading import ID, SOURCE_ID, Ref
from report.problems import NOWHERE, Place


@dataclass(frozen=True, slots=True)
class ReadBy:
    """Marks a type that one function reads, and nothing else.

    pydantic's own PlainValidator also works out how to write the type back, which nobody asks of a record, and takes apart
    every class inside of it to know: a third of the time in which a folder is checked.
    """

    read: Callable[..., object]
    told: bool = False
    """Whether it is also told what the loader handed along."""

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> CoreSchema:
        """Return the schema that calls the function."""
        return (with_info_plain_validator_function if self.told else no_info_plain_validator_function)(self.read)


@dataclass(frozen=True, slots=True)
class Ready:
    """Marks a type whose values come from the loader, finished."""

    kind: type

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> CoreSchema:
        """Return the schema that takes a value of the type as it is."""
        return is_instance_schema(self.kind)


Id = Annotated[str, ReadBy(reading.as_id), WithJsonSchema({"type": "string", "pattern": f"^{ID}$"})]
RefField = Annotated[Ref, ReadBy(reading.as_ref), WithJsonSchema({"type": "string", "pattern": rf"^{ID}(\.{ID}){{0,2}}$"})]
Refs = Annotated[
    tuple[RefField, ...],
    BeforeValidator(reading.as_one_or_more),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
KeyRef = Annotated[Ref, ReadBy(reading.as_key_ref), WithJsonSchema({"type": "string", "pattern": f"^{SOURCE_ID}$"})]
"""The id of a source, or of a record that can stand in its place."""
KeyRefs = Annotated[
    tuple[KeyRef, ...],
    BeforeValidator(reading.as_one_or_more),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
SourceRef = Annotated[KeyRef, of("source")]
SourceRefs = Annotated[KeyRefs, of("source")]
PersonRef = Annotated[RefField, of("person")]
WhoRef = Annotated[KeyRef, of("person", "source")]
EventRef = Annotated[RefField, of("event")]
EventRefs = Annotated[Refs, of("event")]
StatementRef = Annotated[RefField, of("statement")]
OwnIds = Annotated[
    tuple[Annotated[str, ReadBy(reading.as_own_id)], ...],
    BeforeValidator(reading.as_one_or_more),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
Name = Annotated[
    str,
    ReadBy(reading.as_named),
    Of(frozenset({"person"}), or_words=True),
    Spoken(),
    WithJsonSchema({"type": "string", "description": "A name as it is printed, or the id of a person or body in people.yaml"}),
]
Language = Annotated[str, ReadBy(reading.as_language), WithJsonSchema({"type": "string", "description": "A BCP 47 tag"})]
DateField = Annotated[
    EdtfDate,
    ReadBy(reading.as_date),
    WithJsonSchema({"type": ["string", "integer"], "description": "EDTF: 2013, 2019-Q1, 2020-02, 2019-07-13, 2013~, 2013/2018"}),
]
PeriodField = Annotated[
    Period,
    ReadBy(reading.as_period),
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": ["day", "month", "quarter", "week", "year"]},
                {"type": "string", "pattern": "^P[1-9][0-9]{0,3}[YMWD]$"},
            ]
        }
    ),
]
EditionDate = Annotated[
    EdtfDate,
    ReadBy(reading.as_edition_date),
    WithJsonSchema({"type": ["string", "integer"], "description": "EDTF, 1900 or later: the day on which the edition comes out"}),
]
_UNIT_SCHEMA = {
    "anyOf": [
        {"type": "string", "description": "member|members, a CLDR unit (hectare), or a currency (ALL)"},
        {
            "type": "object",
            "description": "A sign that is printed as it is",
            "properties": {"symbol": {"type": "string"}},
            "required": ["symbol"],
            "additionalProperties": False,
        },
        {
            "type": "object",
            "description": "The forms of a noun, by the plural categories of the article's language",
            "properties": {category: {"type": "string"} for category in CATEGORIES},
            "required": ["other"],
            "additionalProperties": False,
        },
    ]
}
UnitField = Annotated[Unit, ReadBy(reading.as_unit), WithJsonSchema(_UNIT_SCHEMA)]
Number = Annotated[Any, ReadBy(reading.as_number), WithJsonSchema({"type": ["number", "string"]})]
Whole = Annotated[int, BeforeValidator(reading.as_whole), WithJsonSchema({"type": ["integer", "string"], "minimum": 0})]
Decimals = Annotated[
    int, BeforeValidator(reading.as_decimals), WithJsonSchema({"type": ["integer", "string"], "minimum": 0, "maximum": FINEST})
]
Words = Annotated[str, BeforeValidator(reading.as_words), WithJsonSchema({"type": ["string", "number", "boolean"]})]
Said = Annotated[Words, Spoken()]
"""Words in the article's language that aren't our own voice: names, roles, hedges."""
Label = Annotated[Said, Voice()]
Title = Annotated[Said, Voice(own_name=True)]
PublicationTitle = Annotated[
    Title, ReadBy(reading.as_title), WithJsonSchema({"type": ["string", "number", "boolean"], "maxLength": reading.LONGEST_TITLE})
]
Exact = Annotated[str, ReadBy(reading.as_exact), WithJsonSchema({"type": ["string", "number", "boolean"]})]
Address = Annotated[str, ReadBy(reading.as_address), WithJsonSchema({"type": "string", "pattern": "^(https?://|mailto:)"})]
Doi = Annotated[str, ReadBy(reading.as_doi), WithJsonSchema({"type": "string", "pattern": "^10\\."})]
Orcid = Annotated[str, ReadBy(reading.as_orcid), WithJsonSchema({"type": "string", "description": "As in 0000-0002-1825-0097"})]
Isbn = Annotated[str, ReadBy(reading.as_isbn), WithJsonSchema({"type": "string", "description": "As in 978-3-16-148410-0"})]
WebAddress = Annotated[str, ReadBy(reading.as_web_address), WithJsonSchema({"type": "string", "pattern": "^https?://"})]
Contact = Annotated[
    str,
    ReadBy(reading.as_contact),
    WithJsonSchema({"type": "string", "description": "A mailbox, as in errors@example.org, or an address on the web"}),
]
Issn = Annotated[str, ReadBy(reading.as_issn), WithJsonSchema({"type": "string", "description": "As in 2049-3630"})]
ProseField = Annotated[
    Prose,
    ReadBy(reading.as_prose, told=True),
    Spoken(),
    WithJsonSchema({"type": "string", "description": "Inline Markdown with roles"}),
]


def _hyphens(name: str) -> str:
    return name.replace("_", "-")


class Record(BaseModel):
    """What every record has: a place in the author's files, and no key that isn't known."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=_hyphens,
        validate_by_alias=True,
        validate_by_name=True,
        arbitrary_types_allowed=True,
    )

    place: SkipJsonSchema[Annotated[Place, Ready(Place)]] = Field(default=NOWHERE, alias="__place__", exclude=True, repr=False)


class Keyed(Record):
    """A record that stands in its file under its id."""

    id: SkipJsonSchema[str] = Field(default="", alias="__id__")


Remark = Annotated[
    Prose,
    ReadBy(reading.as_prose, told=True),
    ForEditors(),
    WithJsonSchema({"type": "string", "description": "For editors: printed nowhere, and in no copy but with carry: all"}),
]
