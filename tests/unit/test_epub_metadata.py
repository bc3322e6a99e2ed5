"""What the book says of itself follows from what it holds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from epub_sample import DOCUMENT

from report.model.article import Certifier
from report.model.document import Author
from report.output.epub.metadata import CONFORMANCE, Entry, Holdings, entries, features, summary

NOTHING = Holdings(headings=False, pictures=False, descriptions=False, alternatives=True)
EVERYTHING = Holdings(headings=True, pictures=True, descriptions=True, alternatives=True, pages_of="urn:uuid:a4")
LABELS = dict(DOCUMENT.words)
ALWAYS = ["ARIA", "displayTransformability", "readingOrder"]


def values(holdings: Holdings, name: str) -> list[str]:
    return [entry.value for entry in entries(DOCUMENT, holdings, LABELS) if entry.name == name]


def test_a_book_that_holds_little_claims_little() -> None:
    assert features(replace(DOCUMENT, contents=()), NOTHING) == ALWAYS


@pytest.mark.parametrize(
    ("held", "claimed"),
    [
        ({"headings": True}, {"structuralNavigation"}),
        ({"pictures": True}, {"alternativeText"}),
        ({"pictures": True, "alternatives": False}, set()),
        ({"pictures": True, "descriptions": True}, {"alternativeText", "longDescription"}),
        ({"pages_of": "urn:uuid:a4"}, {"pageBreakMarkers", "pageNavigation"}),
    ],
)
def test_each_feature_comes_and_goes_with_what_it_names(held: dict[str, bool], claimed: set[str]) -> None:
    assert set(features(replace(DOCUMENT, contents=()), replace(NOTHING, **held))) == {*ALWAYS, *claimed}


def test_contents_are_claimed_where_there_are_some() -> None:
    assert features(DOCUMENT, NOTHING) == [*ALWAYS, "tableOfContents"]


def test_a_book_without_pictures_is_text_alone() -> None:
    assert values(NOTHING, "schema:accessMode") == ["textual"]
    assert values(NOTHING, "schema:accessModeSufficient") == ["textual"]


def test_a_book_with_pictures_can_be_read_as_text_where_each_has_an_alternative() -> None:
    assert values(EVERYTHING, "schema:accessMode") == ["textual", "visual"]
    assert values(EVERYTHING, "schema:accessModeSufficient") == ["textual", "textual,visual"]


CERTIFIED = ("dcterms:conformsTo", "a11y:certifiedBy", "a11y:certifierCredential", "a11y:certifierReport")


def claims(holdings: Holdings) -> list[Entry]:
    return [entry for entry in entries(DOCUMENT, holdings, LABELS) if entry.name in CERTIFIED]


def test_conformance_is_claimed_only_where_somebody_has_evaluated_the_book() -> None:
    assert claims(EVERYTHING) == []
    assert claims(
        replace(EVERYTHING, certifier=Certifier(name="An Office", credential="A seal", report="https://example.org/report"))
    ) == [
        Entry("dcterms:conformsTo", CONFORMANCE, id="conformance"),
        Entry("a11y:certifiedBy", "An Office", id="certifier", refines="conformance"),
        Entry("a11y:certifierCredential", "A seal", refines="certifier"),
        Entry("a11y:certifierReport", "https://example.org/report", refines="certifier", link=True),
    ]
    named = claims(replace(EVERYTHING, certifier=Certifier(name="An Office")))
    assert [entry.name for entry in named] == ["dcterms:conformsTo", "a11y:certifiedBy"]


def test_without_alternatives_nobody_can_certify() -> None:
    holdings = replace(EVERYTHING, alternatives=False, certifier=Certifier(name="Somebody"))
    assert values(holdings, "schema:accessModeSufficient") == ["textual,visual"]
    assert claims(holdings) == []


def test_the_source_of_pages_is_named_only_where_pages_are_marked() -> None:
    assert values(EVERYTHING, "pageBreakSource") == values(EVERYTHING, "dc:source") == ["urn:uuid:a4"]
    assert values(NOTHING, "pageBreakSource") == values(NOTHING, "dc:source") == []


@pytest.mark.parametrize(
    ("key", "held"),
    [
        ("accessible_charts", {"charts": True}),
        ("accessible_lettering", {"charts": True}),
        ("accessible_languages", {"foreign": True}),
        ("accessible_notes", {"notes": True}),
        ("accessible_pages", {"pages_of": "urn:uuid:a4"}),
    ],
)
def test_the_summary_says_what_is_there_and_nothing_else(key: str, held: dict[str, bool]) -> None:
    assert LABELS[key] not in summary(NOTHING, LABELS)
    assert LABELS[key] in summary(replace(NOTHING, **held), LABELS)


def test_the_summary_is_never_empty() -> None:
    assert summary(NOTHING, LABELS) == LABELS["accessible_alone"]


def test_the_summary_repeats_no_term_of_the_other_metadata() -> None:
    terms = {"alternative", "enlarged", "headings", "contents", "reading order", "wcag", "long description", "hazard", "conform"}
    full = Holdings(True, True, True, True, charts=True, notes=True, foreign=True, pages_of="urn:uuid:a4")
    assert [term for term in terms if term in summary(full, LABELS).lower()] == []


def test_an_author_is_filed_and_identified_where_the_record_says_how() -> None:
    bell = Author("Ann Bell", "Bell, Ann", "0000-0002-1825-0097")
    document = replace(DOCUMENT, metadata=replace(DOCUMENT.metadata, authors=(bell, Author("C. Cole"))))
    found = [entry for entry in entries(document, NOTHING, LABELS) if entry.id == "creator-1" or entry.refines == "creator-1"]
    assert [(entry.name, entry.value) for entry in found] == [
        ("dc:creator", "Ann Bell"),
        ("role", "aut"),
        ("file-as", "Bell, Ann"),
        ("schema:sameAs", "https://orcid.org/0000-0002-1825-0097"),
    ]


def test_where_no_author_is_named_the_publisher_stands_in_without_having_written_it() -> None:
    document = replace(DOCUMENT, metadata=replace(DOCUMENT.metadata, authors=()))
    found = entries(document, NOTHING, LABELS)
    publisher = DOCUMENT.metadata.publisher
    assert [(entry.name, entry.value) for entry in found if entry.name in {"dc:creator", "dc:publisher", "role"}] == [
        ("dc:creator", publisher),
        ("dc:publisher", publisher),
    ]
