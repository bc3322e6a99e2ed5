"""What an SVG is made of, and what of it neither engine draws as browsers do: neither the layout engine nor the one for drawings.

The lists say what each of them draws; what stands in none is refused. `tests/conformance/test_drawings.py` compares both with a
browser.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import tinycss2
from lxml import etree
from tinycss2.color4 import parse_color

from report.intake.images.rules import UNDRAWN
from report.intake.images.values import COLOURS, colour, longhands
from report.problems import Place, Problem, cut

SVG = "http://www.w3.org/2000/svg"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

# Elements

_SHAPES = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
PLAIN = {*_SHAPES, "svg", "g", "defs", "use", "clipPath", "text", "style", "title", "desc", "metadata"}
_FILTERS = {
    *("feBlend", "feColorMatrix", "feComponentTransfer", "feComposite", "feConvolveMatrix", "feDropShadow"),
    *(
        "feFlood",
        "feFuncA",
        "feFuncB",
        "feFuncG",
        "feFuncR",
        "feGaussianBlur",
        "feMerge",
        "feMergeNode",
    ),
    *("feOffset", "feTurbulence", "filter"),
}
_ELEMENTS = {
    *(PLAIN | _FILTERS),
    *("image", "linearGradient", "marker", "mask", "pattern", "radialGradient", "stop", "switch", "symbol", "textPath", "tspan"),
    *("view",),
}

# Properties, as attributes or in CSS

PLAIN_PROPERTIES = {
    *("clip-path", "color", "display", "fill", "fill-rule", "font-family", "font-size", "font-weight", "opacity", "stroke"),
    *("stroke-dasharray", "stroke-dashoffset", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-width"),
    *("text-anchor", "visibility"),
}
_PROPERTIES = {
    *PLAIN_PROPERTIES,
    *("alignment-baseline", "background-color", "baseline-shift", "clip-rule", "color-interpolation-filters"),
    *("dominant-baseline", "fill-opacity", "filter", "flood-color", "flood-opacity", "font", "font-kerning", "font-stretch"),
    *("font-style", "font-variant", "image-rendering", "isolation", "letter-spacing", "marker", "marker-end", "marker-mid"),
    *("marker-start", "mask", "mask-type", "mix-blend-mode", "overflow", "paint-order", "shape-rendering", "stop-color"),
    *("stop-opacity", "stroke-opacity", "text-decoration", "text-rendering", "white-space", "word-spacing", "writing-mode"),
}
_IDLE = {
    *("-webkit-font-smoothing", "-webkit-tap-highlight-color", "-webkit-text-size-adjust", "-webkit-user-select"),
    *("box-sizing", "clip", "color-interpolation", "color-rendering", "cursor", "enable-background", "font-size-adjust"),
    *("glyph-orientation-horizontal", "glyph-orientation-vertical", "kerning", "line-height", "margin", "max-height"),
    *("max-width", "min-height", "min-width", "outline", "padding", "pointer-events", "position", "shape-inside"),
    *("shape-padding", "solid-color", "solid-opacity", "text-align", "text-decoration-color", "text-decoration-style"),
    *("text-decoration-thickness", "text-indent", "text-overflow", "touch-action", "transition", "user-select", "will-change"),
    *("z-index",),
}
"""What changes nothing in a drawing that stands still, or is unknown to browsers."""
_IDLE_MAKERS = ("-inkscape-", "-moz-", "-ms-", "-o-", "--")
_IDLE_VALUES = {
    "direction": {"ltr"},
    "font-feature-settings": {"normal"},
    "font-optical-sizing": {"auto"},
    "font-variant-alternates": {"normal"},
    "font-variant-caps": {"normal"},
    "font-variant-east-asian": {"normal"},
    "font-variant-ligatures": {"normal"},
    "font-variant-numeric": {"normal"},
    "font-variant-position": {"normal"},
    "font-variation-settings": {"normal"},
    "mask-border": {"none"},
    "text-decoration-line": {"none"},
    "text-orientation": {"mixed"},
    "text-shadow": {"none"},
    "text-transform": {"none"},
    "transform": {"none"},
    "transform-box": {"view-box"},
    "unicode-bidi": {"normal", "embed"},
    "vector-effect": {"none"},
}
"""What neither engine knows, and the values of it that change nothing."""
_WORDS = {
    "filter": {"none"},
    "font-variant": {"normal", "small-caps"},
    "font-weight": {"normal", "bold", "bolder"},
    "text-decoration": {"none", "underline", "overline", "line-through"},
    "mask": {"none"},
    "clip-path": {"none"},
    "white-space": {"normal", "nowrap", "pre"},
    "writing-mode": {"horizontal-tb", "lr", "lr-tb", "tb", "tb-rl", "vertical-lr", "vertical-rl"},
    "mix-blend-mode": {
        *("color", "color-burn", "color-dodge", "darken", "difference", "exclusion", "hard-light", "hue", "lighten"),
        *("luminosity", "multiply", "normal", "overlay", "saturation", "screen", "soft-light"),
    },
}
"""Of some properties the words that are drawn; those of the others are what browsers know."""
_NO_COLOURS = {"context-fill", "context-stroke", "currentcolor", "none", "transparent"}
_NO_WORDS = {"initial", "unset", "revert", "revert-layer"}
_WITH_UNITS = {"baseline-shift", "font-size", "letter-spacing", "word-spacing"}
"""In CSS their numbers need units; browsers pass over one without, and other engines take it for pixels."""
_FILTER_FUNCTIONS = {
    *("blur", "brightness", "contrast", "grayscale", "hue-rotate", "invert", "opacity", "saturate", "sepia"),
}


def sets(name: str) -> bool:
    """Tell whether an attribute of that name is a property that may change what is drawn."""
    return name in _PROPERTIES or name in _IDLE_VALUES


def idle(name: str) -> bool:
    """Tell whether a property of that name changes nothing that either engine draws."""
    return name in _IDLE or name in _IDLE_VALUES or name.startswith(_IDLE_MAKERS)


# Attributes

_TRANSFORMS = {"transform", "gradientTransform", "patternTransform"}
_TRANSFORM = re.compile(r"[\s,]*(?:(?:matrix|translate|scale|rotate|skewX|skewY)\s*\([-+.\deE\s,]+\)[\s,]*)*|none")
LENGTHS = {"x", "y", "width", "height", "rx", "ry", "cx", "cy", "r", "x1", "y1", "x2", "y2"}
_PLACES = {
    *LENGTHS,
    *("dx", "dy", "fx", "fy", "markerHeight", "markerWidth", "offset", "refX", "refY", "startOffset", "textLength"),
}
_SIZES_OF = {"height", "markerHeight", "markerWidth", "r", "rx", "ry", "textLength", "width"}
_SIZES_SAID = {"font-size", "stroke-miterlimit", "stroke-width"}
"""What is never below zero: browsers pass over it, or over the shape, and other engines stumble."""
NUMBER = r"\s*+[-+]?(?:\d++(?:\.\d*+)?|\.\d++)(?:[eE][-+]?\d++)?"
_UNITS = {"%", "cm", "em", "ex", "in", "mm", "pc", "pt", "px"}
_ANGLES = {"deg", "grad", "rad", "turn"}
_ALL_LENGTHS = re.compile(rf"(?>(?:{NUMBER}(?:{'|'.join(sorted(_UNITS))})?\s*+,?)*)\s*+", re.IGNORECASE)
_BELOW_ZERO = re.compile(r"\s*-[\d.]*[1-9]")
_MOST_WORK = {"numOctaves": 10, "order": 5}
"""Numbers of filters that work is multiplied by, for every pixel."""
_COUNTED_ANEW = "pathLength"


@dataclass(frozen=True, slots=True)
class Said:
    """A property with its value, as tokens of CSS, where it stands."""

    name: str
    value: tuple[Any, ...]
    line: int
    css: bool
    """Whether it stands in CSS, and not as an attribute."""

    @property
    def text(self) -> str:
        """The value as it was written."""
        return str(tinycss2.serialize(self.value)).strip()


def said_by(element: etree._Element) -> Iterator[Said]:
    """Yield every property that an element sets, as attributes, in its `style`, or as a style sheet for others."""
    for key, value in element.attrib.items():
        if key == "style":
            yield from _declared(tinycss2.parse_blocks_contents(str(value)), 1)
        elif key not in _TRANSFORMS and sets(str(key)):
            yield Said(str(key), _tokens(tinycss2.parse_component_value_list(str(value))), 1, css=False)
    if etree.QName(element).localname == "style":
        for rule in _rules(element):
            if rule.type == "qualified-rule":
                yield from _declared(tinycss2.parse_blocks_contents(rule.content), 0)


def _rules(element: etree._Element) -> list[Any]:
    return list(tinycss2.parse_stylesheet("".join(map(str, element.itertext())), skip_comments=True, skip_whitespace=True))


def _declared(nodes: Iterable[Any], first: int) -> Iterator[Said]:
    for node in nodes:
        if node.type == "declaration":
            yield Said(node.lower_name, _tokens(node.value), first or node.source_line, css=True)


def _tokens(nodes: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(node for node in nodes if node.type not in {"whitespace", "comment"})


# Neither engine


def undrawn(element: etree._Element, place: Place) -> Iterator[Problem]:
    """Find what neither engine draws as browsers do, at its line."""
    name, parent = etree.QName(element).localname, element.getparent()
    if name not in _ELEMENTS:
        if parent is None or etree.QName(parent).localname in _ELEMENTS:  # what is in it goes with it
            yield _problem(place, f"the element {name}", "save the drawing as plain SVG, or draw it with shapes and words")
        return
    if name == "style":
        yield from _unmatched(element, place)
    for said in said_by(element):
        if said.name == "white-space" and said.text == "pre" and _spaced_out(element):
            yield _problem(place, "“pre” in white-space", 'write xml:space="preserve" on the words that it is meant for')
        here = Place(place.path, place.line + said.line - 1)
        if not (parent is None and said.name in {"width", "height"}) and (fault := _fault_of(said)):
            yield _problem(here, *fault)
    for key in _TRANSFORMS & set(map(str, element.attrib)):
        if not _TRANSFORM.fullmatch(str(element.get(key))):
            hint = "write translate(), rotate(), scale(), skewX(), skewY() or matrix() with plain numbers"
            yield _problem(place, f"“{cut(str(element.get(key)))}” in {key}", hint)
    for key in sorted(_PLACES & set(map(str, element.attrib))):
        if not _ALL_LENGTHS.fullmatch(str(element.get(key))):
            yield _problem(place, f"“{cut(str(element.get(key)))}” in {key}", "write a number")
    for key in sorted(_SIZES_OF & set(map(str, element.attrib))):
        if _BELOW_ZERO.match(str(element.get(key))):
            yield _problem(place, f"“{cut(str(element.get(key)))}” in {key}", "write a number of zero or more, or delete it")
    for key in sorted(_MOST_WORK.keys() & set(map(str, element.attrib))):
        if any(not word.isdigit() or int(word) > _MOST_WORK[key] for word in str(element.get(key)).replace(",", " ").split()):
            yield _problem(place, f"“{cut(str(element.get(key)))}” in {key}", f"write a whole number up to {_MOST_WORK[key]}")
    if _COUNTED_ANEW in element.attrib:
        yield _problem(place, f"the attribute {_COUNTED_ANEW}", "delete it, and write dashes in the drawing's own units")


def _spaced_out(element: etree._Element) -> bool:
    """Tell whether the drawing has words with several blanks in a row."""
    texts = element.getroottree().iter(f"{{{SVG}}}text", f"{{{SVG}}}tspan")
    return any(re.search(r"\s\s|[\n\t]", one.text or "") for one in texts if one.get(_SPACE) != "preserve")


def _unmatched(element: etree._Element, place: Place) -> Iterator[Problem]:
    """Find rules of a style sheet that would hold under some conditions, or for elements that the engine doesn't find."""
    for rule in _rules(element):
        here = Place(place.path, place.line + rule.source_line - 1)
        if rule.type == "at-rule" and rule.lower_at_keyword != "charset":
            yield _problem(here, f"@{rule.at_keyword}", "write the rules that hold for paper, without conditions")
        if rule.type != "qualified-rule":
            continue
        signs = [token.value for token in rule.prelude if token.type == "literal"]
        named = str(tinycss2.serialize(rule.prelude)).strip()
        if "~" in signs or signs.count(":") != named.count(":first-child"):
            yield _problem(here, f"the selector “{cut(named)}”", "name the elements by a class")
        if any(inner.type in {"qualified-rule", "at-rule"} for inner in tinycss2.parse_blocks_contents(rule.content)):
            yield _problem(here, f"a rule inside of “{cut(named)}”", "write each rule by itself")


