"""A suggestion is near in spelling or in meaning; where nothing is, all that can stand there is listed."""

from __future__ import annotations

import pytest

from report.load.shape import fields_of
from report.load.suggestions import meant, nearest
from report.model.article import ArticleFile
from report.model.evidence import Fact
from report.model.fields import Record
from report.model.people import Party
from report.model.sources import Source


@pytest.mark.parametrize(
    ("record", "typed", "expected"),
    [
        (Source, "issn", "ISSN"),
        (Source, "Issue", "issue"),
        (Source, "url", "URL"),
        (Source, "Title", "title"),
        (Source, "Container_Title", "container-title"),
        (Source, "journal", "container-title"),
        (Source, "year", "issued"),
        (Source, "pages", "page"),
        (Source, "vol", "volume"),
        (Source, "urldate", "accessed"),
        (Source, "autor", "author"),
        (Source, "isued", "issued"),
        (Source, "abstract", ""),
        (Source, "series", ""),
        (Source, "foo", ""),
        (ArticleFile, "author", "authors"),
        (ArticleFile, "license", "rights"),
        (ArticleFile, "keywords", "subjects"),
        (ArticleFile, "langauge", "language"),
        (Fact, "value", "quantity"),
        (Fact, "Units", "unit"),
        (Party, "ORCID", "orcid"),
    ],
)
def test_what_was_meant(record: type[Record], typed: str, expected: str) -> None:
    assert meant(typed, list(fields_of(record))) == expected


def test_without_anything_near_all_are_listed() -> None:
    assert nearest("foo", ["bar", "baz"]) == "known here: bar, baz"
    assert nearest("foo", []) == "delete it"


@pytest.mark.parametrize(
    "key", ["volume", "issue", "page", "edition", "number", "publisher-place", "ISSN", "ISBN", "container-title"]
)
def test_what_csl_calls_a_source_is_known(key: str) -> None:
    assert key in fields_of(Source)
