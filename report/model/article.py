"""An article: what its folder says, as one frozen value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field, model_validator
from pydantic.json_schema import SkipJsonSchema

from report.model.data_table import DataFile
from report.model.derive import reckon
from report.model.events import Event
from report.model.evidence import Fact, Observation, Series
from report.model.fields import (
    Address,
    Contact,
    Doi,
    EditionDate,
    EventRefs,
    Id,
    Isbn,
    Keyed,
    KeyRefs,
    Label,
    Language,
    Name,
    ProseField,
    PublicationTitle,
    Ready,
    Record,
    RefField,
    Refs,
    Said,
    SourceRef,
    WebAddress,
    Whole,
    Words,
)
from report.model.glossary import Term
from report.model.grammar import KINDS
from report.model.images import Image
from report.model.marks import VALUES, ForEditors, Of, of
from report.model.people import Creator, Party, PersonName
from report.model.prose import Section
from report.model.reading import Ref, refused
from report.model.reckoned import Reckoned
from report.model.rows import Rows
from report.model.sources import Source
from report.model.statements import Account, Statement
from report.model.tabular import TableSpot
from report.problems import Place

Carry = Literal["published", "all", "nothing"]
Palette = Literal["deep-teal", "oxblood", "forest", "ink"]
PALETTES: tuple[str, ...] = get_args(Palette)
"""The first is that of templates/tokens.toml, which an article has that names none; the others stand in palettes.toml."""


class NativeTitle(Record):
    """The title in its own language and script."""

    text: Words
    language: Language


class Change(Record):
    """What this edition changes against the one before."""

    kind: Literal["new", "update", "correction"]
    what: ProseField
    why: ProseField | None = None
    records: KeyRefs = ()
    """What it speaks of: ids of records that are new or differ; a series stands for its observations."""
    removed: tuple[Words, ...] = ()
    """Ids of records that are gone."""
    sections: tuple[Words, ...] = ()
    """Ids of sections whose text differs, or that are gone."""

    @property
    def general(self) -> bool:
        """Whether it names nothing, and so speaks of the text as a whole."""
        return not (self.records or self.removed or self.sections)


class Edition(Record):
    """A numbered, dated state of the article."""

    number: Whole
    date: EditionDate
    changes: tuple[Change, ...] = ()


class Rights(Record):
    """Under what terms the article may be used, and whom that credits."""

    licence: Words
    """An SPDX id: CC-BY-SA-4.0."""
    name: Said
    """As printed: "Creative Commons Attribution-ShareAlike 4.0 International"."""
    url: Address | None = None
    holder: Name
    statement: ProseField


class KnownMatter(Record):
    """One matter of what the brief says is known, in words of the brief's own."""

    title: Label
    text: ProseField


class Brief(Record):
    """What the two-page brief shows."""

    standfirst: ProseField
    key_figures: Annotated[Refs, Of(VALUES)] = ()
    chart: Annotated[RefField, of("series")] | None = None
    events: EventRefs = ()
    accounts: Annotated[Refs, of("account")] = ()
    statements: Annotated[Refs, of("statement")] = ()
    known: tuple[KnownMatter, ...] = ()
    """What is known, before the leads of `text`."""
    text: tuple[Id, ...] = ()
    """Sections whose leads the brief prints as what is known."""
    care: ProseField | None = None
    """How the chart is to be read, printed beside it; the chart's own caption where not given."""


class CoverChoice(Record):
    """What the cover shows beside its words."""

    kind: Literal["axis", "photograph", "plain"] = "axis"
    """The axis of everything that is dated; a photograph; or nothing."""
    photograph: Annotated[RefField, of("image")] | None = None

    @model_validator(mode="after")
    def _shown(self) -> CoverChoice:
        if self.photograph is not None:
            self.__dict__["kind"] = "photograph"
        elif self.kind == "photograph":
            raise refused(
                "missing", "nothing says which photograph the cover shows", "write cover: {photograph: ID}, of images.yaml"
            )
        return self


def _bare_cover(value: Any) -> Any:
    return {"kind": value} if isinstance(value, str) else value


