"""E-books in two engines that share nothing, MuPDF's and a browser's: whole pictures, no empty page, nothing beyond the edge."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from pathlib import Path

import pytest
from lxml import etree
from support.strained_book import SHAPES, strained_book
from support.web_editions import edition

from report.build.run import Request, build
from report.verify import tools
from tests.gallery.devices import FLAGS, opened

pytestmark = pytest.mark.conformance

SCREENS = [(360, 600), (600, 800), (800, 600), (400, 400)]
BOOKS = ("strained", "minimal", "camp-ashraf-3")
SLACK = 3.0
"""Points by which MuPDF sets a bold word beyond the end of a line that it broke itself."""
MARGIN = 18.0
"""Points that MuPDF leaves around a page, in which a word that is cut off would end, too."""
MEASURE = """<script>onload = () => {
  const found = {wide: [], low: []};
  for (const frame of document.querySelectorAll("iframe")) {
    const page = frame.contentDocument.documentElement;
    if (page.scrollWidth > frame.clientWidth) found.wide.push([frame.title, page.scrollWidth]);
    for (const image of page.querySelectorAll("img")) {
      const box = image.getBoundingClientRect();
      const beyond = box.height > frame.clientHeight || box.right > frame.clientWidth;
      if (!image.naturalWidth || beyond) found.low.push([frame.title, image.id]);
    }
  }
  document.getElementById("found").textContent = JSON.stringify(found);
}</script>"""


@pytest.fixture(scope="module", params=BOOKS)
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The e-book of an article that strains it, of what a new article starts with, and of the one that ships."""
    if request.param != "strained":
        return edition(request.param, "epub")
    out = tmp_path_factory.mktemp("strained")
    (output,) = build(Request((strained_book(out / "article"),), out=out / "built", formats=("epub",))).outputs
    return output.path


@dataclass
class Page:
    """What MuPDF puts on a page."""

    width: float
    height: float
    words: str = ""
    right: float = 0.0
    """Where its last letter ends."""
    pictures: list[tuple[float, float, float, float]] = field(default_factory=list)


def missing(tool: tools.Tool) -> str | None:
    return None if tool.path else f"{tool.lacking}: {tool.install}"


@cache
def drawn(book: Path, screen: tuple[int, int]) -> list[Page]:
    width, height = map(str, screen)
    command = [str(tools.mutool().path), "draw", "-F", "trace", "-W", width, "-H", height, str(book)]
    done = subprocess.run(command, capture_output=True, check=True, timeout=120)
    root = etree.fromstring(done.stdout, etree.XMLParser(recover=True, huge_tree=True))
    return [_page(page) for page in root.iter("page")]


def _page(element: etree._Element) -> Page:
    _, _, width, height = map(float, element.get("mediabox").split())
    page = Page(width, height)
    for text in element.iter("fill_text"):
        left = float(text.get("transform").split()[4])
        for span in text.iter("span"):
            size = float(span.get("trm").split()[0])
            for glyph in (glyph for glyph in span.iter("g") if (glyph.get("unicode") or "").strip()):
                page.words += glyph.get("unicode")
                page.right = max(page.right, left + float(glyph.get("x")) + size * float(glyph.get("adv")))
    for image in element.iter("fill_image"):
        wide, _, _, high, left, top = map(float, image.get("transform").split())
        page.pictures.append((left, top, left + wide, top + high))
    return page


@pytest.mark.parametrize("screen", SCREENS, ids=str)
def test_in_mupdf_pictures_are_whole_and_no_page_is_empty(book: Path, screen: tuple[int, int], judge_is_here) -> None:  # type: ignore[no-untyped-def]
    judge_is_here(lambda: missing(tools.mutool()))
    pages = drawn(book, screen)
    assert [number for number, page in enumerate(pages, 1) if not page.words and not page.pictures] == []
    assert pages[0].pictures, "the cover is the first page"
    boxes = [(page, box) for page in pages for box in page.pictures]
    assert len(boxes) >= 2
    assert [box for page, box in boxes if box[0] < 0 or box[1] < 0 or box[2] > page.width or box[3] > page.height] == []
    if book.stem == "strained":
        assert len(boxes) == len(SHAPES) + 3, "its cover, its axis at a glance and its chart, too"


@pytest.mark.parametrize("screen", SCREENS, ids=str)
def test_in_mupdf_no_word_runs_off_the_page(book: Path, screen: tuple[int, int], judge_is_here) -> None:  # type: ignore[no-untyped-def]
    judge_is_here(lambda: missing(tools.mutool()))
    pages = drawn(book, screen)
    assert [(number, page.right) for number, page in enumerate(pages, 1) if page.right > page.width - MARGIN + SLACK] == []


def test_in_a_browser_nothing_is_wider_than_any_screen(book: Path, tmp_path: Path, judge_is_here) -> None:  # type: ignore[no-untyped-def]
    judge_is_here(lambda: missing(tools.chromium()))
    with opened(book) as (_, files):
        frames = "".join(
            f'<iframe title="{file.stem} on {width} by {height}" src="{file.as_uri()}" style="width:{width}px;height:{height}px;'
            'border:0"></iframe>'
            for width, height in SCREENS
            for file in files
        )
        shelf = tmp_path / "shelf.html"
        shelf.write_text(f'<!DOCTYPE html><meta charset="utf-8">{frames}<pre id="found"></pre>{MEASURE}', encoding="utf-8")
        profile = f"--user-data-dir={tmp_path}/profile"
        command = [str(tools.chromium().path), *FLAGS, profile, "--virtual-time-budget=10000", "--dump-dom", shelf.as_uri()]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, timeout=120)
    (found,) = re.findall(r'<pre id="found">([^<]+)</pre>', done.stdout)
    assert json.loads(unescape(found)) == {"wide": [], "low": []}
