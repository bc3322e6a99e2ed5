"""Figures, images, the brief, and records that nothing uses."""

from __future__ import annotations

from dataclasses import replace

from lint_samples import (
    account,
    clean,
    directive,
    event,
    fact,
    ids,
    image,
    make,
    only,
    source,
    statement,
    words,
)  # fmt: skip

from report.lint import lint
from report.model.prose import Prose


def test_chart_without_data_for_a_timeline() -> None:
    chart = directive("chart", form="timeline", title="Events", subtitle="All")
    assert "FIG-101" in ids(lint(replace(make(chart), events={})))
    assert clean(make(chart))


def test_image_without_alternative() -> None:
    problem = only(make(directive("image", "gate"), images=[image("gate", alternative_text=Prose.plain(" "))]))
    assert (problem.rule, problem.sentence) == ("FIG-102", "the image “gate” has no alternative text")
    assert clean(make(directive("image", "gate"), images=[image("gate")]))


def test_image_without_credit() -> None:
    bare = image("gate").model_copy(update={"credit": ""})
    problem = only(make(directive("image", "gate"), images=[bare]))
    assert (problem.rule, problem.sentence) == ("FIG-103", "the image “gate” has no credit")


def test_unused_evidence() -> None:
    problem = only(make(sources=[source("book", line=7)]))
    assert (problem.rule, problem.severity, problem.place.line) == ("STR-102", "warning", 7)
    assert problem.sentence == "nothing uses the source “book”"
    assert only(make(statements=[statement("told")])).rule == "STR-102"


def test_a_statement_that_only_its_own_paraphrase_quotes_is_unused() -> None:
    told = statement("told", exact="Not so", paraphrase=words("He said {quote}`told`"))
    assert only(make(statements=[told])).sentence == "nothing uses the statement “told”"


def test_being_related_to_is_not_being_used() -> None:
    both = [statement("told"), statement("reply", answers="told")]
    assert [p.sentence for p in lint(make(statements=both))] == [
        "nothing uses the statement “reply”",
        "nothing uses the statement “told”",
    ]


def test_unused_record_is_a_note() -> None:
    assert [p.sentence for p in lint(make(events=[event("e")], facts=[fact("f")]))] == [
        "nothing uses the event “e”",
        "nothing uses the fact “f”",
    ]
    problem = only(make(events=[event("e")]))
    assert (problem.rule, problem.severity) == ("STR-103", "note")


def test_an_account_is_printed_in_any_case() -> None:
    assert clean(make(accounts=[account("a", "area", "dead")]))


def test_records_are_used_by_directives_that_show_all() -> None:
    assert clean(make(directive("accounts"), directive("timeline"), events=[event("e")], accounts=[account("a", "area", "dead")]))


def test_a_series_is_used_by_its_observations() -> None:
    assert clean(make())  # the sample names count.y2018 and never count


def test_nothing_is_called_unused_where_records_could_not_be_read() -> None:
    assert clean(make(sources=[source("book")], left_out=frozenset({"other"})))
