"""An article that strains every page keeps the rules of the page in every format, a pocket one and a broad one among them.

Letter has the measures of A4, but for the height of its page; `test_layout.py` has articles in it.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from report.load import load_format
from report.system.places import templates
from tests.support.built import Desk
from tests.support.drawing import disordered
from tests.support.layout import read, watched
from tests.support.layout_rules import check
from tests.support.stress_article import EVENTS, ROWS, stress_article

POCKET = """
title = "A5 pocket report"
medium = "pdf"
standard = "ua-1+a-3a"
page = { width = 148, height = 210, head = 17, foot = 19, left = 16, right = 16 }
text = { base = 9, floor = 7, leading = 1.4, hyphenate = true }
chart = { width = 116, ratio = 0.7 }
"""
LANDSCAPE = """
title = "Report for screens"
medium = "pdf"
standard = "ua-1+a-3a"
page = { width = 297, height = 210, head = 20, foot = 18, left = 25, right = 25, side = 50, gutter = 10 }
text = { base = 12, floor = 8, leading = 1.4, hyphenate = true }
chart = { width = 247, ratio = 0.3 }
"""
OWN = {"pocket": POCKET, "landscape": LANDSCAPE}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk.of(stress_article(tmp_path_factory.mktemp("strained") / "strained"))


@pytest.mark.parametrize("name", ["a4", "large-print", "brief", "pocket", "landscape"])
def test_pages_keep_the_rules(desk: Desk, name: str, tmp_path: Path) -> None:
    preset = tmp_path / f"{name}.toml" if name in OWN else templates() / "formats" / f"{name}.toml"
    if name in OWN:
        preset.write_text(OWN[name], encoding="utf-8")
    format_, problems = load_format(preset)
    assert format_ is not None, problems
    with watched() as seen:
        printed = desk.room.rendered(format_)
    root, boxes = seen[-1]
    assert [str(finding) for finding in check(read(root, boxes, printed.data))] == []
    assert disordered(printed.data) == []


def test_the_e_book_has_every_row_and_every_event(desk: Desk) -> None:
    with zipfile.ZipFile(BytesIO(desk.make("epub"))) as book:
        counts, day = (book.read(f"EPUB/text/{name}.xhtml").decode("utf-8") for name in ("counts", "one-day"))
    assert counts.count("<tr") == ROWS + 1
    assert day.count("<dt") == EVENTS
