"""Where a table stands: on the page, on one that is turned, or in parts."""

from __future__ import annotations

import pytest

from report.compose.table_room import Room, cuts, parted, places
from report.load import load_format
from report.model import document as doc
from report.model.prose import Directive, Prose
from report.problems import NOWHERE
from report.system import places as folders

ROOM = Room(50, 80, 24)


def table(columns: int, rows: int, cell: str = "1234567") -> tuple[list[str], list[str], list[list[str]]]:
    return ["end"] * columns, ["Country", *["1952"] * columns], [["Chad", *[cell] * columns] for _ in range(rows)]


def turn(word: str) -> Directive:
    return Directive("table", (), (("turn", Prose.plain(word)),), (), NOWHERE)


@pytest.mark.parametrize(
    ("columns", "rows", "ends", "turned"),
    [
        (8, 20, [0, 8], False),
        (12, 20, [0, 12], True),
        (12, 8, [0, 12], True),
        (12, 7, [0, 6, 12], False),  # so low that most of a turned page would be empty
        (18, 20, [0, 9, 18], False),
    ],
)
def test_a_page_is_turned_for_a_table_that_fits_then_and_fills_it(columns: int, rows: int, ends: list[int], turned: bool) -> None:
    assert places(ROOM, None, *table(columns, rows)) == (ends, turned)


def test_an_author_decides_otherwise() -> None:
    assert places(ROOM, turn("no"), *table(12, 20)) == ([0, 6, 12], False)
    assert places(ROOM, turn("yes"), *table(3, 1)) == ([0, 3], True)
    assert not places(Room(50), turn("yes"), *table(3, 1)).turned


def test_columns_of_different_widths_fit_by_what_all_of_them_take() -> None:
    aligns, heads, rows = table(8, 3)
    rows[0][1] = "1234567890123456789"
    assert cuts(60, aligns, heads, rows) == [0, 8]
    assert cuts(45, aligns, heads, rows) != [0, 8]


@pytest.mark.parametrize(
    ("name", "turns"), [("a4", True), ("letter", True), ("large-print", True), ("brief", False), ("epub", False)]
)
def test_pages_of_reports_are_turned(name: str, turns: bool) -> None:
    form, _ = load_format(folders.templates() / "formats" / f"{name}.toml")
    assert form is not None
    assert bool(Room.of(form).turned) == turns


@pytest.mark.parametrize(
    ("head", "parts"), [(doc.Strong((doc.Text("Chad"),)), 2), (doc.Strong((doc.NoteCall("note", 1, "call"),)), 1)]
)
def test_a_table_whose_rows_call_notes_in_their_heads_is_never_divided(head: doc.Inline, parts: int) -> None:
    columns = tuple(doc.Column((doc.Text(name),), "end") for name in table(18, 1)[1])
    rows = [((head,), *[(doc.Text("1234567"),)] * 18) for _ in range(9)]
    found, turned = parted(ROOM, None, columns, rows)
    assert (len(found), turned) == (parts, parts == 1)


def test_what_is_moved_through_is_never_in_parts() -> None:
    aligns, heads, rows = table(40, 3)
    assert len(places(Room(50), None, aligns, heads, rows).ends) > 2
    assert places(Room(50, moves=True), turn("yes"), aligns, heads, rows) == ([0, 40], False)
