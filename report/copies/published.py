"""What of an article is published: the records and fields that its edition is made from, and nothing else.

Said once, for records in memory and for their files: publications are made from the first, and copies carry the second, so that
each can be made again from what it carries.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from operator import is_
from pathlib import PurePosixPath
from typing import Any, TypeVar

from report.lint.needed import needed
from report.load.shape import at, record_type
from report.model.article import Article, ArticleFile
from report.model.evidence import Series
from report.model.fields import Keyed, Record
from report.model.grammar import MODELS
from report.model.marks import for_editors
from report.model.rows import ALL, with_rows

KeyPath = tuple[str | int, ...]
"""Keys and indexes that lead to a value of a file."""
R = TypeVar("R", bound=Record)

_RELATIONS = {"answers": "answers", "contradicts": "contradicts", "set-beside": "set_beside"}
"""Fields that only speak of a statement, by the names that editors type and by ours."""
_OURS = {"place", "places", "id"}


@dataclass(frozen=True)
class Published:
    """Which records and fields of an article are published."""

    article: Article
    ids: frozenset[str]
    """Of the records; an observation's is `series.key`."""
    bases: frozenset[str]
    """What these observations count, as `series.basis`."""

    @classmethod
    def of(cls, article: Article) -> Published:
        """Find out what of the article is published."""
        ids = needed(article)
        bases = {f"{series.id}.{record.basis}" for id_, series, record in article.observations() if id_ in ids}
        tables = [rows.shared for id_, one in article.series.items() if id_ in ids and (rows := one.rows) is not None]
        return cls(article, ids, frozenset(bases | {f"{shared.series}.{shared.basis}" for shared in tables}))

    def leaves_out(self, file: str, path: KeyPath) -> bool:
        """Tell whether what stands at that path of a file of the article's folder is not published."""
        stem = PurePosixPath(file).stem
        if file == "article.yaml":
            return _for_editors(ArticleFile, path)
        if file.startswith("series/"):
            if len(path) == 2 and path[0] in {"observations", "bases"}:
                return f"{stem}.{path[1]}" not in (self.ids if path[0] == "observations" else self.bases)
            return _for_editors(Series, path)
        if len(path) == 1:
            return str(path[0]) not in self.ids
        if stem == "statements" and path[1] in _RELATIONS:
            statement = self.article.statements.get(str(path[0]))
            return statement is not None and getattr(statement, _RELATIONS[str(path[1])]) not in self.ids
        return _for_editors(MODELS[stem], path[1:])

    def reduced(self) -> Article:
        """Return the article with nothing but what is published; places stay those of the author's files."""
        kept: dict[str, Mapping[str, Any]] = {}
        for name in MODELS:
            records: Mapping[str, Record] = getattr(self.article, name)
            kept[name] = {id_: self._record(f"{name}.yaml", (id_,), one) for id_, one in records.items() if id_ in self.ids}
        series = {
            id_: self._rows(one, self._record(f"series/{id_}.yaml", (), one))
            for id_, one in self.article.series.items()
            if id_ in self.ids
        }
        meta = self._record("article.yaml", (), self.article.meta)
        return replace(self.article, meta=meta, series=series, texts={}, **kept)  # type: ignore[arg-type]

    def _rows(self, before: Series, after: Series) -> Series:
        """Return a series with those of its rows that are published, where it was read from a table."""
        if (rows := before.rows) is None or f"{before.id}.{ALL}" in self.ids:
            return after
        kept = rows.only(id_.partition(".")[2] for id_ in self.ids if id_.startswith(f"{before.id}."))
        return after if kept is rows else with_rows(after, kept)

    def whole(self, file: str, reduced: Article) -> bool:
        """Tell whether all records of a file are published as they are, where `reduced` is what is."""
        name = PurePosixPath(file).stem
        if file == "article.yaml":
            return reduced.meta is self.article.meta
        if file.startswith("series/"):
            return reduced.series.get(name) is self.article.series.get(name)
        entries = self.article.entries if name == "sources" else frozenset()
        before, after = (
            [one for one in getattr(whole, name).values() if one.id not in entries] for whole in (self.article, reduced)
        )
        return len(before) == len(after) and all(map(is_, before, after))

    def remarks(self) -> int:
        """Return how many fields of published records, and of article.yaml, are for editors alone."""
        records: Iterator[Keyed] = (one for group in self.article.by_kind().values() for one in group.values())
        kept: list[Record] = [self.article.meta, *(one for one in records if one.id in self.ids)]
        return sum(map(_remarks, kept))

    def _record(self, file: str, path: KeyPath, record: R) -> R:
        changed: dict[str, Any] = {}
        for name, info in type(record).model_fields.items():
            before = getattr(record, name)
            if name in _OURS or before is None:
                continue
            here = (*path, info.alias or name)
            after = info.default if self.leaves_out(file, here) else self._value(file, here, before)
            if after is not before:
                changed[name] = after
        return record.model_copy(update=changed) if changed else record

    def _value(self, file: str, path: KeyPath, value: Any) -> Any:
        if isinstance(value, Record):
            return self._record(file, path, value)
        if isinstance(value, tuple):
            items = tuple(self._value(file, (*path, index), one) for index, one in enumerate(value))
            return value if all(map(is_, items, value)) else items
        if isinstance(value, dict):
            kept = {key: one for key, one in value.items() if not self.leaves_out(file, (*path, str(key)))}
            made = {key: self._value(file, (*path, str(key)), one) for key, one in kept.items()}
            return value if len(made) == len(value) and all(map(is_, made.values(), value.values())) else made
        return value


def _for_editors(model: type[Record], path: KeyPath) -> bool:
    holder = record_type(at(model, path[:-1]))
    return holder is not None and path[-1] in for_editors(holder)


def _remarks(value: Any) -> int:
    if isinstance(value, Record):
        own = {info.alias or name: getattr(value, name) for name, info in type(value).model_fields.items() if name not in _OURS}
        marked = for_editors(type(value))
        return sum(bool(one) if alias in marked else _remarks(one) for alias, one in own.items())
    if isinstance(value, dict):
        return sum(map(_remarks, value.values()))
    return sum(map(_remarks, value)) if isinstance(value, tuple) else 0
