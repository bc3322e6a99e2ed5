"""What rules look at: an article walked once, with every name of a record found and every piece of prose read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from report.model.article import Article
from report.model.data_table import shown_file
from report.model.grammar import ANY, OPTION_KINDS, ROLES, taken, targets, words_of
from report.model.marks import LINE, Of, Voice, marked
from report.model.prose import Directive, Prose, Typed
from report.model.reading import Ref
from report.model.survey.fields import FieldOf, fields
from report.model.survey.walk import BlockSpot, InlineRun, piece, sections
from report.problems import NOWHERE, Place

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
        return super().__contains__(id_) or (isinstance(id_, str) and bool(self._of_table(id_)))

    def __missing__(self, id_: str) -> str:
        if kind := self._of_table(id_):
            return kind
        raise KeyError(id_)

    def get(self, id_: str, default: Any = None) -> Any:
        """Return the kind of a record, of a row, too."""
        try:
            return self[id_]
        except KeyError:
            return default

    def near(self, id_: str, *, lines: bool = False) -> list[str]:
        """Return the ids of rows that may have been meant: those of the series that is named, of its line if that is there.

        With `lines`, those lines are among them.
        """
        series, _, key = id_.partition(".")
        rows = self._rows.get(series)
        if rows is None:
            return []
        line, dot, date = key.rpartition(".")
        if not rows.names:
            return [f"{series}.{known}" for known in rows.near(date, None)]
        meant = line if line in rows.slugs else next(iter(get_close_matches(line or key, rows.slugs, n=1)), rows.slugs[0])
        known = rows.near(date if dot else "", meant)
        return [f"{series}.{key}" for key in ([meant, *known] if lines and not dot else known)]

    def unknown(self, id_: str) -> Place | None:
        """Return where the table of a series says that it doesn't know the value of a row; None of every other id."""
        series, _, key = id_.partition(".")
        rows = self._rows.get(series)
        return Place(rows.shared.path, rows.unknown[key]) if rows is not None and key in rows.unknown else None

    def _of_table(self, id_: str) -> str:
        series, _, key = id_.partition(".")
        rows = self._rows.get(series)
        if rows is None:
            return ""
        return LINE if key in rows.slugs and rows.names else "observation" if key in rows else ""


@dataclass(frozen=True, slots=True)
class Survey:
    """An article, walked once."""

    article: Article
    kinds: Kinds
    """The kind of every record, by id; an observation's is `series.key`."""
    pieces: tuple[InlineRun, ...]
    spots: tuple[BlockSpot, ...]
    """Headings and directives, in reading order."""
    namings: tuple[Naming, ...]
    fields: tuple[FieldOf, ...]
    uses: dict[str, tuple[Naming, ...]] = field(default_factory=dict)
    """What names each id, in the order of the files."""

    @classmethod
    def of(cls, article: Article) -> Survey:
        """Walk the article."""
        kinds = Kinds(article)
        pieces: list[InlineRun] = []
        spots: list[BlockSpot] = []
        for found in sections(article):
            if isinstance(found, InlineRun):
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


def _piece(entry: FieldOf) -> InlineRun:
    if isinstance(entry.value, Prose):
        return piece(entry.value.inlines, entry.where, entry.place, owner=entry.owner, field=entry.key)
    text, title = (Typed(entry.value, entry.place),), marked(entry.model, Voice)[entry.name].own_name
    return piece(text, entry.where, entry.place, owner=entry.owner, label=True, title=title, field=entry.key)


def _roles(part: InlineRun) -> Iterator[Naming]:
    for role in part.roles:
        if role.name not in ROLES or not (wanted := ROLES[role.name].kinds):
            continue
        for target in targets(role.name, role.target):
            yield Naming(
                target.id, role.place, wanted, f"{{{role.name}}}", part.owner, part.section, part.inside,
                part.field, role.name, target.form,
            )  # fmt: skip


def _field(entry: FieldOf, target: Ref) -> Naming:
    names = entry.names or Of(ANY)
    by = f"one of {entry.where}" if entry.name == "authors" else entry.where
    return Naming(str(target), entry.place, names.kinds, by, entry.owner, field=entry.key, name=names.or_words)


def _is_name(entry: FieldOf, article: Article) -> bool:
    """Tell whether what looks like an id is a name all the same: newspapers and agencies do write themselves small.

    People don't, so that an author whom people.yaml lacks is a slip.
    """
    names, word = entry.names, str(entry.value)
    if not (names and names.or_words) or entry.name == "authors" or "-" in word:
        return False
    return not (article.find(word) or article.is_left_out(word) or get_close_matches(word, article.people, n=1, cutoff=0.8))


def _directive(spot: BlockSpot, block: Directive, article: Article) -> Iterator[Naming]:
    form = taken(block)
    ids = block.arguments if form.kinds and not shown_file(block) else ()
    named = [(id_, getattr(id_, "place", NOWHERE), form.kinds, False) for id_ in ids]
    if form.whole and not named:
        named = [(id_, block.place, form.kinds, True) for kind in sorted(form.kinds) for id_ in article.by_kind()[kind]]
    for name, kinds in OPTION_KINDS.items():
        if option := block.option(name):
            named += [(id_, option.place, kinds, False) for id_ in words_of(option.source)]
    for id_, place, kinds, implied in named:
        yield Naming(
            id_, place if place != NOWHERE else block.place, kinds, f"the {block.name} directive",
            section=spot.section, inside=spot.inside, directive=block.name, implied=implied,
        )  # fmt: skip
