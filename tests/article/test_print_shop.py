"""What a print shop needs: the covers' ground reaches into the bleed, marks stand beyond it, and edges line up on the page."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pytest
from support.built import Desk
from support.edited import minimal

from report.load import load_format
from report.system.places import templates
from tests.support.layout import watched

MM = 72 / 25.4
TRIMMED = """
title = "For the print shop"
medium = "pdf"
standard = "ua-1+a-3a"
page = {{ width = 148, height = 210, head = 17, foot = 19, left = 16, right = 16, {extra} }}
text = {{ base = 9, floor = 7, leading = 1.4, hyphenate = true }}
chart = {{ width = 116, ratio = 0.7 }}
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk.of(minimal(tmp_path_factory.mktemp("shop") / "article"))


def made(desk: Desk, folder: Path, extra: str) -> bytes:
    file = folder / "shop.toml"
    file.write_text(TRIMMED.format(extra=extra), encoding="utf-8")
    format_, problems = load_format(file)
    assert format_ is not None, problems
    return desk.room.rendered(format_).data


def boxes(data: bytes) -> list[list[list[float]]]:
    """Return what each page is drawn on, printed to and trimmed to: by how many millimetres its left and right edge lie out."""
    with pikepdf.open(BytesIO(data)) as pdf:
        found = [
            [[float(edge) / MM for edge in box.as_list()] for box in (page.mediabox, page.bleedbox, page.trimbox)]
            for page in pdf.pages
        ]
    return [[[round(-box[0], 1), round(box[2] - 148, 1)] for box in page] for page in found]


def colours(data: bytes, page: int, across: list[float], down: float = 70.0) -> list[tuple[int, ...]]:
    """Return the colours of a page so many millimetres from the left edge of what it is drawn on, and from its upper edge."""
    document = pdfium.PdfDocument(data)
    image = document[page].render(scale=4).to_pil().convert("RGB")
    document.close()
    return [image.getpixel((round(x * MM * 4), round(down * MM * 4))) for x in across]


def test_without_a_bleed_there_is_none(desk: Desk, tmp_path: Path) -> None:
    found = boxes(made(desk, tmp_path, "side = 0"))
    assert {tuple(map(tuple, page)) for page in found} == {((0.0, 0.0),) * 3}


def test_the_covers_ground_reaches_into_the_bleed(desk: Desk, tmp_path: Path) -> None:
    data = made(desk, tmp_path, "bleed = 3")
    assert {tuple(map(tuple, page)) for page in boxes(data)} == {((3.0, 3.0), (3.0, 3.0), (0.0, 0.0))}
    for cover in (0, -1):
        edge, inside = colours(data, cover % len(boxes(data)), [0.3, 5.0])
        assert edge == inside != (255, 255, 255)
    assert colours(data, 1, [0.3]) == [(255, 255, 255)]


def test_marks_stand_beyond_the_bleed_where_no_ground_is(desk: Desk, tmp_path: Path) -> None:
    data = made(desk, tmp_path, 'bleed = 3, marks = ["crop", "cross"]')
    assert {tuple(map(tuple, page)) for page in boxes(data)} == {((10.0, 10.0), (3.0, 3.0), (0.0, 0.0))}
    beyond, bleed, inside = colours(data, 0, [6.5, 7.5, 12.0])
    assert beyond == (255, 255, 255)
    assert bleed == inside != (255, 255, 255)
    for page in range(len(boxes(data))):
        assert min(colours(data, page, [2.5], 10.0)[0]) < 200, "a line at the corner, at the sheet's upper edge"
        assert colours(data, page, [2.5], 14.0) == [(255, 255, 255)]


def test_a_mark_that_there_is_none_of_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "shop.toml"
    file.write_text(TRIMMED.format(extra='bleed = 3, marks = ["star"]'), encoding="utf-8")
    format_, problems = load_format(file)
    assert format_ is None
    assert ["star" in str(problem) for problem in problems] == [True]


@pytest.mark.parametrize("name", ["a4", "letter", "large-print"])
def test_text_folio_and_rules_stand_on_one_outer_edge(desk: Desk, name: str) -> None:
    format_, _ = load_format(templates() / "formats" / f"{name}.toml")
    assert format_ is not None
    with watched() as seen:
        desk.room.rendered(format_)
    _, pages = seen[-1]
    rules = 0
    for page in pages[1:-1]:
        edge = page.content_box_x() + page.width
        folio = next(box for box in page.children if getattr(box, "at_keyword", "") == "@bottom-right")
        assert max(box.position_x + box.width for box in texts(folio)) == pytest.approx(edge, abs=0.5)
        for box in page.descendants():
            if box.element_tag in {"h1", "figure"} and box.style["border_top_width"]:
                rules += 1
                assert box.border_box_x() + box.border_width() == pytest.approx(edge, abs=0.5)
                assert box.border_box_x() == pytest.approx(page.content_box_x(), abs=0.5)
    assert rules > 3


def texts(box: Any) -> list[Any]:
    return [below for below in box.descendants() if type(below).__name__ == "TextBox" and below.text.strip()]
