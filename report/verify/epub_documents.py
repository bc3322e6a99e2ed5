"""What every document inside an EPUB of ours keeps: well-formed, ids once, links that arrive, nothing remote, images told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from report.problems import Place, Problem, Rule, Severity
from report.verify.archive import Archive, Malformed, line_of, resolved

MALFORMED = Rule(
    "EPB-106",
    Severity.ERROR,
    "A document is not well-formed",
    "Reading systems show an error in the place of a document that isn't well-formed XML. Entities are not declared.",
)
DUPLICATE_ID = Rule(
    "EPB-107",
    Severity.ERROR,
    "An id stands twice in a document",
    "A link to the id, or a reader's note, would land on either.",
)
DEAD_LINK = Rule(
    "EPB-108",
    Severity.ERROR,
    "A link leads nowhere",
    "Every link inside the book leads to a file that the book has, and to an id that the file has.",
)
REMOTE = Rule(
    "EPB-109",
    Severity.ERROR,
    "The book fetches something from outside",
    "A book is whole without a network, and tells nobody that it is being read.",
)
NO_ALTERNATIVE = Rule(
    "A11Y-202",
    Severity.ERROR,
    "An image has no alternative text",
    "An image says in words what it shows. One that only decorates has an empty alt and the role presentation.",
)

_XHTML = "{http://www.w3.org/1999/xhtml}"
_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_REFERENCES = ("href", "src", "poster", "data", _XLINK)
_XML_TYPES = frozenset({"application/xhtml+xml", "image/svg+xml", "application/x-dtbncx+xml"})
_OUTWARD = frozenset({"http", "https", "mailto", "tel"})
_PRESENTATION = frozenset({"presentation", "none"})
_SKIPPED_CSS = re.compile(r"/\*.*?\*/|@namespace[^;]*;", re.DOTALL)
_CSS_REFERENCE = re.compile(r"""(?:url\(\s*|@import\s+)(?:"([^"]*)"|'([^']*)'|([^\s"')]+))""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Reference:
    """Something that a document names."""

    target: str
    line: int
    hyperlink: bool
    """A link that a reader follows, which may lead out of the book."""


def repeated_ids(root: etree._Element) -> Iterator[tuple[str, int]]:
    """Yield each id that another element has already, with its line."""
    known: set[str] = set()
    for element in root.iter(etree.Element):
        if (id_ := element.get("id")) is not None:
            if id_ in known:
                yield id_, line_of(element)
            known.add(id_)


def document_problems(file: Path, archive: Archive, types: Mapping[str, str]) -> Iterator[Problem]:
    """Check each document that the manifest lists; `types` gives media types by name."""
    roots: dict[str, etree._Element] = {}
    for name in sorted(name for name, type_ in types.items() if type_ in _XML_TYPES):
        try:
            roots[name] = archive.xml(name)
        except Malformed as error:
            place = Place(f"{file}!/{name}", error.line, error.column)
            yield MALFORMED.at(
                place, f"{name} is not well-formed: {error}", hint="mend the markup at this place", cause=str(error)
            )
    ids = {name: {element.get("id") for element in root.iter(etree.Element)} for name, root in roots.items()}
    for name, root in roots.items():
        for id_, line in repeated_ids(root):
            yield DUPLICATE_ID.at(Place(f"{file}!/{name}", line), f"The id “{id_}” stands for two elements", hint="rename one")
        yield from _images(file, name, root)
    named = {name: list(_in_markup(root)) for name, root in roots.items()}
    named |= {
        name: list(css_references(archive.files[name].decode("utf-8", "replace"))) for name, t in types.items() if t == "text/css"
    }
    for name, references in sorted(named.items()):
        for reference in references:
            yield from _reference(file, name, reference, archive.names, ids)


def _reference(
    file: Path, name: str, reference: _Reference, names: frozenset[str], ids: Mapping[str, set[str | None]]
) -> Iterator[Problem]:
    """Check where a reference of the document `name` leads; a document that couldn't be read has no `ids`."""
    place, target = Place(f"{file}!/{name}", reference.line), reference.target.strip()
    try:
        parts = urlsplit(target)
    except ValueError:
        yield DEAD_LINK.at(place, f"The address {target} can't be read", hint="mend the address")
        return
    if parts.scheme == "data":
        return
    if parts.scheme or parts.netloc:
        if not reference.hyperlink:
            yield REMOTE.at(place, f"{target} is fetched from outside the book", hint="put the file into the book")
        elif parts.scheme not in _OUTWARD:
            yield DEAD_LINK.at(place, f"The link {target} leads where no reader can go", hint="link to a web or mail address")
        return
    found = resolved(name, target)
    if found is None or found not in names:
        yield DEAD_LINK.at(place, f"The link {target} leads to a file that the book doesn't have", hint="mend the link")
    elif parts.fragment and found in ids and unquote(parts.fragment) not in ids[found]:
        yield DEAD_LINK.at(place, f"The link {target} leads to an id that {found} doesn't have", hint="mend the link")


def _in_markup(root: etree._Element) -> Iterator[_Reference]:
    for element in root.iter(etree.Element):
        line = line_of(element)
        hyperlink = etree.QName(element).localname in {"a", "area"}
        for key in _REFERENCES:
            if (target := element.get(key)) is not None and (key != "data" or element.tag == f"{_XHTML}object"):
                yield _Reference(str(target), line, hyperlink)
        for candidate in str(element.get("srcset") or "").split(","):
            if candidate.strip():
                yield _Reference(candidate.split()[0], line, hyperlink=False)
        css = str(element.get("style") or "")
        if element.tag in {f"{_XHTML}style", f"{_SVG}style"}:
            css += "".join(str(text) for text in element.itertext())
        yield from (_Reference(found.target, line, hyperlink=False) for found in css_references(css))


def css_references(css: str) -> Iterator[_Reference]:
    """Yield what style rules fetch, with its line in them."""
    # Line ends stay, so that lines count right.
    css = _SKIPPED_CSS.sub(lambda skipped: re.sub(r"[^\n]", " ", skipped[0]), css)
    for found in _CSS_REFERENCE.finditer(css):
        target = next(group for group in found.groups() if group is not None)
        if not target.startswith("#"):
            yield _Reference(target, css.count("\n", 0, found.start()) + 1, hyperlink=False)


def _images(file: Path, name: str, root: etree._Element) -> Iterator[Problem]:
    hint = "say in alt what the image shows"
    for image in root.iter(f"{_XHTML}img"):
        place = Place(f"{file}!/{name}", line_of(image))
        if (alt := image.get("alt")) is None:
            yield NO_ALTERNATIVE.at(place, f"The image {image.get('src')} has no alternative text", hint=hint)
        elif not alt.strip() and image.get("role") not in _PRESENTATION:
            yield NO_ALTERNATIVE.at(place, f"The image {image.get('src')} has an empty alternative text", hint=hint)
    for drawing in root.iter(f"{_SVG}svg") if root.tag == f"{_XHTML}html" else ():
        told = drawing.get("aria-label") or drawing.get("aria-labelledby") or drawing.find(f"{_SVG}title") is not None
        silent = drawing.get("aria-hidden") == "true" or drawing.get("role") in _PRESENTATION
        nested = any(parent.tag == f"{_SVG}svg" for parent in drawing.iterancestors())
        if not (told or silent or nested):
            place = Place(f"{file}!/{name}", line_of(drawing))
            yield NO_ALTERNATIVE.at(place, "The drawing has no title", hint="give it a title that says what it shows")
