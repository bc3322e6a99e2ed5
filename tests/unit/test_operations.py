"""What is reckoned from values: each operation with its value, unit, date and words, and with what is refused."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lint_samples import clean, fact, make, observation, only, ref, series, source

from report.compose.desk import Desk
from report.compose.labels import Labels
from report.compose.language import Language
from report.compose.select import Selection
from report.compose.sources import cited_by
from report.compose.tables import basis_of
from report.compose.values import quantity_of, record_date, value_text
from report.compose.wording import plain
from report.copies.published import Published
from report.lint import explain_record, lint
from report.model.article import Article
from report.model.evidence import Derivation
from report.model.operations import OPERATIONS
from report.problems import Place

LIVING = {"y2013": ("2013", "3000"), "y2018": ("2018", "2300"), "y2022": ("2022", "3100"), "y2023": ("2023", "3100")}


def counts(given: dict[str, Any] | None = None, **more: Any) -> Any:
    """Return the series “count”, of one basis, with these dates and quantities."""
    observed = {
        key: observation(date=date, quantity=quantity, line=30 + n)
        for n, (key, (date, quantity)) in enumerate((LIVING if given is None else given).items())
    }
    return series(observations={**observed, "y2000": observation(date="2000", quantity="900", line=29)} | more)


def article(by: str, of: Any, *facts: Any, of_series: Any = None, day: str | None = None, **given: Any) -> Article:
    """Return the sample with the fact “made” (line 20), derived so (line 21) from parents named in line 22."""
    parents = [ref(id_, 22) for id_ in ([of] if isinstance(of, str) else of)]
    derived: dict[str, Any] = {"by": by, "of": parents, "place": Place("records.yaml", 21, 3)}
    if day:
        derived["date"] = day
    made = fact("made", line=20, derived=derived, **given)
    return make(text="{value}`made`", facts=[made, *facts], series=of_series or counts())


def number(id_: str, quantity: Any, unit: str = "member|members", **given: Any) -> Any:
    return fact(id_, what=f"the {id_}", quantity=quantity, unit=unit, **given)


def desk(of: Article, language: str = "en-GB") -> Desk:
    return Desk(of, Selection((), ()), Language(language), Labels(language))


def said(of: Article) -> str:
    return value_text(desk(of), "made", ("digits", "unit")).replace("\u00a0", "~")


def how(of: Article, language: str = "en-GB") -> str:
    return plain(basis_of(desk(of, language), "made", of.facts["made"])).replace("\u00a0", " ")


A, B = number("a", "300"), number("b", "400")


@pytest.mark.parametrize(
    ("by", "of", "value", "words"),
    [
        ("ratio", ["a", "b"], "0.75", "ratio of “the a” to “the b”"),
        ("ratio", ["b", "a"], "1.3", "ratio of “the b” to “the a”"),
        ("percent-change", ["a", "b"], "33~per cent", "relative change from “the a” to “the b”"),
        ("percent-change", ["b", "a"], "−25~per cent", "relative change from “the b” to “the a”"),
        ("share", ["a", "b"], "75~per cent", "share of “the a” in “the b”"),
        ("mean", ["a", "b"], "350~members", "mean of: the a and the b"),
        ("sum", ["a", "b"], "700~members", "computed from: the a and the b"),
        ("highest", ["a", "b"], "400~members", "highest value of: the a and the b"),
        ("lowest", ["a", "b"], "300~members", "lowest value of: the a and the b"),
        ("highest", ["count.y2018", "count.y2013"], "3,000~members", "highest value of: members living there (2018) and"),
        ("mean", "count", "2,480~members", "mean of: members living there"),
        ("sum", "count", "12,400~members", "computed from: members living there"),
        ("first", "count", "900~members", "2000; first value of: members living there"),
        ("last", "count", "3,100~members", "2023; last value of: members living there"),
        ("lowest", "count", "900~members", "2000; lowest value of: members living there"),
        (
            "highest",
            "count",
            "3,100~members",
            "living there; 2 are equal, of which this is the first in time",
        ),
    ],
)
def test_every_operation_has_its_value_and_says_how(by: str, of: Any, value: str, words: str) -> None:
    made = article(by, of, A, B)
    assert clean_but_unused(made)
    assert said(made) == value
    assert words in how(made)


def clean_but_unused(of: Article) -> bool:
    assert [f"{p} ({p.hint})" for p in lint(of) if p.rule != "STR-103"] == []
    return True


def test_german_says_how() -> None:
    assert how(article("share", ["a", "b"], A, B), "de") == "Anteil von „the a“ an „the b“"
    assert how(article("highest", "count"), "de").endswith("2 sind gleich; dies ist der zeitlich erste")


def test_every_operation_of_the_model_is_known() -> None:
    known = Derivation.model_json_schema()["properties"]["by"]["enum"]
    assert set(OPERATIONS) == set(known)
    for by in known:
        reckoned = article(by, ["a", "b"], A, B).reckoned["made"]
        assert reckoned.quantity or reckoned.faults, by


@pytest.mark.parametrize(
    ("by", "one", "two", "unit", "value"),
    [
        ("difference", "3.5", "4.25", "percent", "0.75~percentage points"),
        ("mean", "3", "4", "percent", "4~per cent"),
        ("mean", "3.0", "4.5", "percent", "3.8~per cent"),
        ("ratio", "3", "4", "percent", "0.75"),
        ("percent-change", "3", "4", "percent", "33~per cent"),
        ("mean", "10", "20", "celsius", "15~degrees Celsius"),
        ("ratio", "999", "1000", "member|members", "1.0"),
        ("share", "1", "7000", "EUR", "0.014~per cent"),
        ("share", "0", "7000", "EUR", "0~per cent"),
        ("percent-change", "1000", "2033", "EUR", "103~per cent"),
        ("ratio", {"number": "10", "upper": "20"}, "40", "EUR", "0.25–0.50"),
        ("percent-change", "40", {"number": "50", "upper": "60"}, "EUR", "25–50~per cent"),
        ("share", "5", {"number": "10", "upper": "20"}, "EUR", "25–50~per cent"),
        ("mean", {"number": "10", "upper": "20"}, "40", "EUR", "25–30~euros"),
        ("share", {"number": "5", "qualifier": "about"}, "10", "EUR", "about 50~per cent"),
        ("ratio", {"number": "5", "qualifier": "at least"}, "10", "EUR", "about 0.50"),
        ("highest", {"number": "5", "qualifier": "at least"}, "4", "EUR", "at least 5~euros"),
        ("lowest", {"number": "5", "upper": "9"}, "4", "EUR", "4~euros"),
        ("highest", {"number": "5", "upper": "9"}, "4", "EUR", "5–9~euros"),
        ("lowest", {"number": "5", "qualifier": "other"}, "7", "member|members", "5 other members"),
    ],
)
def test_units_bounds_and_qualifiers(by: str, one: Any, two: Any, unit: str, value: str) -> None:
    made = article(by, ["a", "b"], number("a", one, unit), number("b", two, unit))
    assert clean_but_unused(made)
    assert said(made).replace("5~other~", "5 other ") == value


def test_decimals_can_be_asked_for() -> None:
    assert said(article("share", ["a", "b"], number("a", "1"), number("b", "3"), decimals=2)) == "33.33~per cent"
    assert said(article("mean", ["a", "b"], number("a", "3"), number("b", "4"), decimals=1)) == "3.5~members"


def test_what_a_share_is_reckoned_on_is_not_rounded() -> None:
    shares = [fact(f"of-{id_}", derived={"by": "share", "of": [id_, "whole"]}) for id_ in ("a", "b")]
    made = article("difference", ["of-a", "of-b"], number("a", "1"), number("b", "2"), number("whole", "3"), *shares)
    assert said(made) == "33~percentage points"
    assert quantity_of(made, "made", made.facts["made"]).amount.number == Decimal(33)  # type: ignore[union-attr]


def test_a_rate_keeps_the_time_that_it_refers_to() -> None:
    a, b = number("a", "30", "EUR", per="month"), number("b", "40", "EUR", per="month")
    assert said(article("mean", ["a", "b"], a, b)) == "35~euros a~month"
    assert said(article("highest", ["a", "b"], a, b)) == "40~euros a~month"
    assert said(article("share", ["a", "b"], a, b)) == "75~per cent"
    problem = only(article("sum", ["a", "b"], a, number("b", "40", "EUR", per="year")))
    assert (problem.rule, problem.sentence) == ("DAT-102", "“made” reckons “a” (EUR a month) with “b” (EUR a year)")


def test_the_date_is_that_of_what_was_picked() -> None:
    for by, date in (("first", "2000"), ("last", "2023"), ("highest", "2022"), ("lowest", "2000")):
        made = article(by, "count")
        assert record_date(desk(made), "made") == date
        assert clean(make(text="{value}`made` on {date}`made`", facts=[made.facts["made"]], series=counts()))
    years = article("years-between", ["low", "made2"], fact("low", derived={"by": "lowest", "of": ["count"]}),
                    fact("made2", derived={"by": "highest", "of": ["count"]}))  # fmt: skip
    assert said(years) == "22~years"


def test_a_date_of_ones_own_is_refused() -> None:
    with pytest.raises(ValueError, match="the date of the highest is that of its observation"):
        article("highest", "count", date="2013")


def test_observations_of_one_date_are_taken_from_a_series() -> None:
    lines = {"al": ("2007", "3"), "ir": ("2007", "5"), "old": ("1997", "9")}
    made = article("sum", "count", of_series=counts(lines), day="2007")
    assert {problem.rule for problem in lint(made)} == {"CLM-101", "DAT-120"}  # the sample's own words, and no lines yet
    assert said(made) == "8~members"
    assert record_date(desk(made), "made") == "2007"
    assert how(made) == "2007; computed from: members living there (2007)"
    assert said(article("highest", "count", of_series=counts(lines), day="2007")) == "5~members"


def test_what_is_picked_has_its_own_source_and_all_of_the_series_travels() -> None:
    last = observation(date="2024", quantity="5", source="later")
    made = replace(article("last", "count", of_series=counts(y2024=last)), sources={**make().sources, "later": source("later")})
    assert [one.id for one, _ in cited_by(desk(made), "made")] == ["later"]
    mean = replace(article("mean", "count", of_series=counts(y2024=last)), sources=made.sources)
    assert {one.id for one, _ in cited_by(desk(mean), "made")} == {"origin", "later"}
    assert {f"count.{key}" for key in (*LIVING, "y2000", "y2024")} <= Published.of(made).ids


@given(st.lists(st.integers(1, 10**6), min_size=2, max_size=8))
def test_shares_of_parts_sum_to_a_hundred(parts: list[int]) -> None:
    ids = [f"p{n}" for n in range(len(parts))]
    records = [number(id_, str(part)) for id_, part in zip(ids, parts, strict=True)]
    whole = fact("whole", derived={"by": "sum", "of": ids})
    shares = [fact(f"of-{id_}", derived={"by": "share", "of": [id_, "whole"]}) for id_ in ids]
    made = make(facts=[*records, whole, *shares])
    exact = [made.reckoned[f"of-{id_}"].quantity.amount.number for id_ in ids]  # type: ignore[union-attr]
    assert abs(sum(exact, Decimal(0)) - 100) < Decimal("1e-20")
    printed = [quantity_of(made, f"of-{id_}", made.facts[f"of-{id_}"]) for id_ in ids]
    off = sum((Decimal(5).scaleb(-one.decimals - 1) for one in printed if one), Decimal(0))
    assert abs(sum((one.amount.number or 0 for one in printed if one), Decimal(0)) - 100) <= off


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_a_change_is_undone_by_its_inverse(before: int, after: int) -> None:
    made = article("percent-change", ["a", "b"], number("a", str(before)), number("b", str(after)))
    change = made.reckoned["made"].quantity.amount.number  # type: ignore[union-attr]
    assert change is not None
    assert abs(before * (1 + change / 100) - after) < Decimal("1e-12") * max(after, before)
    ratio = article("ratio", ["b", "a"], number("a", str(before)), number("b", str(after))).reckoned["made"].quantity
    assert ratio is not None
    assert abs((ratio.amount.number or 0) - 1 - change / 100) < Decimal("1e-15") * (1 + abs(change))


@given(st.lists(st.integers(-(10**6), 10**6), min_size=1, max_size=12))
def test_lowest_mean_and_highest_stand_in_this_order(values: list[int]) -> None:
    observed = {f"y{n}": (str(1900 + n), str(value)) for n, value in enumerate(values)}
    shown = series(unit="EUR", observations={k: observation(date=d, quantity=q) for k, (d, q) in observed.items()})
    found = {
        by: article(by, "count", of_series=shown).reckoned["made"] for by in ("lowest", "mean", "highest", "sum", "first", "last")
    }
    amounts = {by: one.quantity.amount.number for by, one in found.items()}  # type: ignore[union-attr]
    assert amounts["lowest"] == min(values)
    assert amounts["highest"] == max(values)
    assert (amounts["first"], amounts["last"]) == (values[0], values[-1])
    assert amounts["sum"] == sum(values)
    assert min(values) <= (amounts["mean"] or 0) <= max(values)
    year = 1900 + values.index(max(values))
    assert str(found["highest"].date) == str(year)
    assert found["highest"].equal == values.count(max(values))


@given(st.integers(1, 999), st.integers(0, 99), st.integers(1, 999), st.integers(0, 99))
def test_a_range_holds_every_ratio_of_what_it_comes_from(one: int, more: int, two: int, most: int) -> None:
    a = number("a", {"number": str(one), "upper": str(one + more)} if more else str(one))
    b = number("b", {"number": str(two), "upper": str(two + most)} if most else str(two))
    lower, upper = article("ratio", ["a", "b"], a, b).reckoned["made"].quantity.amount.bounds  # type: ignore[union-attr]
    tiny = Decimal("1e-20")
    for above in (one, one + more):
        for below in (two, two + most):
            assert lower - tiny <= Decimal(above) / below <= upper + tiny


VAGUE = {"qualifier": "dozens of"}
MIXED = counts({"y2013": ("2013", "5")}, agreed=observation(date="2014", quantity="7", basis="agreed"))


@pytest.mark.parametrize(
    ("made", "rule", "line", "sentence", "hint"),
    [
        (
            article("ratio", ["a", "b"], A, number("b", "0")), "DAT-108", 22,
            "“made” divides by “b”, which is zero", "name another value, or tell of it in words",
        ),
        (
            article("ratio", ["a", "b"], number("a", "1", "EUR"), number("b", {"number": "-1", "upper": "2"}, "EUR")),
            "DAT-108", 22,
            "“made” divides by “b”, which can be zero", "name another value, or tell of it in words",
        ),
        (
            article("percent-change", ["a", "b"], number("a", "-1", "EUR"), number("b", "2", "EUR")), "DAT-108", 22,
            "“made” is reckoned in per cent of “a”, which lies below zero", "name another value, or tell of it in words",
        ),
        (
            article("ratio", ["a", "b"], number("a", "1", "celsius"), number("b", "2", "celsius")), "DAT-108", 22,
            "“made” sets “b” (celsius) in proportion, on a scale whose zero isn't nothing", "reckon a difference",
        ),
        (
            article("ratio", ["a", "b"], number("a", "1000000000000000"), number("b", "0.001")), "DAT-108", 21,
            "“made” comes out larger than a report can mean", "name other parents",
        ),
        (
            article("share", ["a", "area"], A), "DAT-102", 22,
            "“made” reckons “a” (member|members) with “area” (hectare)", "convert one of them first, or name another parent",
        ),
        (
            article("share", ["a", "b"], A, B, unit="member|members"), "DAT-102", 20,
            "“made” has the unit member|members, and a share of member|members has percent", "leave unit: out, or write percent",
        ),
        (
            article("difference", ["a", "b"], number("a", "1", "percent"), number("b", "2", "percent"), unit="percent"),
            "DAT-102", 20, "“made” has the unit percent, and a difference of percent has percentage-point",
            "leave unit: out, or write percentage-point",
        ),
        (
            article("ratio", ["a", "b"], A, number("b", "4", basis="on paper")), "DAT-103", 22,
            "“made” reckons “a” (no basis given) with “b” (on paper)", "leave it out; the two can't be compared",
        ),
        (
            article("mean", "count", of_series=MIXED), "DAT-103", 22,
            "“made” reckons “count.y2013” (members living there) with “count.agreed” (places agreed)",
            "name those of one basis under of:, by their ids",
        ),
        (
            article("ratio", ["a"], A), "DAT-101", 21, "the ratio “made” has 1 parent", "name two parents under of:",
        ),
        (
            article("highest", ["a"], A), "DAT-101", 21,
            "the highest “made” has 1 parent", "name two parents or more, or a series, under of:",
        ),
        (
            article("ratio", ["count", "a"], A), "DAT-101", 22,
            "“made” (ratio) takes single values; “count” is a series", "name one of its observations, such as count.y2013",
        ),
        (
            article("mean", "count", of_series=counts({f"y{year}": (str(year), VAGUE) for year in (2013, 2014)})), "DAT-101", 22,
            "“made” is reckoned from “count.y2013”, which has no number", "name those that have one under of:, by their ids",
        ),
        (
            article("sum", "count", day="1871"), "DAT-101", 22,
            "“made” is reckoned from “count”, which has no observation of 1871", "name a series, or a date, that has some",
        ),
        (
            article("sum", ["a", "b"], A, B, day="1871"), "DAT-101", 21,
            "“made” takes observations of 1871, and names no series that has them", "leave date: out, or name a series under of:",
        ),
        (
            article("first", ["a", "b"], A, number("b", "2", date="2013")), "DAT-104", 22,
            "“made” takes the first from “a”, which has no date",
            "name a record with a date, or add the date to that one if its source gives it",
        ),
        (
            article("last", "count", of_series=counts({"y": ("2018", "5"), "march": ("2018-03", "6")})), "DAT-109", 22,
            "it can't be told whether “count.y” or “count.march” is the last: their dates don't say which comes before the other",
            "name one line, or the record itself: {value}`count.y`",
        ),
        (
            article("highest", ["a", "b"], number("a", {"number": "10", "upper": "20"}), number("b", "15")), "DAT-109", 22,
            "it can't be told whether “b” or “a” is the highest: their bounds don't say which is which",
            "name one line, or the record itself: {value}`b`",
        ),
        (
            article("lowest", ["a", "b"], number("a", {"number": "30", "qualifier": "fewer than"}), number("b", "29")),
            "DAT-109", 22,
            "it can't be told whether “b” or “a” is the lowest: their bounds don't say which is which",
            "name one line, or the record itself: {value}`b`",
        ),
    ],
)  # fmt: skip
def test_what_cant_be_reckoned_is_one_problem_at_its_place(made: Article, rule: str, line: int, sentence: str, hint: str) -> None:
    (problem,) = [problem for problem in lint(made) if problem.place.path != "sections/main.md" and problem.rule != "STR-103"]
    assert (problem.rule, problem.sentence, problem.hint, problem.place.line) == (rule, sentence, hint, line)


def test_the_first_of_unlike_ones_is_refused_and_needs_the_others_to_have_no_number() -> None:
    problems = [problem.rule for problem in lint(article("first", "count", of_series=MIXED)) if "made" in problem.sentence]
    assert problems == ["DAT-103"]
    vague = counts({"y2013": ("2013", {"qualifier": "dozens of"})})
    assert said(article("first", "count", of_series=vague)) == "900~members"
    told = [problem.sentence for problem in lint(article("last", "count", of_series=vague)) if problem.rule == "DAT-101"]
    assert told == ["“made” is reckoned from “count.y2013”, which has no number"]


def test_what_is_named_twice_is_one() -> None:
    again = article("highest", ["count.y2022", "count", "count.y2022"]).reckoned["made"]
    assert (again.rests_on, again.equal, again.faults) == (("count.y2022",), 2, [])
    assert article("last", ["a", "a"], number("a", "1", date="2013")).reckoned["made"].rests_on == ("a",)
    assert [problem.rule for problem in lint(article("mean", ["nowhere"]))] == ["CLM-101"]
    assert [problem.rule for problem in lint(article("mean", ["speaker"]))] == ["CLM-102"]
    assert [problem.rule for problem in lint(article("ratio", ["count.y2018", "count.y1999"]))] == ["CLM-101"]


def test_seasons_follow_each_other() -> None:
    seasons = counts({"a": ("2012/2013", "5"), "b": ("2013/2014", "6")})
    made = article("last", "count", of_series=seasons)
    assert made.reckoned["made"].rests_on == ("count.b",)


def test_what_rests_on_what_cant_be_reckoned_is_no_problem_of_its_own() -> None:
    broken = fact("broken", line=40, derived={"by": "ratio", "of": ["a", "none"]})
    made = article("share", ["a", "broken"], A, number("none", "0"), broken)
    assert [problem.rule for problem in lint(made)] == ["DAT-108"]
    made = fact("made", derived={"by": "last", "of": ["nowhere", "count"]})
    dated = make(text="{value}`made` in {date}`made`", facts=[made], series=counts())
    assert [problem.rule for problem in lint(dated)] == ["CLM-101"]


def test_check_says_how_it_is_reckoned() -> None:
    told = explain_record(article("highest", "count"), "made")
    assert "  reckoned: 3100 member|members, 2022" in told
    assert told[told.index("rests on") + 1 :][:3] == [
        "  highest of count",
        "  which is count.y2022, the first of 2 that are equal",
        "    origin: report",
    ]
    told = explain_record(article("percent-change", ["a", "b"], A, B), "made")
    assert "  reckoned: 33 percent" in told
    uses = explain_record(article("mean", "count"), "count.y2018")
    assert any("the of of “made”" in line for line in uses)
