"""What rules look at: an article walked once, with every name of a record found and every piece of prose read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from report.lint.fields import TITLES, FieldOf, fields
from report.lint.walk import Piece, Spot, piece, sections
from report.model.article import Article
from report.model.data_table import file_of
from report.model.fields import Ref
from report.model.grammar import CHART_KINDS, DIRECTIVE_KINDS, EVIDENCE, ROLE_KINDS, VALUES, WHOLE, targets, words_of
from report.model.prose import Directive, Prose, Text
from report.model.table_view import Fault
from report.problems import NOWHERE, Place

ANY = EVIDENCE | {"source", "person", "series", "account", "term", "image"}
"""Every kind of record."""

NAMES = frozenset({
    ("ArticleFile", "authors"), ("ArticleFile", "publisher"), ("Rights", "holder"), ("Certifier", "name"),
    ("Source", "publisher"), ("Image", "credit"),
})  # fmt: skip
"""Fields that take a name as it is printed, or the id of a person or body."""

FIELD_KINDS: dict[tuple[str, str], frozenset[str]] = {
    ("Change", "records"): ANY,
    ("Brief", "key_figures"): VALUES,
    ("Brief", "chart"): frozenset({"series"}),
    ("Brief", "events"): frozenset({"event"}),
    ("Brief", "accounts"): frozenset({"account"}),
    ("Brief", "statements"): frozenset({"statement"}),
    ("Source", "via"): frozenset({"source"}),
    ("Source", "author"): frozenset({"person"}),
    ("Image", "source"): frozenset({"source"}),
    **{field: frozenset({"person"}) for field in NAMES},
    ("ChartWords", "events"): frozenset({"event"}),
    ("Derivation", "of"): EVIDENCE | {"source"},
    ("RelativeDateField", "before"): frozenset({"event"}),
    ("RelativeDateField", "during"): frozenset({"event"}),
    ("RelativeDateField", "after"): frozenset({"event"}),
    ("Statement", "speaker"): frozenset({"person"}),
    ("Statement", "via"): frozenset({"person", "source"}),
    ("Statement", "answers"): frozenset({"statement"}),
    ("Statement", "contradicts"): frozenset({"statement"}),
    ("Statement", "set_beside"): frozenset({"statement"}),
    ("Side", "record"): EVIDENCE,
    ("Role", "body"): frozenset({"person"}),
    ("Affiliation", "body"): frozenset({"person"}),
    **{(model, "by"): frozenset({"person", "source"}) for model in ("Observation", "Series")},
    ("Fact", "by"): frozenset({"person", "source"}),
    **{(model, "source"): frozenset({"source"}) for model in ("Observation", "Series", "Event", "Statement", "Fact")},
}
"""Which kinds of record each field may name."""

ASIDE = frozenset({"answers", "contradicts", "set-beside", "records"})
"""Fields that speak of a record without using it."""


@dataclass(frozen=True, slots=True)
class Naming:
    """One place that names a record."""

    target: str
    place: Place
    wanted: frozenset[str]
    by: str
    """For a sentence: "the speaker of “x”", "{value}", "the statement directive"."""
    owner: str = ""
    """The record in which it stands, if in one."""
    section: str = ""
    inside: tuple[str, ...] = ()
    field: str = ""
    """The field in which it stands, as typed; empty in sections."""
    role: str = ""
    form: str = ""
    directive: str = ""
    implied: bool = False
    """Whether the directive means all records of a kind without naming any."""
    name: bool = False
    """Whether a name could stand there as well."""

    @property
    def uses(self) -> bool:
        """Whether the record is used here, and not only spoken of; a paraphrase that quotes its own words uses nothing."""
        return self.owner != self.target and (self.field not in ASIDE or bool(self.role))


class Kinds(dict[str, str]):
    """The kind of every record, by id. Rows of tables are found when they are asked for, and not among the items."""

    def __init__(self, article: Article) -> None:
        super().__init__({id_: kind for kind, records in reversed(article.by_kind().items()) for id_ in records})
        self.update({id_: "observation" for id_, _, _ in article.observations()})
        self._rows = {id_: rows for id_, series in article.series.items() if (rows := series.rows) is not None}

    def __contains__(self, id_: object) -> bool:
        return super().__contains__(id_) or (isinstance(id_, str) and self._row(id_))

    def __missing__(self, id_: str) -> str:
        if self._row(id_):
            return "observation"
        raise KeyError(id_)

    def get(self, id_: str, default: Any = None) -> Any:
        """Return the kind of a record, of a row, too."""
        try:
            return self[id_]
        except KeyError:
            return default

    def near(self, id_: str) -> list[str]:
        """Return the ids of rows that may have been meant: those of the series that is named, of its line if that is there."""
        series, _, key = id_.partition(".")
        rows = self._rows.get(series)
        if rows is None:
            return []
        line, dot, date = key.rpartition(".")
        if not rows.names:
            return [f"{series}.{known}" for known in rows.near(date, None)]
        meant = line if line in rows.slugs else next(iter(get_close_matches(line or key, rows.slugs, n=1)), rows.slugs[0])
        return [f"{series}.{known}" for known in rows.near(date if dot else "", meant)]

    def _row(self, id_: str) -> bool:
        series, _, key = id_.partition(".")
        rows = self._rows.get(series)
        return rows is not None and key in rows


@dataclass(frozen=True, slots=True)
class Survey:
    """An article, walked once."""

    article: Article
    kinds: Kinds
    """The kind of every record, by id; an observation's is `series.key`."""
    pieces: tuple[Piece, ...]
    spots: tuple[Spot, ...]
    """Headings and directives, in reading order."""
    namings: tuple[Naming, ...]
    fields: tuple[FieldOf, ...]
    uses: dict[str, tuple[Naming, ...]] = field(default_factory=dict)
    """What names each id, in the order of the files."""
    tables: list[tuple[Fault, ...]] = field(default_factory=list)
    """What is wrong with the tables of series, once the first rule that asks has found it: it takes every row of them."""

    @classmethod
    def of(cls, article: Article) -> Survey:
        """Walk the article."""
        kinds = Kinds(article)
        pieces: list[Piece] = []
        spots: list[Spot] = []
        for found in sections(article):
            if isinstance(found, Piece):
                pieces.append(found)
            else:
                spots.append(found)
        every = tuple(fields(article))
        pieces += [_piece(entry) for entry in every if not isinstance(entry.value, Ref)]
        namings = [
            *(naming for spot in spots if isinstance(spot.block, Directive) for naming in _directive(spot, spot.block, article)),
            *(naming for part in pieces for naming in _roles(part)),
            *(_field(entry, entry.value) for entry in every if isinstance(entry.value, Ref) and not _is_name(entry, article)),
        ]
        uses: dict[str, list[Naming]] = defaultdict(list)
        for naming in namings:
            uses[naming.target].append(naming)
        return cls(
            article, kinds, tuple(pieces), tuple(spots), tuple(namings), every, {id_: tuple(found) for id_, found in uses.items()}
        )

    def of_kinds(self, wanted: frozenset[str]) -> list[str]:
        """Return the ids of records of these kinds, in the order of the files."""
        return [id_ for id_, kind in self.kinds.items() if kind in wanted]

    def left_out(self, id_: str) -> bool:
        """Tell whether the record stands in the folder but couldn't be read, which is a problem already."""
        return self.article.is_left_out(id_)

    def directives(self, name: str) -> Iterator[Directive]:
        """Yield the directives of that name, in reading order."""
        for spot in self.spots:
            if isinstance(spot.block, Directive) and spot.block.name == name:
                yield spot.block


