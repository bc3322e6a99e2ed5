"""Glyphs that are others, moved: added to a font when it is written."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import NamedTuple


class Moved(NamedTuple):
    """A glyph with the way that it is moved, in the units of its font."""

    glyph: int
    across: int
    up: int


def with_moved(font: bytes, moved: Mapping[Moved, int]) -> bytes:
    """Return a font of TrueType outlines that has these glyphs, too, under the numbers that they are to have.

    What is moved takes no room in its line; what stays where it is takes as much as it did.
    """
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.tables._g_l_y_f import ROUND_XY_TO_GRID, Glyph, GlyphComponent

    with TTFont(BytesIO(font), recalcTimestamp=False) as file:
        outlines, metrics, names = file["glyf"], file["hmtx"].metrics, file.getGlyphOrder()
        names += [f"moved{number}" for number in range(len(names), max(moved.values()) + 1)]
        file.setGlyphOrder(names)
        outlines.glyphOrder = names
        for name in names[len(outlines.glyphs) :]:
            outlines.glyphs[name], metrics[name] = Glyph(), (0, 0)
        for (source, across, up), number in moved.items():
            part, glyph = GlyphComponent(), outlines.glyphs[names[number]]
            part.glyphName, part.x, part.y, part.flags = names[source], across, up, ROUND_XY_TO_GRID
            outline = outlines[names[source]]
            if outline.numberOfContours:
                glyph.numberOfContours, glyph.components = -1, [part]
            width, bearing = metrics[names[source]]
            metrics[names[number]] = (0, bearing + across) if outline.numberOfContours else (width, 0)
        done = BytesIO()
        file.save(done, reorderTables=None)
    return done.getvalue()
