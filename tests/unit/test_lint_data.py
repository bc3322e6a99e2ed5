"""Values reckoned from others, dates, units."""

from __future__ import annotations

from typing import Any

import pytest
from lint_samples import account, clean, event, fact, ids, make, observation, only, ref, series, source

from report.lint import lint
from report.model.article import Article
from report.model.statements import Account
from report.problems import Place

TWO = ["count.y2018", "count.y2022"]


def _derive(by: str, of: Any, *more: Any, **given: Any) -> Article:
    made = fact("made", line=20, derived={"by": by, "of": of, "place": Place("records.yaml", 21, 3)}, **given)
    return make(text="{value}`made`", facts=[made, *more])


def test_derivations_that_can_be_reckoned() -> None:
    assert clean(_derive("difference", TWO))
    assert clean(_derive("sum", TWO, unit="member|members"))
    assert clean(_derive("years-between", ["move", "raid"]))
    assert clean(_derive("convert", "area", unit="acre"))
    assert clean(_derive("convert", "area", unit="square-kilometre"))


@pytest.mark.parametrize(
    ("by", "of", "hint"),
    [
        ("difference", ["count.y2018"], "name two parents under of:"),
        ("sum", ["count.y2018"], "name two parents or more, or a series, under of:"),
        ("years-between", ["raid", "move", "raid"], "name two parents under of:"),
        ("convert", ["area", "area"], "name one parent under of:"),
    ],
)
def test_wrong_parents_by_count(by: str, of: list[str], hint: str) -> None:
    problem = only(_derive(by, of, unit="hectare") if by == "convert" else _derive(by, of))
    assert (problem.rule, problem.place.line, problem.hint) == ("DAT-101", 21, hint)


def test_wrong_parents_without_a_number() -> None:
    some = fact("some", quantity={"qualifier": "dozens of"}, unit="member|members")
    problem = only(_derive("sum", ["count.y2018", ref("some", 22)], some))
    assert (problem.rule, problem.place.line) == ("DAT-101", 22)
    assert problem.sentence == "“made” is reckoned from “some”, which has no number"
    assert only(_derive("sum", ["count.y2018", ref("raid", 22)])).rule == "DAT-101"


def test_unlike_units_of_the_result() -> None:
    problem = only(_derive("difference", TWO, unit="person|people"))
    assert (problem.rule, problem.hint) == ("DAT-102", "leave unit: out, or write member|members")


def test_unlike_bases_of_facts() -> None:
    one = fact("one", quantity="3", unit="member|members", basis="on paper")
    two = fact("two", quantity="5", unit="member|members", basis="on site")
    assert only(_derive("sum", ["one", "two"], one, two)).rule == "DAT-103"
    assert only(_derive("sum", ["count.y2018", "one"], one)).rule == "DAT-103"


def test_a_basis_is_passed_on_by_derived_values() -> None:
    half = fact("half", derived={"by": "sum", "of": TWO})
    assert clean(_derive("sum", ["count.y2018", "half"], half))
    assert only(_derive("sum", ["count.y2013", "half"], half)).rule == "DAT-103"


def test_undated_parent() -> None:
    problem = only(_derive("years-between", ["move", ref("area", 22)]))
    assert (problem.rule, problem.place.line) == ("DAT-104", 22)
    later = event("later", when={"words": "a week later", "after": "raid"})
    broken = make(
        text="{value}`made`", events=[later], facts=[fact("made", derived={"by": "years-between", "of": ["move", "later"]})]
    )
    assert "a week later" in only(broken).sentence


@pytest.mark.parametrize(
    ("of", "unit", "said"),
    [
        ("area", "mile", "which don't measure the same thing"),
        ("area", "EUR", "nothing is known of how EUR converts"),
        ("dead", "hectare", "nothing is known of how death|deaths converts"),
        ("area", "hectare", "to itself"),
        ("area", None, "doesn't say into which unit"),
    ],
)
def test_inconvertible(of: str, unit: str | None, said: str) -> None:
    problem = only(_derive("convert", of, **({"unit": unit} if unit else {})))
    assert problem.rule == "DAT-105"
    assert said in problem.sentence


def test_meaningless() -> None:
    problem = only(_derive("ratio", ["area", ref("none", 22)], fact("none", quantity="0", unit="hectare")))
    assert (problem.rule, problem.place.line, problem.sentence) == ("DAT-108", 22, "“made” divides by “none”, which is zero")


