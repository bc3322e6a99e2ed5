"""Drawings of strangers, set for the engines that draw them: a frame that says all, the publication's families, plain CSS."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import tinycss2
from lxml import etree

from report.intake.images import view_box
from report.intake.images.constructs import SVG
from report.intake.images.values import COLOURS, SIZES, colour, longhands
from report.look.fonts import UNCOVERED, FontSet
from report.look.tokens import Tokens
from report.problems import Place, Problem, ProblemsFound

WORDS = {"text", "tspan", "textPath"}
_SKIPPED = {"skip_comments": True, "skip_whitespace": True}


@dataclass(frozen=True, slots=True)
class Families:
    """Which of the publication's families stand for CSS's generic ones; what a drawing names beside them isn't there."""

    serif: str
    sans: str
    known: tuple[str, ...]

    @classmethod
    def of(cls, tokens: Tokens) -> Families:
        """Return the families of running text and of what stands beside it, as they are generic."""
        named = {tokens.generic[role]: tokens.family[role] for role in ("display", "text")}
        text = tokens.family["text"]
        return cls(named.get("serif", text), named.get("sans-serif", text), tokens.all_families)

    def find(self, listed: Iterable[Any]) -> str | None:
        """Return the family that a list of families comes to; None if it is none, and browsers pass over it."""
        names: list[list[Any]] = [[]]
        for token in listed:
            if token == ",":
                names.append([])
            elif token.type not in {"whitespace", "comment"}:
                names[-1].append(token)
        if any(not name or (len(name) > 1 and {token.type for token in name} != {"ident"}) for name in names):
            return None
        if any(token.type not in {"ident", "string"} for name in names for token in name):
            return None
        if [token.value for token in names[0]] == ["inherit"]:
            return "inherit"
        for name in names:
            bare = " ".join(token.value for token in name)
            if known := next((family for family in self.known if family.lower() == bare.lower()), None):
                return known
            if name[0].type == "ident" and bare.lower() in {"serif", "sans-serif", "monospace"}:
                return self.serif if bare.lower() == "serif" else self.sans
        return self.serif


def require_glyphs(data: bytes, fonts: FontSet, shown: str) -> None:
    """Raise ProblemsFound with each character of a drawing that no font has, at its line."""
    problems: dict[str, Problem] = {}
    for element in etree.fromstring(data, _parser()).iter(etree.Element):
        if etree.QName(element).localname in WORDS:
            inside = "".join([element.text or "", *(child.tail or "" for child in element)])
            for character in fonts.missing(inside):
                sentence = f"none of the publication's fonts has “{character}” (U+{ord(character):04X})"
                place = Place(shown, element.sourceline if isinstance(element.sourceline, int) else 0)
                hint = "write it another way, or turn the words into shapes"
                problems.setdefault(character, UNCOVERED.at(place, sentence, hint=hint))
    if problems:
        raise ProblemsFound(list(problems.values()))


def adapted(data: bytes, families: Families) -> etree._Element:
    """Return a drawing in the publication's families, whose view box says all of its size."""
    root = etree.fromstring(data, _parser())
    root.set("viewBox", " ".join(f"{number:.10g}" for number in view_box(root)))
    for name in ("width", "height", "x", "y", "preserveAspectRatio"):
        _taken(root, name)

    def plainly(name: str, value: list[Any]) -> dict[str, str]:
        if name == "font":
            return {key: text for long, said in longhands(value).items() for key, text in plainly(long, _values(said)).items()}
        if name == "font-family":
            family = families.find(value)
            return {} if family is None else {name: family if family == "inherit" else f"'{family}'"}
        written = "".join((token.type == "function" and colour(token)) or token.serialize() for token in value).strip()
        if name == "font-size" and written.lower() in SIZES:
            return {name: f"{SIZES[written.lower()]}px"}
        return {name: written}

    for element in root.iter(etree.Element):
        if style := element.get("style"):
            element.set("style", _declared(tinycss2.parse_blocks_contents(style, **_SKIPPED), plainly))
        for name in ("font-family", "font-size", *COLOURS):
            if value := _taken(element, name):
                for key, text in plainly(name, _values(value)).items():
                    element.set(key, text)
        _taken(element, "font")  # which browsers know in CSS alone
        if etree.QName(element).localname == "style":
            element.text = _sheet("".join(map(str, element.itertext())), plainly)
    if root.get("font-family") is None:
        root.set("font-family", f"'{families.serif}'")
    return root


def _taken(element: etree._Element, name: str) -> str:
    """Take an attribute off, and return what it said."""
    return str(element.attrib.pop(name)) if name in element.attrib else ""


_Change = Callable[[str, list[Any]], dict[str, str]]


def _values(text: str) -> list[Any]:
    return list(tinycss2.parse_component_value_list(text))


def _declared(nodes: Iterable[Any], plainly: _Change) -> str:
    return ";".join(
        f"{name}:{value}{'!important' if node.important else ''}"
        for node in nodes
        if node.type == "declaration"
        for name, value in plainly(node.lower_name, node.value).items()
    )


def _sheet(text: str, plainly: _Change) -> str:
    rules = (rule for rule in tinycss2.parse_stylesheet(text, **_SKIPPED) if rule.type == "qualified-rule")
    return "\n".join(
        f"{tinycss2.serialize(rule.prelude)}{{{_declared(tinycss2.parse_blocks_contents(rule.content, **_SKIPPED), plainly)}}}"
        for rule in rules
    )


def other_scripts(root: etree._Element, families: Families, fonts: FontSet) -> dict[str, set[str]]:
    """Put letters that the drawing's families lack into spans of a family that has them; return the letters by family.

    The engine for drawings would take the first face that has them, whatever its weight.
    """
    from report.look.fonts.cut import code_points

    def covered(family: str) -> set[str]:
        file = fonts.find(family)
        return set(map(chr, code_points(file.path.read_bytes()))) if file else set()

    words = [element for element in root.iter(etree.Element) if etree.QName(element).localname in WORDS]
    rare = {letter for element in words for letter in "".join(map(str, element.itertext())) if letter > "\x7f"}
    found: dict[str, set[str]] = {}
    if rare:
        rare -= covered(families.serif) | covered(families.sans)
    for family in families.known:
        if rare and (has := covered(family) & rare):
            rare -= has
            found[family] = has
            letters = "".join(map(re.escape, sorted(has)))
            runs = re.compile(f"([{letters}](?:[{letters}\\s\u200c\u200d]*[{letters}])?)")
            for element in words:
                _set_apart(element, runs, family)
    return found


def _set_apart(element: etree._Element, runs: re.Pattern[str], family: str) -> None:
    """Put what matches in an element's own text, and behind its children, into spans of a family."""
    for before in [None, *element]:
        text = (element.text if before is None else before.tail) or ""
        pieces = runs.split(text)
        if len(pieces) == 1:
            continue
        if before is None:
            element.text = pieces[0]
        else:
            before.tail = pieces[0]
        at = 0 if before is None else element.index(before) + 1
        for number in range(1, len(pieces), 2):
            span = etree.Element(f"{{{SVG}}}tspan", {"font-family": f"'{family}'"})
            span.text, span.tail = pieces[number], pieces[number + 1]
            element.insert(at + number // 2, span)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
