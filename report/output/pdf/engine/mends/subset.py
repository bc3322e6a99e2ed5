"""Fonts in a PDF are cut down to their glyphs by the HarfBuzz that comes with us, whichever one the machine has.

WeasyPrint 70 looks for the system's libharfbuzz-subset. Many machines that have Pango lack it: it then warns, and takes
fontTools. Where the library is there, each of its versions writes other bytes. `uharfbuzz` brings one of its own, which
has cut the faces already.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from report.output.pdf.engine.mends.mend import Mend
from report.output.pdf.engine.moved_glyphs import with_moved

if TYPE_CHECKING:
    import uharfbuzz as hb

_DROPPED = ("BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT", "SVG ")
"""What text has no use for once it is set: the tables that WeasyPrint drops."""


def _fault() -> bool:
    from weasyprint.logger import LOGGER
    from weasyprint.pdf.fonts import Font

    asked: list[str] = []

    class Heard(Font):  # type: ignore[misc]
        """A font that tells by whom it is cut."""

        def __init__(self) -> None:
            self.file_content, self.index, self.missing, self.family = b"no font", 0, False, "Heard"

        def _harfbuzz_subset(self, *_: Any) -> None:
            asked.append("the machine's HarfBuzz")

        def _fonttools_subset(self, *_: Any) -> None:
            asked.append("fontTools")

    silent, LOGGER.disabled = LOGGER.disabled, True
    try:
        Heard().subset({3: "a"}, hinting=False)
    finally:
        LOGGER.disabled = silent
    return bool(asked)


def _cure(_: Any) -> Sequence[Any]:
    return (_subset,)


def _subset(font: Any, glyphs: Iterable[int], hinting: bool) -> None:
    """Keep these glyphs, under the numbers that the pages know them by.

    Parts of accented letters may lie far behind the last of them; the second pass moves them up. What was moved for the pages
    isn't in the face yet.
    """
    import uharfbuzz as hb
    from weasyprint.logger import LOGGER

    moved = vars(font).get("moved", {})
    glyphs = {*glyphs}.difference(moved.values()).union(place.glyph for place in moved)
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
        font.file_content = with_moved(small.blob.data, moved) if moved else bytes(small.blob.data)


def _cut(face: hb.Face, glyphs: Iterable[int], flags: hb.SubsetFlags) -> hb.Face:
    import uharfbuzz as hb

    wanted = hb.SubsetInput()
    wanted.flags = flags
    wanted.glyph_set.update(glyphs)
    wanted.drop_table_tag_set.update(int.from_bytes(name.encode("ascii"), "big") for name in _DROPPED)
    return hb.subset(face, wanted)


MEND = Mend(
    name="subset",
    why="cuts fonts down with a library of the machine's, or, where that isn't there, warns and takes another",
    changes={"weasyprint.pdf.fonts.Font.subset": "61ed6bc2e9a7"},
    fault=_fault,
    cure=_cure,
)
