"""The columns of a table are as wide as makes its rows low."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest

from report.output.pdf.engine.mends import mend
from report.output.pdf.engine.mends.row_heights import CellNeeds, Rows, Widths, lower, needs
from report.output.pdf.engine.mends.specimen import boxes, pages, words

SPACE, AROUND = 4.0, 10.0
STYLE = "@page { size: 320px 400px; margin: 0 } body { margin: 0 } table { width: 320px; font: 10px/20px sans-serif }"


def _table(*rows: tuple[str, ...]) -> tuple[Rows, Widths, Widths]:
    """Return rows, of letters eight wide, with what the longest words and the longest cells need."""
    made = tuple(
        tuple(
            CellNeeds(at, needs(((tuple(8.0 * len(word) for word in text.split()), SPACE),), AROUND))
            for at, text in enumerate(row)
        )
        for row in rows
    )
    columns = list(zip(*made, strict=True))
    return made, *(tuple(max(cell.needs[end] for cell in column) for column in columns) for end in (-1, 0))


def _lines(rows: Rows, widths: Widths) -> list[int]:
    return [max(cell.lines(widths[cell.column]) for cell in row) for row in rows]


def test_a_cell_needs_less_for_more_lines_down_to_its_longest_word() -> None:
    one, two, three = needs((((8.0, 40.0, 16.0), SPACE),), AROUND)
    assert one == pytest.approx(72 + AROUND, abs=1)
    assert two == pytest.approx(52 + AROUND, abs=1)  # the first two words
    assert three == pytest.approx(40 + AROUND, abs=1)
    assert needs((), AROUND) == (AROUND,)
    assert needs((((8.0,), SPACE), ((8.0, 8.0), SPACE)), AROUND)[:2] == pytest.approx((20 + AROUND,) * 2, abs=1)


def test_of_a_long_cell_only_so_many_lines_are_told_apart() -> None:
    found = needs((((8.0, 40.0) * 500, SPACE),), AROUND)
    assert len(found) < 40
    assert list(found) == sorted(found, reverse=True)
    assert found[-1] == pytest.approx(40 + AROUND, abs=1)


def test_the_width_goes_to_what_makes_rows_high() -> None:
    """As the engine has it, most goes to the second column, whose cell is longest, and the first has four lines in its row."""
    rows, least, most = _table(("what we counted there", "it"), ("so", "a word and a word and a word and a word and a word"))
    total = sum(least) + 100
    usual = tuple(low + 100 * high / sum(most) for low, high in zip(least, most, strict=True))
    found = lower(rows, least, most, usual)
    assert sum(found) == pytest.approx(total)
    assert all(width >= low - 0.01 for width, low in zip(found, least, strict=True))
    assert sum(_lines(rows, found)) < sum(_lines(rows, usual))


def test_where_nothing_is_won_columns_are_as_usual() -> None:
    rows, least, most = _table(("one two", "one two"), ("one two", "one two"))
    usual = tuple(low + 4 for low in least)
    assert lower(rows, least, most, usual) is usual


@pytest.mark.parametrize("seed", range(20))
def test_no_other_widths_of_small_tables_are_much_better(seed: int) -> None:
    random = Random(seed)
    text = [[" ".join("x" * random.randint(1, 9) for _ in range(random.randint(1, 9))) for _ in range(3)] for _ in range(3)]
    rows, least, most = _table(*map(tuple, text))
    usual = tuple(low + 0.4 * (high - low) for low, high in zip(least, most, strict=True))
    ends = [sorted({need for row in rows for need in row[at].needs if need >= least[at]}) for at in range(3)]
    every = (_lines(rows, widths) for widths in product(*ends) if sum(widths) <= sum(usual))
    best = min(sum(count**2 for count in lines) for lines in every)
    assert sum(count**2 for count in _lines(rows, lower(rows, least, most, usual))) <= 1.25 * best


def test_a_table_on_a_page_has_fewer_lines_and_nothing_runs_out_of_its_cell() -> None:
    mend()
    long = "<td>a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g</td>"
    (page,) = pages(f"<table><tr>{long}<td>a</td></tr><tr><td>a</td><td>one two three four five six</td></tr></table>", STYLE)
    cells = boxes(page, "TableCellBox")
    assert len(boxes(page, "LineBox")) <= 5
    for cell in cells:
        assert all(line.width <= cell.width + 0.1 for line in boxes(cell, "LineBox")), words(cell)


@pytest.mark.parametrize("attribute", ["colspan='2'", "rowspan='2'"])
def test_a_table_with_cells_that_span_is_the_engines(attribute: str) -> None:
    mend()
    body = f"<table><tr><td {attribute}>{'word ' * 30}</td><td>a</td></tr><tr><td>a</td><td>{'word ' * 40}</td></tr></table>"
    (page,) = pages(body, STYLE)
    assert "word" in words(page)
