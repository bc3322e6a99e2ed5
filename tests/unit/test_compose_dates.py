"""Dates in words and for machines, and events in order."""

from __future__ import annotations

import pytest
from support.small_article import keyed, prose

from report.compose.dates import date_text, machine_date
from report.compose.labels import Labels
from report.compose.language import Language
from report.compose.order import anchor_date, in_order
from report.model.dates import EdtfDate
from report.model.events import Event
from report.problems import ProblemsFound


def said(text: str, language: str = "en", form: str = "") -> str:
    """Return a date in words, with holding spaces shown as ~."""
    return date_text(EdtfDate.parse(text), Language(language), Labels(language), form).replace("\u00a0", "~")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019-07-13", "13~July 2019"),
        ("2020-02", "February 2020"),
        ("2013", "2013"),
        ("2013~", "about 2013"),
        ("2013?", "2013 (uncertain)"),
        ("2013%", "about 2013 (uncertain)"),
        ("2013/2018", "2013–2018"),
        ("2013/..", "since 2013"),
        ("../2018", "until 2018"),
        ("2019-07-13/2019-07-15", "13~July 2019 to 15~July 2019"),
        ("2019-Q1", "Q1 2019"),
        ("2019-36~", "about Q4 2019"),
        ("2018-Q4/2019-Q2", "Q4 2018 to Q2 2019"),
        ("2019-W05", "week 5 of 2019"),
    ],
)
def test_date_is_no_finer_than_its_source(text: str, expected: str) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "german", "year"),
    [
        ("2019-Q3", "Q3 2019", "2019"),
        ("2020-W01", "Kalenderwoche 1 von 2020", "2020"),
        ("2020-W53", "Kalenderwoche 53 von 2020", "2020"),
    ],
)
def test_quarters_and_weeks_have_names_of_their_own(text: str, german: str, year: str) -> None:
    assert (said(text, "de"), said(text, form="year"), machine_date(EdtfDate.parse(text))) == (german, year, "")


def test_forms_are_coarser() -> None:
    assert said("2019-07-13", form="month") == "July 2019"
    assert said("2019-07-13", form="year") == "2019"
    assert said("2019", form="month") == "2019"
    assert said("2019-07-13/2019-07-15", form="month") == "July 2019"


def test_day_holds_on_to_its_month_in_every_language() -> None:
    assert said("2019-07-13", "de") == "13.~Juli 2019"
    assert said("2019-07-13", "en-US") == "July~13, 2019"
    assert said("2020-02", "de") == "Februar 2020"
    assert said("2013/..", "de") == "seit 2013"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2019-07-13", "2019-07-13"), ("2020-02", "2020-02"), ("2013~", "2013"), ("2013/2014", ""), ("../2014", "")],
)
def test_machine_date_is_as_fine_as_known(text: str, expected: str) -> None:
    assert machine_date(EdtfDate.parse(text)) == expected
    assert not machine_date(None)


def events(**given: str | tuple[str, str]) -> dict[str, Event]:
    """Return events: a date, or a relation with the event that it hangs on."""
    common = {"title": "t", "what": prose("w"), "source": "s"}
    return keyed(
        Event,
        **{
            name: {**common, **({"date": when} if isinstance(when, str) else {"when": {"words": "days", when[0]: when[1]}})}
            for name, when in given.items()
        },
    )


def order(found: dict[str, Event], *wanted: str) -> str:
    """Return the ids in order of time."""
    return " ".join(event.id for event in in_order(found, wanted or None))


def test_dated_events_stand_by_their_first_day_and_else_by_the_file() -> None:
    assert order(events(c="2015-03", b="2014", a="2014-01-01", d="../2013")) == "d b a c"


def test_relative_events_stand_beside_what_they_hang_on() -> None:
    found = events(raid="2020", late=("after", "raid"), early=("before", "raid"), amid=("during", "raid"), next="2021")
    assert order(found) == "early raid late amid next"


def test_what_relations_leave_open_is_left_to_the_file() -> None:
    assert order(events(ban=("before", "raid"), raid="2023", lifted=("after", "ban"))) == "ban raid lifted"
    assert order(events(ban=("before", "raid"), lifted=("after", "ban"), raid="2023")) == "ban lifted raid"


def test_selection_keeps_the_order_even_without_the_anchor() -> None:
    found = events(last="2025", raid="2020", late=("after", "raid"))
    assert order(found, "late", "last") == "late last"
    assert anchor_date(found["late"], found).text == "2020"


def test_events_that_hang_on_each_other_are_a_problem() -> None:
    with pytest.raises(ProblemsFound, match="hang on each other"):
        order(events(a=("after", "b"), b=("after", "a")))


@pytest.mark.parametrize(
    ("tag", "text", "words"),
    [
        ("en", "2013/", "2013 to an unknown date"),
        ("en", "/2013-05", "an unknown date to May 2013"),
        ("en", "2013/..", "since 2013"),
        ("en", "../2013", "until 2013"),
        ("de", "2013/", "2013 bis zu einem unbekannten Zeitpunkt"),
    ],
)
def test_an_end_that_is_not_known_is_not_an_open_one(tag: str, text: str, words: str) -> None:
    assert date_text(EdtfDate.parse(text), Language(tag), Labels(tag)).replace("\u00a0", " ") == words
