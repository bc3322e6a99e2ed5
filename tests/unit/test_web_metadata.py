"""What a web edition says of itself to machines: in schema.org's own terms, and where its other languages are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from epub_sample import DOCUMENT
from web_sample import page

from report.model.document import Author, Document, Tongue

VOCABULARY = Path(__file__).parents[1] / "golden" / "web" / "schema-org-12.json"
"""What schema.org says of the terms that we use, taken from its release 12.0."""
TONGUES = (
    Tongue("en-GB", "English", "urn:uuid:1", own=True),
    Tongue("fa", "فارسی", "urn:uuid:2", own=False),
    Tongue("zh-Hant", "中文", "urn:uuid:3", own=False),
)
AUTHORS = (
    Author("A. Miller", orcid="0000-0002-1825-0097", affiliations=("The Mill’s school",)),
    Author("The Millers’ Guild", body=True, affiliations=("no one",)),
    Author("B. Baker"),
)
EVERYTHING = replace(
    DOCUMENT.metadata,
    doi="10.5281/zenodo.1",
    isbn="978-92-95055-12-4",
    authors=AUTHORS,
    tongues=TONGUES,
)
PERSIAN = replace(DOCUMENT, language="fa", metadata=replace(EVERYTHING, language="fa", doi="", isbn=""))


def told(html: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(html.partition('<script type="application/ld+json">')[2].partition("</script>")[0])
    return found


def strange(said: dict[str, Any], words: dict[str, Any]) -> Iterator[str]:
    """Yield what a thing says that schema.org doesn't know of such things."""
    kinds, todo = set[str](), [said["@type"]]
    while todo:
        kinds.add(kind := todo.pop())
        todo += words["types"][kind]
    for name, value in said.items():
        if name.startswith("@"):
            continue
        term = words["properties"][name]
        if not kinds & set(term["of"]):
            yield f"{said['@type']} has no {name}"
        for one in value if isinstance(value, list) else [value]:
            yield from (f"{name}: {fault}" for fault in _not_taken(one, term["takes"], words))


def _not_taken(value: Any, takes: list[str], words: dict[str, Any]) -> Iterator[str]:
    if isinstance(value, dict):
        kinds, todo = set[str](), [value["@type"]]
        while todo:
            kinds.add(kind := todo.pop())
            todo += words["types"][kind]
        if not kinds & set(takes):
            yield f"takes no {value['@type']}"
        yield from strange(value, words)
    elif "Text" not in takes:
        forms = {"URL": r"https?://\S+", "Date": r"\d{4}-\d\d-\d\d"}
        if not any(re.fullmatch(forms[kind], value) for kind in takes if kind in forms):
            yield f"takes no “{value}”"


@pytest.mark.parametrize("url", ["", "https://example.org/a.html", "https://example.org/reports/mill.html"])
@pytest.mark.parametrize("document", [DOCUMENT, replace(DOCUMENT, metadata=EVERYTHING), PERSIAN], ids=["plain", "all", "fa"])
def test_machines_are_told_in_schema_orgs_terms(document: Document, url: str) -> None:
    said = told(page(document, url=url))
    assert said.pop("@context") == "https://schema.org"
    assert list(strange(said, json.loads(VOCABULARY.read_text(encoding="utf-8")))) == []


def test_whatever_is_known_of_it_is_told() -> None:
    said = told(page(replace(DOCUMENT, metadata=EVERYTHING), url="https://example.org/about"))
    assert said["identifier"][1:] == [
        {"@type": "PropertyValue", "propertyID": "DOI", "value": "10.5281/zenodo.1"},
        {"@type": "PropertyValue", "propertyID": "ISBN", "value": "978-92-95055-12-4"},
    ]
    assert said["sameAs"] == "https://doi.org/10.5281/zenodo.1"
    assert said["author"] == [
        {
            "@type": "Person",
            "name": "A. Miller",
            "sameAs": "https://orcid.org/0000-0002-1825-0097",
            "affiliation": [{"@type": "Organization", "name": "The Mill’s school"}],
        },
        {"@type": "Organization", "name": "The Millers’ Guild"},
        {"@type": "Person", "name": "B. Baker"},
    ]
    assert said["workTranslation"] == [
        {"@type": "Report", "identifier": "urn:uuid:2", "inLanguage": "fa"},
        {"@type": "Report", "identifier": "urn:uuid:3", "inLanguage": "zh-Hant"},
    ]
    assert "translationOfWork" not in said


def test_a_translation_names_what_it_translates() -> None:
    said = told(page(PERSIAN, url="https://example.org/mill.html"))
    own = {"@type": "Report", "identifier": "urn:uuid:1", "inLanguage": "en-GB", "url": "https://example.org/mill.html"}
    assert (said["translationOfWork"], said["url"]) == (own, "https://example.org/mill-fa.html")
    assert "workTranslation" not in said


@pytest.mark.parametrize(
    ("url", "own", "other"),
    [
        ("", "mill.html", "mill-fa.html"),
        ("https://example.org/mill.html", "https://example.org/mill.html", "https://example.org/mill-fa.html"),
        ("https://example.org/x/mill.html?a=1", "https://example.org/x/mill.html?a=1", "https://example.org/x/mill-fa.html"),
        ("https://example.org/mill", "https://example.org/mill", "mill-fa.html"),
        ("https://example.org/windmill.html", "https://example.org/windmill.html", "mill-fa.html"),
    ],
)
def test_languages_lead_to_each_other(url: str, own: str, other: str) -> None:
    for document in (replace(DOCUMENT, metadata=EVERYTHING), PERSIAN):
        html = page(document, url=url)
        links = dict(re.findall(r'<link rel="alternate" hreflang="([^"]*)" href="([^"]*)">', html))
        assert list(links) == ["en-GB", "fa", "zh-Hant"], "each names itself, too"
        assert (links["en-GB"], links["fa"]) == (own, other)
        seen = re.findall(r'<li><a rel="alternate" href="([^"]*)" hreflang="([^"]*)" lang="\2" dir="(ltr|rtl)"', html)
        assert [(address, language) for address, language, _ in seen] == [
            (links[one.language], one.language) for one in TONGUES if one.language != document.language
        ]
        assert ('rel="canonical"' in html) == (links[document.language].startswith("https:"))


def test_with_one_language_nothing_is_said_of_others() -> None:
    html = page(url="https://example.org/mill.html")
    assert "hreflang" not in html
    assert "nav-languages" not in html.partition("</style>")[2]


def test_those_to_whom_it_is_sent_see_its_region_and_its_publisher() -> None:
    html = page(PERSIAN, url="https://example.org/mill.html")
    shared = re.findall(r'<meta property="([^"]*)" content="([^"]*)">', html)
    assert ("og:site_name", DOCUMENT.metadata.publisher) in shared
    assert [content for name, content in shared if name.startswith("og:locale")] == ["fa_IR", "en_GB", "zh_TW"]
