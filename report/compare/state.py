"""An article as plain values that can be compared: records by kind and id, sections as words, files by digest."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

from report.copies.baggage import Baggage, article_files
from report.copies.extract import write_files
from report.copies.found import find
from report.copies.input_tables import carried_as
from report.load import load_article
from report.load.markdown import EMPTY_COMMENT, without_comments
from report.load.sections import section_id
from report.model.article import Article
from report.model.dates import EdtfDate
from report.model.evidence import SharedBasis
from report.model.fields import Record
from report.model.grammar import KINDS
from report.model.prose import Prose
from report.model.quantities import Unit
from report.model.rows import Row
from report.problems import ProblemsFound, Severity
from report.system import digests

TOLD = ("observation", "rows", *KINDS, "edition", "article", "file")
"""The kinds of records, in the order in which differences are told."""

Plain = str | list[Any] | dict[str, Any]
Fields = Mapping[str, Plain]
"""A record's fields: nested records flattened to dotted names, lists kept as one value."""

_BLOCK = re.compile(r"\s*(?:[-*+] |\d+[.)] |#|:::|:\w|>|\||\[\^|```)")


@dataclass(frozen=True)
class State:
    """What an article says, without where and how its files are laid out."""

    name: str
    """As the user named it: a folder or a file."""
    article: str
    edition: int
    records: Mapping[str, Mapping[str, Fields]] = field(default_factory=dict)
    """By kind, then by id."""
    sections: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The words of each section, in the order of the article; a block begins with a word that is its line's start."""


def read_state(given: Path, *, whole: bool = False) -> State:
    """Read an article's folder, or the article that a publication carries; ProblemsFound says why it can't be read.

    What is published is compared, which is what every copy has; `whole` also takes what of a folder stays at home.
    """
    if given.is_dir():
        return folder_state(given, str(given), whole=whole)
    copy = find(given)
    with tempfile.TemporaryDirectory(prefix="report-") as scratch:
        write_files(Path(scratch), copy.files)
        return folder_state(Path(scratch) / "article", str(given), whole=whole)


def folder_state(folder: Path, name: str, *, whole: bool = False) -> State:
    """Read the folder; an article with errors isn't compared, since records would be missing from it."""
    article, problems = load_article(folder)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if article is None or errors:
        raise ProblemsFound(errors or problems)
    return state(article, article_files(folder), name) if whole else published_state(article, folder, name)


def published_state(article: Article, folder: Path, name: str = "") -> State:
    """Return the state of what is published of the article in a folder."""
    taken = Baggage.of(article, folder, "published")
    return state(taken.article, taken.files, name)


def state(article: Article, files: Mapping[str, bytes], name: str = "") -> State:
    """Return the article's state; `files` are those of its folder."""
    texts = {section_id(path.removeprefix("sections/")): data for path, data in files.items() if path.startswith("sections/")}
    return State(
        name=name,
        article=article.meta.id,
        edition=article.meta.edition.number,
        records=records(article, files),
        sections={id_: words(texts[id_].decode("utf-8-sig", "replace")) for id_ in article.meta.sections if id_ in texts},
    )


def records(article: Article, files: Mapping[str, bytes]) -> dict[str, dict[str, Fields]]:
    """Return every record with its fields, by kind and id.

    Observations that are typed are records of their own; those of a table are the fields of one, so that a new table is one
    difference.
    """
    found: dict[str, dict[str, Fields]] = {kind: {} for kind in TOLD}
    for kind, group in article.by_kind().items():
        found[kind] |= {id_: fields(record) for id_, record in group.items()}
    for id_, series in article.series.items():
        found["series"][id_] = fields(series, without={"observations", "data"})
        if (rows := series.rows) is not None:
            found["series"][id_] = {**found["series"][id_], "decimals": str(series.printed_decimals)}
            found["rows"][id_] = {rows.key(index): _row(rows.row(index)) for index in range(len(rows))}
    found["observation"] = {id_: fields(observation) for id_, _, observation in article.observations()}
    for id_, image in article.images.items():
        found["image"][id_] = {**found["image"][id_], "content": digest(files.get(image.file, b""))}
    found["edition"] = {"edition": fields(article.meta.edition)}
    found["article"] = {article.meta.id: fields(article.meta, without={"edition", "id", "carry"})}
    drawn = {image.file for image in article.images.values()}
    tables = {*carried_as(article).values(), *(asked.file for asked in article.tables)}
    found["file"] = {
        path: {"content": digest(data)}
        for path, data in files.items()
        if path in tables or (path.startswith(("theme/", "texts/", "images/")) and path not in drawn)
    }
    return found


def _row(row: Row) -> str:
    """Return what a row says besides its key."""
    low, high = ("…" if bound is None else f"{bound.normalize():f}" for bound in (row.low, row.high))
    bounds = f" ({low} to {high})" if row.low is not None or row.high is not None else ""
    doubted = f", {row.date}" if row.date.approximate or row.date.uncertain else ""
    return f"{row.value.normalize():f}{bounds}{doubted}"


def digest(data: bytes) -> str:
    """Return the first half of a SHA-256, in hexadecimal."""
    return digests.of(data)[:32]


def fields(record: Record, without: set[str] | None = None) -> dict[str, Plain]:
    """Return a record's fields as plain values; those that are empty are left out."""
    flat: dict[str, Plain] = {}
    _flatten(_plain(record, without or set()), "", flat)
    return flat


def _flatten(value: Plain, name: str, flat: dict[str, Plain]) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            _flatten(inner, f"{name}.{key}" if name else key, flat)
    else:
        flat[name] = value


def _plain(value: Any, without: set[str]) -> Plain:
    match value:
        case Prose():
            return " ".join(value.source.split())
        case EdtfDate():
            return value.text
        case Enum():
            return str(value.value)
        case Unit():
            return str(value)
        case Decimal():
            return f"{value:f}"
        case SharedBasis():
            return str(value.name)
        case Record():
            aliases = {name: info.alias or name for name, info in type(value).model_fields.items()}
            told = {
                alias: getattr(value, name) for name, alias in aliases.items() if name not in {"place", "places", "id", *without}
            }
            return {alias: _plain(inner, set()) for alias, inner in told.items() if inner not in (None, (), {})}
        case dict():
            return {str(key): _plain(inner, set()) for key, inner in value.items()}
        case list() | tuple():
            return [_plain(inner, set()) for inner in value]
        case _:
            return str(value)


def words(markdown: str) -> tuple[str, ...]:
    """Return the words of a section. How its lines are wrapped makes no difference, nor do comments; where blocks begin does."""
    found: list[str] = []
    begins = True
    for line in without_comments(markdown).replace(EMPTY_COMMENT, "").splitlines():
        if not line.strip():
            begins = True
            continue
        if begins or _BLOCK.match(line) or line[0] in " \t":
            indent = line[: len(line) - len(line.lstrip())]
            found.append(("\n\n" if begins else "\n") + indent)
        begins = False
        found += line.split()
    return tuple(found)
