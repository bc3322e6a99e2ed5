"""Which file of the book holds what, and how files link to each other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from epub_sample import DOCUMENT, HISTORY, IMPRINT, text

from report.model import document as d
from report.output.epub.plan import Plan, link, picture_file
from report.output.targets import figures

PLAN = Plan.of(DOCUMENT)
HERE = "text/history.xhtml"


@pytest.mark.parametrize(
    ("target", "seen_from", "href"),
    [
        ("history", "nav.xhtml", "text/history.xhtml"),
        ("visits", "nav.xhtml", "text/history.xhtml#visits"),
        ("visits", HERE, "#visits"),
        ("history", HERE, "history.xhtml"),
        ("source-books", HERE, "sources.xhtml#source-books"),
        ("figure-visits", "descriptions/figure-visits.xhtml", "../text/history.xhtml#figure-visits"),
        ("figure-visits-description", HERE, "../descriptions/figure-visits.xhtml"),
        ("figure-visits-data", HERE, "../descriptions/figure-visits.xhtml#figure-visits-numbers"),
        ("call-1", HERE, "#call-1"),
        ("note-1", HERE, "#note-1"),
        ("step-2", HERE, "#step-2"),
        ("event-after", HERE, "#event-after"),
        ("statement-three", HERE, "#statement-three"),
        ("remark-1", HERE, "#remark-1"),
    ],
)
def test_a_link_is_relative_to_the_file_that_holds_it(target: str, seen_from: str, href: str) -> None:
    assert PLAN.href(target, seen_from=seen_from) == href


def test_a_group_of_one_statement_is_found_at_the_statement() -> None:
    assert PLAN.href("group-single", seen_from=HERE) == "#statement-one"
    assert PLAN.href("group-pair", seen_from=HERE) == "#group-pair"


def test_a_link_to_nothing_is_named() -> None:
    with pytest.raises(LookupError, match="nothing called “gone”"):
        PLAN.href("gone", seen_from=HERE)


def test_an_id_that_two_records_have_is_named() -> None:
    twice = replace(IMPRINT, blocks=(d.Paragraph("visits", text("x")),))
    with pytest.raises(ValueError, match="called “visits”"):
        Plan.of(replace(DOCUMENT, parts=(twice, HISTORY)))


def test_figures_are_found_however_deep() -> None:
    figure = next(figure for _, figure in figures(DOCUMENT))
    item = d.ListBlock("l", ordered=False, items=((d.BlockQuote("q", (figure,)),),))
    nested = replace(DOCUMENT, parts=(replace(HISTORY, blocks=(d.Admonition("a", (), (item,)),)),))
    assert [found.id for _, found in figures(nested)] == ["figure-visits"]


def test_a_link_climbs_no_higher_than_it_must() -> None:
    assert link("text/a.xhtml", "x", seen_from="text/b.xhtml") == "a.xhtml#x"
    assert link("nav.xhtml", seen_from="cover.xhtml") == "nav.xhtml"
    assert link("css/book.css", seen_from="descriptions/a.xhtml") == "../css/book.css"


def test_a_picture_that_readers_need_not_know_is_refused() -> None:
    assert picture_file("a", "image/jpeg") == "images/a.jpg"
    with pytest.raises(TypeError, match="image/tiff"):
        picture_file("a", "image/tiff")
