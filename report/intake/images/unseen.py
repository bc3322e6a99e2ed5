"""Takes out of a drawing what it holds and doesn't show: hidden layers, unused definitions, titles, names and other data.

Programs that draw keep drafts on layers that are switched off. What isn't drawn is found as a browser finds it: by the cascade,
and by what is used from elsewhere; whatever may be drawn stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress

import cssselect2
import tinycss2
from lxml import etree

from report.intake.images.constructs import SVG, sets

_TOLD = {"desc", "metadata", "title", "view"}
"""What is told of a drawing, or how it may be looked at; articles have their own words for each image."""
_WORDS = {"text", "textPath", "tspan"}
_SHAPES = {"circle", "ellipse", "image", "line", "path", "polygon", "polyline", "rect", "text"}
_SHOWN = {*_SHAPES, *_WORDS, "g", "svg", "switch", "use"}
"""What `display` holds for."""
_CALLED = {"clipPath", "defs", "filter", "linearGradient", "marker", "mask", "pattern", "radialGradient", "symbol"}
"""What is drawn only where something else asks for it."""
_ATTRIBUTES = {
    "amplitude", "azimuth", "baseFrequency", "baseProfile", "bias", "class", "clipPathUnits", "cx", "cy", "d",
    "diffuseConstant", "divisor", "dx", "dy", "edgeMode", "elevation", "exponent", "filterUnits", "fr", "fx", "fy",
    "gradientTransform", "gradientUnits", "height", "href", "id", "in", "in2", "intercept", "k1", "k2", "k3", "k4",
    "kernelMatrix", "kernelUnitLength", "lang", "lengthAdjust", "limitingConeAngle", "markerHeight", "markerUnits",
    "markerWidth", "maskContentUnits", "maskUnits", "media", "method", "mode", "numOctaves", "offset", "operator", "order",
    "orient", "pathLength", "patternContentUnits", "patternTransform", "patternUnits", "points", "pointsAtX", "pointsAtY",
    "pointsAtZ", "preserveAlpha", "preserveAspectRatio", "primitiveUnits", "r", "radius", "refX", "refY",
    "requiredExtensions", "requiredFeatures", "result", "rotate", "rx", "ry", "scale", "seed", "side", "slope", "space",
    "spacing", "specularConstant", "specularExponent", "spreadMethod", "startOffset", "stdDeviation", "stitchTiles",
    "style", "surfaceScale", "systemLanguage", "tableValues", "targetX", "targetY", "textLength", "transform",
    "transform-origin", "type", "values", "version", "viewBox", "width", "x", "x1", "x2", "xChannelSelector", "y", "y1", "y2",
    "yChannelSelector", "z",
}  # fmt: skip
"""SVG's attributes that are no properties, without those for people and programs."""
_DECIDING = {"clip-path", "display", "filter", "mask", "opacity", "visibility"}
"""Properties that decide whether something is drawn, or counts for what is."""
_REFERENCE = re.compile(r"url\(\s*[\"']?#([^\"')\s]+)", re.IGNORECASE)
_NAMED = re.compile(r"#([^\s\"'(),;{}.:>+~\[\]]+)")
_PLACED = re.compile(r"[+~]|:first-child")
"""In style sheets: what an element is depends on what stands before it."""

_Cascade = Mapping[etree._Element, Mapping[str, str]]


def take_out(root: etree._Element) -> None:
    """Take out what isn't drawn; done again, it changes nothing."""
    sheets = "".join(text for style in root.iter(f"{{{SVG}}}style") for text in map(str, style.itertext()))
    for element in list(root.iter(*(f"{{{SVG}}}{name}" for name in _TOLD))):
        cut_out(element)
    live = _live(root, sheets) | set(root.iter(f"{{{SVG}}}style"))
    kept = live.union(*(element.iterancestors() for element in live))
    for element in list(root.iter(etree.Element)):
        if element not in kept:
            above = element.getparent()
            if _PLACED.search(sheets) or (above is not None and _name(above) == "switch"):
                _empty(element, sheets)
            elif above in kept:
                cut_out(element)
    _without_text(root)
    _without_names(root, sheets)


