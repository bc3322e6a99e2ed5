"""Reads what stands in YAML as the value of a field; each function says in words what it can't read."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Self, TypeVar

from pydantic import ValidationInfo
from pydantic_core import PydanticCustomError

from report.limits import limits
from report.model.addresses import DOI, address_objection
from report.model.dates import EdtfDate
from report.model.identifiers import read_isbn, read_issn, read_orcid
from report.model.period import Period
from report.model.prose import Prose, says_something, visible
from report.model.quantities import FINEST, Unit, parse_number
from report.problems import NOWHERE, Place, cut

R = TypeVar("R")

ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
SOURCE_ID = r"""[^\s{}"#%,=~\\`|]+"""
"""What a source may be called: what keys of bibliographies hold."""
LONGEST_ID = 100
"""Characters of an id; file names are made from it, and every system has a bound for those."""
LONGEST_TITLE = 600
"""Characters of a publication's title; a cover has no room for more."""
DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}
"""Ids of which no file can be made everywhere."""
FIRST_EDITION = 1900
"""The earliest year of an edition; what e-books say of themselves has no form for much earlier ones."""
_ID = re.compile(ID)
_SOURCE_ID = re.compile(SOURCE_ID)
_RUN = re.compile(r"[^ \t\r\n\f\v]+")
"""What white space divides; a space that holds isn't one."""
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?(?:-[a-z0-9]{5,8})*")


class _Located(str):
    """Words with the place at which they stand."""

    __slots__ = ("place",)
    place: Place

    def __new__(cls, text: str, place: Place = NOWHERE) -> Self:
        self = super().__new__(cls, text)
        self.place = place
        return self


class Scalar(_Located):
    """A YAML scalar: its text as written, never converted, with its place."""

    __slots__ = ()


class Ref(_Located):
    """The id of another record, with the place that names it."""

    __slots__ = ()


def refused(kind: str, sentence: str, hint: str = "") -> PydanticCustomError:
    """Return the error by which a field's type refuses a value; the loader turns it into a problem of that kind."""
    return PydanticCustomError("report", "{sentence}", {"kind": kind, "sentence": sentence, "hint": hint})


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise refused("shape", "here stands a list or a mapping where words are wanted", "write the words themselves")
    return value


def _parsed(read: Callable[[str], R], text: str, kind: str, hint: str, *, told: bool = False) -> R:
    """Return what is read of a text; where that says why not, it is refused, `told` before the reason."""
    try:
        return read(text)
    except ValueError as error:
        raise refused(kind, f"“{cut(text)}” {error}" if told else str(error), hint) from None


def as_id(value: object) -> str:
    """Read an id."""
    text = _text(value)
    if len(text) > LONGEST_ID:
        raise refused("id", f"“{text[:40]}…” is longer than an id may be", f"write at most {LONGEST_ID} characters")
    if not _ID.fullmatch(text):
        raise refused("id", f"“{text}” is not an id", "use small letters, digits and single hyphens, as in raid-2023")
    if text in DEVICES:
        raise refused("id", f"“{text}” is no name for files: on Windows it is a device", "write another word")
    return str(text)


def as_own_id(value: object) -> Scalar:
    """Read the id of a part of the record in which it stands."""
    return Scalar(as_id(value), getattr(value, "place", NOWHERE))


def as_ref(value: object) -> Ref:
    """Read the id of another record."""
    if isinstance(value, Ref):
        return value
    text = _text(value)
    if not all(_ID.fullmatch(part) for part in text.split(".", 2)):
        raise refused("id", f"“{text}” is not the id of a record", "use the id as it stands in its file")
    return Ref(text, getattr(value, "place", NOWHERE))


def as_key_ref(value: object) -> Ref:
    """Read the id of a source, or of a record that can stand in its place."""
    text = _text(value)
    return Ref(text, getattr(value, "place", NOWHERE)) if _SOURCE_ID.fullmatch(text) else as_ref(value)


def as_named(value: object) -> str:
    """Read a name as it is printed, or an id."""
    return as_ref(value) if _ID.fullmatch(_text(value).strip()) else as_words(value)


def as_language(value: object) -> str:
    """Read a language tag."""
    text = _text(value)
    if not _LANGUAGE.fullmatch(text):
        raise refused("language", f"“{text}” is not a language tag", "write a BCP 47 tag, such as en, en-GB or fa")
    return str(text)


def is_language(text: str) -> bool:
    """Tell whether a text is a language tag."""
    return _LANGUAGE.fullmatch(text) is not None


def as_date(value: object) -> EdtfDate:
    """Read a date."""
    hint = "write 2013, 2020-02 or 2019-07-13; add ~ where it is approximate; 2013/2018 is an interval"
    return value if isinstance(value, EdtfDate) else _parsed(EdtfDate.parse, _text(value), "date", hint)


def as_period(value: object) -> Period:
    """Read how often something is counted."""
    hint = "write year, quarter, month, week or day, or some of them as in P10Y"
    return value if isinstance(value, Period) else _parsed(Period.parse, _text(value), "date", hint)


