"""Cutting fonts: a static face out of a variable file, and the few glyphs that an e-book needs out of a face.

HarfBuzz does the cutting: fontTools takes 500 times as long for the same (its kerning is merged pair by pair), and serves
for the names alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from io import BytesIO

import fontTools
import uharfbuzz as hb
from fontTools.ttLib import TTFont, TTLibError

from report.look.fonts.origin import FontSource
from report.look.tokens import FaceToken
from report.problems import ToolMissing
from report.system import digests
from report.system.cache import PICTURES, Kept

WEIGHTS = {
    100: "Thin",
    200: "ExtraLight",
    300: "Light",
    400: "Regular",
    500: "Medium",
    600: "SemiBold",
    700: "Bold",
    800: "ExtraBold",
    900: "Black",
}

FEATURES = ["c2sc", "case", "dnom", "frac", "lnum", "numr", "onum", "ordn", "pnum", "sinf", "smcp", "subs", "sups", "tnum"]
"""What style sheets ask for beside the features that every text engine applies by itself."""

ALWAYS = " -\u00a0\u2010"
"""Characters that reading systems add: they break and hyphenate lines."""

RENAMED = "Report"
"""Stands where a family's name has a word that its licence reserves for the unchanged font."""

_RESERVED = re.compile(r"Reserved Font Names?\s+[‘“'\"]([^’”'\"]+)[’”'\"]")
_LINKED = 256
"""Names from here on belong to features and axes."""


def cut(face: FaceToken, origin: FontSource) -> bytes:
    """Return the face as a file of its own: an instance of a variable file, any other as it is."""
    content = origin.file.read_bytes()
    try:
        if not origin.variable:
            code_points(content)
            return content
        source = hb.Face(hb.Blob(content))
        wanted = hb.SubsetInput()
        wanted.keep_everything()
        wanted.drop_table_tag_set.update(map(_tag, ("STAT", "DSIG")))
        defaults = {axis.tag: axis.default_value for axis in source.axis_infos}
        if unknown := dict(face.axes).keys() - defaults.keys():
            raise ToolMissing(f"an axis {min(unknown)} of {face.family}", f"Its axes are: {', '.join(sorted(defaults))}.")
        for tag, position in {**defaults, **dict(face.axes), "wght": face.weight}.items():
            wanted.pin_axis_location(source, tag, position)
        return _named(_bytes(hb.subset(source, wanted)), face.family, face.weight, face.style)
    except (hb.HarfBuzzError, TTLibError, RuntimeError) as error:
        hint = f"Bring it back: python3 -m pip install --force-reinstall fontpkg-{origin.slug}"
        raise ToolMissing(f"a readable font file {origin.file.name}", hint) from error


def code_points(content: bytes) -> set[int]:
    """Return the code points that a font has a glyph for; TTLibError says that it isn't a font."""
    with TTFont(BytesIO(content), lazy=True) as font:
        return set(font.getBestCmap() or ())


def small_capitals(content: bytes, letters: str) -> bool:
    """Tell whether a face has another glyph for each of these capitals where small ones are asked for."""
    font = hb.Font(hb.Face(hb.Blob(content)))

    def glyph(letter: str, *, small: bool) -> list[int]:
        buffer = hb.Buffer()
        buffer.add_str(letter)
        buffer.guess_segment_properties()
        hb.shape(font, buffer, {"c2sc": small, "smcp": small})
        return [info.codepoint for info in buffer.glyph_infos]

    return all(glyph(letter, small=True) != glyph(letter, small=False) for letter in letters)


def subset(content: bytes, characters: Iterable[str], licence: str = "") -> bytes:
    """Return the face with the glyphs of `characters` and of what they can turn into, and without hints for screens.

    Copyright and licence stay in it. A name that the licence reserves for the unchanged font leaves it: a subset is a
    changed one (SIL Open Font License 1.1, clause 3).
    """
    source = hb.Face(hb.Blob(content))
    wanted = hb.SubsetInput()
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    wanted.unicode_set.clear()
    wanted.unicode_set.update(map(ord, {*ALWAYS, *"".join(characters)}))
    wanted.layout_feature_tag_set.update(map(_tag, FEATURES))
    wanted.name_id_set.clear()
    wanted.name_id_set.update({0, 1, 2, 3, 4, 5, 6, 7, 13, 14, 16, 17})
    wanted.drop_table_tag_set.add(_tag("DSIG"))
    small = _bytes(hb.subset(source, wanted))
    with TTFont(BytesIO(small), recalcTimestamp=False) as font:
        names = font["name"]
        family = names.getDebugName(16) or names.getDebugName(1)
        own = family
        for word in _RESERVED.findall(f"{names.getDebugName(0)}\n{licence}"):
            own = re.sub(rf"\b{re.escape(word)}\b", RENAMED, own)
        weight, italic = font["OS/2"].usWeightClass, bool(font["OS/2"].fsSelection & 1)
    return small if own == family else _named(small, own, weight, "italic" if italic else "normal")


@lru_cache(maxsize=32)
def packed(content: bytes) -> bytes:
    """Return a font as WOFF2, a half of its size, for web pages; kept, since it takes longer than all else of such a page."""
    import brotli

    kept = Kept(PICTURES, f"woff2 {fontTools.version} {brotli.__version__}")
    key = digests.of(content)
    if found := kept.find(key):
        return found
    with TTFont(BytesIO(content), recalcTimestamp=False) as font:
        font.flavor = "woff2"
        out = BytesIO()
        font.save(out)
    kept.keep(key, out.getvalue())
    return out.getvalue()


def _tag(name: str) -> int:
    return int.from_bytes(name.encode("ascii"), "big")


def _bytes(face: hb.Face) -> bytes:
    return bytes(face.blob.data)


def _named(content: bytes, family: str, weight: int, style: str) -> bytes:
    """Return the font under names and flags by which every program takes it for this face of this family."""
    italic, bold = style == "italic", weight == 700
    grade = WEIGHTS.get(weight, f"W{weight}")
    full = " ".join(word for word in (grade if grade != "Regular" or not italic else "", "Italic" if italic else "") if word)
    # Old programs know four styles a family; other weights are families of their own to them.
    linked = weight in {400, 700}
    postscript = f"{family.replace(' ', '')}-{full.replace(' ', '')}"
    with TTFont(BytesIO(content), recalcTimestamp=False, lazy=True) as font:
        names = font["name"]
        kept = [record for record in names.names if record.nameID >= _LINKED]
        said = {id_: names.getDebugName(id_) for id_ in (0, 5, 7, 8, 9, 11, 13, 14)}
        said |= {
            1: family if linked else f"{family} {grade}",
            2: " ".join(word for word in ("Bold" if bold else "", "Italic" if italic else "") if word) or "Regular",
            3: f"{said[5]};{postscript}",
            4: f"{family} {full}",
            6: postscript,
            **({} if linked else {16: family, 17: full}),
        }
        names.names = kept
        for id_, text in said.items():
            if text:
                names.setName(text, id_, 3, 1, 0x409)
        flags = font["OS/2"].fsSelection & ~0b110_0001
        font["OS/2"].fsSelection = flags | italic | bold << 5 | (not italic and not bold) << 6
        font["OS/2"].usWeightClass = weight
        font["head"].macStyle = bold | italic << 1
        out = BytesIO()
        font.save(out)
    return out.getvalue()
