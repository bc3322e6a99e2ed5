"""Images of the article's folder as a format shows them: drawings as vectors where the layout engine draws all of them truly.

All others are drawn by resvg, which draws SVG as browsers do, with the fonts that it is handed and no others. An e-book gets a
picture of every drawing: each reader's engine would draw it in another way, in other fonts, and without a ground.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from lxml import etree
from PIL import Image

from report.figures import draw_alone
from report.figures.adapted import Families, adapted, other_scripts
from report.intake.images import view_box
from report.intake.images.constructs import SVG
from report.intake.images.rules import UNREADABLE
from report.look.fonts import FontFile, FontSet
from report.problems import Place, ProblemsFound

DPI = 450
"""Pixels to the inch of a drawing in print."""
_TALLEST = 6000
"""Pixels: no page is so high that a drawing would have less than 300 to the inch of it."""


def vectors(data: bytes, families: Families) -> bytes:
    """Return a plain drawing for the layout engine, in the publication's families."""
    return etree.tostring(adapted(data, families), encoding="utf-8", xml_declaration=True)


def drawn(data: bytes, width: int, ground: str, families: Families, fonts: FontSet, *, language: str, shown: str) -> bytes:
    """Draw as a PNG so many pixels wide, on a `ground` if there is one; ProblemsFound says that it can't be drawn."""
    root = adapted(data, families)
    named = etree.tostring(root, encoding="unicode")
    rare = {family: letters for family, letters in other_scripts(root, families, fonts).items() if f"'{family}'" not in named}
    wide, high = view_box(root)[2:]
    width = max(min(width, round(_TALLEST * wide / high)), 1)
    # It draws each tile of a pattern as a picture of its own, whose edges stand out where they don't fall on pixels.
    finer = 2 if root.find(f".//{{{SVG}}}pattern") is not None else 1
    options = {
        "svg_string": etree.tostring(root, encoding="unicode"),
        "width": finer * width,
        "height": finer * max(round(width * high / wide), 1),
        "background": ground or None,
        "dpi": 96,
        "languages": [language],
        "skip_system_fonts": True,
        "font_family": families.serif,
        "serif_family": families.serif,
        "sans_serif_family": families.sans,
        "monospace_family": families.sans,
        "cursive_family": families.serif,
        "fantasy_family": families.serif,
    }
    with _faces(fonts, rare) as faces:
        asked = json.dumps({**options, "font_files": faces}).encode("ascii")
        done = subprocess.run([sys.executable, "-P", draw_alone.__file__], input=asked, capture_output=True, check=False)
    if done.returncode:
        sentence = "the drawing can't be drawn"
        if done.returncode < 0:
            sentence = "the drawing takes more memory or time to be drawn than there is for one"
        said = done.stderr.decode("utf-8", "replace").strip()
        hint = "make it simpler: fewer layers, smaller tiles of patterns; or save it as a PNG"
        raise ProblemsFound([UNREADABLE.at(Place(shown), sentence, hint=hint, cause=said)])
    return _small(done.stdout, finer)


@contextmanager
def _faces(fonts: FontSet, rare: Mapping[str, Collection[str]]) -> Iterator[list[str]]:
    """Give the paths of all faces; those of some families have some letters alone.

    A line of which one letter has to come from another face would be set in that face altogether, as far as it has the others.
    """
    with TemporaryDirectory() as folder:
        paths = []
        for file in sorted(fonts.files, key=_usual_first):
            path = file.path
            if file.family in rare:
                path = Path(folder, path.name)
                path.write_bytes(fonts.subset(file, rare[file.family]))
            paths.append(str(path))
        yield paths


def _usual_first(file: FontFile) -> tuple[bool, int, str]:
    """Sort faces for letters that the family asked for lacks: the first face that has one is taken."""
    return file.style != "normal", abs(file.weight - 400), file.path.name


def _small(png: bytes, finer: int) -> bytes:
    with Image.open(io.BytesIO(png), formats=["PNG"]) as image:
        opaque = image.mode != "RGBA" or _opaque(image)
        shown = image.convert("RGB") if opaque else image
        target = io.BytesIO()
        shown.reduce(finer).save(target, "PNG", compress_level=6)
        return target.getvalue()


def _opaque(image: Image.Image) -> bool:
    return image.getchannel("A").getextrema() == (255, 255)


def on_ground(data: bytes, ground: str) -> tuple[bytes, bool]:
    """Return an image of pixels on a ground, as a PNG, and whether anything of it was see-through; else it is as it was."""
    with Image.open(io.BytesIO(data)) as image:
        profile = image.info.get("icc_profile")
        grey = image.mode in {"1", "L", "LA"}
        if not image.has_transparency_data:
            return data, False
        over = image.convert("RGBA")
    if _opaque(over):
        return data, False
    under = Image.new("RGBA", over.size, ground)
    under.alpha_composite(over)
    target = io.BytesIO()
    under.convert("L" if grey else "RGB").save(target, "PNG", icc_profile=profile, compress_level=6)
    return target.getvalue(), True
