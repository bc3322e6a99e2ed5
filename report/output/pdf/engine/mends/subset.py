"""Fonts in a PDF are cut down to their glyphs by the HarfBuzz that comes with us, whichever one the machine has.

WeasyPrint 70 looks for the system's libharfbuzz-subset. Many machines that have Pango lack it: it then warns, and takes
fontTools. Where the library is there, each of its versions writes other bytes. `uharfbuzz` brings one of its own, which
has cut the faces already.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import uharfbuzz as hb
from weasyprint.logger import LOGGER
from weasyprint.pdf.fonts import Font

_DROPPED = ("BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT", "SVG ")
"""What text has no use for once it is set: the tables that WeasyPrint drops."""


def subset_alike() -> None:
    """Make WeasyPrint's fonts cut themselves down with `uharfbuzz`; doing it twice changes nothing."""
    Font.subset = _subset


def _subset(font: Any, glyphs: Iterable[int], hinting: bool) -> None:
    """Keep these glyphs, under the numbers that the pages know them by.

    Parts of accented letters may lie far behind the last of them; the second pass moves them up.
    """
    if not glyphs:
        return
    kept = hb.SubsetFlags.PASSTHROUGH_UNRECOGNIZED | hb.SubsetFlags.DESUBROUTINIZE
    if not hinting:
        kept |= hb.SubsetFlags.NO_HINTING
    if font.missing:
        kept |= hb.SubsetFlags.NOTDEF_OUTLINE
    try:
        emptied = _cut(hb.Face(hb.Blob(font.file_content), font.index), glyphs, kept | hb.SubsetFlags.RETAIN_GIDS)
        small = _cut(emptied, range(max(glyphs) + 1), kept)
    except (hb.HarfBuzzError, RuntimeError):
        LOGGER.warning('Unable to subset "%s" with HarfBuzz', font.family)
    else:
        font.file_content = bytes(small.blob.data)


def _cut(face: hb.Face, glyphs: Iterable[int], flags: hb.SubsetFlags) -> hb.Face:
    wanted = hb.SubsetInput()
    wanted.flags = flags
    wanted.glyph_set.update(glyphs)
    wanted.drop_table_tag_set.update(int.from_bytes(name.encode("ascii"), "big") for name in _DROPPED)
    return hb.subset(face, wanted)
