"""Dates in charts: what is handed to the drawing, and what is said of axes, of open ends and of the time between marks."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from support.small_article import A4, EVENTS, SERIES, first_section, keyed, option, with_blocks

from report.compose import compose
from report.model import document as doc
from report.model.axes import links_of
from report.model.charts.marks import Mark, MarksDrawing
from report.model.charts.timeline import TimelineDrawing
from report.model.events import Event
from report.model.evidence import Series
from report.model.figure import Dating
from report.model.prose import Directive, Prose

ALIKE = "Marks are joined only where the same was counted by the same counter"
APART = "The marks differ in what was counted or in who counted, and aren’t joined."
COVERS = "A horizontal line through a mark covers the time of its date."
GENERAL = "Between the joined marks no figure is recorded."
ONE = {"counted": ("walkers who crossed", None)}
COUNTRIES = {
    "india": ("people without electricity in India", None),
    "ethiopia": ("people without electricity in Ethiopia", None),
}


def _series(
    *observed: tuple[str, ...] | tuple[str, Any],
    period: str | None = None,
    bases: dict[str, Any] | None = None,
    unit: str = "walker|walkers",
    **chart: Any,
) -> doc.Figure:
    bases = bases or ONE
    given = [(*one, *(next(iter(bases)), "an engineer")[len(one) - 2 :]) for one in observed]
    series = keyed(Series, crossings={
        "title": "Crossings", "unit": unit, **({"period": period} if period else {}),
        "bases": {
            name: {"counted": counted, "label": name, **({"period": often} if often else {})}
            for name, (counted, often) in bases.items()
        },
        "observations": {
            f"o{number}": {
                "id": f"o{number}", "date": when, "quantity": value, "basis": basis, "by": "ortiz", "reported": by,
                "source": "survey",
            }
            for number, (when, value, basis, by) in enumerate(given)
        },
        "chart": {"title": Prose.plain("Crossings"), "subtitle": Prose.plain("Walkers"), **chart},
    })  # fmt: skip
    (figure,) = first_section(compose(with_blocks(Directive("chart", ("crossings",)), series={**SERIES, **series}), A4)).blocks
    assert isinstance(figure, doc.Figure)
    return figure


def marks_of(figure: doc.Figure) -> tuple[Mark, ...]:
    assert isinstance(figure.picture, MarksDrawing)
    return figure.picture.marks


def _said(figure: doc.Figure) -> str:
    """Return what is said after the marks."""
    said = (text.replace("\u00a0", " ") for text in figure.long_description[1:])
    return " ".join(text for text in said if not re.search(r"; (an? )?\w+\.$", text))


def _years(*years: int) -> list[tuple[str, Any]]:
    return [(str(year), str(year - 1900)) for year in years]


@pytest.mark.parametrize(
    ("observed", "period", "said"),
    [
        ([(f"2020-{month:02}", "5") for month in range(1, 13)], None, ""),
        ([(f"2020-{month:02}-01", "5") for month in range(1, 13)], None, ""),
        ([(f"2024-03-{day:02}", "5") for day in range(1, 15)], None, ""),
        ([("2023-01/2023-03", "1"), ("2023-04/2023-06", "2")], None, COVERS),
        (_years(2015, 2016, 2017, 2018), None, ""),
        (_years(1980, 1990, 2000, 2010), None, ""),
        (_years(2015, 2016), None, ""),
        (_years(1990, 2000), None, GENERAL),
        (_years(2010, 2011, 2013, 2014, 2016), None, GENERAL),
        (_years(2010, 2011, 2013, 2014, 2016), "year", "No figure is recorded for 2012 and 2015."),
        (_years(2010, 2015, 2016), "P1Y", "No figure is recorded for 2011 to 2014."),
        (_years(1980, 1990, 2010), "P10Y", "No figure is recorded for 2000."),
        (_years(*range(1980, 2010, 3)), "year", "No figure is recorded for 18 of the 28 dates from 1980 to 2007."),
        ([("2020-01", "1"), ("2020-02", "2"), ("2020-05", "2")], "month", "No figure is recorded for March 2020 to April 2020."),
        ([("2023-01", "1"), ("2023-04", "2"), ("2023-10", "2")], "quarter", "No figure is recorded for July – September 2023."),
        ([("2024-03-04", "1"), ("2024-03-11", "2"), ("2024-03-25", "2")], "week", "No figure is recorded for 18 March 2024."),
        (_years(2018), None, ""),
        (_years(2018), "year", ""),
    ],
)
def test_what_is_said_of_gaps_follows_from_the_period(observed: list[Any], period: str | None, said: str) -> None:
    assert _said(_series(*observed, period=period)) == said


def test_an_open_date_leaves_no_gap_behind_it() -> None:
    assert "recorded" not in _said(_series(("2010/..", "5"), ("2014", "6"), period="year"))


def test_a_value_in_words_is_recorded_for_its_date() -> None:
    said = _said(_series(("2013", "5"), ("2014", {"qualifier": "dozens of"}), ("2015", "6"), period="year"))
    assert said == "Not drawn, since the source gives no number: 2014."


def test_nothing_is_said_against_comparing_what_differs_in_its_place() -> None:
    two = [("2000", "400", "india"), ("2010", "300", "india"), ("2004", "60", "ethiopia"), ("2014", "50", "ethiopia")]
    figure = _series(*two, bases=COUNTRIES)
    assert _said(figure) == f"{ALIKE} (india and ethiopia). {GENERAL}"
    assert "compare" not in " ".join((*figure.long_description, figure.alternative_text))


def test_each_basis_has_a_period_and_gaps_of_its_own() -> None:
    bases = {"census": ("people in the census", "P10Y"), "estimate": ("people as reckoned", "year")}
    counted = [(str(year), "30", "census") for year in (1980, 1990, 2010)]
    reckoned = [(str(year), "20", "estimate") for year in (1990, 1991, 1993)]
    said = _said(_series(*counted, *reckoned, bases=bases))
    assert said.endswith("Of “census” no figure is recorded for 2000. Of “estimate” no figure is recorded for 1992.")


def test_only_the_basis_that_has_gaps_is_said_to_have_them() -> None:
    even = [(str(year), "30", "india") for year in (2000, 2001, 2002)]
    uneven = [(str(year), "60", "ethiopia") for year in (2000, 2001, 2005)]
    assert _said(_series(*even, *uneven, bases=COUNTRIES)).endswith(
        "Between the joined marks of “ethiopia” no figure is recorded."
    )


def test_marks_of_different_kinds_that_stand_alone_are_said_not_to_be_joined() -> None:
    one_each = [("2000", "400", "india"), ("2004", "60", "ethiopia")]
    assert _said(_series(*one_each, bases=COUNTRIES)) == APART


def test_marks_of_one_kind_by_different_counters_are_not_joined() -> None:
    figure = _series(("2018", "2300", "counted", "a reporter"), ("2022", "3000", "counted", "an agency"))
    assert not links_of(marks_of(figure))
    assert _said(figure) == APART
    both = [(str(year), "5", "counted", by) for year in (2018, 2022) for by in ("a reporter", "an agency")]
    figure = _series(*both, ("2024", "9", "counted", "a guest"))
    assert links_of(marks_of(figure)) == [(0, 2), (1, 3)]
    assert _said(figure).startswith(f"{ALIKE} (counted, a reporter and counted, an agency).")


def test_marks_of_one_counter_are_joined_past_those_of_others() -> None:
    figure = _series(*((str(year), "5", "counted", by) for year, by in ((2015, "a"), (2016, "b"), (2017, "a"), (2017, "c"))))
    assert links_of(marks_of(figure)) == [(0, 2)]


@pytest.mark.parametrize(("qualifier", "opened"), [("at least", "above"), ("fewer than", "below"), ("about", ""), ("other", "")])
def test_a_mark_of_what_is_at_least_so_much_is_open(qualifier: str, opened: str) -> None:
    figure = _series(("2018", {"number": "5", "qualifier": qualifier}))
    assert [mark.opened for mark in marks_of(figure)] == [opened]
    assert ("An arrowhead shows that a bound is open." in figure.long_description) == bool(opened)


def test_gaps_are_those_of_all_who_counted_once_and_of_each_other_counter() -> None:
    said = _said(_series(("2018", "5", "counted", "a"), ("2020", "6", "counted", "b"), period="year"))
    assert said == f"{APART} No figure is recorded for 2019."


@pytest.mark.parametrize(
    ("observed", "axes"),
    [
        (_years(2013, 2017), "from 2013 to 2017. The vertical axis begins at zero and counts walkers."),
        ([("2015", "1"), ("2017-06", "2"), ("2018", {"qualifier": "dozens of"})], "from 2015 to 2017."),
        ([("2020-03", "1"), ("2020-11", "2")], "from March 2020 to November 2020."),
        ([("2020-03-02", "1"), ("2020-03-09", "2")], "from 2 March 2020 to 9 March 2020."),
        (_years(2018), "from 2017 to 2019."),
        ([("2018", "1"), ("2018", "2")], "from 2017 to 2019. All marks are of one date: 2018."),
        ([("../1995", "1"), ("2010/..", "2")], "from 1993 to 2012."),
    ],
)
def test_the_axes_are_said_to_be_what_they_are_drawn_as(observed: list[Any], axes: str) -> None:
    assert axes in _series(*observed).long_description[0].replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("observed", "axis"),
    [
        ([("2013", "5"), ("2014", "3")], "The vertical axis begins at zero and is in degrees Celsius."),
        ([("2013", "-5"), ("2014", "3")], "The vertical axis is in degrees Celsius, below zero and above."),
        ([("2013", "-5"), ("2014", "-3")], "The vertical axis ends at zero and is in degrees Celsius."),
    ],
)
def test_an_axis_counts_what_is_counted_and_is_in_what_is_measured(observed: list[Any], axis: str) -> None:
    assert axis in _series(*observed, unit="celsius").long_description[0].replace("\u00a0", " ")


def test_doubt_and_extent_reach_the_drawing_the_description_and_the_alternative_text() -> None:
    figure = _series(("1998~", "1"), ("2001?", "2"), ("2004/2008", "3"), ("2010/..", "4"), ("2013/", "5"), ("../1995", "6"))
    assert isinstance(figure.picture, MarksDrawing)
    until, about, uncertain, span, since, unknown = figure.picture.marks
    assert until.dating == Dating(None, date(1995, 1, 1), opening="open")
    assert about.dating == uncertain.dating == Dating(doubtful=True)
    assert (span.earliest, span.latest, span.dating) == (
        date(2004, 1, 1), date(2008, 12, 31), Dating(date(2004, 12, 31), date(2008, 1, 1)),
    )  # fmt: skip
    assert (since.earliest, since.latest) == (date(2010, 1, 1), date(2010, 12, 31))
    assert since.dating == Dating(date(2010, 12, 31), closing="open")
    assert unknown.dating == Dating(date(2013, 12, 31), closing="unknown")
    labels = [mark.date_label for mark in figure.picture.marks]
    assert labels == ["until 1995", "about 1998", "2001 (uncertain)", "2004–2008", "since 2010", "2013 to an unknown date"]
    assert all(label in figure.alternative_text.replace("Until", "until") for label in labels)
    assert _said(figure).startswith(
        "A horizontal line through a mark covers the time of its date. A dashed line through a mark says that its date is "
        "approximate or uncertain. An arrowhead shows that a time is open at that end. Dots lead to an end that isn’t known."
    )


def test_an_axis_of_intervals_side_by_side_needs_no_dates_at_the_marks() -> None:
    figure = _series(("2023-01/2023-03", "1"), ("2023-04/2023-06", "2"), ("2023-07/2023-09", "3"))
    assert isinstance(figure.picture, MarksDrawing)
    assert {mark.date_label for mark in figure.picture.marks} == {""}


def test_a_long_alternative_text_names_days_between_which_all_lies() -> None:
    many = [(f"{year}~", "5") for year in range(1990, 2010)]
    text = _series(("../1985", "1"), *many, ("2004/2012", "5"), ("2008/..", "5"), form="marks").alternative_text
    assert text == "Chart of 23 observations of: Crossings, from 1985 to 2012."


def _timeline(**dates: str) -> doc.Figure:
    events = keyed(Event, **{
        name: {"date": when, "title": f"Event {name}", "what": Prose.plain("It happens."), "source": "survey"}
        for name, when in dates.items()
    })  # fmt: skip
    chart = Directive("chart", tuple(dates), option(form="timeline", title="Days", subtitle="All"))
    (figure,) = first_section(compose(with_blocks(chart, events={**EVENTS, **events}), A4)).blocks
    assert isinstance(figure, doc.Figure)
    return figure


def test_an_event_that_goes_on_never_ends_at_the_last_event() -> None:
    figure = _timeline(meetings="2013/..", raid="2023-06-20")
    assert isinstance(figure.picture, TimelineDrawing)
    first, _ = figure.picture.marks
    assert (first.earliest, first.latest, first.dating) == (
        date(2013, 1, 1), date(2013, 12, 31), Dating(date(2013, 12, 31), closing="open"),
    )  # fmt: skip
    assert figure.long_description[0] == (
        "The axis is time, true to scale. A date known to a month or a year only is drawn as a block. What lasted is drawn as a "
        "line. An arrowhead shows that a time is open at that end."
    )
    assert figure.long_description[1] == "Since 2013: Event meetings."
    assert figure.alternative_text.startswith("Timeline with 2 events. Since 2013: Event meetings; 20 June 2023")


def test_an_unknown_end_is_told_apart_from_one_that_is_open() -> None:
    unknown, known = _timeline(a="2013/"), _timeline(a="2013/..")
    assert "Dots lead to an end that isn’t known." in unknown.long_description[0]
    assert "arrowhead" not in unknown.long_description[0]
    assert "Dots" not in known.long_description[0]
    assert unknown.long_description[1] == "2013 to an unknown date: Event a."


def test_a_timeline_of_days_says_nothing_of_blocks_and_lines() -> None:
    assert _timeline(a="2013-02-03").long_description[0] == "The axis is time, true to scale."
    assert _timeline(a="2013-02-03?").long_description[0] == (
        "The axis is time, true to scale. Dashes stand for a date that is approximate or uncertain."
    )


def test_a_period_that_is_short_against_its_series_costs_nothing() -> None:
    said = _said(_series(("0001-01-01", "1"), ("9999-12-31", "2"), period="day"))
    assert said == "No figure is recorded for 2 January 1 to 30 December 9999."