def _fault_of(said: Said) -> tuple[str, str] | None:
    """Return what of a property isn't drawn, and what to write instead; None where all is well."""
    if said.name in _IDLE or said.name.startswith(_IDLE_MAKERS):
        return None
    shown = f"“{cut(said.text)}” in {said.name}"
    if said.name in _IDLE_VALUES:
        if said.text.lower() in _IDLE_VALUES[said.name]:
            return None
        if said.name == "direction":
            return shown, "delete it: letters say where they run; swap start and end in text-anchor"
        return shown, "delete it, or turn what it shapes into paths"
    if said.name not in _PROPERTIES:
        return f"the property {said.name}", "write it as an attribute, or delete it"
    for token in said.value:
        if token.type == "function" and not _known_function(token, said.name):
            return f"“{cut(tinycss2.serialize([token]))}” in {said.name}", "write a number or a colour such as #1d2a33"
        if token.type == "ident" and not _known_word(token.lower_value, said.name):
            return shown, "write the value itself, with words that all browsers know"
        if token.type == "dimension" and token.lower_unit not in _UNITS | _ANGLES:
            return shown, "write it in px"
        if token.type in {"number", "dimension", "percentage"} and token.value < 0 and said.name in _SIZES_SAID:
            return shown, "write a number of zero or more, or delete it"
        if token.type == "number" and token.value and said.css and said.name in _WITH_UNITS:
            return shown, f"write {token.representation}px"
    if said.name == "font" and not longhands(said.value):
        return shown, "write size and family, as in font: bold 12px serif"
    return None


def _known_word(word: str, name: str) -> bool:
    if name in COLOURS:
        return word in _NO_COLOURS or word == "inherit" or (word not in _NO_WORDS and parse_color(word) is not None)
    return word == "inherit" or word in _WORDS.get(name, {word} - _NO_WORDS)


def _known_function(token: Any, name: str) -> bool:
    if name in COLOURS:
        return token.lower_name == "url" or colour(token) is not None
    return token.lower_name == "url" or (name == "filter" and token.lower_name in _FILTER_FUNCTIONS)


def _problem(place: Place, what: str, hint: str) -> Problem:
    return UNDRAWN.at(place, f"{what} can't be drawn as browsers draw it", hint=hint)
