"""An article that strains every page keeps the rules of the page in every format, a pocket one and a broad one among them.

Letter has the measures of A4, but for the height of its page; `test_layout.py` has articles in it.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from tests.support.built import Desk
from tests.support.drawing import disordered
from tests.support.layout import read, watched
from tests.support.layout_rules import check
from tests.support.own_formats import format_of
from tests.support.stress_article import EVENTS, ROWS, stress_article


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk.of(stress_article(tmp_path_factory.mktemp("strained") / "strained"))


@pytest.mark.parametrize("name", ["a4", "large-print", "brief", "pocket", "landscape"])
def test_pages_keep_the_rules(desk: Desk, name: str, tmp_path: Path) -> None:
    with watched() as seen:
        printed = desk.room.rendered(format_of(name, tmp_path))
    root, boxes = seen[-1]
    assert [str(finding) for finding in check(read(root, boxes, printed.data))] == []
    assert disordered(printed.data) == []


def test_the_e_book_has_every_row_and_every_event(desk: Desk) -> None:
    with zipfile.ZipFile(BytesIO(desk.make("epub"))) as book:
        counts, day = (book.read(f"EPUB/text/{name}.xhtml").decode("utf-8") for name in ("counts", "one-day"))
    assert counts.count("<tr") == ROWS + 1
    assert day.count("<dt") == EVENTS
