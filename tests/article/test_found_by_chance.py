"""What pages of articles that were drawn by chance have shown, each in the smallest article that shows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.built import Desk
from tests.support.layout import Layout, Zone, read, watched
from tests.support.layout_rules import check
from tests.support.own_formats import format_of
from tests.support.two_scripts import written

PERSIAN = (
    "یک روز زمستانی کسی از حیاط گذشت و تالار ساکت بود و هیچ‌کس چراغ‌ها و صندلی‌ها را نشمرده بود و کارکنان آن را در نامه‌ای بلند "
    "گفتند و خوانده می‌شود"
)
FORMS = ["a4", "large-print", "pocket"]


def laid_out(folder: Path, language: str, form: str, text: str) -> Layout:
    room = Desk.of(written(folder / "article", language, [text])).room
    with watched() as seen:
        data = room.rendered(format_of(form, folder)).data
    return read(*seen[-1], data)


def page_of(layout: Layout, words: str) -> int:
    """Return the page on which a line of a chapter begins with these words for the first time."""
    lines = (line for line in layout.lines if line.zone is Zone.FLOW and layout.within(line.element, ".section") is not None)
    return next(line.page for line in lines if line.text.startswith(words))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("language", "words"), [("en", "internationally " * 14), ("fa", PERSIAN)])
def test_titles_of_many_lines_and_their_running_heads_keep_clear(language: str, words: str, form: str, tmp_path: Path) -> None:
    """Persian letters reach further above and below their line than Latin ones; a running head is above every page."""
    text = f"{words}\n\n" * 20
    layout = laid_out(tmp_path, language, form, f"# {words}\n\n{text}## {words}\n\n{text}### {words}\n\n{text}")
    assert len(layout.pages) > 5
    assert [str(finding) for finding in check(layout)] == []


@pytest.mark.parametrize(("language", "form"), [("en", "a4"), ("en", "large-print"), ("fa", "large-print"), ("fa", "pocket")])
def test_numbers_of_a_list_stand_in_the_type_area(language: str, form: str, tmp_path: Path) -> None:
    lists = ["\n".join(f"{number}. item" for number in range(1, last + 1)) for last in (9, 12, 101)]
    layout = laid_out(tmp_path, language, form, "# T\n\n" + "\n\n<!-- and another -->\n\n".join(lists))
    assert [str(finding) for finding in check(layout)] == []


@pytest.mark.parametrize("only", [":::{timeline}\n:::", "| Only | Row |\n| --- | --- |\n| of a | table |"])
def test_what_has_but_one_row_does_not_hold_on_to_what_follows(only: str, tmp_path: Path) -> None:
    """The first row of several stays with the second."""
    lines = "Told.\n\n" * 36
    statement = ":::{statement} staff-quiet review-clock\n:::"
    layout = laid_out(tmp_path, "en", "a4", f"# T\n\n{lines}## Head\n\n{only}\n\n{statement}\n\nAnd on.")
    assert page_of(layout, "Head") == page_of(layout, "Told")
    assert page_of(layout, "And on") == page_of(layout, "Told") + 1


@pytest.mark.parametrize("block", [":::{{note}} Read this\n{}\n:::", "A term\n: {}"])
def test_a_long_note_is_divided_rather_than_leave_much_of_a_page_blank(block: str, tmp_path: Path) -> None:
    lines, told = "Told.\n\n" * 12, "internationally misrepresented " * 30
    layout = laid_out(tmp_path, "en", "large-print", f"# T\n\n{lines}{block.format(told)}\n\nAnd on.")
    assert [str(finding) for finding in check(layout)] == []


def test_contents_of_many_pages_keep_the_rules(tmp_path: Path) -> None:
    """The charts in words are an entry of many lines; a list's heading has two entries below it."""
    charts = "\n\n".join(f":::{{chart}} visits\n:id: chart-{number}\n:height: short\n:::" for number in range(10))
    for chapters in (9, 11, 13):
        folder = tmp_path / str(chapters)
        folder.mkdir()
        article = written(
            folder / "article", "en", [f"# Chapter\n\nTold.\n\n{charts if not number else ''}" for number in range(chapters)]
        )
        with watched() as seen:
            data = Desk.of(article).make("large-print")
        found = [finding for finding in check(read(*seen[-1], data)) if finding.page < 5]
        assert [str(finding) for finding in found] == []
