"""Benches of tables: a hundred thousand rows as a series, against what takes the file apart alone."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from tests.bench.figures import Cost, Limit, Outcome
from tests.bench.measure import ROOT, run
from tests.support.workbooks import xlsx

if TYPE_CHECKING:
    from tests.bench.benches import Bench

ROWS = 100_000
_SERIES = """\
title: Many
unit: {{symbol: t}}
basis: {{counted: something, label: something}}
by: staff
source: annual-report
data: {{file: data/many.{kind}, date: year, value: value, line: place}}
"""


def _measured(bench: Bench, kind: str) -> Outcome:
    folder = bench.folder / f"many-{kind}"
    shutil.copytree(ROOT / "report" / "articles" / "minimal", folder)
    (folder / "data").mkdir()
    (folder / "series" / "many.yaml").write_text(_SERIES.format(kind=kind), encoding="utf-8")
    rows = [(1900 + number % 100, f"Place {number // 100}", number * 37 / 100, "x", number) for number in range(ROWS)]
    head = ("year", "place", "value", "remark", "number")
    if kind == "csv":
        text = "".join(f"{','.join(map(str, row))}\n" for row in (head, *rows))
        (folder / "data" / "many.csv").write_text(text, encoding="utf-8")
    else:
        (folder / "data" / "many.xlsx").write_bytes(xlsx({"Many": [head, *rows]}))

    def side(name: str) -> Cost:
        run(["-m", "tests.bench.table_side", name, folder])
        seconds, most = (folder / "cost").read_text(encoding="utf-8").split()
        return Cost(float(seconds), int(most))

    return bench.compared(
        f"table-{kind}",
        (f"a series of {ROWS:,} rows from {kind.upper()}", lambda: side("series")),
        ("csv" if kind == "csv" else "python-calamine, on its own", lambda: side("library")),
        Limit("CPU", 4.0),
        Limit("memory", 4.0),
        note="processor time of the work alone, other processes' too; memory is what Python's objects take at most",
    )


def table_csv(bench: Bench) -> Outcome:
    """Measure a series of a hundred thousand rows in CSV."""
    return _measured(bench, "csv")


def table_xlsx(bench: Bench) -> Outcome:
    """Measure the same in a workbook."""
    return _measured(bench, "xlsx")
