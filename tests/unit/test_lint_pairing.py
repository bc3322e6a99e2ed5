"""A statement and what answers it are printed both, or neither."""

from __future__ import annotations

import pytest
from lint_samples import account, at, clean, directive, event, make, only, paragraph, statement, words

CLAIM = statement("claim")
REPLY = statement("reply", answers="claim")


def test_unpaired_statement_whose_answer_is_not_printed() -> None:
    problem = only(make(directive("statement", "claim", line=15), statements=[CLAIM, REPLY], text="So.{cite}`reply`"))
    assert (problem.rule, problem.place) == ("CLM-141", at(15))
    assert problem.sentence == "“claim” stands in the full report and is answered by “reply”, which doesn't"
    assert problem.hint == "print “reply” too, as in :::{statement} claim reply"


def test_unpaired_statement_that_answers_what_is_not_printed() -> None:
    exact = statement("reply", exact="Not so", answers="claim")
    problem = only(make(text="They said {quote}`reply`{cite}`claim`", statements=[CLAIM, exact]))
    assert (problem.rule, problem.place) == ("CLM-141", at(10, 11))
    assert problem.sentence == "“reply” stands in the full report and answers “claim”, which doesn't"


@pytest.mark.parametrize("relation", ["contradicts", "set_beside"])
def test_unpaired_statement_of_two_that_belong_together(relation: str) -> None:
    both = [CLAIM, statement("other", **{relation: "claim"})]
    assert only(make(directive("statement", "other"), text="{cite}`claim`", statements=both)).rule == "CLM-141"
    assert only(make(directive("statement", "claim"), text="{cite}`other`", statements=both)).rule == "CLM-141"


def test_both_are_printed_wherever_they_stand() -> None:
    assert clean(make(directive("statement", "claim", "reply"), statements=[CLAIM, REPLY]))
    assert clean(make(directive("statement", "claim"), directive("statement", "reply"), statements=[CLAIM, REPLY]))


def test_neither_is_printed() -> None:
    assert clean(make(text="So.{cite}`claim, reply`", statements=[CLAIM, REPLY]))


def test_an_account_prints_its_sides() -> None:
    sides = [account("who", "claim", "area")]
    assert only(make(directive("accounts"), text="{cite}`reply`", accounts=sides, statements=[CLAIM, REPLY])).rule == "CLM-141"
    assert clean(make(directive("accounts"), directive("statement", "reply"), accounts=sides, statements=[CLAIM, REPLY]))


def test_a_timeline_prints_what_its_events_quote() -> None:
    claim = statement("claim", exact="It was so")
    told = event("told", what=words("Somebody says {quote}`claim`."))
    problem = only(make(directive("timeline", line=18), text="{cite}`reply`", events=[told], statements=[claim, REPLY]))
    assert (problem.rule, problem.place) == ("CLM-141", at(18))


def test_a_statement_quoted_by_a_printed_paraphrase_counts() -> None:
    claim = statement("claim", exact="It was so")
    reply = statement("reply", answers="claim", paraphrase=words("To {quote}`claim` they said no."))
    assert clean(make(directive("statement", "reply"), statements=[claim, reply]))


def test_the_brief_is_held_to_it_by_itself() -> None:
    brief = {"standfirst": "In short.", "statements": ["claim"]}
    both = directive("statement", "claim", "reply")
    problem = only(make(both, statements=[CLAIM, REPLY], meta={"brief": brief}))
    assert (problem.rule, problem.hint) == ("CLM-141", "add “reply” to the brief's statements, or leave “claim” out")
    assert clean(make(both, statements=[CLAIM, REPLY], meta={"brief": brief | {"statements": ["claim", "reply"]}}))
    exact = [statement("claim", exact="It was so"), REPLY]
    quoting = {"standfirst": words("They said {quote}`claim`{cite}`claim`")}
    assert only(make(both, statements=exact, meta={"brief": quoting})).rule == "CLM-141"


def test_the_leads_that_the_brief_prints_count() -> None:
    claim = statement("claim", exact="It was so")
    lead = directive("lead", body=(paragraph("Somebody said {quote}`claim`{cite}`claim`", 11),))
    brief = {"standfirst": "In short.", "text": ["main"]}
    both = [lead, directive("statement", "reply")]
    assert "the brief" in only(make(*both, statements=[claim, REPLY], meta={"brief": brief})).sentence
    assert clean(make(*both, statements=[claim, REPLY], meta={"brief": {"standfirst": "In short."}}))


def test_where_records_could_not_be_read_nothing_is_said() -> None:
    left = frozenset({"reply"})
    assert clean(make(directive("statement", "claim"), statements=[CLAIM, REPLY], text="{cite}`reply`", left_out=left))


def test_an_account_that_no_section_prints_counts_all_the_same() -> None:
    told = account("who", "claim", "area", line=7)
    problem = only(make(text="So.{cite}`reply`", accounts=[told], statements=[CLAIM, REPLY]))
    assert (problem.rule, problem.place) == ("CLM-141", at(7, path="records.yaml"))
