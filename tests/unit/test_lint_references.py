"""Names of records: there, of the right kind, with what is asked of them."""

from __future__ import annotations

import pytest
from lint_samples import (
    account,
    at,
    clean,
    directive,
    event,
    fact,
    heading,
    image,
    make,
    observation,
    only,
    party,
    ref,
    series,
    source,
    statement,
    term,
)  # fmt: skip

from report.problems import Place


def test_the_sample_has_no_problem() -> None:
    assert clean(make())


def test_dangling_reference_is_shown_at_the_field_that_names_it() -> None:
    record = statement("told", source=ref("orign", 7))
    problem = only(make(directive("statement", "told"), statements=[record]))
    assert (problem.rule, problem.place) == ("CLM-101", Place("records.yaml", 7, 9))
    assert problem.sentence == "the source of “told” names “orign”, which no record is called"
    assert problem.hint == "did you mean “origin”?"


def test_dangling_reference_without_a_near_id_names_the_file() -> None:
    assert "facts.yaml or series/" in only(make(text="{value}`zzzz`")).hint


def test_dangling_reference_to_an_observation_names_its_sibling() -> None:
    problem = only(make(text="{value}`count.y2017`"))
    assert problem.hint in {"did you mean “count.y2018”?", "did you mean “count.y2013”?"}


def test_dangling_reference_in_a_list_of_sources_is_one_problem() -> None:
    problem = only(make(text="So it is.{cite}`origin, nowhere-at-all, raid`"))
    assert "nowhere-at-all" in problem.sentence


def test_dangling_reference_in_a_directive_stands_at_the_directive() -> None:
    problem = only(make(directive("timeline", "raid", "rade", line=12)))
    assert (problem.rule, problem.place) == ("CLM-101", at(12))


def test_dangling_reference_in_options_and_in_article_yaml() -> None:
    assert only(make(directive("chart", "count", events="raid moved"))).hint == "did you mean “move”?"
    brief = {"standfirst": "It began.", "events": [ref("nope", 30, "article.yaml")]}
    assert only(make(meta={"brief": brief})).place.line == 30


def test_dangling_reference_to_a_record_that_could_not_be_read_is_no_second_problem() -> None:
    assert clean(make(text="{value}`lost` {date}`lost-series.x`", left_out=frozenset({"lost", "lost-series"})))


def test_cite_takes_sources_and_evidence() -> None:
    assert clean(make(text="So.{cite}`origin` And.{cite}`raid, said, area, count.y2022, count`"))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{cite}`speaker`", "“speaker” is a person"),
        ("{value}`raid`", "“raid” is an event"),
        ("{quote}`area`", "“area” is a fact"),
        ("{date}`speaker`", "“speaker” is a person"),
        ("{term}`origin`", "“origin” is a source"),
    ],
)
def test_wrong_kind_in_a_role(text: str, sentence: str) -> None:
    problem = only(make(text=text))
    assert problem.rule == "CLM-102"
    assert sentence in problem.sentence


def test_wrong_kind_of_speaker() -> None:
    problem = only(make(directive("statement", "told"), statements=[statement("told", speaker=ref("origin", 4))]))
    assert (problem.rule, problem.place) == ("CLM-102", Place("records.yaml", 4, 9))
    assert problem.sentence == "the speaker of “told” takes a person; “origin” is a source"


def test_wrong_kind_series_for_a_value_offers_an_observation() -> None:
    assert only(make(text="{value}`count`")).hint == "name one observation, such as count.y2013"


def test_wrong_kind_in_a_chart_depends_on_its_form() -> None:
    assert clean(make(directive("chart", "raid", form="timeline", title="Events", subtitle="All")))
    problem = only(make(directive("chart", "raid")))
    assert (problem.rule, problem.hint) == ("CLM-102", "add a line :form: timeline below this one, or name a series")


def test_a_chart_of_several_that_has_no_form_is_told_where_it_is_read_and_not_again() -> None:
    assert clean(make(directive("chart", "raid", "raid", "raid")))


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("{value}`area|bar`", "did you mean |bare?"),
        ("{date}`raid|day`", "write one of |year, |month, or none"),
        ("{quote}`said|short`{cite}`said`", "write {quote}`said`"),
    ],
)
def test_unknown_form_names_those_there_are(text: str, hint: str) -> None:
    problem = only(make(text=text))
    assert (problem.rule, problem.hint) == ("CLM-104", hint)


def test_forms_that_exist_are_taken() -> None:
    text = "{value}`area|bare` {value}`dead|unit` {value}`dead|digits` {date}`raid|year` {date}`raid|month` "
    text += "{term}`un|full` {term}`un|short`"
    assert clean(make(text=text, glossary=[term("un", "United Nations")]))


