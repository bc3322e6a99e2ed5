"""What every record has, and the types of its fields.

Records are read from text: YAML scalars reach these types as `Scalar`, with their place, and each type says in words what
it can't read. JSON Schemas come from the same annotations.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticCustomError
from pydantic_core.core_schema import (
    CoreSchema,
    is_instance_schema,
    no_info_plain_validator_function,
    with_info_plain_validator_function,
)

from report.limits import limits
from report.model.addresses import DOI, address_objection
from report.model.dates import EdtfDate
from report.model.identifiers import read_issn, read_orcid
from report.model.period import Period
from report.model.prose import Prose, says_something, visible
from report.model.quantities import CATEGORIES, FINEST, Unit, parse_number
from report.problems import NOWHERE, Place, cut

ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
LONGEST_ID = 100
"""Characters of an id; file names are made from it, and every system has a bound for those."""
DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}
"""Ids of which no file can be made everywhere."""
FIRST_EDITION = 1900
"""The earliest year of an edition; what e-books say of themselves has no form for much earlier ones."""
_ID = re.compile(ID)
_RUN = re.compile(r"[^ \t\r\n\f\v]+")
"""What white space divides; a space that holds isn't one."""
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?(?:-[a-z0-9]{5,8})*")


class Scalar(str):
    """A YAML scalar: its text as written, never converted, with its place."""

    __slots__ = ("place",)
    place: Place

    def __new__(cls, text: str, place: Place = NOWHERE) -> Scalar:  # noqa: D102
        self = super().__new__(cls, text)
        self.place = place
        return self


class Ref(str):
    """The id of another record, with the place that names it."""

    __slots__ = ("place",)
    place: Place

    def __new__(cls, id_: str, place: Place = NOWHERE) -> Ref:  # noqa: D102
        self = super().__new__(cls, id_)
        self.place = place
        return self


def refused(kind: str, sentence: str, hint: str = "") -> PydanticCustomError:
    """Return the error by which a field's type refuses a value; the loader turns it into a problem of that kind."""
    return PydanticCustomError("report", "{sentence}", {"kind": kind, "sentence": sentence, "hint": hint})


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise refused("shape", "here stands a list or a mapping where words are wanted", "write the words themselves")
    return value


def _id(value: object) -> str:
    text = _text(value)
    if len(text) > LONGEST_ID:
        raise refused("id", f"“{text[:40]}…” is longer than an id may be", f"write at most {LONGEST_ID} characters")
    if not _ID.fullmatch(text):
        raise refused("id", f"“{text}” is not an id", "use small letters, digits and single hyphens, as in raid-2023")
    if text in DEVICES:
        raise refused("id", f"“{text}” is no name for files: on Windows it is a device", "write another word")
    return str(text)


def _ref(value: object) -> Ref:
    if isinstance(value, Ref):
        return value
    text = _text(value)
    if not all(_ID.fullmatch(part) for part in text.split(".", 1)):
        raise refused("id", f"“{text}” is not the id of a record", "use the id as it stands in its file")
    return Ref(text, getattr(value, "place", NOWHERE))


def _named(value: object) -> str:
    return _ref(value) if _ID.fullmatch(_text(value).strip()) else _plain(value)


def _language(value: object) -> str:
    text = _text(value)
    if not _LANGUAGE.fullmatch(text):
        raise refused("language", f"“{text}” is not a language tag", "write a BCP 47 tag, such as en, en-GB or fa")
    return str(text)


def _date(value: object) -> EdtfDate:
    if isinstance(value, EdtfDate):
        return value
    try:
        return EdtfDate.parse(_text(value))
    except ValueError as error:
        hint = "write 2013, 2020-02 or 2019-07-13; add ~ where it is approximate; 2013/2018 is an interval"
        raise refused("date", str(error), hint) from None


def _period(value: object) -> Period:
    if isinstance(value, Period):
        return value
    try:
        return Period.parse(_text(value))
    except ValueError as error:
        raise refused("date", str(error), "write year, quarter, month, week or day, or some of them as in P10Y") from None


def _edition_date(value: object) -> EdtfDate:
    found = _date(value)
    last = found.latest or found.earliest
    if last is None or last.year < FIRST_EDITION:
        sentence = f"no edition made with this program can be of {found}"
        raise refused("date", sentence, "write the day on which the edition comes out, as in 2026-11-23")
    return found


