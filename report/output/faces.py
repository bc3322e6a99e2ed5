"""The faces that a book or a web page carries: subsets of ours, and those alone that its style sheets ask for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from report.look.fonts import FontFile, FontSet
from report.model.slugs import slug
from report.output.flow import local_name

ASKED_FOR = (
    ("family-display", 300, "normal"),
    ("family-display", 400, "normal"),
    ("family-display", 600, "normal"),
    ("family-foreign", 400, "normal"),
)
"""Token of the family, weight and style, as the sheets of `templates/css/epub/` use them: running text in an e-book is set in
the reader's own choice, so only headings, charts' words and the like, and words in another script, bring a face along."""
_CFF = b"OTTO"
"""How a font begins whose outlines are PostScript's."""
_GENERATED = ": "
"""Characters that the style sheet itself puts on the page."""


@dataclass(frozen=True, slots=True)
class Face:
    """An embedded face with its licence."""

    family: str
    weight: int
    style: str
    file: str
    """In the book: `fonts/source-sans-3-600.ttf`."""
    media_type: str
    content: bytes
    licence_file: str
    """In the book: `fonts/source-sans-3-licence.txt`."""
    licence: bytes


def embedded(
    fonts: FontSet,
    look: Mapping[str, str],
    trees: Iterable[etree._Element],
    asked_for: Iterable[tuple[str, int, str]] = ASKED_FOR,
) -> list[Face]:
    """Return the faces for the finished content documents, each cut down to what is set in it."""
    plain, foreign = set(_GENERATED), set[str]()
    for tree in trees:
        _collect(tree, plain, foreign)
    faces: dict[str, Face] = {}
    for token, weight, style in asked_for:
        characters = foreign if token == "family-foreign" else plain
        found = fonts.find(_first_family(look[token]), weight, style) if characters else None
        if found:
            seen = sorted(character for character in characters if character.isprintable())
            faces.setdefault(found.path.name, _face(fonts, found, fonts.subset(found, seen)))
    return list(faces.values())


def _face(fonts: FontSet, found: FontFile, content: bytes) -> Face:
    name = slug(found.family)
    ending = "otf" if content[:4] == _CFF else "ttf"
    return Face(
        found.family,
        found.weight,
        found.style,
        f"fonts/{name}-{found.weight}{'-italic' if found.style == 'italic' else ''}.{ending}",
        f"font/{ending}",
        content,
        f"fonts/{name}-licence.txt",
        fonts.licence(found.family),
    )


def _collect(element: etree._Element, plain: set[str], foreign: set[str]) -> None:
    """Add the characters of the element's words to those of either kind."""
    if local_name(element) in {"", "head"}:
        return
    if "foreign" in (element.get("class") or "").split():
        foreign.update("".join(map(str, element.itertext())))
        return
    plain.update(element.text or "", element.get("data-label") or "")
    for child in element:
        _collect(child, plain, foreign)
        plain.update(child.tail or "")


def _first_family(value: str) -> str:
    """Return the first family of a CSS value, without its quotes."""
    return value.partition(",")[0].strip().strip("\"'")