def cut_out(element: etree._Element) -> None:
    """Take an element out, but leave what follows it."""
    parent, before, after = element.getparent(), element.getprevious(), element.tail
    if parent is None:
        return
    parent.remove(element)
    if after and before is not None:
        before.tail = (before.tail or "") + after
    elif after:
        parent.text = (parent.text or "") + after


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _live(root: etree._Element, sheets: str) -> set[etree._Element]:
    """Return the elements that are drawn, or that something asks for that is drawn."""
    said = _said(root, sheets)
    own: dict[str, etree._Element] = {}
    for element in root.iter(etree.Element):
        if id_ := element.get("id"):
            own.setdefault(str(id_), element)
    seen: set[tuple[etree._Element, bool]] = set()
    live = {root}
    waiting = [(root, True)] + [(own[id_], True) for id_ in _REFERENCE.findall(sheets) if id_ in own]
    while waiting:
        element, visible = waiting.pop()
        visible = {"hidden": False, "collapse": False, "visible": True}.get(said[element].get("visibility", ""), visible)
        if (element, visible) in seen:
            continue
        seen.add((element, visible))
        if visible or _name(element) not in _SHAPES or _measured(element, said):
            live.add(element)
        waiting += [(own[id_], visible) for id_ in _asked(element) if id_ in own and not _dark(own[id_], said)]
        waiting += [(child, visible) for child in element if _name(child) not in _CALLED and not _dark(child, said)]
    return live


def _dark(element: etree._Element, said: _Cascade) -> bool:
    name, values = _name(element), said[element]
    if name not in _SHOWN:
        return False
    return values.get("display") == "none" or (name not in {"textPath", "tspan"} and values.get("opacity") in {"0", "0%", "0.0"})


def _measured(element: etree._Element, said: _Cascade) -> bool:
    """Tell whether a hidden shape counts for how large a group is that is cut, masked or filtered."""
    around = () if _name(element) == "text" else (element, *element.iterancestors())
    return any(said[one].get(name, "none") != "none" for one in around for name in ("clip-path", "filter", "mask"))


def _asked(element: etree._Element) -> Iterator[str]:
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == "href" and str(value).strip().startswith("#"):
            yield str(value).strip()[1:]
        yield from _REFERENCE.findall(str(value))


def _said(root: etree._Element, sheets: str) -> _Cascade:
    """Return of each element the properties that decide whether it is drawn, as attributes, style sheets and `style` say them."""
    matcher, rules = cssselect2.Matcher(), 0
    for rule in tinycss2.parse_stylesheet(sheets, skip_comments=True, skip_whitespace=True):
        if rule.type == "qualified-rule" and (found := _declared(rule.content)):
            with suppress(cssselect2.SelectorError):  # browsers pass over such a rule
                for selector in cssselect2.compile_selector_list(rule.prelude):
                    matcher.add_selector(selector, found)
                    rules += 1
    wrapped = cssselect2.ElementWrapper.from_xml_root(root).iter_subtree() if rules else ()
    matched = {one.etree_element: [payload for *_, payload in matcher.match(one)] for one in wrapped}
    result = {}
    for element in root.iter(etree.Element):
        values = {str(key): (0, str(value).strip().lower()) for key, value in element.attrib.items() if key in _DECIDING}
        style = str(element.get("style", ""))
        own = tinycss2.parse_component_value_list(style) if any(name in style.lower() for name in _DECIDING) else []
        for found in (*matched.get(element, ()), _declared(own)):
            values |= {name: value for name, value in found.items() if value[0] >= values.get(name, (0, ""))[0]}
        result[element] = {name: value for name, (_, value) in values.items()}
    return result


def _declared(content: list[object]) -> dict[str, tuple[int, str]]:
    return {
        node.lower_name: (int(node.important), tinycss2.serialize(node.value).strip().lower())
        for node in tinycss2.parse_blocks_contents(content)
        if node.type == "declaration" and node.lower_name in _DECIDING
    }


def _empty(element: etree._Element, sheets: str) -> None:
    """Leave nothing of an element but that it stands there: others are chosen by their place after it."""
    for child in list(element):
        element.remove(child)
    element.text = None
    for key in map(str, list(element.attrib)):
        if key not in {"class", "id", "systemLanguage", "requiredExtensions", "requiredFeatures"} and f"[{key}" not in sheets:
            del element.attrib[key]
    element.set("style", "display:none")


def _without_text(root: etree._Element) -> None:
    """Take out words between elements, which nothing shows."""
    for element in root.iter(etree.Element):
        if _name(element) not in {*_WORDS, "style"} and (element.text or "").strip():
            element.text = None
        parent = element.getparent()
        if parent is not None and _name(parent) not in _WORDS and (element.tail or "").strip():
            element.tail = None


def _without_names(root: etree._Element, sheets: str) -> None:
    """Take off attributes that draw nothing, and names that nothing asks for."""
    asked = set(_NAMED.findall(sheets))
    for element in root.iter(etree.Element):
        for value in element.attrib.values():
            asked.update(_NAMED.findall(str(value)))
    for element in root.iter(etree.Element):
        for key in list(element.attrib):
            name = str(key).rpartition("}")[2]
            idle = name not in _ATTRIBUTES and not sets(name)
            idle |= name == "id" and str(element.get(key)) not in asked and "\\" not in sheets
            idle |= name == "class" and not sheets
            if idle and f"[{name}" not in "".join(sheets.split()):
                del element.attrib[key]
