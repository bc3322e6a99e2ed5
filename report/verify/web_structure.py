"""What every web edition of ours has: it is whole by itself, fetches and runs nothing, and its links arrive."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from report.problems import Place, Problem, Rule, Severity
from report.verify.archive import line_of
from report.verify.epub_documents import NO_ALTERNATIVE, css_references, repeated_ids

UNREADABLE_PAGE = Rule(
    "WEB-101",
    Severity.ERROR,
    "The page can't be read",
    "A page is HTML in UTF-8, and says which language it is in.",
)
UNGUARDED = Rule(
    "WEB-102",
    Severity.ERROR,
    "The page lets browsers do more than show it",
    "A Content-Security-Policy in the page's head forbids everything (default-src 'none'), and then allows styles, images and "
    "fonts that the page itself holds. What a stranger might bring into the page, browsers then don't run and don't fetch.",
)
FETCHES = Rule(
    "WEB-103",
    Severity.ERROR,
    "The page fetches something",
    "A page is whole without a network, wherever it is kept, and tells nobody that it is being read. Links that readers follow "
    "may lead anywhere.",
)
RUNS = Rule(
    "WEB-104",
    Severity.ERROR,
    "The page runs a script",
    "A page works without scripts, and has none: no element, no handler of events, no address that is one.",
)
REPEATED = Rule(
    "WEB-105",
    Severity.ERROR,
    "An id stands twice in the page",
    "A link to the id, be it from a note, from the contents or from a page of somebody else, would land on either.",
)
LOST = Rule(
    "WEB-106",
    Severity.ERROR,
    "A link leads nowhere in the page",
    "Every link to a place in the page leads to an id that the page has.",
)
UNSAID = Rule(
    "WEB-107",
    Severity.ERROR,
    "What the page says to machines can't be read",
    "The page describes itself in schema.org's terms, as JSON-LD in a script element that isn't run.",
)

_ALLOWED = {"default-src": "'none'", "style-src": "'unsafe-inline'", "img-src": "data:", "font-src": "data:"}
_FORBIDDEN = {"base-uri": "'none'", "form-action": "'none'"}
_CSP, _DATA = "content-security-policy", "application/ld+json"
_FETCHED = {
    **dict.fromkeys(
        ("img", "script", "iframe", "embed", "source", "track", "audio", "video", "input", "frame"), ("src", "srcset")
    ),
    "link": ("href",),
    "object": ("data",),
    "use": ("href", "xlink:href"),
    "image": ("href", "xlink:href"),
}
_POINTERS = {"canonical", "license", "alternate"}
"""Relations of links that browsers don't follow by themselves."""
_SCRIPT = re.compile(r"(?:java|vb)script:", re.IGNORECASE)


def web_problems(file: Path) -> list[Problem]:
    """Return what is wrong with the file."""
    here = Place(str(file))
    try:
        text = file.read_bytes().decode("utf-8")
        root = etree.fromstring(text.encode(), etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True))
    except (UnicodeDecodeError, etree.LxmlError) as error:
        return [UNREADABLE_PAGE.at(here, "the page can't be read as HTML in UTF-8", hint="build it again", cause=str(error))]
    if root is None or not root.get("lang"):
        return [UNREADABLE_PAGE.at(here, "the page doesn't say its language", hint="build it again")]
    return [*_policy(root, here), *_inside(root, here), *_links(root, here), *_told(root, here)]


def _at(here: Place, element: etree._Element) -> Place:
    return Place(here.path, line_of(element))


def _policy(root: etree._Element, here: Place) -> Iterator[Problem]:
    found = [meta.get("content") or "" for meta in root.iter("meta") if (meta.get("http-equiv") or "").lower() == _CSP]
    directives = dict(part.strip().partition(" ")[::2] for part in ";".join(found).split(";") if part.strip())
    lacking = [name for name in ("default-src", *_FORBIDDEN) if directives.get(name) != "'none'"]
    known = {**_ALLOWED, **_FORBIDDEN}
    loose = [name for name, value in directives.items() if value != "'none'" and value != known.get(name)]
    if lacking or loose:
        named = ", ".join(dict.fromkeys([*lacking, *loose]))
        hint = "; ".join(f"{name} {value}" for name, value in known.items())
        yield UNGUARDED.at(here, f"the page's Content-Security-Policy isn't ours in: {named}", hint=hint)


def _inside(root: etree._Element, here: Place) -> Iterator[Problem]:
    """Check that nothing is fetched, and nothing run."""
    for element in root.iter(etree.Element):
        name = str(element.tag).lower()
        if name == "script" and element.get("type") != _DATA:
            yield RUNS.at(_at(here, element), "the page has a script", hint="take it out")
        if handlers := [str(key) for key in element.attrib if str(key).lower().startswith("on")]:
            yield RUNS.at(_at(here, element), f"the element {name} has a script in {handlers[0]}", hint="take it out")
        if _SCRIPT.match((element.get("href") or "").strip()):
            yield RUNS.at(_at(here, element), "the address of a link is a script", hint="take it out")
        asked = [element.get(key) or "" for key in _FETCHED.get(name, ())]
        if name == "link" and set((element.get("rel") or "").split()) <= _POINTERS:
            asked = []
        css = (element.get("style") or "") + (element.text or "" if name == "style" else "")
        asked += [reference.target for reference in css_references(css)]
        if name == "meta" and (element.get("http-equiv") or "").lower() == "refresh":
            asked.append(element.get("content") or "")
        for address in asked:
            if address and not address.startswith(("data:", "#")):
                yield FETCHES.at(
                    _at(here, element), f"{address[:80]} is fetched by the element {name}", hint="put it into the page"
                )
        if name == "img" and not (element.get("alt") or "").strip() and element.get("role") not in {"presentation", "none"}:
            yield NO_ALTERNATIVE.at(
                _at(here, element), "an image has no alternative text", hint="say in alt what the image shows"
            )


def _links(root: etree._Element, here: Place) -> Iterator[Problem]:
    for id_, line in repeated_ids(root):
        yield REPEATED.at(Place(here.path, line), f"the id “{id_}” stands for two elements", hint="rename one")
    ids = {element.get("id") for element in root.iter(etree.Element)}
    for link in root.iter("a"):
        address = link.get("href") or ""
        if address.startswith("#") and unquote(address[1:]) not in ids:
            yield LOST.at(_at(here, link), f"the link {address} leads to an id that the page doesn't have", hint="mend the link")


def _told(root: etree._Element, here: Place) -> Iterator[Problem]:
    for script in root.iter("script"):
        if script.get("type") == _DATA:
            try:
                json.loads(script.text or "")
            except (ValueError, RecursionError) as error:
                sentence = "what the page says of itself isn't JSON"
                yield UNSAID.at(_at(here, script), sentence, hint="build it again", cause=str(error))
