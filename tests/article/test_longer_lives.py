"""The second article that ships says what its table says, and builds without a word of warning."""

from __future__ import annotations

from itertools import pairwise

from support.command import here
from support.web_editions import edition

from report.load import load_article
from report.model.rows import RowObservation
from report.system import places

FOLDER = places.articles() / "longer-lives"


def lines() -> dict[str, list[float]]:
    """Return the values of each country, in time."""
    article, problems = load_article(FOLDER)
    assert problems == []
    assert article is not None
    rows = article.series["life-expectancy"].rows
    assert rows is not None
    found: dict[str, list[float]] = {}
    for one in sorted(rows.values(), key=lambda one: one.date.known[0]):
        assert isinstance(one, RowObservation)
        found.setdefault(one.line, []).append(float(one.quantity.number or 0))
    return found


def test_it_has_thirty_countries_and_twelve_years() -> None:
    assert (len(lines()), {len(values) for values in lines().values()}) == (30, {12})


def test_the_countries_where_it_fell_are_those_that_are_drawn() -> None:
    article, _ = load_article(FOLDER)
    assert article is not None
    fallen = article.series["fallen"].rows
    assert fallen is not None
    assert set(fallen.names) == {
        name for name, values in lines().items() if any(second < first for first, second in pairwise(values))
    }
    assert len(fallen.names) == 13


def test_in_each_country_the_last_figure_is_above_the_first() -> None:
    assert all(values[-1] > values[0] for values in lines().values())


def test_it_is_checked_and_printed_without_a_warning() -> None:
    assert here("check", FOLDER).output == "no problems\n"
    # Where a build of it said anything, there would be no edition.
    assert {edition(FOLDER.name, form).suffix for form in ("a4", "epub", "web")} == {".pdf", ".epub", ".html"}
