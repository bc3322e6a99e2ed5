"""Digits where a record should give the number."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lint_samples import (
    at,
    clean,
    directive,
    event,
    fact,
    ids,
    image,
    inlines,
    make,
    only,
    paragraph,
    party,
    series,
    source,
    term,
)  # fmt: skip

from report.lint import lint
from report.model import prose


def test_typed_number_offers_the_record_with_that_number() -> None:
    problem = only(make(text="In the end 2,300 members were there."))
    assert (problem.rule, problem.place) == ("CLM-121", at(10, 12))
    assert (problem.sentence, problem.hint) == ("“2,300” is typed into the text", "write {value}`count.y2018`")


def test_the_same_digits_alone_are_no_evidence() -> None:
    for text in ("In the end 2,300 were there.", "We compared 2300 papers", "Room 34", "34", "the membership was 2,300"):
        assert only(make(text=text)).hint.startswith("where the digits belong to a name, write {literal}`"), text


@pytest.mark.parametrize(
    ("typed", "unit", "text"),
    [
        ("34", "hectare", "{} ha"),
        ("34", "hectare", "{} hectares"),
        ("34", "hectare", "{}\nHectare"),
        ("12", "EUR", "€{}"),
        ("12", "EUR", "{} euros"),
        ("12", "EUR", "EUR {}"),
        ("5", {"symbol": "µg/m³"}, "{} µg/m³"),
        ("5", "percent", "{}%"),
        ("5", "percent", "{} per cent"),
        ("0.17", "celsius", "−{} °C"),
    ],
)
def test_a_number_with_its_unit_beside_it_is_the_record_s(typed: str, unit: object, text: str) -> None:
    records = [fact("odd", quantity=typed, unit=unit)]
    assert only(make(text="{value}`odd` " + text.format(typed), facts=records)).hint == "write {value}`odd`"


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("H5N1 spread", "H5N1"),
        ("of COVID-19 here", "COVID-19"),
        ("the 3rd day", "3rd"),
        ("the 1990s", "1990s"),
        ("area²", "area²"),
    ],
)
def test_digits_within_a_name_are_one_problem_that_shows_the_name(text: str, typed: str) -> None:
    problem = only(
        make(text=text, facts=[fact("five", quantity="5", unit="year")], footnotes=(("n", (paragraph("{value}`five`"),)),))
    )
    assert (problem.sentence, problem.place) == (f"“{typed}” is typed into the text", at(10, text.index(typed) + 1))
    assert problem.hint.startswith(
        f"where the digits belong to a name, write {{literal}}`{typed}` or add the name to glossary.yaml"
    )


def test_a_year_is_offered_where_its_record_is_named_nearby() -> None:
    other = event("far", date="1999")
    section = prose.Section("far", inlines("Far", 1), (paragraph("{date}`far`"),), (), at(1))
    article = make(text="In 1999", events=[other], meta={"sections": ["main", "far"]})
    problem = only(replace(article, sections=(*article.sections, section)))
    assert problem.hint.startswith("where the digits belong to a name")


@pytest.mark.parametrize("typed", ["2300", "2.300", "2 300", "2\u202f300", "2’300", "۲۳۰۰", "٢٬٣٠٠", "２３００"])
def test_typed_number_is_known_whatever_its_separators_and_script(typed: str) -> None:
    assert only(make(text=f"There were {typed} members")).hint == "write {value}`count.y2018`"


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("20 June 2023", "write {date}`raid`"),
        ("June 20, 2023", "write {date}`raid`"),
        ("2023-06-20", "write {date}`raid`"),
        ("2023", "write {date}`raid|year`"),
    ],
)
def test_typed_number_that_is_a_date_is_one_problem(typed: str, hint: str) -> None:
    problem = only(make(text=f"It was {typed} then"))
    assert (problem.sentence, problem.hint) == (f"“{typed}” is typed into the text", hint)


def test_typed_number_takes_the_record_that_is_named_nearest() -> None:
    near = event("founding", date="2013")
    assert only(make(text="In 2013 and {date}`founding`", events=[near])).hint == "write {date}`founding`"


def test_typed_number_without_a_record_says_how_to_make_one() -> None:
    assert only(make(text="There were 99 of them")).hint.endswith("give it a record with its source, and write {value} or {date}")


def test_two_numbers_beside_each_other_are_two_problems() -> None:
    problems = lint(make(text="36 in 2023"))
    assert [(p.sentence[:6], p.place.column) for p in problems] == [("“36” i", 1), ("“2023”", 7)]


def test_typed_number_in_captions_titles_footnotes_tables_and_fields() -> None:
    table = prose.PlainTable((inlines("Year"),), ((inlines("1999"),),), ("",), at(20))
    blocks = [
        directive("chart", "count", caption="All 99", line=30),
        directive("table", body=(table,), caption="Years"),
        directive("note", "Why", "99"),
        prose.MarkdownList(True, ((prose.Para(inlines("Item 77", 40), at(40)),),), place=at(40)),
    ]
    notes = (("a", (prose.Para(inlines("A note of 55", 50), at(50)),)),)
    problems = lint(make(*blocks, title="After 98", footnotes=notes, meta={"summary": "It says 44."}))
    assert {p.rule for p in problems} == {"CLM-121"}
    assert {p.sentence.split(" is typed into ")[1] for p in problems} == {
        "the title of the section", "the caption of the chart", "a cell of a table", "the title of the note", "the text",
        "a footnote", "the summary in article.yaml",
    }  # fmt: skip


def test_typed_number_in_an_alternative_text() -> None:
    problem = only(make(directive("image", "gate"), images=[image("gate", alternative_text="The 2 gates")]))
    assert problem.sentence == "“2” is typed into the alternative-text of “gate”"


@pytest.mark.parametrize("typed", ["½", "area²", "COVID-19", "3rd", "1 m²"])
def test_typed_number_in_every_guise(typed: str) -> None:
    assert only(make(text=f"It is {typed} here")).rule == "CLM-121"


@pytest.mark.parametrize("formula", ["CO₂", "x²", "µg/m³", "Ca²⁺", "s⁻¹", "¹⁴C", "Fe(OH)₃"])
def test_digits_of_a_formula_count_nothing(formula: str) -> None:
    assert not [problem for problem in lint(make(text=f"There is {formula} here")) if problem.rule == "CLM-121"]


def test_digits_are_free_in_names_titles_literals_code_and_addresses() -> None:
    text = "Camp Ashraf 3’s, camp  Ashraf\n3, Apollo 11, Head of Unit 8, 24 Hours, {literal}`A4`, the 1984 Review"
    text += ", {quote}`said`.{cite}`said`"
    records = {
        "glossary": [term("camp", "Camp Ashraf 3")],
        "people": [party("crew", name="Apollo 11", roles=[{"title": "Head of Unit 8"}])],
        "sources": [source("book", title="24 Hours")],
        "events": [event("show", title="The 1984 review", date="1984")],
    }
    shown = directive("timeline", "show")
    assert clean(make(shown, text=text + "{cite}`book`", **records))
    code = prose.Para((prose.CodeSpan("x = 3", at(11)), prose.Typed(" and ", at(11, 9))), at(11))
    link = prose.InlineLink("https://example.org/2013", (prose.Typed("https://example.org/2013", at(12)),), at(12))
    assert clean(make(code, prose.Para((link,), at(12)), text="see https://example.org/99"))


def test_a_name_is_free_as_a_whole_only() -> None:
    problems = lint(make(text="Ashraf 3 and Camp Ashraf 33", glossary=[term("camp", "Camp Ashraf 3")]))
    assert ids(problems) == ["CLM-121", "CLM-121"]


def test_a_name_may_run_through_emphasis() -> None:
    mixed = prose.Para(
        (prose.Typed("Camp ", at(10)), prose.Emph((prose.Typed("Ashraf", at(10, 7)),)), prose.Typed(" 3", at(10, 14)))
    )
    assert clean(make(mixed, glossary=[term("camp", "Camp Ashraf 3")]))


def test_the_place_of_a_number_follows_line_breaks() -> None:
    assert only(make(text="first line\nthen 99")).place == at(11, 6)


def test_typed_number_in_label_is_a_warning() -> None:
    problem = only(make(series=series(title="The 2300 members", line=3)))
    assert (problem.rule, problem.severity, problem.place.line) == ("CLM-122", "warning", 3)
    assert "{value}`count.y2018`" in problem.hint


def test_an_event_title_may_have_digits() -> None:
    assert clean(make(events=[event("show", title="Expo 2000")], text="{date}`show`"))


def test_spelled_number_before_the_noun_of_its_record() -> None:
    problem = only(make(text="There was One\ndeath."))
    assert (problem.rule, problem.severity, problem.place) == ("CLM-123", "warning", at(10, 11))
    assert (problem.sentence, problem.hint) == ("“One death” in the text is what “dead” records", "write {value}`dead|unit`")


def test_spelled_number_of_a_measure() -> None:
    assert only(make(text="It has thirty-four hectares of land")).hint == "write {value}`area`"


@pytest.mark.parametrize(
    "text", ["There were two deaths.", "one deathly hour", "bone death", "a one-death rule", "one man, a death"]
)
def test_other_numbers_and_nouns_are_free(text: str) -> None:
    assert clean(make(text=text))


def test_number_words_are_looked_for_in_languages_that_are_known() -> None:
    assert clean(make(text="one death", meta={"language": "fa"}))


def test_bounds_are_offered_too() -> None:
    wide = fact("wide", quantity={"number": "50", "upper": "70"}, unit="mile")
    assert only(make(text="{value}`wide` or 70 miles", facts=[wide])).hint == "write {value}`wide`"
