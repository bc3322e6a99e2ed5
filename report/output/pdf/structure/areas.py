"""Rectangles that are pressed to follow a link: none so flat or so small that a finger or a pointer misses it.

The layout gives a link the height of its line; a raised number is set in a line of no height, so as not to push lines apart.
"""

from __future__ import annotations

from report.output.pdf.trace import LinkArea

_POINTS = 0.75
"""A CSS pixel, in points."""
LEAST = 8.0
"""Neither side of an area is shorter, in points."""
_ASCENT, _DESCENT = 0.8, 0.2
"""How far letters reach above and below their base line, as parts of their size."""


def area_of(link: LinkArea, page_height: float) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top of a link's area, in points from the lower left corner of the page."""
    x, width = link.x, link.width
    top, bottom = link.y, link.y + link.height
    for base, size in link.letters:
        top, bottom = min(top, base - _ASCENT * size), max(bottom, base + _DESCENT * size)
    left, right = _at_least(x * _POINTS, (x + width) * _POINTS)
    low, high = _at_least(page_height - bottom * _POINTS, page_height - top * _POINTS)
    return round(left, 3), round(low, 3), round(right, 3), round(high, 3)


def _at_least(start: float, end: float) -> tuple[float, float]:
    more = max(0.0, LEAST - (end - start)) / 2
    return start - more, end + more
