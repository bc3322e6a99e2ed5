"""Says in a file how far the ground of its pages reaches beyond the sheet, for who trims it to size."""

from __future__ import annotations

import pikepdf

_POINTS = 72 / 25.4


def say_bleed(pdf: pikepdf.Pdf, bleed: float) -> None:
    """Set the box that a page is drawn to before it is trimmed, `bleed` millimetres around the sheet; marks stand beyond it."""
    for page in pdf.pages if bleed else ():
        left, bottom, right, top = (float(edge) for edge in page.trimbox.as_list())
        more = round(bleed * _POINTS, 4)
        page.bleedbox = pikepdf.Array([left - more, bottom - more, right + more, top + more])