@pytest.mark.parametrize("form", ["=20 qershorit 2023", "= më ۲۰ ۲۰۲۳", "=qershorit", "=2023-s"])
def test_a_date_stands_as_its_sentence_needs_it(form: str) -> None:
    assert clean(make(text=f"On {{date}}`raid|{form}` {{term}}`un|=Kombeve`", glossary=[term("un", "United Nations")]))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("{date}`raid|=21 qershorit 2023`", "21"),
        ("{term}`geneva|=Konventës së vitit 1949`", "1949"),
        ("{date}`raid|=2023 (1)`", "1"),
    ],
)
def test_a_form_has_no_numbers_of_its_own(text: str, wrong: str) -> None:
    problem = only(make(text=text, glossary=[term("geneva", "1951 Geneva Convention")]))
    assert problem.rule == "CLM-115"
    assert f"has {wrong}, which" in problem.sentence


def test_no_other_role_takes_words_of_its_own() -> None:
    assert only(make(text="{value}`area|=disa`")).rule == "CLM-104"


def test_undated_record() -> None:
    problem = only(make(text="In {date}`area`"))
    assert (problem.rule, problem.sentence) == ("CLM-105", "“area” has no date")
    assert only(make(text="In {date}`origin`")).hint.startswith("if its source gives a date, add issued:")
    assert clean(make(text="In {date}`dated`", facts=[fact("dated", date="2014")]))


def test_date_too_fine_for_its_source() -> None:
    problem = only(make(text="In {date}`move|month`"))
    assert (problem.rule, problem.place) == ("CLM-106", at(10, 4))
    later = event("later", when={"words": "a week later", "after": "raid"})
    assert "a week later" in only(make(text="In {date}`later|year`", events=[later])).sentence
    assert clean(make(text="In {date}`later`", events=[later]))


def test_unsourced_evidence() -> None:
    problem = only(make(text="{date}`bare`", events=[event("bare", line=6, source=[])]))
    assert (problem.rule, problem.place.line) == ("CLM-109", 6)
    assert problem.sentence == "the event “bare” names no source"
    unsourced = series(observations={"y2018": observation(line=9, source=[])})
    assert only(make(series=unsourced)).sentence == "the observation “count.y2018” names no source"
    derived = fact("made", derived={"by": "difference", "of": ["count.y2018", "count.y2022"]})
    assert clean(make(text="{value}`made`", facts=[derived]))


def test_dangling_cross_reference_to_a_series_without_a_figure() -> None:
    problem = only(make(text="See {ref}`count`."))
    assert (problem.rule, problem.place) == ("CLM-108", at(10, 5))
    assert problem.sentence == "{ref} points at the series “count”, which no directive prints"


def test_dangling_cross_reference_names_the_nearest() -> None:
    assert only(make(text="See {ref}`mian`.")).hint == "did you mean “main”?"


def test_cross_references_to_all_that_can_be_pointed_at() -> None:
    blocks = [
        directive("chart", "count"),
        directive("chart", form="timeline", title="Events", subtitle="All", id="events"),
        directive("accounts"),
        directive("image", "gate"),
        directive("timeline"),
        heading("How it began", "beginning"),
        heading("What followed then"),
    ]
    targets = ["main", "count", "events", "who", "gate", "timeline", "beginning", "what-followed-then"]
    text = " ".join(f"{{ref}}`{target}`" for target in targets)
    assert clean(make(*blocks, text=text, accounts=[account("who", "area", "dead")], images=[image("gate")]))


def test_a_figure_with_an_id_of_its_own_goes_by_that() -> None:
    chart = directive("chart", "count", id="growth")
    assert clean(make(chart, text="{ref}`growth` {ref}`figure-growth`"))
    assert only(make(chart, text="{ref}`count`")).rule == "CLM-108"
    table = directive("table", "count", caption="Members")
    assert clean(make(table, text="{ref}`count` {ref}`table-count`"))


def test_a_heading_with_a_role_needs_an_id_to_be_pointed_at() -> None:
    assert only(make(heading("After {date}`raid`"), text="{ref}`after`")).rule == "CLM-108"
    assert clean(make(heading("After {date}`raid`", "after"), text="{ref}`after`"))


def test_kinds_of_fields_hold_for_people_and_sources() -> None:
    people = [party("body", kind="body", name="A body"), party("who", roles=[{"title": "Head", "body": "body"}])]
    book = source("book", author="who", via="origin")
    assert clean(
        make(text="{term}`who` {value}`told`", people=people, sources=[book], facts=[fact("told", source="book", by="who")])
    )
    problem = only(make(text="So.{cite}`book`", sources=[source("book", author=ref("raid", 5))]))
    assert (problem.rule, problem.place.line) == ("CLM-102", 5)
