"""What a copy carries of a table that a series was read from: the rows and columns that were used, as plain CSV.

Whatever the table was, a workbook or a CSV in some dialect, the copy has it in one form that explains itself, and the series'
file says so; read again, it gives the same observations, and is written as the same bytes.
"""

from __future__ import annotations

import csv
import io
from pathlib import PurePosixPath

from report.copies.tables import Columns, described
from report.model.article import Article
from report.model.data_table import DataFile, shown_file, tables_of, used_of
from report.model.evidence import Series
from report.model.prose import Directive
from report.model.quantities import rounded
from report.model.rows import Rows

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
        files[file] = _csv(rows, [name for name, *_ in columns])
        files[f"{file}-metadata.json"] = described(article, series, PurePosixPath(file).name, columns, {*key, "value"}, key)
    for file, data in article.tables.items():
        files[file] = _shown([one for one in tables_of(article.sections) if shown_file(one) == file], data)
    return files


def _shown(directives: list[Directive], data: DataFile) -> bytes:
    """Return of a data file what tables show of it, under its own names."""
    columns, rows = used_of(directives, data)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([data.head[at] for at in columns])
    writer.writerows([data.rows[row][at] for at in columns] for row in rows)
    return text.getvalue().encode("utf-8")


def input_data(article: Article, series: Series, rows: Rows) -> dict[str, str | list[str]]:
    """Return what the series' file says of such a table under data:."""
    names = [name for name, *_ in _there(rows)]
    missing = [""] if None in rows.columns.low or None in rows.columns.high else []
    return {
        "file": _file(article, series),
        **{name: name for name in names},
        "decimals": str(series.printed_decimals),
        **({"missing": missing} if missing else {}),
        "decimal": ".",
    }


def _file(article: Article, series: Series) -> str:
    """Return the name of the series' table, which is none of those that tables of the article show."""
    name = f"data/{series.id}"
    while f"{name}.csv" in article.tables:
        name += "-series"
    return f"{name}.csv"


def _there(rows: Rows) -> Columns:
    optional = {"line": rows.names, "group": rows.groups, "low": rows.columns.low, "high": rows.columns.high}
    return tuple(column for column in _COLUMNS if optional.get(column[0], True))


def _csv(rows: Rows, names: list[str]) -> bytes:
    """Return the rows as CSV; every number has as many decimals as the finest of the whole table."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    groups = dict(zip(rows.names, rows.groups, strict=False))
    for row in rows.rows():
        numbers = {
            name: "" if number is None else f"{rounded(number, rows.decimals):f}"
            for name, number in (("value", row.value), ("low", row.low), ("high", row.high))
        }
        cells = {"line": row.line, "group": groups.get(row.line, ""), "date": row.date.text, **numbers}
        writer.writerow([cells[name] for name in names])
    return text.getvalue().encode("utf-8")
