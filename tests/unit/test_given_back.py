"""What Pango is handed for a line's font features is freed with the line."""

from __future__ import annotations

from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.ffi import ffi, pango
from weasyprint.text.fonts import FontConfiguration
from weasyprint.text.line_break import Layout

from report.output.pdf.engine.mends import mend

FEATURES = CSS(string="@page { size: 100mm } p { font-variant-numeric: oldstyle-nums; letter-spacing: 0.1em }")


def layouts(fonts: FontConfiguration) -> list[Layout]:
    """Return the layouts of two lines with the same features."""
    mend()
    page = HTML(string="<p>In 2013<p>and 2018").render(stylesheets=[FEATURES], font_config=fonts).pages[0]

    def styles(box: Any) -> list[Any]:
        if type(box).__name__ == "TextBox":
            return [box.style]
        return [style for child in getattr(box, "children", ()) for style in styles(child)]

    return [Layout(style) for style in styles(page._page_box)]


def attributes(layout: Layout) -> Any:
    return pango.pango_layout_get_attributes(layout.layout)


def owners(layout: Layout) -> int:
    """Return how many hold the list of attributes: GLib's count, the first field of the record."""
    assert attributes(layout) != ffi.NULL
    return int(ffi.cast("unsigned int *", attributes(layout))[0])


def test_a_layout_is_the_only_owner_of_its_attributes() -> None:
    one, other = layouts(FontConfiguration())
    assert [owners(one), owners(other)] == [1, 1]
    assert attributes(one) != attributes(other)


def test_features_stay_when_a_text_changes_them_and_is_set_again() -> None:
    one, other = layouts(FontConfiguration())
    one.set_text("2013 and on")
    one.deactivate()
    one.reactivate(other.style)
    assert [owners(one), owners(other)] == [1, 1]


def test_attributes_are_not_kept_by_the_fonts() -> None:
    fonts = FontConfiguration()
    layouts(fonts)
    assert fonts.font_features == {}
