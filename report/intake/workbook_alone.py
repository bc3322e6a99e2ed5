"""Reads one sheet of a workbook in a process of its own: a cell in a far corner asks for more memory than any machine has.

Run as a script, with nothing of ours imported: a line of JSON and the workbook come in, plain values go out. Nothing that stands
in a workbook is run; of a formula the value is taken that was saved with it.
"""

from __future__ import annotations

import datetime
import io
import json
import marshal
import sys
from typing import Any

MOST_MEMORY = 4 << 30
MOST_SECONDS = 60


def read() -> dict[str, Any]:
    """Return the sheet that standard input asks for, or what keeps it from being read."""
    import python_calamine as calamine

    asked = json.loads(sys.stdin.buffer.readline())
    try:
        book = calamine.load_workbook(io.BytesIO(sys.stdin.buffer.read()))
        sheets = [one for one in book.sheets_metadata if one.typ == calamine.SheetTypeEnum.WorkSheet]
        names = [one.name for one in sheets]
        shown = [one.name for one in sheets if one.visible == calamine.SheetVisibleEnum.Visible]
        name = _chosen(asked["sheet"], names, shown)
        if name is None:
            return {"names": names, "shown": shown}
        sheet = book.get_sheet_by_name(name)
        if sheet.end is not None and (below := sheet.end[0]) > asked["rows"]:
            return {"rows": below}
        merged = [start[0] for start, end in sheet.merged_cell_ranges or [] if start[1] != end[1]]
        cells = [[_plain(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
        return {"sheet": name, "hidden": name not in shown, "merged": merged, "cells": cells}
    except calamine.PasswordError:
        return {"cause": "it is locked with a password"}
    except calamine.CalamineError as error:
        return {"cause": str(error)}


def _chosen(wanted: str | None, names: list[str], shown: list[str]) -> str | None:
    if wanted is None:
        return shown[0] if len(shown) == 1 else None
    if wanted in names:
        return wanted
    number = int(wanted) if wanted.isdecimal() and len(wanted) < 5 else 0
    return names[number - 1] if 0 < number <= len(names) else None


def _plain(cell: Any) -> Any:
    """Return a cell as a value that travels; what is a time becomes a tuple, so that it is told from text."""
    if isinstance(cell, str | float | int):  # truth values are whole numbers to Python, and stay what they are
        return cell
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        cell = cell.date()
    return (cell.isoformat() if isinstance(cell, datetime.date | datetime.time) else str(cell),)


def _bounded() -> None:
    try:
        import resource
    except ImportError:  # Windows, which has no such bounds
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _bounded()
    sys.stdout.buffer.write(marshal.dumps(read()))
