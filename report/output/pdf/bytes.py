"""Where two PDFs part: both are walked at once, page by page and then from the catalogue, along the names of their entries."""

from __future__ import annotations

import io
import re
from collections import deque
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pikepdf

from report.output.archive_bytes import carried_differences
from report.output.difference import Difference, first_difference
from report.output.rendition import ENDING

_MOST_A_PAGE = 2
"""Differences that are told of one page: what follows hangs on the first."""
_STAMPS = {"/Producer", "/Creator"}
_STAMPED_XMP = re.compile(rb"(<(pdf:Producer|xmp:CreatorTool)>)[^<]*")
_PAGE = re.compile(r"page \d+")
_PASSED_OVER = {"/Parent", "/P", "/ParentTree", "/StructParents", "/Length", "/Filter", "/DecodeParms"}
"""Ways back, what repeats in numbers what is compared elsewhere, and how a stream is packed: what is in it is compared."""
_WORDS = {
    "/StructTreeRoot": "the structure tree",
    "/Outlines": "the bookmarks",
    "/Names": "the named destinations and attachments",
    "/Metadata": "the metadata",
    "/AF": "the attachments",
    "/PageLabels": "the page labels",
    "/Contents": "its content",
    "/Resources": "its resources",
    "/Annots": "its links",
    "/Font": "fonts",
    "/XObject": "images and drawings",
}


def differences(first: bytes, second: bytes) -> Iterator[Difference]:
    """Yield where the two part, in reading order; nothing where they differ only in how they are written."""
    try:
        with pikepdf.open(io.BytesIO(first)) as ours, pikepdf.open(io.BytesIO(second)) as theirs:
            yield from _Comparison().documents(ours, theirs)
    except pikepdf.PdfError as error:
        yield Difference(f"the file is damaged: {error}")


class _Comparison:
    """One walk over both files; each pair of objects is compared once."""

    def __init__(self) -> None:
        self.seen: set[tuple[tuple[int, int], tuple[int, int]]] = set()

    def documents(self, ours: pikepdf.Pdf, theirs: pikepdf.Pdf) -> Iterator[Difference]:
        if "/AF" in ours.Root and "/AF" in theirs.Root:
            yield from self.objects(ours.Root.AF, theirs.Root.AF, "the attachments")
        if len(ours.pages) != len(theirs.pages):
            yield Difference(f"the number of pages: {len(ours.pages)}, and {len(theirs.pages)} when rebuilt")
        for number, (mine, other) in enumerate(zip(ours.pages, theirs.pages, strict=False), 1):
            yield from islice(self.objects(mine.obj, other.obj, f"page {number}"), _MOST_A_PAGE)
        yield from self.objects(ours.Root, theirs.Root, "")
        if "/Info" in ours.trailer and "/Info" in theirs.trailer:
            yield from self.objects(ours.trailer.Info, theirs.trailer.Info, "the information dictionary")

    def objects(self, mine: Any, other: Any, where: str) -> Iterator[Difference]:
        """Compare two objects and all that hang on them, nearest first."""
        waiting: deque[tuple[Any, Any, str]] = deque([(mine, other, where)])
        while waiting:
            mine, other, where = waiting.popleft()
            if isinstance(mine, pikepdf.Object) and isinstance(other, pikepdf.Object) and mine.is_indirect and other.is_indirect:
                pair = (mine.objgen, other.objgen)
                if pair in self.seen:
                    continue
                self.seen.add(pair)
            if type(mine) is not type(other) or getattr(mine, "_type_code", 0) != getattr(other, "_type_code", 0):
                yield Difference(where or "the catalogue")
            elif isinstance(mine, pikepdf.Stream):
                yield from _streams(mine, other, where)
                waiting.extend(_entries(mine.stream_dict, other.stream_dict, where))
                yield from _missing(mine.stream_dict, other.stream_dict, where)
            elif isinstance(mine, pikepdf.Dictionary):
                waiting.extend(_entries(mine, other, where))
                yield from _missing(mine, other, where)
            elif isinstance(mine, pikepdf.Array):
                if len(mine) != len(other):
                    yield Difference(f"{where}: {len(mine)} entries, and {len(other)} when rebuilt")
                waiting.extend((a, b, f"{where} {n}") for n, (a, b) in enumerate(zip(mine, other, strict=False), 1))
            elif mine != other:
                yield Difference(where, stamp=where.rpartition(", ")[2] in _STAMPS)


def _entries(mine: Any, other: Any, where: str) -> Iterator[tuple[Any, Any, str]]:
    if mine.get("/Type") == pikepdf.Name.Page and not _PAGE.fullmatch(where):
        return  # reached by a link; each page is compared under its own number
    file = mine.get("/Type") == pikepdf.Name.EmbeddedFile
    for key in mine.keys():  # noqa: SIM118 - a stream's dictionary isn't iterable
        if key not in other or key in _PASSED_OVER or (file and key == "/Params"):
            continue
        if key == "/UF" and "/EF" in mine:
            continue
        name = _WORDS.get(key, key)
        if key == "/EF" and "/UF" in mine:
            name = str(mine["/UF"])
        yield mine[key], other[key], f"{where}, {name}" if where else name


def _missing(mine: Any, other: Any, where: str) -> Iterator[Difference]:
    for key in sorted((set(mine.keys()) ^ set(other.keys())) - _PASSED_OVER):
        side = "file" if key in mine else "rebuilt one"
        yield Difference(f"{where or 'the catalogue'}: {_WORDS.get(key, key)} is only in the {side}")


def _streams(mine: Any, other: Any, where: str) -> Iterator[Difference]:
    """Compare what two streams hold; where a filter can't be undone, the bytes as they are."""
    try:
        ours, theirs = mine.read_bytes(), other.read_bytes()
    except pikepdf.PdfError:
        ours, theirs = mine.read_raw_bytes(), other.read_raw_bytes()
    if ours == theirs:
        return
    parts = where.split(", ")
    if any(part.endswith(ENDING) for part in parts):
        yield from carried_differences(ours, theirs, next(part for part in parts if part.endswith(ENDING)))
        return
    stamp = _STAMPED_XMP.sub(rb"\1", ours) == _STAMPED_XMP.sub(rb"\1", theirs)
    yield Difference(where if stamp else f"{where}, at byte {first_difference(ours, theirs):,}", stamp=stamp)
