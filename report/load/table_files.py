"""The tables in an article's folder, CSV and workbooks: each is read once, whoever asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from report.intake.files import read_bytes, utf8
from report.intake.grid import Grid, read_csv
from report.intake.rules import EMPTY
from report.intake.table_rules import NO_HEAD, NO_TABLE, SHEET
from report.limits import beyond, limits
from report.load.folder import Folder
from report.load.suggestions import nearest
from report.model.tabular import TableSpot
from report.problems import Place, Problem, cut

FOLDER = "data"
TEXTS = (".csv", ".tsv", ".txt")
WORKBOOKS = (".xlsx", ".ods")


class TableFiles:
    """The tables of one folder."""

    def __init__(self, folder: Folder, problems: list[Problem]) -> None:
        self.problems = problems
        self._folder = folder
        self._bytes: dict[str, bytes | Problem] = {}
        self._grids: dict[tuple[TableSpot, tuple[str, ...]], Grid | list[Problem]] = {}

    def grid(self, asked: TableSpot, wanted: Sequence[str], place: Place) -> Grid | None:
        """Return the cells of a table, None where problems keep it from being read.

        `wanted` are the columns that are looked for, by which the dialect of CSV is told; `place` is where the file is named.
        """
        file, sheet, _ = asked
        name = str(PurePosixPath(file))
        path = self._folder.files.get(name)
        suffix = PurePosixPath(name).suffix.lower()
        if path is None or not name.startswith(f"{FOLDER}/") or suffix not in TEXTS + WORKBOOKS:
            there = [known for known in self._folder.files if known.startswith(f"{FOLDER}/")]
            hint = f"put a table into {FOLDER}/, as CSV, XLSX or ODS, and name it"
            if there and path is None:
                hint = nearest(name, there)
            sentence = f"there is no table “{cut(file)}” in {FOLDER}/"
            if path is not None and name.startswith(f"{FOLDER}/"):
                sentence, hint = f"“{cut(file)}” is neither CSV nor XLSX nor ODS", "save it as one of these, and name that"
            self.problems.append(NO_TABLE.at(place, sentence, hint=hint))
            return None
        if sheet is not None and suffix in TEXTS:
            sentence = f"“{cut(file)}” is text, which has no sheets"
            self.problems.append(SHEET.at(getattr(sheet, "place", place), sentence, hint="delete sheet:, or name a workbook"))
            return None
        key = (asked._replace(file=name), tuple(wanted) if suffix in TEXTS else ())
        if key not in self._grids:
            self._grids[key] = self._read(key[0], wanted, place)
        found = self._grids[key]
        if isinstance(found, Grid):
            return found
        self.problems += found
        return None

    def _read(self, asked: TableSpot, wanted: Sequence[str], place: Place) -> Grid | list[Problem]:
        name, sheet, head = asked
        shown, path = self._folder.path(name), self._folder.files[name]
        if name not in self._bytes:
            self._bytes[name] = read_bytes(path, shown, self._folder.root, limits().table_file)
        data = self._bytes[name]
        if isinstance(data, Problem):
            return [data]
        if PurePosixPath(name).suffix.lower() in WORKBOOKS:
            from report.intake.workbook import read_workbook  # starts a process, which most articles don't need

            made, problems = read_workbook(data, shown, sheet, place, head)
            self.problems += problems if made is not None else []
            if made is None:
                return problems
            found = made
        else:
            text = utf8(data, shown)
            taken = text if isinstance(text, Problem) else read_csv(text, shown, wanted, head)
            if isinstance(taken, Problem):
                return [taken]
            found = taken
        if not found.head and head is not None:
            told = "row" if found.sheet else "line"
            hint = "correct head:, which counts rows as the file has them, empty ones too"
            return [
                NO_HEAD.at(
                    Place(shown, head, 1), f"nothing stands in {told} {head}, where head: looks for names of columns", hint=hint
                )
            ]
        if not found.head:
            hint = "put the table into it, with the names of its columns in the first row"
            return [EMPTY.at(Place(shown, 1, 1), "nothing stands in this table", hint=hint)]
        for count, limit, what in ((len(found.rows), "data_rows", "rows"), (len(found.head), "data_columns", "columns")):
            if count > getattr(limits(), limit):
                return [beyond(Place(shown, found.head_at, 1), f"the table has {count:,} {what}", limit)]
        return found