class Glance(Record):
    """What the page at a glance shows; what isn't given here is taken from the brief, or does without."""

    standfirst: ProseField | None = None
    key_figures: Annotated[Refs, Of(VALUES)] = ()
    chart: Annotated[RefField, of("series")] | None = None
    """A chart in place of the axis of everything that is dated."""


class Certifier(Record):
    """Who has evaluated the e-book's accessibility."""

    name: Name
    credential: Words | None = None
    """What makes them able to: a badge, a seal."""
    report: Address | None = None
    """Address of the evaluation."""


class LoadedWords(Record):
    """Words that take sides in this article's matter, beside those that are always looked for."""

    words: tuple[Words, ...] = Field(min_length=1)
    reason: Words
    """Why, to follow "takes sides: "."""
    instead: Words | None = None


class ArticleFile(Record):
    """`article.yaml`."""

    id: Id
    title: PublicationTitle
    native_title: NativeTitle | None = None
    subtitle: ProseField
    summary: ProseField
    language: Language
    languages: tuple[Language, ...] = ()
    """Those that editions are made in beside its own; what it says in each stands in locale/TAG.po."""
    publisher: Name
    authors: tuple[Name, ...] = Field(default=())
    """Names as printed, or ids of people.yaml, in the order of the title page."""
    subjects: tuple[Said, ...] = Field(default=())
    url: WebAddress | None = None
    """Where the edition is to be had on the web."""
    doi: Doi | None = None
    isbn: Annotated[dict[Id, Isbn], Field(default_factory=dict)]
    """By format: each has one of its own."""
    contact: Contact | None = None
    """Where readers report an error."""
    rights: Rights
    source_note: ProseField | None = None
    """What the article rests on, for the imprint."""
    translation_note: ProseField | None = None
    """Whose the translations are, for the imprint of editions in further languages; said in each by its catalogue."""
    rests_on: SourceRef | None = None
    """The one source that the article rests on: notes name it once, and then only the place in it."""
    edition: Edition
    sections: tuple[Id, ...] = Field(min_length=1)
    formats: tuple[Id, ...] = ("a4", "epub")
    cover: Annotated[CoverChoice, BeforeValidator(_bare_cover)] = CoverChoice()
    palette: Palette = "deep-teal"
    """The colours of everything that a theme gives no other."""
    logo: Annotated[RefField, of("image")] | None = None
    """The publisher's sign, for the cover."""
    glance: Glance | None = None
    brief: Brief | None = None
    certifier: Certifier | None = None
    """Named in the e-book's metadata, which claims WCAG 2.2 AA then, and only then: for an edition that they have evaluated."""
    attribution: Annotated[tuple[LoadedWords, ...], ForEditors()] = ()
    """Words to be warned of, added to the shipped list."""
    carry: Carry = "published"
    """What a copy carries: what was `published`, `all` that lies in the folder, or `nothing`."""
    places: SkipJsonSchema[Annotated[dict[str, Place], Ready(dict)]] = Field(
        default_factory=dict, alias="__places__", exclude=True, repr=False
    )
    """Where its keys stand."""

    def at(self, key: str) -> Place:
        """Return the place of a key; that of the file where the key isn't given."""
        return self.places.get(key, self.place)


ANY_ID = "*"
"""Stands among the ids of records that can't be read for those of a file of which not even the ids can be seen."""


