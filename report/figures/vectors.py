"""Drawings of the article's folder as a format shows them: vectors where the layout engine draws all of it, else a picture.

The engine for drawings is resvg, which draws SVG as browsers do, with the fonts that it is handed and no others. An e-book gets
a picture of every drawing: each reader's engine would draw it in another way, in other fonts, and without a ground.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree
from PIL import Image

from report.intake import css
from report.intake.images import view_box
from report.intake.images.rules import UNREADABLE
from report.look.fonts import UNCOVERED, FontFile, FontSet
from report.look.tokens import Tokens
from report.problems import Place, Problem, ProblemsFound

DPI = 450
"""Pixels to the inch of a drawing in print."""
_TALLEST = 6000
"""Pixels: no page is so high that a drawing would have more than 300 to the inch of it."""
_WORDS = {"text", "tspan", "textPath"}
_FAMILY = re.compile(r"(font-family\s*:\s*)([^;}!]+)", re.IGNORECASE)


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
        return cls(named.get("serif", text), named.get("sans-serif", text), tuple(dict.fromkeys(tokens.family.values())))

    def find(self, listed: str) -> str:
        """Return the family that a list of families comes to."""
        for name in listed.split(","):
            bare = " ".join(name.strip().strip("\"'").split())
            known = next((family for family in self.known if family.lower() == bare.lower()), None)
            if known or bare.lower() in {"serif", "sans-serif", "monospace"}:
                return known or (self.serif if bare.lower() == "serif" else self.sans)
        return self.serif


def require_glyphs(data: bytes, fonts: FontSet, shown: str) -> None:
    """Raise ProblemsFound with each character of a drawing that no font has, at its line."""
    problems: dict[str, Problem] = {}
    for element in etree.fromstring(data, _parser()).iter(etree.Element):
        if etree.QName(element).localname in _WORDS:
            inside = "".join([element.text or "", *(child.tail or "" for child in element)])
            for character in fonts.missing(inside):
                sentence = f"none of the publication's fonts has “{character}” (U+{ord(character):04X})"
                place = Place(shown, element.sourceline or 0)
                hint = "write it another way, or turn the words into shapes"
                problems.setdefault(character, UNCOVERED.at(place, sentence, hint=hint))
    if problems:
        raise ProblemsFound(list(problems.values()))


def vectors(data: bytes, families: Families) -> bytes:
    """Return a plain drawing for the layout engine, in the publication's families."""
    root = _framed(data)
    for element in root.iter(etree.Element):
        if listed := element.get("font-family"):
            element.set("font-family", _quoted(families.find(listed)))
        if "font-family" in (style := element.get("style", "")):
            element.set("style", _in_css(style, families))
        if etree.QName(element).localname == "style":
            element.text = _in_css(css.without_comments("".join(map(str, element.itertext()))), families)
    if root.get("font-family") is None:
        root.set("font-family", _quoted(families.serif))
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _in_css(text: str, families: Families) -> str:
    return _FAMILY.sub(lambda found: f"{found[1]}{_quoted(families.find(found[2]))}", text)


def _quoted(family: str) -> str:
    return f"'{family}'"


def drawn(data: bytes, width: int, ground: str, families: Families, fonts: FontSet, *, language: str, shown: str) -> bytes:
    """Draw as a PNG so many pixels wide, on a `ground` if there is one; a problem says that it can't be drawn."""
    import resvg_py

    root = _framed(data)
    wide, high = view_box(root)[2:]
    width = min(width, round(_TALLEST * wide / high)) or 1
    try:
        made = resvg_py.svg_to_bytes(
            svg_string=etree.tostring(root, encoding="unicode"),
            width=width,
            height=max(round(width * high / wide), 1),
            background=ground or None,
            dpi=96,
            languages=[language],
            skip_system_fonts=True,
            font_files=[file.path.as_posix() for file in sorted(fonts.files, key=_usual_first)],
            font_family=families.serif,
            serif_family=families.serif,
            sans_serif_family=families.sans,
            monospace_family=families.sans,
            cursive_family=families.serif,
            fantasy_family=families.serif,
        )
    except BaseException as error:
        if not isinstance(error, ValueError) and type(error).__name__ != "PanicException":
            raise
        hint = "save the drawing anew as plain SVG"
        raise ProblemsFound([UNREADABLE.at(Place(shown), "the drawing can't be drawn", hint=hint, cause=str(error))]) from None
    return _small(bytes(made))


def _framed(data: bytes) -> etree._Element:
    """Return a drawing whose view box says all of its size."""
    root = etree.fromstring(data, _parser())
    root.set("viewBox", " ".join(f"{number:.10g}" for number in view_box(root)))
    for name in ("width", "height", "x", "y", "preserveAspectRatio"):
        root.attrib.pop(name, None)
    return root


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def _usual_first(file: FontFile) -> tuple[bool, int, str]:
    """Sort faces for letters that the family asked for lacks: the first face that has one is taken."""
    return file.style != "normal", abs(file.weight - 400), file.path.name


def _small(png: bytes) -> bytes:
    with Image.open(io.BytesIO(png), formats=["PNG"]) as image:
        opaque = image.mode != "RGBA" or image.getextrema()[3] == (255, 255)
        target = io.BytesIO()
        (image.convert("RGB") if opaque else image).save(target, "PNG", compress_level=6)
        return target.getvalue()


def on_ground(data: bytes, ground: str) -> tuple[bytes, bool]:
    """Return an image of pixels on a ground, as a PNG, and whether anything of it was see-through; else it is as it was."""
    with Image.open(io.BytesIO(data)) as image:
        profile = image.info.get("icc_profile")
        grey = image.mode in {"1", "L", "LA"}
        if not image.has_transparency_data:
            return data, False
        over = image.convert("RGBA")
    if over.getextrema()[3] == (255, 255):
        return data, False
    under = Image.new("RGBA", over.size, ground)
    under.alpha_composite(over)
    target = io.BytesIO()
    under.convert("L" if grey else "RGB").save(target, "PNG", icc_profile=profile, compress_level=6)
    return target.getvalue(), True
