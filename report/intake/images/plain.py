"""Which SVG the layout engine draws as browsers do.

It keeps a drawing as vectors with real text, but draws few things truly, and passes over the others without a word: all else is
drawn by the engine for drawings.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from report.intake.images.constructs import LENGTHS, NUMBER, PLAIN, PLAIN_PROPERTIES, Said, idle, said_by

_WEIGHTS = {"normal", "bold", "400", "600", "700"}
_LENGTH = re.compile(rf"{NUMBER}(?:px|%)?\s*+")
_ATTRIBUTES = {
    *LENGTHS,
    *("base-profile", "baseProfile", "class", "d", "href", "id", "points", "preserveAspectRatio", "role", "style", "tabindex"),
    *("lang", "overflow", "space", "transform", "type", "version", "viewBox"),
}


def plain(root: etree._Element) -> bool:
    """Tell whether the layout engine draws all of a drawing as browsers do: shapes in plain colours, and single lines of text."""
    return all(_plain(element, element is root) for element in root.iter(etree.Element))


def _plain(element: etree._Element, outermost: bool) -> bool:
    name = etree.QName(element).localname
    if name not in PLAIN or (name == "svg" and not outermost):
        return False
    parent = element.getparent()
    if name == "text" and parent is not None and etree.QName(parent).localname == "clipPath":
        return False
    if name == "text" and (len(element) or (element.text or "") != " ".join((element.text or "").split())):
        return False
    for key, value in element.attrib.items():
        written = etree.QName(str(key)).localname
        if written in LENGTHS and not (outermost or _LENGTH.fullmatch(str(value))):
            return False
        if not (written in _ATTRIBUTES | PLAIN_PROPERTIES or idle(written)) and not written.startswith(("data-", "aria-")):
            return False
    return all(_plainly(said) or (outermost and said.name == "overflow") for said in said_by(element))


def _plainly(said: Said) -> bool:
    if idle(said.name):
        return True
    if said.name not in PLAIN_PROPERTIES:
        return said.name in {"width", "height"}  # of the outermost element, else it is refused
    if said.name == "font-weight":
        return said.text in _WEIGHTS
    return all(_plain_token(token, said.name) for token in said.value)


def _plain_token(token: Any, name: str) -> bool:
    match token.type:
        case "function":
            return bool(token.lower_name == "rgb" or (token.lower_name == "url" and name == "clip-path"))
        case "url":
            return name == "clip-path"
        case "hash":
            return len(token.value) in {3, 6}
        case "dimension":
            return bool(token.lower_unit == "px")
        case "percentage":
            return False
        case "ident":
            return not token.lower_value.startswith("context-") and (name != "font-size" or token.lower_value == "inherit")
    return True
