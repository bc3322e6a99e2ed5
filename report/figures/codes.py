"""Codes that machines read off paper: a QR code of an address, and the bar code of an ISBN, as drawings in plain vectors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from report.model.document import BackCover
from report.model.figure import Picture

_MODULE_MM = 0.33
"""Width of the thinnest bar of an EAN at its nominal size (ISO/IEC 15420)."""
_BARS_MM = 18.0
_QUIET = 11, 7
"""Modules that stay white on the left and on the right of the bars."""
_QR_MM = 28.0
_LEFT = ("0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011", "0110111", "0001011")
"""The digits of the left half, set with an odd number of dark modules; the right half has them inverted."""
_EVEN = ("LLLLLL", "LLGLGG", "LLGGLG", "LLGGGL", "LGLLGG", "LGGLLG", "LGGGLL", "LGLGLG", "LGLGGL", "LGGLGL")
"""Which digits of the left half are set the other way round: so the first digit is told, which has no bars of its own."""


def codes(back: BackCover) -> dict[str, Picture]:
    """Return the codes of a back cover, by the name under which its page asks for them."""
    made = {}
    if back.address:
        made["back-qr"] = qr(back.address)
    if back.ean:
        made["back-ean"] = ean(back.ean)
    return made


def qr(address: str) -> Picture:
    """Return the QR code of an address, with the white around it that readers of codes need."""
    import segno  # most articles have no address

    matrix = [tuple(row) for row in segno.make_qr(address, error="m").matrix_iter(border=4)]
    return _drawn(matrix, len(matrix[0]), len(matrix), _QR_MM, _QR_MM)


def ean(digits: str) -> Picture:
    """Return the bar code of thirteen digits."""
    row = [*[0] * _QUIET[0], *modules(digits), *[0] * _QUIET[1]]
    return _drawn([row], len(row), 1, len(row) * _MODULE_MM, _BARS_MM)


def modules(digits: str) -> Iterator[int]:
    """Yield the 95 modules of an EAN-13, 1 for a dark one."""
    first, left, right = int(digits[0]), digits[1:7], digits[7:]
    halves = [_LEFT[int(digit)] if kind == "L" else _right(digit)[::-1] for digit, kind in zip(left, _EVEN[first], strict=True)]
    yield from map(int, "".join(["101", *halves, "01010", *map(_right, right), "101"]))


def _right(digit: str) -> str:
    return _LEFT[int(digit)].translate({ord("0"): "1", ord("1"): "0"})


def _drawn(rows: Iterable[Sequence[int]], wide: int, high: int, width_mm: float, height_mm: float) -> Picture:
    """Return rows of modules as one path of rectangles, dark on white."""
    parts = []
    for y, row in enumerate(rows):
        x = 0
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                parts.append(f"M{x} {y}h{length}v1h-{length}z")
            x += length
    size = f'width="{width_mm:.2f}mm" height="{height_mm:.2f}mm" viewBox="0 0 {wide} {high}" preserveAspectRatio="none"'
    ground = f'<rect width="{wide}" height="{high}" fill="#ffffff"/>'
    ink = f'<path d="{"".join(parts)}" fill="#000000" shape-rendering="crispEdges"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{ground}{ink}</svg>'
    return Picture(svg.encode("ascii"), "image/svg+xml", round(width_mm, 4), round(height_mm, 4))
