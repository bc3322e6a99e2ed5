"""Reads one table of a hundred thousand rows: by the library that takes it apart alone, or as a series of an article.

`python -m tests.bench.table_side library|series FOLDER`: FOLDER is an article with the series `many`. Writes the seconds of
processor time, those of processes that were started in it, and the most bytes that Python held, to FOLDER/cost. Imports are paid
before the clock starts.
"""

from __future__ import annotations

import csv
import os
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import python_calamine

from report.load import load_article


def library(table: Path) -> object:
    """Take the table apart, and do nothing with it."""
    if table.suffix == ".csv":
        with table.open(encoding="utf-8", newline="") as file:
            return list(csv.reader(file))
    return python_calamine.load_workbook(table).get_sheet_by_index(0).to_python()


def series(folder: Path) -> object:
    """Load the article."""
    article, problems = load_article(folder)
    assert article is not None, problems
    assert len(article.series["many"].observations) > 1, problems
    return article


def main(side: str, folder: Path) -> None:
    """Run one side twice, for its time and for its memory."""
    (table,) = (folder / "data").iterdir()
    work: dict[str, Callable[[], object]] = {"library": lambda: library(table), "series": lambda: series(folder)}
    before = os.times()
    work[side]()
    seconds = sum(os.times()[:4]) - sum(before[:4])
    tracemalloc.start()
    kept = work[side]()
    most = tracemalloc.get_traced_memory()[1]
    del kept
    (folder / "cost").write_text(f"{seconds} {most}", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
