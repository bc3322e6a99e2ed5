"""Workbooks, XLSX and ODS, to tables."""

from __future__ import annotations

import json
import marshal
import subprocess
import sys
from dataclasses import replace
from typing import Any

from report.intake import workbook_alone
from report.intake.grid import Grid, grid
from report.intake.table_rules import BROKEN_TABLE, HIDDEN_SHEET, SHEET
from report.limits import beyond, limits
from report.problems import Place, Problem, cut


def read_workbook(
    data: bytes, shown: str, sheet: str | None, asked_at: Place, head: int | None = None
) -> tuple[Grid | None, list[Problem]]:
    """Return a sheet of a workbook as a table, None where it can't be read; `asked_at` is where the article names the file."""
    found = _read(data, sheet)
    place = Place(shown)
    if "cells" in found:
        name, cells = found["sheet"], found["cells"]
        problems = []
        if found["hidden"]:
            hint = "show the sheet in the workbook, or name another one under sheet:"
            problems.append(HIDDEN_SHEET.at(asked_at, f"the sheet “{cut(name)}” of {shown} is hidden", hint=hint))
        made = grid(shown, cells, range(1, len(cells) + 1), head, sheet=name)
        return _with_merged(made, found["merged"]), problems
    if "rows" in found:
        return None, [beyond(place, f"the sheet has {found['rows']:,} rows", "data_rows")]
    if "names" in found:
        return None, [_no_sheet(shown, sheet, found["names"], found["shown"], asked_at)]
    hint = "open it in a spreadsheet and save it again as XLSX or ODS, without a password; or save the sheet as CSV"
    return None, [BROKEN_TABLE.at(place, found.get("sentence", "the workbook can't be read"), hint=hint, cause=found["cause"])]


def _read(data: bytes, sheet: str | None) -> dict[str, Any]:
    asked = json.dumps({"sheet": sheet, "rows": limits().data_rows}).encode("ascii") + b"\n"
    command = [sys.executable, "-P", workbook_alone.__file__]
    done = subprocess.run(command, input=asked + data, capture_output=True, check=False)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        sentence = "the workbook can't be read: it takes more memory or time than there is for one, or is damaged"
        return {"sentence": sentence, "cause": said[0] if said else ""}
    made: dict[str, Any] = marshal.loads(done.stdout)
    return made


def _no_sheet(shown: str, sheet: str | None, names: list[str], visible: list[str], asked_at: Place) -> Problem:
    known = ", ".join(cut(name, 40) for name in (visible or names)[:10])
    if sheet is not None:
        return SHEET.at(asked_at, f"{shown} has no sheet “{cut(sheet)}”", hint=f"its sheets are: {known}")
    if not visible:
        return SHEET.at(
            asked_at, f"{shown} has no sheet that is shown", hint=f"name one under sheet:, of {known}" if known else "add one"
        )
    return SHEET.at(asked_at, f"{shown} has {len(visible)} sheets", hint=f"add sheet: with one of: {known}")


def _with_merged(made: Grid, merged: list[int]) -> Grid:
    if made.head_at - 1 not in merged:
        return made
    return replace(made, merged=True)
