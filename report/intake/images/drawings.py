"""SVG of an article: a drawing and nothing else, which asks for nothing that it doesn't hold itself.

It is laid out by us, and by every reading system that an e-book meets. So it may not run, move, import or fetch anything;
what it uses again is counted again, since a few lines can call for a milliard of copies.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.parsers import expat

from lxml import etree

from report.intake import css, css_mistakes
from report.intake.images.constructs import SVG, undrawn
from report.intake.images.faults import Fault
from report.intake.images.pixels import KINDS, moves, pixel_size
from report.intake.images.plain import plain
from report.intake.images.rules import ASKS, UNREADABLE
from report.intake.warehouse import Refused, Warehouse
from report.limits import beyond, limits
from report.problems import Place, Problem, ProblemsFound, cut

_XLINK = "{http://www.w3.org/1999/xlink}href"
_FORBIDDEN = {
    "a": "leads elsewhere",
    "animate": "moves",
    "animateColor": "moves",
    "animateMotion": "moves",
    "animateTransform": "moves",
    "audio": "plays",
    "canvas": "runs a program",
    "discard": "moves",
    "embed": "brings in another document",
    "foreignObject": "brings in another language",
    "iframe": "brings in another document",
    "object": "brings in another document",
    "script": "runs a program",
    "set": "moves",
    "video": "plays",
}
"""Elements that do more than draw."""
_RASTER = ("data:image/png", "data:image/jpeg", "data:image/webp", "data:image/gif")
_FLATTEST = 100
"""How many times wider than high a drawing may be, and the other way round."""
_REFERENCE = re.compile(r"url\(\s*[\"']?#([^\"')\s]+)", re.IGNORECASE)
_UNITS = {"px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
"""Pixels in each unit."""
_STANDARD = "http://www.w3.org/"
_DEEPEST = 100
_NUMBER_ITSELF = r"([-+]?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?|nan\b|inf\b|infinity\b))(em|ex|rem|ch|%)?"
_IN_PATHS = re.compile(_NUMBER_ITSELF, re.IGNORECASE)
_NUMBER = re.compile(rf"(?<![\w#.]){_NUMBER_ITSELF}", re.IGNORECASE)
_SUSPECT = re.compile(r"\d{5}|\de\+?\d|nan|inf", re.IGNORECASE)
"""What nearly every attribute is without: numbers of five digits, with an exponent, or none."""
_LARGEST = 1e7
_MOST = {"font-size": 1e5, "transform": 1e4, "gradientTransform": 1e4, "patternTransform": 1e4}
"""The largest number by attribute: by some, and by those that are relative, others are multiplied."""
_WORDS = {"id", "class", "href", "src", "lang", "version", "color", "fill", "stroke", "font-family", "style"}
"""Attributes without lengths: names, addresses, colours; a style is read as CSS."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is known of an SVG that can be used."""

    box: tuple[float, float, float, float]
    """Its view box: left, top, width, height."""
    plain: bool
    """Whether the layout engine draws all of it truly."""


def look_through(data: bytes, shown: str) -> Drawing:
    """Return what is known of an SVG; Fault says why it is none, ProblemsFound what it asks for, or has that isn't drawn."""
    root = _parsed(data)
    problems = [*_of_document(data, root, shown)]
    for element in root.iter():
        found = list(_of_element(element, shown))
        if not found and isinstance(element.tag, str) and etree.QName(element).namespace == SVG:
            found += undrawn(element, Place(shown, _line(element)))
        problems += found
    if problems:
        raise ProblemsFound(problems)
    most = limits().drawing_parts
    if _parts(root, most) > most:
        sentence = f"drawn out, the drawing has more than {most:,} elements"
        raise ProblemsFound([beyond(Place(shown), sentence, "drawing_parts")])
    return Drawing(view_box(root), plain(root))


def drawing_moves(data: bytes) -> bool:
    """Tell whether an SVG moves by itself; one that can't be read shows nothing."""
    try:
        elements = list(_parsed(data).iter(etree.Element))
    except Fault:
        return False
    styles = ((element.text or "") if element.tag == f"{{{SVG}}}style" else element.get("style", "") for element in elements)
    return any(_FORBIDDEN.get(etree.QName(element).localname) == "moves" for element in elements) or any(
        True for style in styles for _ in css.moving(css.declarations(style))
    )


