"""Formulas: TeX's maths to outlines, set in STIX, which matplotlib brings, and placed on the line of text."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path as File

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.textpath import TextToPath

_SIZE = 100.0
"""At which matplotlib keeps outlines, whatever size is asked for."""
_COLUMN = re.compile(r"col:(\d+)")
_LOG = logging.getLogger("matplotlib.mathtext")


@dataclass(frozen=True, slots=True)
class Outline:
    """A formula's outline, y upwards from its line of text; all lengths in sizes of the type."""

    path: str
    """As SVG writes it, y downwards from the top, in thousandths of the type's size."""
    width: float
    height: float
    depth: float
    """How much of the height is below the line of text."""


class _Missing(logging.Handler):
    """Remembers what mathtext says of glyphs that it doesn't have; it would set something else instead."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


@cache
def _files() -> tuple[File, ...]:
    folder = File(mpl.get_data_path()) / "fonts" / "ttf"
    return tuple(sorted((*folder.glob("STIX*.ttf"), *folder.glob("cm*.ttf"), folder / "DejaVuSans.ttf")))


def outline(tex: str) -> Outline:
    """Return the outline of a formula; a ValueError has what is wrong with it, and the number of the character."""
    # Nothing but these faces: what else there is has to make no difference.
    manager, before = font_manager.fontManager, font_manager.fontManager.ttflist
    manager.ttflist = []
    for file in _files():
        manager.addfont(file)
    missing = _Missing()
    _LOG.addHandler(missing)
    try:
        face = FontProperties(family=["STIXGeneral"], size=_SIZE, math_fontfamily="stix")
        text = f"${tex}$"
        maker = TextToPath()
        width, height, depth = maker.get_text_width_height_descent(text, face, ismath=True)
        vertices, codes = maker.get_text_path(face, text, ismath=True)
    except ValueError as error:
        reason, _, behind = str(error).partition("(at char ")
        found = _COLUMN.search(behind)
        said = reason.rpartition("Exception: ")[2].partition(", found ")[0] if found else reason.strip().split("\n")[-1]
        said = said.strip()
        # Some faults come with the whole grammar.
        said = said if len(said) < 80 and said != "Expected end of text" else "a part of it is missing, or not known here"
        index = max(int(found[1]) - 2, 0) if found else 0
        raise ValueError(said, index + len(tex[index:]) - len(tex[index:].lstrip())) from None
    finally:
        _LOG.removeHandler(missing)
        manager.ttflist = before
    if missing.said:
        raise ValueError(missing.said[0].partition(", substituting")[0], 0)
    path = Path(vertices, codes)
    box = path.get_extents()
    # Italics lean out of their box: what is drawn decides.
    left, right = min(0.0, box.x0), max(width, box.x1)
    top, bottom = max(height - depth, box.y1), max(depth, -box.y0)
    return Outline(_svg(path, left, top), (right - left) / _SIZE, (top + bottom) / _SIZE, bottom / _SIZE)


def _svg(path: Path, left: float, top: float) -> str:
    signs = {Path.MOVETO: "M", Path.LINETO: "L", Path.CURVE3: "Q", Path.CURVE4: "C"}
    parts = []
    for points, code in path.iter_segments(simplify=False, curves=True):
        if code == Path.CLOSEPOLY:
            parts.append("Z")
            continue
        numbers = [(x - left, top - y) for x, y in zip(points[::2], points[1::2], strict=True)]
        parts.append(signs[code] + " ".join(f"{x / _SIZE * 1000:.0f} {y / _SIZE * 1000:.0f}" for x, y in numbers))
    return "".join(parts)
