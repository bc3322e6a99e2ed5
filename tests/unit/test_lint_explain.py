"""Where a record comes from, and where it is used."""

from __future__ import annotations

import pytest
from lint_samples import account, at, directive, fact, make, party, ref, source, statement

from report.lint import explain_record, find_uses
from report.problems import ProblemsFound


def test_find_uses_gives_every_place_in_order() -> None:
    uses = find_uses(make(directive("timeline", "raid", line=20), text="On {date}`raid|year`, {date}`raid`"))
    assert uses["raid"][1:] == [at(10, 4), at(10, 23), at(20)]
    assert uses["raid"][0].line == 3
    assert uses["speaker"]


def test_find_uses_has_every_record_and_counts_charts_for_observations() -> None:
    uses = find_uses(make(directive("chart", "count", line=20)))
    assert uses["count.y2013"] == [at(20)]
    assert uses["count.y2018"] == [at(3, 12), at(20)]
    assert find_uses(make(sources=[source("book")]))["book"] == []


def test_explain_record_tells_what_it_says_on_what_it_rests_and_where_it_is_used() -> None:
    book = source("book", line=2, author="crew", title="A book", issued="2019", via="origin")
    told = statement("told", line=9, exact="Not so", source=ref("book", 9), at="page two", via="crew")
    article = make(
        directive("statement", "told", line=12), text="{quote}`told`", sources=[book], statements=[told],
        people=[party("crew", name="The Crew")],
    )  # fmt: skip
    assert explain_record(article, "told") == [
        "statement told",
        "  at records.yaml:9:1",
        "  source: book",
        "  at: page two",
        "  speaker: speaker",
        "  exact: Not so",
        "  via: crew",
        "",
        "rests on",
        "  book: The Crew, A book, 2019, at: page two",
        "    via origin: report",
        "",
        "used",
        "  sections/main.md:10:1 {quote}",
        "  sections/main.md:12:1 the statement directive",
    ]


def test_explain_record_follows_derived_values_and_accounts() -> None:
    made = fact("made", derived={"by": "difference", "of": ["count.y2018", "count.y2022"]})
    article = make(directive("accounts"), facts=[made], accounts=[account("who", "made", "dead")])
    lines = explain_record(article, "who")
    assert lines[lines.index("rests on") + 1 : lines.index("used") - 1] == [
        "  side made",
        "    difference of count.y2018",
        "      origin: report",
        "    difference of count.y2022",
        "      origin: report",
        "  side dead",
        "    origin: report",
    ]
    assert lines[-1] == "  sections/main.md:10:1 the accounts directive, which shows all"
    assert "  quantity: 2300" in explain_record(article, "count.y2018")


def test_explain_record_ends_in_circles() -> None:
    round_and_round = [source("book", via="paper"), source("paper", via="book")]
    assert "  via paper: report" in explain_record(make(sources=round_and_round), "book")
    looped = fact("made", derived={"by": "sum", "of": ["made", "dead"]})
    assert "  sum of made" in explain_record(make(facts=[looped]), "made")


def test_explain_record_says_where_nothing_uses_it() -> None:
    assert explain_record(make(sources=[source("book")]), "book")[-2:] == ["used", "  nowhere"]


def test_explain_record_of_an_unknown_id_names_the_nearest() -> None:
    with pytest.raises(ProblemsFound) as raised:
        explain_record(make(), "riad")
    assert [p.hint for p in raised.value.problems] == ["did you mean “raid”?"]