def _parsed(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Fault("it isn't well-formed XML", error.lineno or 0, str(error)) from None
    except ValueError as error:
        raise Fault("it isn't XML", cause=str(error)) from None
    if root.tag != f"{{{SVG}}}svg":
        raise Fault(f"its outermost element isn't an svg of {SVG}", _line(root))
    return root


def _line(element: etree._Element) -> int:
    line = element.sourceline
    return line if isinstance(line, int) else 0


def _of_document(data: bytes, root: etree._Element, shown: str) -> Iterator[Problem]:
    if root.getroottree().docinfo.internalDTD is not None and (line := _declares(data)):
        hint = "delete everything from <!DOCTYPE to its >, and write the characters themselves for entities"
        sentence = "the DOCTYPE declares entities, or asks for another document than SVG's own"
        yield ASKS.at(Place(shown, line), sentence, hint=hint)
    sibling = root.getprevious()
    while sibling is not None:
        yield from _of_element(sibling, shown)
        sibling = sibling.getprevious()


def _declares(data: bytes) -> int:
    """Return the line of a DOCTYPE that does more than name the document type of SVG's standard; 0 if there is none."""
    reader, found = expat.ParserCreate(), []

    def doctype(name: str, system: str | None, public: str | None, declares: int) -> None:  # noqa: ARG001
        if declares or not (system or _STANDARD).startswith(_STANDARD):
            found.append(reader.CurrentLineNumber)
        raise _Enough

    def begin(name: str, attributes: object) -> None:  # noqa: ARG001
        raise _Enough

    reader.StartDoctypeDeclHandler, reader.StartElementHandler = doctype, begin
    try:
        reader.Parse(data, True)
    except _Enough:
        return found[0] if found else 0
    except (expat.ExpatError, ValueError):  # an encoding that it doesn't know: nobody can tell
        pass
    return 1


class _Enough(Exception):
    """What was looked for is found."""


def _of_element(element: etree._Element, shown: str) -> Iterator[Problem]:
    place = Place(shown, _line(element))
    if isinstance(element, etree._ProcessingInstruction):
        yield ASKS.at(place, "an instruction (<? ?>) can bring in a style sheet", hint="delete it")
        return
    if isinstance(element, etree._Entity):
        yield ASKS.at(place, "an entity stands for something else", hint="write the character itself")
        return
    if not isinstance(element.tag, str):  # a comment
        return
    name = etree.QName(element).localname
    if name in _FORBIDDEN:
        hint = "take it out, or save the drawing as plain SVG"
        yield ASKS.at(place, f"the element {name} {_FORBIDDEN[name]}", hint=hint)
    if name == "style":
        text = "".join(map(str, element.itertext()))
        yield from _of_style(rules := css.sheet(text), place)
        yield from _of_lengths(rules, place)
        yield from _of_syntax(text, place)
        yield from _of_motion(rules, place)
    for key, value in element.attrib.items():
        yield from _of_attribute(str(key), str(value), place)
        if key == "style":
            rules = css.declarations(str(value))
            yield from _of_lengths(rules, place)
            yield from _of_motion(rules, place)
        yield from _of_numbers(str(key), str(value), place)


def _of_attribute(key: str, value: str, place: Place) -> Iterator[Problem]:
    plain = key.rpartition("}")[2].lower()
    if plain.startswith("on"):
        yield ASKS.at(place, f"the attribute {plain} runs a program", hint="delete it")
    elif key == "{http://www.w3.org/XML/1998/namespace}base":
        yield ASKS.at(place, "the attribute xml:base leads elsewhere", hint="delete it")
    elif plain in {"href", "src"}:
        yield from _of_address(value, place)
    elif "(" in value or "\\" in value:
        yield from _of_style(css.declarations(value), place)


def _of_numbers(key: str, value: str, place: Place) -> Iterator[Problem]:
    """Find the first number of an attribute that is too large to be drawn, or is none."""
    if endless := css.ENDLESS.search(value):
        yield _too_large(cut(endless[0], 20), key, place)
        return
    if "}" in key or key in _WORDS or key.startswith(("data-", "aria-")) or not _SUSPECT.search(value):
        return
    most = _MOST.get(key, _LARGEST)
    for found in (_IN_PATHS if key == "d" else _NUMBER).finditer(value):
        number, unit = found.groups()
        if not abs(float(number)) <= (min(most, _MOST["transform"]) if unit else most):
            yield _too_large(found[0], key, place)
            return


def _of_lengths(nodes: list[object], place: Place) -> Iterator[Problem]:
    for number in css.beyond(nodes, _MOST["font-size"]):
        yield _too_large(number.written, "a style", place)


def _of_motion(nodes: list[object], place: Place) -> Iterator[Problem]:
    for name, line, _ in css.moving(nodes):
        hint = "take it out, or save the drawing as plain SVG"
        yield ASKS.at(replace(place, line=place.line + line - 1), f"the property {name} moves", hint=hint)


def _of_syntax(text: str, place: Place) -> Iterator[Problem]:
    """Find what can't be read in a style sheet: the programs that draw go on without it."""
    for mistake in css_mistakes.mistakes(text, book=False):
        hint = "write plain rules, or save the drawing as plain SVG"
        sentence = f"in a style sheet {mistake.sentence}"
        yield UNREADABLE.at(replace(place, line=place.line + mistake.line - 1), sentence, hint=hint)


def _too_large(written: str, where: str, place: Place) -> Problem:
    hint = "write numbers of the size of a page, or save the drawing as plain SVG"
    return UNREADABLE.at(place, f"“{written}” in {where} is no length that can be drawn", hint=hint)


def _of_style(nodes: list[object], place: Place) -> Iterator[Problem]:
    try:
        for one in css.asked(nodes):
            yield from _of_address(one.url, place)
    except ValueError as error:
        yield ASKS.at(place, str(error), hint="save the drawing as plain SVG")


def _of_address(url: str, place: Place) -> Iterator[Problem]:
    url = url.strip()
    if url.startswith("#"):
        return
    reason = "it lies outside of the drawing"
    if url[:5].lower() == "data:":
        try:
            if url.lower().startswith(_RASTER):
                content, media_type = Warehouse([]).open(url)
                if media_type in KINDS and not content.startswith(b"GIF8"):  # browsers go by the bytes
                    pixel_size(content, media_type, place.path)
                if not moves(content):
                    return
                reason = "it moves"
            else:
                reason = "of data: addresses only images of pixels are read"
        except Refused as refused:
            reason = refused.reason
        except Fault as fault:
            hint = "put a PNG, a JPEG or a WebP there"
            yield UNREADABLE.at(place, f"the image inside of the drawing can't be used: {fault}", hint=hint, cause=fault.cause)
            return
    hint = "put what it shows into the drawing itself, as shapes or as a small data: image"
    yield ASKS.at(place, f"the drawing asks for “{cut(url)}”: {reason}", hint=hint)


def _parts(root: etree._Element, most: int) -> int:
    """Return how many elements are drawn with all that is used again; Fault says that it would have no end."""
    own: dict[str, etree._Element] = {}
    for element in root.iter(etree.Element):
        if id_ := element.get("id"):
            own.setdefault(str(id_), element)
    counted: dict[etree._Element, int] = {}
    open_: set[etree._Element] = set()

    def count(element: etree._Element, depth: int) -> int:
        if element in counted:
            return counted[element]
        if element in open_:
            raise Fault("a part of it is made of itself", _line(element))
        if depth > _DEEPEST:
            return most + 1
        open_.add(element)
        total = 1
        for inner in element.iter(etree.Element):
            total += 1
            for target in _references(inner):
                if target in own and total <= most:
                    total += count(own[target], depth + 1)
        open_.discard(element)
        counted[element] = total
        return total

    return count(root, 0)


def _references(element: etree._Element) -> Iterator[str]:
    for key, value in element.attrib.items():
        text = str(value)
        if key in {_XLINK, "href"} and text.strip().startswith("#"):
            yield text.strip()[1:]
        yield from _REFERENCE.findall(text)


def view_box(root: etree._Element) -> tuple[float, float, float, float]:
    """Return an SVG's view box, as it says it or by its width and height; Fault says that it has no proportions."""
    words = str(root.get("viewBox", "")).replace(",", " ").split()
    try:
        box = [float(word) for word in words] or [0.0, 0.0, *(_pixels(str(root.get(side, ""))) for side in ("width", "height"))]
    except ValueError:
        box = []
    if len(box) != 4 or not all(map(math.isfinite, box)):
        raise Fault("it has no viewBox of four numbers, nor a width and a height, and so no proportions", _line(root))
    left, top, wide, high = box
    if wide <= 0 or high <= 0 or not 1 / _FLATTEST <= wide / high <= _FLATTEST:
        raise Fault(f"its viewBox is {wide:g} wide and {high:g} high", _line(root))
    return left, top, wide, high


def _pixels(length: str) -> float:
    number = length.strip().lower()
    unit = next((unit for unit in _UNITS if number.endswith(unit)), "")
    return float(number.removesuffix(unit)) * _UNITS.get(unit, 1)
