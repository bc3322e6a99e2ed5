"""Names and titles that an article owns: where one of them stands in prose, its digits and its words are its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from report.model.article import Article

_LIKE = {"’": "['’]", "'": "['’]", "-": "[-‐‑–]", "–": "[-‐‑–]"}


def owned(article: Article) -> Iterator[tuple[str, str]]:
    """Yield every name and title with the id of its record; those of the article, its makers and its licence have none."""
    for term in article.glossary.values():
        yield term.id, term.term
        if term.expansion:
            yield term.id, term.expansion
    for party in article.people.values():
        yield from ((party.id, name) for name in (party.name, party.short, party.abbreviation) if name)
        yield from ((party.id, other.name) for other in party.names)
        yield from ((party.id, role.title) for role in party.roles)
    for source in article.sources.values():
        yield from ((source.id, name) for name in (source.title, source.container_title, source.publisher) if name)
    yield from ((event.id, event.title) for event in article.events.values())
    meta = article.meta
    yield "", meta.title
    if meta.native_title:
        yield "", meta.native_title.text
    rights = meta.rights
    yield from (("", name) for name in (rights.name, rights.licence, rights.licence.replace("-", " ")))
    yield from (("", article.called(name)) for name in (meta.publisher, rights.holder, *meta.authors))


def names(article: Article) -> Iterator[str]:
    """Yield every name and title: glossary, people with their roles, sources, events, the article, its makers and licence."""
    yield from (name for _, name in owned(article))


def titles(article: Article) -> Iterator[str]:
    """Yield what may stand in quotation marks without being a quotation: names, and titles of this article's own parts."""
    yield from names(article)
    for section in article.sections:
        yield "".join(getattr(inline, "text", "") for inline in section.title)
    yield from (series.title for series in article.series.values())


def phrases(texts: Iterable[str]) -> str:
    """Return a regular expression for these phrases, the longest first, as whole words; it never matches where there are none.

    Spaces may be of any kind, apostrophes straight or curly, hyphens breaking or not.
    """
    # Branches by first letter: a search then tries a few of them at each word, not all.
    wanted: dict[str, list[str]] = {}
    for text in sorted({" ".join(text.split()) for text in texts} - {""}, key=lambda text: (-len(text), text)):
        wanted.setdefault(text[0], []).append(text)
    if not wanted:
        return r"(?!)"
    branches = (f"{_loose(first)}(?:{'|'.join(_loose(text[1:]) for text in group)})" for first, group in wanted.items())
    return rf"(?<!\w)(?:{'|'.join(branches)})(?!\w)"


def _loose(text: str) -> str:
    return r"\s+".join("".join(_LIKE.get(char) or re.escape(char) for char in word) for word in text.split(" "))
