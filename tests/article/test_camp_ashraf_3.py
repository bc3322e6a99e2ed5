"""The article that ships says what its source says: each fact, each quotation, each record, in every full publication."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.reading import book, documents, fold, paragraphs
from support.shipped import Shipped

from report.lint.quotation import contains, normalise
from report.model.article import Article
from report.model.survey import ASIDE, Survey

CHECKLIST = Path(__file__).with_name("camp_ashraf_3_facts.toml")
FACTS: list[dict[str, Any]] = tomllib.loads(CHECKLIST.read_text(encoding="utf-8"))["fact"]
SENTENCES = {
    "opening paragraph": 3,
    "History": 13,
    "Residents and daily life": 9,
    "Raid by Albanian police": 5,
    "Preludes and possible influences": 6,
    "Aftermath": 5,
}
"""How many sentences each part of the source has."""


def named(article: Article) -> set[str]:
    """Return what a reader meets: records that a section names, and those that the printed fields of such records name."""
    survey = Survey.of(article)
    met: set[str] = set()
    waiting = {naming.target for naming in survey.namings if naming.section}
    while waiting:
        met |= waiting
        holders = met | {id_.partition(".")[0] for id_ in met}
        met |= {id_ for id_, series, _ in article.observations() if series.id in met}
        waiting = {naming.target for naming in survey.namings if naming.owner in holders and naming.field not in ASIDE} - met
    return met


def test_the_checklist_covers_every_sentence_of_the_source() -> None:
    covered = {(fact["at"], fact["sentence"]) for fact in FACTS}
    assert covered == {(part, number) for part, count in SENTENCES.items() for number in range(1, count + 1)}


def test_each_fact_says_what_a_reader_must_find() -> None:
    assert all(fact["find"] and fact["fact"] for fact in FACTS)
    repeated = [what for what, count in Counter(fact["fact"] for fact in FACTS).items() if count > 1]
    assert repeated == []


def test_every_fact_has_its_record(shipped: Shipped) -> None:
    sections = {section.id for section in shipped.article.sections}
    lacking = [fact["record"] for fact in FACTS if fact["record"] not in sections and not shipped.article.find(fact["record"])]
    assert lacking == []


def test_every_fact_is_read_in_every_full_publication(shipped: Shipped) -> None:
    assert set(shipped.full) >= {"a4", "epub", "web"}
    lacking = [
        f"{name}: {fact['fact']}: {words}"
        for name, reading in shipped.full.items()
        for fact in FACTS
        for words in fact["find"]
        if fold(words) not in reading.text
    ]
    assert lacking == []


def test_every_quotation_stands_word_for_word_in_every_full_publication(shipped: Shipped) -> None:
    exact = {id_: statement.exact for id_, statement in shipped.article.statements.items() if statement.exact}
    assert len(exact) > 10
    lacking = [
        f"{name}: {id_}"
        for name, reading in shipped.full.items()
        for id_, words in exact.items()
        if not contains(reading.text, words)
    ]
    assert lacking == []


def test_every_quotation_of_a_book_is_the_exact_words_of_a_statement(shipped: Shipped) -> None:
    """Quotation marks promise that somebody said just this, so whatever is marked as a quotation is looked up."""
    said = [normalise(statement.exact) for statement in shipped.article.statements.values() if statement.exact]
    hedges = [normalise(statement.hedge) for statement in shipped.article.statements.values() if statement.hedge]
    quoted = {
        normalise("".join(element.itertext())).strip("'")
        for root in documents(shipped.files["epub"]).values()
        for element in root.iter("{*}q")
    }
    assert quoted
    assert [words for words in quoted if words not in [each.strip("'") for each in (*said, *hedges)]] == []


@pytest.mark.parametrize("kind", ["fact", "event", "statement", "account", "observation", "source"])
def test_every_record_reaches_the_reader(shipped: Shipped, kind: str) -> None:
    kinds = Survey.of(shipped.article).kinds
    records = {id_ for id_, of in kinds.items() if of == kind}
    assert records
    assert sorted(records - named(shipped.article)) == []


def test_a_record_that_nobody_names_is_noticed(shipped: Shipped) -> None:
    article = shipped.article
    stray = article.facts["site-area"].model_copy(update={"id": "stray"})
    assert "stray" not in named(replace(article, facts={**article.facts, "stray": stray}))


def test_a_listener_hears_every_paragraph_of_the_book_in_the_print(shipped: Shipped) -> None:
    own = re.compile(r"^(E-book|urn:uuid:.*)$")
    of_all = [words for words in paragraphs(shipped.files["epub"]) if not own.match(words)]
    assert len(of_all) > 100
    assert [(name, words) for name, reading in shipped.full.items() for words in of_all if words not in reading.text] == []


def test_print_and_book_have_the_same_notes(shipped: Shipped) -> None:
    ways = re.compile(r"^\d+\.? |(?: \(\d+\))+$")  # the label, and in a book the ways back to further calls
    notes = {name: [ways.sub("", note) for note in reading.notes] for name, reading in shipped.full.items()}
    assert len(notes["epub"]) > 10
    assert all(each == notes["epub"] for each in notes.values())


def test_reading_leaves_calls_and_page_marks_out_of_sentences(shipped: Shipped) -> None:
    """If it didn't, the tests above would not see what a reader sees."""
    for reading in shipped.full.values():
        assert "refugee status. The United Nations" in reading.text
    assert book(shipped.files["epub"]).text.count("Camp Liberty") == shipped.full["a4"].text.count("Camp Liberty")
