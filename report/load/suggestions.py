"""What an editor may have meant by a word that isn't known: one that is spelt alike, or that means the same elsewhere."""

from __future__ import annotations

from difflib import get_close_matches

NEAR = 0.75
"""How much of two words must be alike; below that a suggestion is a guess, and sends editors to the wrong key."""
_MEANT = {
    "container-title": "journal journaltitle newspaper magazine booktitle book-title periodical outlet container",
    "issued": "year date published publication-date pubdate",
    "accessed": "retrieved urldate access-date accessdate visited",
    "publisher-place": "address location city place",
    "URL": "link website web href uri",
    "page": "pages pp",
    "volume": "vol",
    "issue": "no",
    "number": "no value amount count report-number",
    "quantity": "value number amount count figure",
    "author": "authors by creator writer",
    "authors": "author by creator writer",
    "subjects": "keywords tags topics",
    "summary": "abstract description teaser",
    "language": "lang locale",
    "licence": "license",
    "rights": "license licence copyright",
    "alternative-text": "alt alt-text alttext",
    "long-description": "description longdesc",
    "what": "description text",
    "exact": "quote quotation words text",
    "source": "sources ref reference citation cite",
    "kind": "type",
    "type": "kind",
    "expansion": "meaning definition stands-for",
    "note": "comment remark info notice aside callout seealso",
    "name": "title label",
    "title": "name heading headline label",
    "statement": "quote quotation blockquote",
    "image": "figure picture photo",
    "chart": "graph plot",
    "timeline": "events history",
    "tip": "hint success",
    "important": "attention",
    "warning": "error alert",
    "caution": "danger bug failure",
    "value": "number fact figure num",
    "cite": "citation source ref cit citep citet",
    "ref": "numref crossref link xref",
    "term": "abbr glossary gls",
    "literal": "raw verbatim code nodigits",
}
"""Words that mean the same in other programs, by ours."""


def meant(word: str, known: list[str]) -> str:
    """Return the known word that was meant, or nothing: capitals and underscores aside, then by meaning, then by spelling."""
    plain = _plain(word)
    by_form = {_plain(name): name for name in known}
    if plain in by_form:
        return by_form[plain]
    if same := next((name for name in known if plain in _MEANT.get(name, "").split()), ""):
        return same
    near = get_close_matches(plain, by_form, n=1, cutoff=NEAR)
    return by_form[near[0]] if near else ""


def nearest(word: str, known: list[str]) -> str:
    """Return a hint that names the known word that was meant, or all of them where none is near."""
    if near := meant(word, known):
        return f"did you mean {near}?"
    return f"known here: {', '.join(known)}" if known else "delete it"


def _plain(word: str) -> str:
    return word.casefold().replace("_", "-").strip()
