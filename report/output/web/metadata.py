"""What the page says of itself to search engines and to those who share it: schema.org's terms, and Open Graph's."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin, urlsplit

from report.model.cldr import region
from report.model.document import Author, Document, Tongue
from report.model.format import Format
from report.output.family import file_name


def addresses(document: Document, form: Format) -> Mapping[str, str]:
    """Return by language where its page is to be had: its address on the web or, where that isn't known, the file's name.

    The article's own is where article.yaml says. If that address ends in the name of its file, the others stand beside it.
    """
    about = document.metadata
    files = {one.language: file_name(document.article, form, "" if one.own else one.language) for one in about.tongues}
    own = next((one.language for one in about.tongues if one.own), about.language)
    name = file_name(document.article, form)
    if about.url and urlsplit(about.url).path.endswith(f"/{name}"):
        files = {language: urljoin(about.url, file) for language, file in files.items()}
    return files | ({own: about.url} if about.url else {})


def address(found: Mapping[str, str], language: str) -> str:
    """Return the address of the page in a language; empty where it isn't known."""
    return where if (where := found.get(language, "")) and urlsplit(where).netloc else ""


def linked_data(document: Document, found: Mapping[str, str]) -> str:
    """Return the page's description in schema.org's terms, as JSON that can stand in a script element.

    `found` has the addresses of all languages.
    """
    about = document.metadata
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Report",
        "identifier": _identifiers(document),
        "name": about.title,
        "alternativeHeadline": about.subtitle,
        "description": about.summary,
        "inLanguage": about.language,
        "author": [_author(author) for author in about.authors],
        "publisher": {"@type": "Organization", "name": about.publisher},
        "datePublished": about.modified.isoformat(),
        "version": str(about.edition),
        "keywords": list(about.subjects),
        "copyrightNotice": about.rights,
        "license": about.rights_url,
        "url": address(found, about.language),
        "sameAs": about.doi_url,
        "accessMode": ["textual", "visual"] if document.figures else ["textual"],
        "accessModeSufficient": {"@type": "ItemList", "itemListElement": ["textual"]},
        "accessibilityHazard": "none",
        **_translations(document, found),
    }
    text = json.dumps({key: value for key, value in said.items() if value}, ensure_ascii=False, sort_keys=True)
    return text.replace("<", "\\u003c")


def _identifiers(document: Document) -> Any:
    about = document.metadata
    known = {"DOI": about.doi, "ISBN": about.isbn}
    further = [{"@type": "PropertyValue", "propertyID": kind, "value": value} for kind, value in known.items() if value]
    return [about.identifier, *further] if further else about.identifier


def _author(author: Author) -> dict[str, Any]:
    said: dict[str, Any] = {"@type": "Organization" if author.body else "Person", "name": author.name}
    if author.orcid:
        said["sameAs"] = f"https://orcid.org/{author.orcid}"
    if author.affiliations and not author.body:
        said["affiliation"] = [{"@type": "Organization", "name": words} for words in author.affiliations]
    return said


def _translations(document: Document, found: Mapping[str, str]) -> dict[str, Any]:
    """Return of what this is a translation, or which translations there are of it."""

    def work(one: Tongue) -> dict[str, str]:
        where = address(found, one.language)
        said = {"@type": "Report", "identifier": one.identifier, "inLanguage": one.language}
        return said | ({"url": where} if where else {})

    tongues = document.metadata.tongues
    here = next((one for one in tongues if one.language == document.language), None)
    if here is None:
        return {}
    if not here.own:
        return {"translationOfWork": next(work(one) for one in tongues if one.own)}
    return {"workTranslation": [work(one) for one in tongues if not one.own]}


def shared(document: Document, url: str) -> Iterator[tuple[str, str]]:
    """Yield what those see to whom a link to the page is sent; nothing of a page whose address isn't known."""
    if url:
        about = document.metadata
        yield "og:type", "article"
        yield "og:title", about.title
        yield "og:description", about.summary
        yield "og:url", url
        yield "og:site_name", about.publisher
        yield "og:locale", _locale(about.language)
        for one in about.tongues:
            if one.language != about.language:
                yield "og:locale:alternate", _locale(one.language)
        yield "article:published_time", about.modified.isoformat()


def _locale(tag: str) -> str:
    """Return a language as Open Graph writes it, where it is always a region's: fa_IR."""
    return "_".join(filter(None, (tag.partition("-")[0], region(tag))))
