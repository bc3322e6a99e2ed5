"""A chart whose author says no height has the one that its pages choose; one whose author says a height has that."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import get_args
from unittest import mock

import pytest

from report.build.publication import Publication
from report.figures.pictures import Page, figures_of, of_height
from report.load import load_article
from report.model.figure import Height, SizedChart
from report.model.format import Format
from report.output.pdf.engine.press import Press
from report.output.pdf.heights import MOST_TRIES
from report.system import places
from tests.support.built import Desk
from tests.support.edited import minimal
from tests.support.layout import Layout, read, watched

MM = 72 / 25.4
"""Points."""
HEIGHTS: tuple[Height, ...] = get_args(Height)
SENTENCE = "The reading room is quiet, and the people who come there stay for as long as there is light, or as the book lasts. "


def article(folder: Path, *blocks: int | str) -> Path:
    """Return a copy of the small article, of paragraphs of so many sentences and charts of a height, be it none."""
    written = []
    for number, block in enumerate(blocks):
        option = f":height: {block}\n" if block else ""
        written.append(SENTENCE * block if isinstance(block, int) else f":::{{chart}} visits\n:id: of-{number}\n{option}:::")
    return minimal(
        folder, sections_reading_room=(":::{chart} visits\n:::\n\n:::{statement} staff-quiet\n:::", "\n\n".join(written))
    )


def laid_out(desk: Desk) -> tuple[Layout, int]:
    """Return the pages on A4, and how often they were laid out."""
    with watched() as seen, mock.patch.object(Press, "laid_out", autospec=True, side_effect=Press.laid_out) as counted:
        data = desk.make("a4")
    return read(*seen[-1], data), counted.call_count


def heights(desk: Desk, layout: Layout) -> list[tuple[int, Height]]:
    """Return for each chart the page on which it stands, and its height."""
    format_, room = desk.format("a4"), desk.room
    page = Page(format_, room.tokens, room.fonts, "en-GB")
    figures = {figure.id: figure for figure in figures_of(desk.document("a4"))}
    found = []
    for drawn in (picture for leaf in layout.pages for picture in leaf.pictures):
        figure = layout.within(drawn.element, "figure")
        if figure is None or layout.within(figure, ".glance") is not None:
            continue  # the axis, which is the cover's too
        high = drawn.rect.bottom - drawn.rect.top
        for height in HEIGHTS:
            made = of_height(figures[figure.get("id", "")], height, page, room.kept)
            if made is not None and made.height_mm * MM == pytest.approx(high, abs=0.5):
                found.append((drawn.page, height))
    return found


@pytest.mark.parametrize(
    ("blocks", "chosen", "times"),
    [
        ((18, "", 9), [(4, "short")], 2),  # it would stand at the head of the next page otherwise
        ((18, "standard", 9), [(5, "standard")], 1),
        ((11, "", "tall"), [(4, "tall"), (5, "tall")], 2),  # so high that it fills what the one behind it doesn't fit into
        ((11, "standard", "tall"), [(4, "standard"), (5, "tall")], 1),
        ((3, "", 9), [(4, "standard")], 1),
        ((24, "", 9), [(5, "standard")], 1),  # even a short one has no room
    ],
)
def test_pages_choose(tmp_path: Path, blocks: tuple[int | str, ...], chosen: list[tuple[int, Height]], times: int) -> None:
    desk = Desk.of(article(tmp_path / "a", *blocks))
    layout, count = laid_out(desk)
    assert heights(desk, layout) == chosen
    assert count == times


def test_of_many_charts_some_are_lower_and_nearer_to_their_text(tmp_path: Path) -> None:
    usual = Desk.of(article(tmp_path / "usual", *(1, "standard") * 10))
    free = Desk.of(article(tmp_path / "free", *(1, "") * 10))
    (before, once), (after, often) = laid_out(usual), laid_out(free)
    assert once == 1
    assert 1 < often <= 1 + MOST_TRIES
    assert len(after.pages) <= len(before.pages)
    at = [[page for page, _ in heights(desk, layout)] for desk, layout in ((usual, before), (free, after))]
    assert all(new <= old for old, new in zip(*at, strict=True))
    assert sum(at[1]) < sum(at[0])


def test_the_series_says_it_for_all_of_its_charts(tmp_path: Path) -> None:
    folder = article(tmp_path / "a", 18, "", 9)
    series = folder / "series" / "visits.yaml"
    series.write_text(f"{series.read_text(encoding='utf-8')}  height: standard\n", encoding="utf-8")
    desk = Desk.of(folder)
    layout, count = laid_out(desk)
    assert (heights(desk, layout), count) == ([(5, "standard")], 1)


def test_a_book_has_the_usual_height_and_pages_the_same_with_and_without_kept_pictures(tmp_path: Path) -> None:
    folder = article(tmp_path / "a", 18, "", 9)
    desk = Desk.of(folder)
    usual = desk.room.pictures(desk.document("epub"), desk.format("epub"))["figure-of-1"]
    with zipfile.ZipFile(BytesIO(desk.make("epub"))) as book:
        assert usual.data in map(book.read, book.namelist())
    read_again, _ = load_article(folder)
    assert read_again is not None
    anew = Desk(Publication.prepare(read_again, folder, draw_anew=True))
    assert anew.make("a4") == desk.make("a4")


def test_a_brief_has_a_higher_chart_where_there_is_too_little_for_its_pages_and_a_lower_one_where_there_is_too_much() -> None:
    desk = Desk.of(places.articles() / "longer-lives")
    format_ = desk.format("brief")
    assert format_.page is not None
    page = Page(format_, desk.room.tokens, desk.room.fonts, "en-GB")
    (figure,) = [one for one in figures_of(desk.document("brief")) if isinstance(one.picture, SizedChart)]
    high = {height: made.height_mm for height in HEIGHTS if (made := of_height(figure, height, page, desk.room.kept))}
    spare = high["tall"] - high["standard"]
    assert _height_in(format_) == (pytest.approx(high["tall"], abs=0.2), [])
    less = format_.page.model_copy(update={"height": format_.page.height - spare})
    one = format_.model_copy(update={"page": less, "most_pages": 1})
    assert _height_in(one) == (pytest.approx(high["standard"], abs=0.2), [])
    least = less.model_copy(update={"height": less.height - high["standard"] + high["short"]})
    assert _height_in(one.model_copy(update={"page": least})) == (pytest.approx(high["short"], abs=0.2), [])


def _height_in(format_: Format) -> tuple[float, list[str]]:
    """Return how high the chart of a brief is on its page, and what is said of the brief."""
    with watched() as seen:
        made = Desk.of(places.articles() / "longer-lives").room.rendered(format_)
    layout = read(*seen[-1], made.data)
    (high,) = [one.rect.bottom - one.rect.top for page in layout.pages for one in page.pictures]
    return high / MM, [problem.rule for problem in made.problems]