def _unit(value: object) -> Unit:
    if isinstance(value, Unit):
        return value
    try:
        if isinstance(value, dict):
            place = next((getattr(part, "place", NOWHERE) for part in value.values()), NOWHERE)
            return Unit.of({str(key): _plain(part) for key, part in value.items()}, place)
        return Unit.parse(_text(value), getattr(value, "place", NOWHERE))
    except ValueError as error:
        hint = "write member|members, a unit such as hectare, a currency such as ALL, or {symbol: µg/m³}"
        raise refused("unit", str(error), hint) from None


def _number(value: object) -> Any:
    if isinstance(value, str):
        try:
            return parse_number(value)
        except ValueError as error:
            raise refused("number", str(error), "write digits only, with a point before decimals, as in 3000 or 2.5") from None
    if isinstance(value, dict | list):
        _text(value)
    return value


def _whole(value: object) -> Any:
    number = _number(value)
    if isinstance(value, str):
        if number != int(number) or number < 0:
            raise refused("number", f"“{value}” is not a whole number", "write digits only")
        return int(number)
    return number


def _decimals(value: object) -> Any:
    number = _whole(value)
    if isinstance(number, int) and number > FINEST:
        raise refused("number", f"“{value}” decimals are more than a report can mean", f"write at most {FINEST}")
    return number


def _prose(value: object, info: ValidationInfo) -> Prose:
    if isinstance(value, Prose):
        return value
    text = _text(value)
    parse = (info.context or {}).get("inline", Prose.plain)
    result: Prose = parse(value if isinstance(value, Scalar) else text)
    if result.inlines and not says_something(result.inlines):
        raise _nothing()
    return result


def _nothing() -> PydanticCustomError:
    return refused("shape", "nothing can be seen here", "write the words, or leave the key out")


def _plain(value: object) -> str:
    text = " ".join(_RUN.findall(_text(value).strip()))
    if not text:
        raise refused("shape", "nothing stands here", "write the words, or leave the key out")
    if not visible(text):
        raise _nothing()
    if len(text) > (most := limits().words):
        raise refused("limit", f"{len(text):,} characters stand here", f"the limit words is {most:,}; REPORT_LIMITS raises it")
    return text


def _exact(value: object) -> str:
    if "\n" in _text(value).strip():
        sentence = "these exact words stand on several lines, and would be run together"
        raise refused("shape", sentence, "fold them with >- where they are one line; write / where lines of verse end")
    return _plain(value)


def _doi(value: object) -> str:
    text = _plain(value)
    if not DOI.fullmatch(text):
        raise refused("address", f"“{cut(text)}” isn't a DOI", "write it without an address, as in 10.1000/182")
    return text


def _orcid(value: object) -> str:
    text = _plain(value)
    try:
        return read_orcid(text)
    except ValueError as error:
        hint = "write it as its owner's page at orcid.org shows it, as in 0000-0002-1825-0097"
        raise refused("address", f"“{cut(text)}” {error}", hint) from None


def _issn(value: object) -> str:
    text = _plain(value)
    try:
        return read_issn(text)
    except ValueError as error:
        raise refused("address", f"“{cut(text)}” {error}", "write one as the journal prints it, as in 2049-3630") from None


def _address(value: object) -> str:
    text = _plain(value)
    if reason := address_objection(text):
        raise refused(
            "address", f"“{cut(text)}” can't be linked to: {reason}", "write it in full, as in https://example.org/page"
        )
    return text


def _one_or_more(value: object) -> object:
    return [value] if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class ReadBy:
    """Marks a type that one function reads, and nothing else.

    pydantic's own PlainValidator also works out how to write the type back, which nobody asks of a record, and takes apart
    every class inside of it to know: a third of the time in which a folder is checked.
    """

    read: Callable[[object], object]

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> CoreSchema:
        """Return the schema that calls the function."""
        return no_info_plain_validator_function(self.read)


@dataclass(frozen=True, slots=True)
class ReadInContext:
    """Marks a type that one function reads, which is also told what the loader handed along."""

    read: Callable[[object, ValidationInfo], object]

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> CoreSchema:
        """Return the schema that calls the function."""
        return with_info_plain_validator_function(self.read)