@dataclass(frozen=True)
class Article:
    """Everything an article's folder holds, ids resolved to records; each mapping keeps the order of its file."""

    folder: str
    """As given by the user; printed in problems, never in an output."""
    meta: ArticleFile
    own_language: str = ""
    """The language in which its folder is written, of which `meta.language` may be a translation."""
    sources: Mapping[str, Source] = field(default_factory=dict)
    people: Mapping[str, Party] = field(default_factory=dict)
    series: Mapping[str, Series] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    statements: Mapping[str, Statement] = field(default_factory=dict)
    accounts: Mapping[str, Account] = field(default_factory=dict)
    glossary: Mapping[str, Term] = field(default_factory=dict)
    images: Mapping[str, Image] = field(default_factory=dict)
    sections: tuple[Section, ...] = ()
    """In the order of `article.yaml`."""
    tables: Mapping[TableSpot, DataFile] = field(default_factory=dict)
    """Data files that tables show as they stand, by where they stand."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Source texts kept in the folder, by source id."""
    theme: Mapping[str, Place] = field(default_factory=dict)
    """Files of `theme/`, by path relative to it."""
    left_out: frozenset[str] = frozenset()
    """Ids that stand in the folder, but whose records can't be read: a problem already told, so a reference to one is none."""
    entries: frozenset[str] = frozenset()
    """Ids of the sources that stand in a bibliography, not in sources.yaml."""
    unnamed: Mapping[str, Place] = field(default_factory=dict)
    """Entries of bibliographies that nothing names; they are read no further, and are no part of the article."""

    untranslated: frozenset[str] | None = None
    """In a draft, what it says as its folder does, since its catalogue has no words for that yet; None where it is no draft."""

    @property
    def translated(self) -> bool:
        """Whether it says what it says in another language than its folder."""
        return self.own_language not in {"", self.meta.language}

    @property
    def other_languages(self) -> list[str]:
        """The languages that it has further editions in."""
        return [tag for tag in (self.own_language, *self.meta.languages) if tag not in {"", self.meta.language}]

    @cached_property
    def reckoned(self) -> dict[str, Reckoned]:
        """What comes of each fact, reckoned when it is first asked for."""
        return reckon(self)

    @cached_property
    def decimals(self) -> dict[str, int]:
        """How many decimals the values of each series are printed with, found once."""
        return {id_: series.printed_decimals for id_, series in self.series.items()}

    def observations(self) -> Iterator[tuple[str, Series, Observation]]:
        """Yield each observation that is typed, with its full id (`series.key`) and its series.

        Those of a table are alike in all but their dates and values, which were checked when it was read: whoever looks at each
        record has no more to find in them than their series says.
        """
        for series in self.series.values():
            for key, observation in series.observations.items() if series.rows is None else ():
                yield f"{series.id}.{key}", series, observation

    def find(self, id_: str) -> Keyed | None:
        """Return the record of that id, of whatever kind; an observation's is `series.key`."""
        for records in self.by_kind().values():
            if id_ in records:
                return records[id_]
        series_id, _, key = id_.partition(".")
        series = self.series.get(series_id)
        return series.observations.get(key) if series else None

    def row_of(self, id_: str) -> tuple[Rows, int] | None:
        """Return the table and the row of an observation that stands in one; no record is made of it."""
        series_id, _, key = id_.partition(".")
        rows = series.rows if key and (series := self.series.get(series_id)) else None
        index = rows.index(key) if rows is not None else None
        return None if rows is None or index is None else (rows, index)

    def group(self, id_: str) -> tuple[Series, str] | None:
        """Return the series that an id stands for, with the line of its table where it names one; None for other records."""
        series_id, _, line = id_.partition(".")
        series = self.series.get(series_id)
        if series is None or (line and (series.rows is None or line not in series.rows.slugs)):
            return None
        return series, line

    def party(self, name: str) -> Party | None:
        """Return whom a field means that takes a name or an id; None where it is a name."""
        return self.people.get(name) if isinstance(name, Ref) else None

    def maker(self, creator: Creator) -> Party | PersonName | None:
        """Return who made a work; None for an id that people.yaml doesn't have."""
        return self.people.get(creator) if isinstance(creator, Ref) else creator

    def called(self, name: str) -> str:
        """Return the name that such a field stands for."""
        party = self.party(name)
        return party.name if party else str(name)

    def is_left_out(self, id_: str) -> bool:
        """Tell whether the record of that id, or the series that it belongs to, stands in the folder but can't be read."""
        return not self.left_out.isdisjoint({id_, ANY_ID}) or id_.partition(".")[0] in self.left_out

    def by_kind(self) -> dict[str, Mapping[str, Keyed]]:
        """Return the collections by the name of what they hold. All ids share one name space."""
        return {name: getattr(self, kind.held) for name, kind in KINDS.items()}
