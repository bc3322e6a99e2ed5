"""Articles keep the rules of the page in presets of an author's, in which nobody looked at each of their pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.load import load_format
from report.model.format import Format
from report.system.places import articles
from tests.support.built import Desk
from tests.support.layout import read, watched
from tests.support.layout_rules import check
from tests.support.own_formats import format_of
from tests.support.soak import times
from tests.support.stress_article import stress_article

SHIPPED = [
    ("camp-ashraf-3", "", "pocket"),
    ("camp-ashraf-3", "", "landscape"),
    ("camp-ashraf-3", "fa", "pocket"),
    ("longer-lives", "", "landscape"),
    ("camp-ashraf-3", "fa", "landscape"),
    ("camp-ashraf-3", "sq", "pocket"),
    ("camp-ashraf-3", "sq", "landscape"),
    ("longer-lives", "", "pocket"),
]
"""Articles, each in a language and a preset; the last ones are tried in `nox -s soak` alone."""

PAPERS: dict[str, tuple[float, ...]] = {
    "six by nine": (152.4, 228.6, 18, 18, 18, 16, 10, 0, 0.6),
    "A5": (148, 210, 17, 19, 16, 16, 9, 0, 0.7),
    "A5, broad": (210, 148, 15, 15, 18, 18, 9, 36, 0.35),
    "A6": (105, 148, 12, 14, 10, 10, 8, 0, 0.8),
    "B5": (176, 250, 18, 18, 18, 18, 9.5, 0, 0.55),
    "B5 with a column": (176, 250, 18, 18, 14, 14, 9, 30, 0.4),
    "legal": (215.9, 355.6, 22, 20, 22, 21, 11, 36, 0.35),
    "A4, broad": (297, 210, 18, 16, 22, 21, 10, 60, 0.3),
    "A4 without a column": (210, 297, 20, 16, 35, 35, 11, 0, 0.5),
    "A4, large": (210, 297, 20, 20, 20, 20, 16, 0, 0.5),
    "A3": (297, 420, 25, 25, 25, 25, 14, 50, 0.35),
    "screen": (338.7, 190.5, 16, 14, 24, 24, 13, 70, 0.28),
}
"""Width and height, head, foot and the margins beside the text, its size, the outer column, and how high charts are."""
MADE = [(article, paper) for paper in PAPERS for article in ("longer-lives", "camp-ashraf-3", "strained")]
"""The first of them are tried always, all of them in `nox -s soak`."""


@pytest.mark.parametrize(("article", "language", "name"), SHIPPED[: times(4, len(SHIPPED))])
def test_their_pages_keep_the_rules(article: str, language: str, name: str, tmp_path: Path) -> None:
    assert _found(Desk.of(articles() / article, language=language), format_of(name, tmp_path)) == []


@pytest.mark.parametrize(("article", "paper"), MADE[: times(1, len(MADE))])
def test_their_pages_keep_them_on_other_papers(article: str, paper: str, tmp_path: Path) -> None:
    folder = stress_article(tmp_path / article) if article == "strained" else articles() / article
    assert _found(Desk.of(folder), _format(paper, tmp_path)) == []


def _format(paper: str, folder: Path) -> Format:
    width, height, head, foot, left, right, base, side, ratio = PAPERS[paper]
    beside = f"side = {side}, gutter = 6"
    preset = folder / "own.toml"
    preset.write_text(
        f"""title = "{paper}"
medium = "pdf"
standard = "ua-1+a-3a"
page = {{ width = {width}, height = {height}, head = {head}, foot = {foot}, left = {left}, right = {right}, {beside} }}
text = {{ base = {base}, floor = 6.5, leading = 1.4, hyphenate = {str(base < 16).lower()} }}
chart = {{ width = {width - left - right:g}, ratio = {ratio} }}
""",
        encoding="utf-8",
    )
    format_, problems = load_format(preset)
    assert format_ is not None, problems
    return format_


def _found(desk: Desk, format_: Format) -> list[str]:
    with watched() as seen:
        printed = desk.room.rendered(format_)
    return [str(finding) for finding in check(read(*seen[-1], printed.data))]