@dataclass(frozen=True, slots=True)
class Ready:
    """Marks a type whose values come from the loader, finished."""

    kind: type

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> CoreSchema:
        """Return the schema that takes a value of the type as it is."""
        return is_instance_schema(self.kind)


Id = Annotated[str, ReadBy(_id), WithJsonSchema({"type": "string", "pattern": f"^{ID}$"})]
RefField = Annotated[Ref, ReadBy(_ref), WithJsonSchema({"type": "string", "pattern": rf"^{ID}(\.{ID})?$"})]
Refs = Annotated[
    tuple[RefField, ...],
    BeforeValidator(_one_or_more),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
Ids = Annotated[
    tuple[Id, ...],
    BeforeValidator(_one_or_more),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
Name = Annotated[
    str,
    ReadBy(_named),
    WithJsonSchema({"type": "string", "description": "A name as it is printed, or the id of a person or body in people.yaml"}),
]
Language = Annotated[str, ReadBy(_language), WithJsonSchema({"type": "string", "description": "A BCP 47 tag"})]
DateField = Annotated[
    EdtfDate,
    ReadBy(_date),
    WithJsonSchema({"type": ["string", "integer"], "description": "EDTF: 2013, 2020-02, 2019-07-13, 2013~, 2013/2018"}),
]
PeriodField = Annotated[
    Period,
    ReadBy(_period),
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
    ReadBy(_edition_date),
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
UnitField = Annotated[Unit, ReadBy(_unit), WithJsonSchema(_UNIT_SCHEMA)]
Number = Annotated[Any, ReadBy(_number), WithJsonSchema({"type": ["number", "string"]})]
Whole = Annotated[int, BeforeValidator(_whole), WithJsonSchema({"type": ["integer", "string"], "minimum": 0})]
Decimals = Annotated[
    int, BeforeValidator(_decimals), WithJsonSchema({"type": ["integer", "string"], "minimum": 0, "maximum": FINEST})
]
Words = Annotated[str, BeforeValidator(_plain), WithJsonSchema({"type": ["string", "number", "boolean"]})]
Exact = Annotated[str, ReadBy(_exact), WithJsonSchema({"type": ["string", "number", "boolean"]})]
Address = Annotated[str, ReadBy(_address), WithJsonSchema({"type": "string", "pattern": "^(https?://|mailto:)"})]
Doi = Annotated[str, ReadBy(_doi), WithJsonSchema({"type": "string", "pattern": "^10\\."})]
Orcid = Annotated[str, ReadBy(_orcid), WithJsonSchema({"type": "string", "description": "As in 0000-0002-1825-0097"})]
Issn = Annotated[str, ReadBy(_issn), WithJsonSchema({"type": "string", "description": "As in 2049-3630"})]
ProseField = Annotated[
    Prose, ReadInContext(_prose), WithJsonSchema({"type": "string", "description": "Inline Markdown with roles"})
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


@dataclass(frozen=True)
class ForEditors:
    """Marks a field that is printed nowhere: no publication is made from it, and none carries it."""


Remark = Annotated[
    Prose,
    ReadInContext(_prose),
    ForEditors(),
    WithJsonSchema({"type": "string", "description": "For editors: printed nowhere, and in no copy but with carry: all"}),
]


@cache
def for_editors(model: type[Record]) -> frozenset[str]:
    """Return the fields of a model that are for editors alone, by the names that editors type."""
    return frozenset(
        info.alias or name
        for name, info in model.model_fields.items()
        if any(isinstance(mark, ForEditors) for mark in (*info.metadata, *_marks(info.annotation)))
    )


def _marks(annotation: Any) -> tuple[Any, ...]:
    return (*getattr(annotation, "__metadata__", ()), *(mark for part in get_args(annotation) for mark in _marks(part)))


__all__ = [
    "Address",
    "AfterValidator",
    "DateField",
    "Decimals",
    "Doi",
    "EditionDate",
    "Exact",
    "ForEditors",
    "Id",
    "Issn",
    "Keyed",
    "Language",
    "Name",
    "Number",
    "Orcid",
    "PeriodField",
    "ProseField",
    "Record",
    "Ref",
    "RefField",
    "Refs",
    "Remark",
    "Scalar",
    "UnitField",
    "Whole",
    "Words",
    "for_editors",
    "refused",
]
