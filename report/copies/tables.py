"""Series as tables that open without us: CSV (RFC 4180), described by CSV on the Web metadata (W3C)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from report.model.article import Article
from report.model.evidence import Observation, Series
from report.model.quantities import rounded
from report.model.sources import Source

Columns = tuple[tuple[str, str, str, str], ...]
_COLUMNS: Columns = (
    ("id", "Record", "string", "Under which id the article holds the observation."),
    ("date", "Date", "string", "As the source gives it, in EDTF (ISO 8601-2): 2013, 2020-02, 2013~."),
    ("earliest", "Earliest day", "date", "The first day that the date covers; empty at an open end."),
    ("latest", "Latest day", "date", "The last day that the date covers; empty at an open end."),
    ("number", "Number", "decimal", "The quantity, or the lower of two bounds; empty where the source gives words alone."),
    ("upper", "Upper bound", "decimal", "Where the source gives a range."),
    ("qualifier", "Qualifier", "string", "What the source puts before the number: about, at least, hundreds of."),
    ("unit", "Unit", "string", "One thing that is counted, or the unit that is measured in, by its code or its symbol."),
    ("basis", "Basis", "string", "What was counted, as an id; only rows of one basis are alike."),
    ("counted", "What was counted", "string", "The basis in words."),
    ("by", "Counted by", "string", "Who counted or reported."),
    ("source", "Source", "string", "Where it is published; several are parted by semicolons."),
    ("at", "Place in the source", "string", "A section or a page."),
)
"""Name, title, CSVW data type and description of each column."""


_OF_ROWS: Columns = (
    ("line", "Line", "string", "Which of the lines of the series the observation belongs to."),
    ("low", "Lower bound", "decimal", "Of an interval around the number."),
    ("high", "Upper bound of the interval", "decimal", "Of the same interval."),
)
"""Columns of a series that was read from a table with lines, or with intervals."""


@dataclass(frozen=True, slots=True)
class SeriesTable:
    """A series as files."""

    series: str
    title: str
    csv: bytes
    metadata: bytes
    """CSVW, JSON-LD; `url` in it is the name of the CSV beside it."""

    @property
    def file(self) -> str:
        """The name of the CSV."""
        return f"{self.series}.csv"


def tables(article: Article) -> list[SeriesTable]:
    """Return the tables of all series, in order of their ids."""
    return [_table(article, article.series[id_]) for id_ in sorted(article.series)]


def _table(article: Article, series: Series) -> SeriesTable:
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    columns = _columns(series)
    rows.writerow(name for name, *_ in columns)
    more = [name for name, *_ in columns[len(_COLUMNS) :]]
    rows.writerows(_row(article, series, observation, more) for observation in series.in_time())
    metadata = described(article, series, f"{series.id}.csv", columns, {"id", "date", "basis"}, ["id"])
    return SeriesTable(series.id, series.title, text.getvalue().encode("utf-8"), metadata)


def _columns(series: Series) -> Columns:
    if (rows := series.rows) is None:
        return _COLUMNS
    there = {"line": rows.names, "low": rows.columns.low, "high": rows.columns.high}
    return (*_COLUMNS, *(column for column in _OF_ROWS if there[column[0]]))


def harmless(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: an apostrophe says there that it is none."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _row(article: Article, series: Series, observation: Observation, more: Sequence[str]) -> list[str]:
    amount = observation.quantity.amount
    party = article.people.get(observation.by)
    basis = series.bases.get(observation.basis)
    decimals = max(series.recorded_decimals, series.printed_decimals)
    values: tuple[object, ...] = (
        f"{series.id}.{observation.id}",
        observation.date,
        observation.date.earliest,
        observation.date.latest,
        _number(amount.number, decimals),
        _number(amount.upper, decimals),
        amount.qualifier,
        harmless(series.unit.data_name),
        observation.basis,
        harmless(basis.counted) if basis else None,
        harmless(party.name if party else observation.by),
        harmless("; ".join(_cited(article, article.sources[id_]) for id_ in observation.source if id_ in article.sources)),
        harmless(observation.at or ""),
        *(_more(getattr(observation, name), decimals) for name in more),
    )
    return ["" if value is None else str(value) for value in values]


def _more(value: str | Decimal | None, decimals: int) -> str | None:
    return value if isinstance(value, str) else _number(value, decimals)


def _number(number: Decimal | None, decimals: int) -> str | None:
    """Return a number as it was recorded, with as many decimals as the finest of its series."""
    return None if number is None else f"{rounded(number, decimals):f}"


def _cited(article: Article, source: Source) -> str:
    """Return who, what, where and when, as far as known."""
    authors = " and ".join(maker.name for one in source.makers if (maker := article.maker(one)))
    parts = (
        authors,
        source.title,
        source.container_title or article.called(source.publisher or ""),
        str(source.issued or ""),
        source.url,
    )
    return ", ".join(part for part in parts if part) or source.id


def described(
    article: Article, series: Series, file: str, columns: Columns, required: Collection[str], key: Sequence[str]
) -> bytes:
    """Return what a CSV of a series means, as CSVW says it: each column with its type, and which of them name a row."""
    meta = article.meta
    told: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": meta.language}],
        "url": file,
        "dc:title": series.title,
        "dc:isPartOf": meta.title,
        "dc:publisher": article.called(meta.publisher),
        "dc:modified": {"@value": str(meta.edition.date), "@type": "xsd:date"},
        "dc:rights": meta.rights.name,
        "tableSchema": {
            "columns": [
                {
                    "name": name,
                    "titles": {"en": [name, title]},
                    "dc:description": {"@value": description, "@language": "en"},
                    "datatype": datatype,
                    "required": name in required,
                }
                for name, title, datatype, description in columns
            ],
            "primaryKey": key[0] if len(key) == 1 else list(key),
        },
    }
    if meta.rights.url:
        told["dc:license"] = {"@id": meta.rights.url}
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
