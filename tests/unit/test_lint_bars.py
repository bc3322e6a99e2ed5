"""Charts of bars: facts with a number, and of one unit."""

from __future__ import annotations

import pytest
from lint_samples import at, clean, directive, fact, make, only

from report.model.article import Article
from report.model.evidence import Fact


def _chart(*refs: str, facts: tuple[Fact, ...] = ()) -> Article:
    chart = directive("chart", *refs, line=14, form="bars", title="Sizes", subtitle="In one unit")
    return make(chart, facts=facts)


FIELD = fact("field", what="Field", quantity="12", unit="hectare")


def test_facts_of_one_unit_are_taken() -> None:
    metres = fact("wall", quantity="3", unit="metre"), fact("gate", quantity="2", unit="meter")
    assert clean(_chart("area", "field", facts=(FIELD,)))
    assert clean(_chart("wall", "gate", facts=metres))


def test_measures_below_zero_are_taken() -> None:
    assert clean(_chart("area", "field", facts=(fact("field", what="Field", quantity="-3", unit="hectare"),)))


def test_a_chart_of_bars_takes_facts_and_series_only() -> None:
    assert only(_chart("raid")).rule == "CLM-102"
    assert only(_chart("count.y2018")).rule == "CLM-102"


@pytest.mark.parametrize(
    "given",
    [{"words": "a keeper"}, {"quantity": {"qualifier": "dozens of"}, "unit": "hectare"}],
)
def test_bar_without_number(given: dict[str, object]) -> None:
    problem = only(_chart("area", "field", facts=(fact("field", **given),)))
    assert (problem.rule, problem.place) == ("FIG-104", at(14))
    assert problem.sentence.startswith("the fact “field” ")
    assert problem.sentence.endswith(", and gives no bar")


def test_facts_have_no_dates_to_pick() -> None:
    chart = directive("chart", "area", "field", line=14, form="bars", title="Sizes", subtitle="In one unit", at="2007")
    problem = only(make(chart, facts=(FIELD,)))
    assert (problem.rule, problem.sentence) == ("FIG-110", "facts have no :at:, which picks values of series")


def test_unlike_bars_of_rates() -> None:
    rates = fact("a", quantity="9", unit="ALL", per="month"), fact("b", quantity="9", unit="ALL", per="year")
    assert only(_chart("a", "b", facts=rates)).sentence == "the chart sets “b” (ALL a year) beside “a” (ALL a month)"


def test_unlike_bars_of_a_rate_that_is_converted() -> None:
    rates = (
        fact("a", quantity="9", unit="mile", per="day"),
        fact("b", derived={"by": "convert", "of": ["a"]}, unit="kilometre"),
        fact("c", quantity="2", unit="kilometer", per="day"),
    )
    assert clean(_chart("b", "c", facts=rates))
    assert only(_chart("a", "b", facts=rates[:2])).rule == "FIG-105"