def test_undecided() -> None:
    around = fact("around", quantity={"number": "30", "upper": "40"}, unit="hectare")
    problem = only(_derive("highest", [ref("area", 22), "around"], around))
    assert (problem.rule, problem.place.line) == ("DAT-109", 22)
    assert problem.sentence.startswith("it can't be told whether “area” or “around” is the highest")


def test_circular_derivation_is_its_only_problem() -> None:
    other = fact("other", derived={"by": "sum", "of": ["made", "count.y2018"]})
    problem = only(_derive("sum", [ref("other", 22), "count.y2022"], other))
    assert (problem.rule, problem.place.line) == ("DAT-106", 22)
    assert problem.sentence == "facts are derived in a circle: made → other → made"
    assert only(_derive("sum", [ref("made", 22), "count.y2022"])).sentence == "“made” is derived from itself"


def test_long_chains_of_derivations_are_reckoned() -> None:
    chain = [fact("f0", derived={"by": "sum", "of": TWO})]
    chain += [fact(f"f{n}", derived={"by": "sum", "of": [f"f{n - 1}", f"f{n - 1}"]}) for n in range(1, 36)]
    assert clean(_derive("sum", ["f35", "f35"], *chain))


def test_negative_count_typed_and_reckoned() -> None:
    typed = only(make(series=series(observations={"y2018": observation(line=9, quantity="-3")})))
    assert (typed.rule, typed.place.line, typed.sentence) == ("DAT-107", 9, "“count.y2018” counts -3 members")
    reckoned = only(_derive("difference", TWO[::-1]))
    assert (reckoned.rule, reckoned.hint.partition(",")[0]) == ("DAT-107", "name the parents the other way round")
    for problem in (typed, reckoned):
        assert problem.hint.endswith("a unit that can lie below zero: celsius, percent, a currency such as EUR, or {symbol: ...}")
    anomaly = only(make(text="{value}`low`", facts=[fact("low", quantity="\N{MINUS SIGN}0.17", unit="degree|degrees")]))
    assert (anomaly.rule, "celsius" in anomaly.hint) == ("DAT-107", True)


@pytest.mark.parametrize(
    "unit", ["meter", "celsius", "fahrenheit", "percent", "percentage-point", "ratio", "index", "EUR", {"symbol": "‰ VPDB"}]
)
def test_what_is_measured_may_lie_below_zero(unit: object) -> None:
    assert clean(make(text="{value}`low`", facts=[fact("low", quantity="-0.17", unit=unit)]))


def test_later_than_edition() -> None:
    problem = only(make(events=[event("next", line=8, date="2027-01")], text="{date}`next`"))
    assert (problem.rule, problem.severity, problem.place.line) == ("DAT-111", "warning", 8)
    assert problem.sentence == "the event “next” is dated 2027-01, after the edition (2026-11-23)"
    late = series(observations={"y2018": observation(date="2030", line=5)})
    assert ids(lint(make(series=late))) == ["DAT-111"]
    assert only(make(sources=[source("book", issued="2031")], text="{cite}`book`")).rule == "DAT-111"


def test_the_year_of_the_edition_is_not_later() -> None:
    assert clean(make(events=[event("now", date="2026"), event("same", date="2026-11-23")], text="{date}`now` {date}`same`"))
    assert clean(make(events=[event("open", date="../2030")], text="{date}`open`"))


def test_every_unit_that_converts_is_known_to_cldr() -> None:
    from babel.units import get_unit_name

    from report.model.units import MEASURES

    assert all(get_unit_name(code, locale="en") for code in MEASURES)


def test_rival_observations_of_one_date_and_basis() -> None:
    def counted(*accounts: Account, **other: Any) -> Article:
        kept = {"y2018": observation(), "y2022": observation(date="2022", quantity="3100")}
        return make(series=series(observations=kept | {"again": observation(line=9, **other)}), accounts=accounts)

    problem = only(counted(quantity="2500"))
    assert (problem.rule, problem.severity, problem.place.line) == ("DAT-120", "warning", 9)
    assert problem.sentence == "“count.again” and “count.y2018” are of one date (2018) and one basis (living), and differ"
    assert clean(counted())
    assert clean(counted(quantity="2500", basis="agreed"))
    assert clean(counted(quantity="2500", date="2018-03"))
    assert ids(lint(counted(quantity={"number": "2300", "qualifier": "about"}))) == ["DAT-120"]
    beside = account("how-many", "count.y2018", "count.again")
    assert "DAT-120" not in ids(lint(counted(beside, quantity="2500")))
    assert "DAT-120" in ids(lint(counted(account("how-many", "count.y2018", "count.y2022"), quantity="2500")))
