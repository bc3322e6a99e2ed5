"""Tables that a copy carries do nothing to those who open them in a spreadsheet."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from support.edited import minimal

from report.copies.tables import tables
from report.load import load_article


@pytest.mark.parametrize("formula", ["=HYPERLINK(1)", "+1+cmd|x", "-1+cmd|x", "@SUM(1)"])
def test_no_cell_begins_as_a_formula_does(formula: str, tmp_path: Path) -> None:
    changes = {
        "people": ("name: Staff of the reading room", f'name: "{formula}"'),
        "sources": ("title: Annual report of the reading room", f'title: "{formula}"'),
        "series_visits": ("counted: visitors counted at the door", f'counted: "{formula}"'),
    }
    article, problems = load_article(minimal(tmp_path / "article", **changes))
    assert problems == []
    assert article is not None
    (table,) = tables(article)
    cells = [cell for row in csv.reader(io.StringIO(table.csv.decode("utf-8"))) for cell in row]
    assert sum(formula in cell for cell in cells) == 6
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