def form_of(directive: Directive) -> str:
    """Return the form of a chart as its `:form:` says; `series` where it says nothing."""
    option = directive.option("form")
    return option.source.strip() if option else "series"


def kinds_of(directive: Directive) -> frozenset[str]:
    """Return the kinds of record that this directive takes as arguments."""
    usual = DIRECTIVE_KINDS.get(directive.name, frozenset())
    return CHART_KINDS.get(form_of(directive), usual) if directive.name == "chart" else usual


def _piece(entry: FieldOf) -> Piece:
    if isinstance(entry.value, Prose):
        return piece(entry.value.inlines, entry.where, entry.place, owner=entry.owner, field=entry.key)
    key = (entry.model, entry.name)
    text = (Text(entry.value, entry.place),)
    return piece(text, entry.where, entry.place, owner=entry.owner, label=True, title=key in TITLES, field=entry.key)


def _roles(part: Piece) -> Iterator[Naming]:
    for role in part.roles:
        wanted = ROLE_KINDS.get(role.name)
        if wanted is None:
            continue
        for target in targets(role.name, role.target):
            yield Naming(
                target.id, role.place, wanted, f"{{{role.name}}}", part.owner, part.section, part.inside,
                part.field, role.name, target.form,
            )  # fmt: skip


def _field(entry: FieldOf, target: Ref) -> Naming:
    wanted = FIELD_KINDS.get((entry.model, entry.name), ANY)
    name = (entry.model, entry.name) in NAMES
    by = f"one of {entry.where}" if entry.name == "authors" else entry.where
    return Naming(str(target), entry.place, wanted, by, entry.owner, field=entry.key, name=name)


def _is_name(entry: FieldOf, article: Article) -> bool:
    """Tell whether what looks like an id is a name all the same: newspapers and agencies do write themselves small.

    People don't, so that an author whom people.yaml lacks is a slip.
    """
    field, word = (entry.model, entry.name), str(entry.value)
    if field not in NAMES or entry.name == "authors" or "-" in word:
        return False
    return not (article.find(word) or article.is_left_out(word) or get_close_matches(word, article.people, n=1, cutoff=0.8))


def _directive(spot: Spot, block: Directive, article: Article) -> Iterator[Naming]:
    wanted = kinds_of(block)
    if not wanted:
        return
    by = f"the {block.name} directive"

    def naming(id_: str, place: Place, kinds: frozenset[str], *, implied: bool = False) -> Naming:
        place = place if place != NOWHERE else block.place
        return Naming(
            id_, place, kinds, by, section=spot.section, inside=spot.inside, directive=block.name, implied=implied
        )  # fmt: skip

    if source := block.option("source"):
        for id_ in words_of(source.source):
            yield naming(id_, source.place, frozenset({"source"}))
    for argument in block.arguments if not file_of(block) else ():
        yield naming(argument, getattr(argument, "place", NOWHERE), wanted)
    whole = "event" if wanted == DIRECTIVE_KINDS["timeline"] else WHOLE.get(block.name)
    if whole and not block.arguments:
        for id_ in article.by_kind()[whole]:
            yield naming(id_, block.place, wanted, implied=True)
    if events := block.option("events"):
        for id_ in words_of(events.source):
            yield naming(id_, events.place, frozenset({"event"}))