def as_edition_date(value: object) -> EdtfDate:
    """Read the date of an edition."""
    found = as_date(value)
    last = found.latest or found.earliest
    if last is None or last.year < FIRST_EDITION:
        sentence = f"no edition made with this program can be of {found}"
        raise refused("date", sentence, "write the day on which the edition comes out, as in 2026-11-23")
    return found


def as_unit(value: object) -> Unit:
    """Read a unit."""
    if isinstance(value, Unit):
        return value
    try:
        if isinstance(value, dict):
            place = next((getattr(part, "place", NOWHERE) for part in value.values()), NOWHERE)
            return Unit.of({str(key): as_words(part) for key, part in value.items()}, place)
        return Unit.parse(_text(value), getattr(value, "place", NOWHERE))
    except ValueError as error:
        hint = "write member|members, a unit such as hectare, a currency such as ALL, or {symbol: µg/m³}"
        raise refused("unit", str(error), hint) from None


def as_number(value: object) -> Any:
    """Read a number."""
    if isinstance(value, str):
        return _parsed(parse_number, value, "number", "write digits only, with a point before decimals, as in 3000 or 2.5")
    if isinstance(value, dict | list):
        _text(value)
    return value


def as_whole(value: object) -> Any:
    """Read a number that counts."""
    number = as_number(value)
    if isinstance(value, str):
        if number != int(number) or number < 0:
            raise refused("number", f"“{value}” is not a whole number", "write digits only")
        return int(number)
    return number


def as_decimals(value: object) -> Any:
    """Read how many decimals there are."""
    number = as_whole(value)
    if isinstance(number, int) and number > FINEST:
        raise refused("number", f"“{value}” decimals are more than a report can mean", f"write at most {FINEST}")
    return number


def as_prose(value: object, info: ValidationInfo) -> Prose:
    """Read inline Markdown."""
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


def as_words(value: object) -> str:
    """Read words, with single spaces."""
    text = " ".join(_RUN.findall(_text(value).strip()))
    if not text:
        raise refused("shape", "nothing stands here", "write the words, or leave the key out")
    if not visible(text):
        raise _nothing()
    if len(text) > (most := limits().words):
        raise refused("limit", f"{len(text):,} characters stand here", f"the limit words is {most:,}; REPORT_LIMITS raises it")
    return text


def as_title(value: object) -> str:
    """Read what a publication is called."""
    text = as_words(value)
    if len(text) > LONGEST_TITLE:
        sentence = f"the title has {len(text):,} characters; a cover has room for {LONGEST_TITLE}"
        raise refused("shape", sentence, "shorten it; a subtitle and a summary have room for more")
    return text


def as_exact(value: object) -> str:
    """Read words that are as somebody said them."""
    if "\n" in _text(value).strip():
        sentence = "these exact words stand on several lines, and would be run together"
        raise refused("shape", sentence, "fold them with >- where they are one line; write / where lines of verse end")
    return as_words(value)


def as_doi(value: object) -> str:
    """Read a DOI."""
    text = as_words(value)
    if not DOI.fullmatch(text):
        raise refused("address", f"“{cut(text)}” isn't a DOI", "write it without an address, as in 10.1000/182")
    return text


def as_orcid(value: object) -> str:
    """Read an ORCID iD."""
    hint = "write it as its owner's page at orcid.org shows it, as in 0000-0002-1825-0097"
    return _parsed(read_orcid, as_words(value), "address", hint, told=True)


def as_isbn(value: object) -> Scalar:
    """Read an ISBN; it keeps its place, since there are several in one field."""
    hint = "write it as it was given out, as in 978-3-16-148410-0"
    return Scalar(_parsed(read_isbn, as_words(value), "address", hint, told=True), getattr(value, "place", NOWHERE))


def as_issn(value: object) -> str:
    """Read an ISSN."""
    return _parsed(read_issn, as_words(value), "address", "write one as the journal prints it, as in 2049-3630", told=True)


def as_address(value: object) -> str:
    """Read an address that a link may lead to."""
    text = as_words(value)
    if reason := address_objection(text):
        raise refused(
            "address", f"“{cut(text)}” can't be linked to: {reason}", "write it in full, as in https://example.org/page"
        )
    return text


def as_web_address(value: object) -> str:
    """Read an address of a page on the web."""
    text = as_address(value)
    if not text.startswith(("https://", "http://")):
        raise refused(
            "address", f"“{cut(text)}” is no page on the web", "write the page's address, as in https://example.org/page"
        )
    return text


def as_contact(value: object) -> str:
    """Read a mailbox or an address on the web at which readers can write to somebody."""
    text = as_words(value)
    if "@" in text and not text.startswith(("mailto:", "https://", "http://")):
        text = f"mailto:{text}"
    if reason := address_objection(text):
        hint = "write a mailbox, as in errors@example.org, or the address of a page"
        raise refused("address", f"“{cut(text)}” can't be linked to: {reason}", hint)
    return text


def as_one_or_more(value: object) -> object:
    """Read one value as a list of one."""
    return [value] if isinstance(value, str) else value
