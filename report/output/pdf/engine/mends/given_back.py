"""Gives back what WeasyPrint 70 keeps of every line it has set: the font features that Pango was handed for it.

WeasyPrint makes a list of attributes for each of its layouts and leaves it to Pango without giving up its own hold on it, so
that none is ever freed: about a third of a megabyte an article of ten pages, for as long as the process lives.

Whoever frees what another made has to know that the other never will: a release that frees its lists itself would make that a
crash. So nothing of WeasyPrint's is freed here. It is told that a text asks for no features, makes no list then, and the list
is made, handed over and given back by us: whatever a later release does with its own lists, there is none. When it frees them,
the fault is gone, the contract's test says so, and this file can go.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from report.output.pdf.engine.mends.mend import Mend
from report.output.pdf.engine.mends.specimen import boxes, pages

_NONE: Mapping[str, Any] = MappingProxyType({})


def owners(layout: Any) -> int:
    """Return how many hold a layout's list of attributes: Pango's own count, the first field of the list; 0 without a list."""
    from weasyprint.text.ffi import ffi, pango

    attributes = pango.pango_layout_get_attributes(layout.layout)
    return int(ffi.cast("unsigned int *", attributes)[0]) if attributes != ffi.NULL else 0


def _fault() -> bool:
    from weasyprint.text.line_break import Layout

    (page,) = pages("<p>In 2013", "@page { size: 300px } p { font-variant-numeric: oldstyle-nums }")
    return owners(Layout(boxes(page, "TextBox")[0].style)) > 1


def _cure(font_features: Any, setup: Any) -> Sequence[Any]:
    from weasyprint.text.ffi import ffi, pango

    asked: list[Mapping[str, Any]] = []

    def no_features(*given: Any, **named: Any) -> Mapping[str, Any]:
        asked[:] = [font_features(*given, **named)]
        return _NONE

    def setup_with_features(layout: Any, style: Any) -> None:
        asked.clear()
        setup(layout, style)
        if asked and (features := asked.pop()):
            said = ",".join(f"{key} {value}" for key, value in features.items())
            attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
            pango.pango_attr_list_insert(attributes, pango.pango_attr_font_features_new(said.encode()))
            pango.pango_layout_set_attributes(layout.layout, attributes)

    return no_features, setup_with_features


MEND = Mend(
    name="given_back",
    why="never frees the lists of attributes that it hands to Pango",
    changes={
        "weasyprint.text.line_break.font_features": "e35741064c06",
        "weasyprint.text.line_break.Layout.setup": "fb227a55094f",
    },
    fault=_fault,
    cure=_cure,
    issue="https://github.com/Kozea/WeasyPrint/pull/381",
)
