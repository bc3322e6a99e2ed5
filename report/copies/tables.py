"""Series as tables that open without us: CSV (RFC 4180), described by CSV on the Web metadata (W3C)."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from report.model.article import Article
from report.model.evidence import Observation, Series, Source
from report.model.quantities import rounded

_COLUMNS: tuple[tuple[str, str, str, str], ...] = (
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
    rows.writerow(name for name, *_ in _COLUMNS)
    rows.writerows(_row(article, series, observation) for observation in series.in_time())
    return SeriesTable(series.id, series.title, text.getvalue().encode("utf-8"), _metadata(article, series))


def _row(article: Article, series: Series, observation: Observation) -> list[str]:
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
        series.unit.data_name,
        observation.basis,
        basis.counted if basis else None,
        party.name if party else observation.by,
        "; ".join(_cited(article, article.sources[id_]) for id_ in observation.source if id_ in article.sources),
        observation.at,
    )
    return ["" if value is None else str(value) for value in values]


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


def _metadata(article: Article, series: Series) -> bytes:
    meta = article.meta
    described: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": meta.language}],
        "url": f"{series.id}.csv",
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
                    "required": name in {"id", "date", "basis"},
                }
                for name, title, datatype, description in _COLUMNS
            ],
            "primaryKey": "id",
        },
    }
    if meta.rights.url:
        described["dc:license"] = {"@id": meta.rights.url}
    return (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
