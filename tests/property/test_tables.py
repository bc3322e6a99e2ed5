"""Tables in any dialect: rows that are written as somebody's program writes them are read as the same observations."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from report.copies.input_tables import input_data, input_tables
from report.load import load_article
from report.load.date_cells import fiscal_too
from report.load.folder import Folder
from report.load.rows import rows_of
from report.load.table_files import TableFiles
from report.model.evidence import Series
from report.model.reading import Scalar
from report.model.rows import Rows, with_rows
from report.model.slugs import slug
from report.problems import Problem
from report.system import places

MINIMAL, _ = load_article(places.articles() / places.MINIMAL)
assert MINIMAL is not None

NUMBERS = st.decimals(min_value=-(10**9), max_value=10**9, places=4, allow_nan=False, allow_infinity=False) | st.integers(
    -(10**12), 10**12
).map(Decimal)
DAYS = st.integers(0, 300_000).map(lambda days: (date(1200, 1, 1) + timedelta(days)).isoformat())
YEARS = st.integers(1000, 2100).map(str)
QUARTERS = st.tuples(YEARS, st.integers(33, 36)).map(lambda pair: f"{pair[0]}-{pair[1]}")
DATES = DAYS | YEARS | QUARTERS | st.tuples(YEARS, st.integers(1, 12)).map(lambda pair: f"{pair[0]}-{pair[1]:02}")
NAMES = st.text(st.characters(codec="ascii", min_codepoint=32, max_codepoint=126), min_size=1, max_size=12).filter(
    lambda name: slug(name) != "" and name == name.strip() and name[0] not in "=+-@"
)
ROWS = st.lists(st.tuples(NAMES, DATES, NUMBERS), min_size=1, max_size=30, unique_by=lambda row: (slug(row[0]), row[1])).filter(
    lambda rows: not fiscal_too([when for _, when, _ in rows])  # of which no dialect says what they are
)


def written(number: Decimal, mark: str, thousands: str) -> str:
    whole, _, decimals = f"{number:,f}".partition(".")
    return whole.replace(",", thousands) + (mark + decimals if decimals else "")


def read(folder: Path, text: bytes, data: dict[str, object]) -> tuple[Rows | None, list[Problem]]:
    """Return the rows of a series that is read from these bytes."""
    (folder / "loans.csv").write_bytes(text)
    problems: list[Problem] = []
    place = Folder(folder, "article", {"data/loans.csv": folder / "loans.csv"})
    return rows_of(series(data), TableFiles(place, problems), "The staff"), problems


def series(data: dict[str, object]) -> Series:
    return Series.model_validate(
        {
            "__id__": "loans", "title": "Loans", "unit": Scalar("EUR"), "basis": {"counted": "loans", "label": "loans"},
            "by": "staff", "source": "report", "data": {"file": "data/loans.csv", **data},
        },
        by_alias=True, by_name=False,
    )  # fmt: skip


def told(rows: Rows | None) -> list[tuple[str, str, Decimal]]:
    assert rows is not None
    return [(row.line, row.date.text, row.value) for row in rows.rows()]


def one_name_a_line(rows: Sequence[tuple[str, str, Decimal]]) -> list[tuple[str, str, Decimal]]:
    """Return the rows with one name for all that would be called alike."""
    names: dict[str, str] = {}
    return [(names.setdefault(slug(name), name), when, value) for name, when, value in rows]


@settings(deadline=None)
@given(
    rows=ROWS.map(one_name_a_line),
    delimiter=st.sampled_from(",;\t|"),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    end=st.sampled_from(["\n", "\r\n"]),
    mark=st.sampled_from([".", ","]),
    thousands=st.sampled_from(["", " ", "'", "\u202f"]),
    bom=st.booleans(),
)
def test_any_dialect_gives_the_same_observations(
    rows: list[tuple[str, str, Decimal]], delimiter: str, quoting: int, end: str, mark: str, thousands: str, bom: bool
) -> None:  # fmt: skip
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator=end)  # type: ignore[arg-type]
    writer.writerow(["branch", "note", "when", "amount"])
    writer.writerows([name, 'a "b", c;d|e', when, written(value, mark, thousands)] for name, when, value in rows)
    rules: dict[str, object] = {"date": "when", "value": "amount", "line": "branch", "decimal": mark}
    if thousands:
        rules["thousands"] = " " if thousands == "\u202f" else thousands
    with TemporaryDirectory() as folder:
        found, problems = read(Path(folder), text.getvalue().encode("utf-8-sig" if bom else "utf-8"), rules)
        assert problems == []
        assert told(found) == rows
        # What a copy carries of it is read as the same again, and written as the same bytes.
        assert found is not None
        carried = with_rows(series(rules), found)
        article = replace(MINIMAL, series={"loans": carried})
        first = input_tables(article)
        again, problems = read(Path(folder), first["data/loans.csv"], dict(input_data(article, carried, found)))
        assert (problems, told(again)) == ([], rows)
        assert again is not None
        assert again.decimals == found.decimals
        assert input_tables(replace(MINIMAL, series={"loans": with_rows(carried, again)})) == first
        assert not any(
            cell[:1] in {"=", "+", "@"} for row in csv.reader(io.StringIO(first["data/loans.csv"].decode())) for cell in row
        )
