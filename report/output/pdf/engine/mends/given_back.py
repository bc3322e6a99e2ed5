"""Gives back what WeasyPrint 70 keeps of every line it has set: the font features that Pango was handed for it.

WeasyPrint makes a list of attributes for each of its layouts and leaves it to Pango without giving up its own hold on it, so
that none is ever freed: about a third of a megabyte an article of ten pages, for as long as the process lives.
"""

from __future__ import annotations

from typing import Any

from weasyprint.text import line_break
from weasyprint.text.ffi import ffi, pango


def give_back() -> None:
    """Make a layout the only owner of its attributes; doing it twice changes nothing."""
    original = line_break.Layout.setup
    if getattr(original, "gives_back", False):
        return

    def setup(layout: Any, style: Any) -> None:
        fonts = style.font_config
        if not isinstance(fonts.font_features, _Unshared):
            fonts.font_features = _Unshared()
        original(layout, style)
        attributes = pango.pango_layout_get_attributes(layout.layout)
        if attributes != ffi.NULL:
            pango.pango_attr_list_unref(attributes)

    setup.gives_back = True  # type: ignore[attr-defined]
    line_break.Layout.setup = setup


class _Unshared(dict[bytes, Any]):
    """Attributes by their features, none of them handed out twice: a list frees those that are in it."""

    def setdefault(self, key: bytes, default: Any = None) -> Any:  # noqa: ARG002 - as a dict has it
        """Return the new attribute, whatever the features."""
        return default
