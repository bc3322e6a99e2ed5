"""What a copy carries of a table that a series was read from: the rows and columns that were used, as plain CSV.

Whatever the table was, a workbook or a CSV in some dialect, the copy has it in one form that explains itself, and the series'
file says so; read again, it gives the same observations, and is written as the same bytes.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from itertools import count
from pathlib import PurePosixPath

from report.copies.tables import Columns, described
from report.load.date_cells import fiscal_too
from report.load.table_files import WORKBOOKS
from report.load.yaml_text import Values
from report.model.article import Article
from report.model.data_table import DataFile, asked_of, tables_of, used_of
from report.model.evidence import Series
from report.model.prose import Directive, Section
from report.model.quantities import rounded
from report.model.rows import Rows
from report.model.slugs import slug
from report.model.tabular import TableSpot

_COLUMNS: Columns = (
    ("line", "Line", "string", "Which of the lines of the series the value belongs to."),
    ("group", "Group", "string", "Which lines belong together."),
    ("date", "Date", "string", "In EDTF (ISO 8601-2): 2013, 2019-33 for a quarter, 2020-02, 2013~; weeks as in ISO 8601."),
    ("value", "Value", "decimal", "In the unit of the series."),
    ("low", "Lower bound", "decimal", "Of an interval around the value."),
    ("high", "Upper bound", "decimal", "Of the same interval."),
)


def input_tables(article: Article) -> dict[str, bytes]:
    """Return the tables of an article as files of its folder, each with its description beside it."""
    files: dict[str, bytes] = {}
    for series in article.series.values():
        if (rows := series.rows) is None:
            continue
        columns, file = _there(rows), _file(article, series)
        key = [name for name, *_ in columns if name in {"line", "date"}]
        files[file] = _csv(series, rows, [name for name, *_ in columns])
        files[f"{file}-metadata.json"] = described(article, series, PurePosixPath(file).name, columns, {*key, "value"}, key)
    names = carried_as(article)
    for asked, data in article.tables.items():
        files[names[asked]] = _shown([one for one in tables_of(article.sections) if asked_of(one) == asked], data)
    return files


def carried_as(article: Article) -> dict[TableSpot, str]:
    """Return under which names copies carry data files: a sheet, or what stands below a title, becomes plain CSV."""
    names = {asked: asked.file for asked in article.tables if _plain(asked)}
    for asked in article.tables:
        if asked not in names:
            path = PurePosixPath(asked.file)
            base = "-".join(filter(None, [path.with_suffix("").as_posix(), slug(asked.sheet or "")]))
            tried = (f"{base}{f'-{number}' if number > 1 else ''}.csv" for number in count(1))
            names[asked] = next(name for name in tried if name not in names.values())
    return names


def renamed(text: str, section: Section, names: Mapping[TableSpot, str]) -> str:
    """Return a section's text with its tables of data files under the names that copies carry them by."""
    lines, dropped = text.split("\n"), set[int]()
    for directive in tables_of([section]):
        asked = asked_of(directive)
        if asked in names and not _plain(asked):
            at = directive.place.line - 1
            lines[at] = lines[at].replace(asked.file, names[asked], 1)
            dropped |= {given.place.line - 1 for name in ("sheet", "head") if (given := directive.option(name))}
    return "\n".join(line for at, line in enumerate(lines) if at not in dropped)


def _plain(asked: TableSpot) -> bool:
    return asked.sheet is None and asked.head is None and not asked.file.lower().endswith(WORKBOOKS)


def _shown(directives: list[Directive], data: DataFile) -> bytes:
    """Return of a data file what tables show of it, under its own names."""
    columns, rows = used_of(directives, data)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([data.head[at] for at in columns])
    writer.writerows([data.rows[row][at] for at in columns] for row in rows)
    return text.getvalue().encode("utf-8")


def input_data(article: Article, series: Series, rows: Rows) -> Values:
    """Return what the series' file says of such a table under data:."""
    names = [name for name, *_ in _there(rows)]
    missing = [""] if None in rows.columns.low or None in rows.columns.high else []
    return {
        "file": _file(article, series),
        **{name: name for name in names},
        "decimals": str(series.printed_decimals),
        **({"missing": missing} if missing else {}),
        **({"format": {"date": "%Y-%m"}} if fiscal_too([row.date.text for row in rows.rows()]) else {}),
        "decimal": ".",
    }


def _file(article: Article, series: Series) -> str:
    """Return the name of the series' table, which is none of those that tables of the article show."""
    name = f"data/{series.id}"
    while f"{name}.csv" in carried_as(article).values():
        name += "-series"
    return f"{name}.csv"


def _there(rows: Rows) -> Columns:
    optional = {"line": rows.names, "group": rows.groups, "low": rows.columns.low, "high": rows.columns.high}
    return tuple(column for column in _COLUMNS if optional.get(column[0], True))


def _csv(series: Series, rows: Rows, names: list[str]) -> bytes:
    """Return the rows as CSV, lines by their own names; every number has as many decimals as the finest of the whole table."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    groups = dict(zip(rows.names, rows.groups, strict=False))
    for row in rows.rows():
        numbers = {
            name: "" if number is None else f"{rounded(number, rows.decimals):f}"
            for name, number in (("value", row.value), ("low", row.low), ("high", row.high))
        }
        line, group = series.own(row.line), series.own(groups.get(row.line, ""))
        cells = {"line": line, "group": group, "date": row.date.text, **numbers}
        writer.writerow([cells[name] for name in names])
    return text.getvalue().encode("utf-8")
