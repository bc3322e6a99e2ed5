"""Images of an article: what they show, once it is certain that they are what they say and ask for nothing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from report.intake.images.drawings import drawing_moves, look_through, view_box
from report.intake.images.faults import Fault
from report.intake.images.metadata import in_addresses, tried, without_metadata
from report.intake.images.pixels import moves, pixel_size
from report.intake.images.rules import UNREADABLE
from report.intake.warehouse import Refused, read_file
from report.limits import limits
from report.problems import Place, Problem, ProblemsFound

_HINT = "put a PNG, a JPEG, a WebP or an SVG with a viewBox there"
_judged: dict[tuple[str, str], tuple[float, float, bool]] = {}
"""Sizes of images that this process has looked through, and whether they are plain, by digest and media type: each format asks
again."""


@dataclass(frozen=True, slots=True)
class CleanImage:
    """An image upright and without metadata, and its width and height in units of its own."""

    data: bytes
    width: float
    height: float
    plain: bool = True
    """Whether the layout engine draws all of it as browsers do."""
    moves: bool = False
    """Whether it moved before; its first picture is what is left."""


def read_image(path: Path, root: Path, media_type: str) -> CleanImage:
    """Read an image below `root`; ProblemsFound has everything for which it can't be used, each with its line in an SVG."""
    shown = path.as_posix()
    try:
        data = read_file(path, root, limits().image_file)
    except Refused as refused:
        raise ProblemsFound([_unreadable(Fault(f"it can't be read: {refused.reason}"), shown)]) from None
    key = (hashlib.sha256(data).hexdigest(), media_type)
    try:
        if key not in _judged:
            _size(data, media_type, shown)
        bare = without_metadata(data, media_type)
        if key not in _judged:
            _judged[key] = _size(bare, media_type, shown)
    except Fault as fault:
        raise ProblemsFound([_unreadable(fault, shown)]) from None
    return CleanImage(bare, *_judged[key], moves=moves(data))


def moving(data: bytes, media_type: str) -> bool:
    """Tell whether an image that nobody has looked through moves by itself."""
    return drawing_moves(data) if media_type == "image/svg+xml" else moves(data)


def _size(data: bytes, media_type: str, shown: str) -> tuple[float, float, bool]:
    if media_type != "image/svg+xml":
        return *pixel_size(data, media_type, shown), True
    drawing = look_through(data, shown)
    return *drawing.box[2:], drawing.plain


def _unreadable(fault: Fault, shown: str) -> Problem:
    return UNREADABLE.at(Place(shown, fault.line), f"the image can't be used: {fault}", hint=_HINT, cause=fault.cause)


__all__ = ["CleanImage", "in_addresses", "moving", "read_image", "tried", "view_box", "without_metadata"]
