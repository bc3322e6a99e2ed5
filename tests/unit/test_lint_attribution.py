"""Words that take sides."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest
from lint_samples import at, clean, directive, event, image, make, only, party, source, statement, words

from report.lint import lint
from report.model.prose import Prose


def test_loaded_word_gives_its_reason_and_what_to_write() -> None:
    problem = only(make(text="He Admitted that it was so."))
    assert (problem.rule, problem.severity, problem.place) == ("CLM-151", "warning", at(10, 4))
    assert problem.sentence.startswith("“Admitted” in the text takes sides: it takes what was said for true")
    assert problem.hint == "write instead: said"


@pytest.mark.parametrize("typed", ["the regime", "its so-called army", "a so‑called army", "anti-regime songs", "of\ncourse"])
def test_loaded_word_in_its_guises(typed: str) -> None:
    assert only(make(text=f"It was {typed} then")).rule == "CLM-151"


def test_loaded_word_in_titles_captions_and_alternative_texts() -> None:
    assert "the title of the section" in only(make(title="The regime")).sentence
    assert "the caption of the chart" in only(make(directive("chart", "count", caption="The regime"))).sentence
    pictures = [image("gate", alternative_text="A notorious gate")]
    assert "the alternative-text of “gate”" in only(make(directive("image", "gate"), images=pictures)).sentence
    assert "the title of “show”" in only(make(events=[event("show", title="The regime falls")], text="{date}`show`")).sentence


def test_words_are_free_in_quotations_names_and_harmless_phrases() -> None:
    exact = statement("told", exact="the so-called regime")
    assert clean(make(text="They said {quote}`told`{cite}`told`", statements=[exact]))
    assert clean(make(text="He was admitted to hospital."))
    assert clean(make(text="A regimen, an admission, unclearly."))
    book = source("book", title="The Regime and I")
    assert clean(make(text="It is told in The Regime and I.{cite}`book`", sources=[book]))
    assert clean(make(text="{term}`cult` is the Cult of Reason", people=[party("cult", kind="body", name="Cult of Reason")]))


def test_a_word_in_typed_quotation_marks_is_somebody_elses() -> None:
    assert only(make(text="what they call the “regime” there")).rule == "CLM-131"


def test_an_article_adds_its_own_words() -> None:
    own = {"attribution": [{"words": ["Liberators"], "reason": "it honours one side", "instead": "the army"}]}
    problem = only(make(text="The liberators came.", meta=own))
    assert problem.sentence == "“liberators” in the text takes sides: it honours one side"
    assert problem.hint == "write instead: the army"
    assert clean(make(text="The liberators came."))


def test_other_languages_have_the_words_of_the_article_only() -> None:
    assert clean(make(text="He admitted it.", meta={"language": "fa"}))


def test_every_listed_word_has_a_reason_and_stands_once() -> None:
    listed = tomllib.loads(files("report.lint").joinpath("attribution.toml").read_text(encoding="utf-8"))
    every = [word for entries in listed.values() for entry in entries for word in entry["words"]]
    assert len(every) == len(set(every))
    assert all(word == word.casefold() for word in every)
    assert all(set(entry) <= {"words", "except", "reason", "instead"} for entries in listed.values() for entry in entries)
    assert all(entry["reason"] and entry["instead"] for entries in listed.values() for entry in entries)


def test_every_listed_word_is_found() -> None:
    listed = tomllib.loads(files("report.lint").joinpath("attribution.toml").read_text(encoding="utf-8"))["en"]
    for entry in listed:
        for word in entry["words"]:
            found = [p for p in lint(make(text=f"Then {word} there.")) if p.rule == "CLM-151"]
            assert len(found) == 1, word


def test_prose_without_places_is_fine() -> None:
    assert words("x") != Prose.plain("x")
    assert only(make(meta={"summary": Prose.plain("The regime")})).place.path == "article.yaml"
