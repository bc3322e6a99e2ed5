"""What the page says of itself to search engines and to those who share it: schema.org's terms, and Open Graph's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from report.model.document import Author, Document


def linked_data(document: Document, url: str = "") -> str:
    """Return the page's description in schema.org's terms, as JSON that can stand in a script element."""
    about = document.metadata
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Report",
        "identifier": about.identifier,
        "name": about.title,
        "alternativeHeadline": about.subtitle,
        "description": about.summary,
        "inLanguage": about.language,
        "author": [_person(author) for author in about.authors],
        "publisher": {"@type": "Organization", "name": about.publisher},
        "datePublished": about.modified.isoformat(),
        "version": str(about.edition),
        "keywords": list(about.subjects),
        "copyrightNotice": about.rights,
        "license": about.rights_url,
        "url": url,
        "accessMode": ["textual", "visual"] if document.figures else ["textual"],
        "accessModeSufficient": {"@type": "ItemList", "itemListElement": ["textual"]},
        "accessibilityHazard": "none",
    }
    text = json.dumps({key: value for key, value in said.items() if value}, ensure_ascii=False, sort_keys=True)
    return text.replace("<", "\\u003c")


def _person(author: Author) -> dict[str, str]:
    known = {"sameAs": f"https://orcid.org/{author.orcid}"} if author.orcid else {}
    return {"@type": "Person", "name": author.name, **known}


def shared(document: Document, url: str) -> Iterator[tuple[str, str]]:
    """Yield what those see to whom a link to the page is sent; nothing of a page whose address isn't known."""
    if url:
        about = document.metadata
        yield "og:type", "article"
        yield "og:title", about.title
        yield "og:description", about.summary
        yield "og:url", url
        yield "og:locale", about.language.replace("-", "_")
        yield "article:published_time", about.modified.isoformat()
