"""Exact words, and quotation marks typed by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lint_samples import at, clean, directive, ids, make, only, party, source, statement, words

from report.lint import lint
from report.lint.quotation import INVISIBLE, QUOTE_MARKS, Deviation, contains, nearest_passage, normalise

TEXT = "He said: “The camp’s very large hall was built, and residents, all of them, moved\u00a0in last year.” It is a lathe."


@pytest.mark.parametrize(
    "exact",
    [
        "The camp's very large hall",
        "residents, all of them, moved in",
        "resi\u00addents, all  of them",
        "[T]he camp’s",
        "[t]he camp's [big] hall was built",
        "hall was [not] built",
        "hall [sic] was built",
        "resident[s], all",
        "[Residents] moved in last year.",
        "hall ... residents",
        "hall […] residents, all … last year",
        "mov[ing] in",
        "[…] residents, all of them",
        "hall was built […]",
    ],
)
def test_words_that_are_there(exact: str) -> None:
    assert contains(TEXT, exact)


@pytest.mark.parametrize(
    "exact",
    [
        "the camp",  # another capital, without brackets
        "resident",  # part of a word
        "residents … hall",  # the other way round
        "[h]e lathe",
        "hall was not built",
        "The camp's [very large] house",
        "residents - all of them",
    ],
)
def test_words_that_are_not_there(exact: str) -> None:
    assert not contains(TEXT, exact)


def test_brackets_and_ellipses_of_the_source_itself_are_words() -> None:
    assert contains("She wrote “we [the crew] … left”.", "we [the crew] … left")


def test_many_ellipses_do_not_stop_the_search() -> None:
    assert not contains("a b " * 400, "a … " * 30 + "z")


@given(st.text(st.sampled_from("ae \u0301\u0308" + QUOTE_MARKS + INVISIBLE + "\n\u00a0ÄĄ")))
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(max_size=40), st.text(min_size=1, max_size=20), st.text(max_size=40))
def test_what_stands_in_a_text_between_spaces_is_found(before: str, exact: str, after: str) -> None:
    assert contains(f"{before} {exact} {after}", exact)


def test_nearest_passage_tells_what_differs() -> None:
    passage = nearest_passage(TEXT, "camp’s very big hall was built")
    assert passage is not None
    assert passage.text == "camp's very large hall was built,"
    assert passage.differences == (Deviation("big", "large"), Deviation("built", "built,"))
    assert nearest_passage(TEXT, "nothing like this stands anywhere") is None


def test_inexact_words_show_the_nearest_passage() -> None:
    texts = {"origin": "They say that we went in by day, and left."}
    problem = only(make(texts=texts))
    assert (problem.rule, problem.place.path) == ("CLM-132", "records.yaml")
    assert problem.sentence == "the exact words of “said” are not in texts/origin.txt"
    assert "“day,” there, “night” here" in problem.hint


def test_inexact_words_with_nothing_like_them() -> None:
    assert only(make(texts={"origin": "Quite another matter."})).hint.startswith("nothing there is like them")


def test_exact_words_in_the_kept_text_are_fine() -> None:
    assert clean(make(texts={"origin": "“We went in by\nnight”, they said."}))


def test_exact_words_are_looked_for_in_each_kept_text_of_their_sources() -> None:
    told = statement("told", exact="all of them", source=["origin", "book"])
    kept = {"origin": "We went in by night", "book": "it was all of them"}
    blocks = directive("statement", "told")
    assert clean(make(blocks, statements=[told], sources=[source("book")], texts=kept))
    problem = only(make(blocks, statements=[told], sources=[source("book")], texts=kept | {"book": "none"}))
    assert "texts/origin.txt or texts/book.txt" in problem.sentence


@pytest.mark.parametrize(
    "typed", ["“enforcing an order”", '"enforcing an order"', "„enforcing an order“", "«enforcing an order»"]
)
def test_typed_quotation(typed: str) -> None:
    problem = only(make(text=f"They were {typed} then"))
    assert (problem.rule, problem.severity, problem.place) == ("CLM-131", "warning", at(10, 11))
    assert problem.hint == "add the words to statements.yaml as exact:, and write {quote}"


def test_typed_quotation_of_one_word_and_of_known_words() -> None:
    assert only(make(text="the “deal”")).sentence == "“deal” stands in quotation marks in the text"
    assert only(make(text="they “went in”")).hint == "write {quote}`said`"
    assert only(make(text="they “went i”")).hint == "add the words to statements.yaml as exact:, and write {quote}"


def test_typed_quotation_marks_around_a_role() -> None:
    problem = only(make(text="they said “{quote}`said`”{cite}`said`"))
    assert problem.sentence == "“…” stands in quotation marks in the text"
    assert problem.hint.startswith("leave the quotation marks out")


def test_titles_and_names_may_stand_in_quotation_marks() -> None:
    text = "“A sample”, “It happens”, “Main”, “24 Hours,” “Members”.{cite}`book` {term}`crew`"
    book, crew = source("book", title="24 hours"), party("crew", name="The Crew")
    assert clean(make(text=text, sources=[book], people=[crew]))


def test_an_apostrophe_and_a_lonely_mark_are_no_quotation() -> None:
    assert clean(make(text="the camp’s, the ‘camp’, 'camp' and a lonely “ mark"))


def test_a_number_in_a_typed_quotation_is_still_typed() -> None:
    assert sorted(ids(lint(make(text="They say “2300 men”")))) == ["CLM-121", "CLM-131"]


OTHER = statement("other-words", exact="We stayed", source="book")


def test_unnoted_quotation_in_a_sentence() -> None:
    article = make(text="So {quote}`other-words` it was.{cite}`said`", statements=[OTHER], sources=[source("book")])
    problem = only(article)
    assert (problem.rule, problem.severity, problem.place) == ("CLM-133", "warning", at(10, 4))
    assert problem.sentence == "the words of “other-words” in the text have no note with their source"
    assert problem.hint == "write {cite}`other-words` at the end of its sentence"


@pytest.mark.parametrize("cited", ["other-words", "book", "said, elsewhere"])
def test_a_note_of_the_same_source_will_do(cited: str) -> None:
    elsewhere = statement("elsewhere", source="book")
    text = f"So {{quote}}`other-words`{{cite}}`{cited}` it was.{{cite}}`elsewhere`"
    assert clean(make(text=text, statements=[OTHER, elsewhere], sources=[source("book")]))


def test_a_record_that_quotes_has_a_note_of_its_own() -> None:
    same = statement("same", paraphrase=words("They say {quote}`other-words`"), source="book")
    foreign = statement("foreign", paraphrase=words("They say {quote}`other-words`", 5))
    shown = directive("statement", "same")
    assert clean(make(shown, statements=[OTHER, same], sources=[source("book")]))
    problem = only(make(shown, directive("statement", "foreign"), statements=[OTHER, same, foreign], sources=[source("book")]))
    assert (problem.rule, problem.place.line) == ("CLM-133", 5)
