"""A data file that tables of sections show as it stands, with every problem of its cells at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from report.intake.table_rules import NO_TABLE, TEXT_CELL
from report.load.faults import Faults
from report.load.rows import cells_of, heads, runs, uneven
from report.load.table_files import WORKBOOKS, TableFiles
from report.model.data_table import DataFile
from report.problems import Place, cut

_HARMLESS = re.compile(r"[-+−][\d\s.,'’%]*")
"""A number with its sign, however it is written, or a sign that stands for none; where it is a formula, it gives itself."""


def data_file(tables: TableFiles, file: str, wanted: Sequence[str], place: Place, *, whole: bool) -> DataFile | None:
    """Return the cells of a data file; None where problems keep it from being shown.

    `wanted` are the columns that tables choose, where they don't show the `whole`; what stands in others is no fault.
    """
    if PurePosixPath(file).suffix.lower() in WORKBOOKS:
        hint = "make a series of the sheet that is meant, or save it as CSV"
        tables.problems.append(NO_TABLE.at(place, f"a table shows CSV as it stands, and “{cut(file)}” is a workbook", hint=hint))
        return None
    grid = tables.grid(file, None, wanted, place)
    if grid is None:
        return None
    faults = Faults(grid, tables.problems)
    odd = uneven(grid, faults)
    used = [name for name in grid.head if name and (whole or name in wanted)]
    heads(grid, used, faults)
    columns = [cells_of(grid, at) for at in range(len(grid.head))]
    for at, cells in enumerate(columns):
        for row, cell in enumerate(map(str, cells if grid.head[at] in used else ())):
            if row not in odd and not _HARMLESS.fullmatch(cell) and (problem := runs(cell)):
                sentence = f"“{cut(cell)}” in the column “{grid.head[at]}” {problem[0]}"
                faults.add(TEXT_CELL, row, at, sentence, problem[1])
    faults.close()
    if faults.any:
        return None
    rows = tuple(tuple(map(str, row)) for row in zip(*columns, strict=True))
    return DataFile(grid.path, tuple(grid.head), rows, tuple(grid.at))
