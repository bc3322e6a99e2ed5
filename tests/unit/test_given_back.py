"""What Pango is handed for a line's font features is freed with the line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from weasyprint import CSS, HTML
from weasyprint.text.ffi import pango
from weasyprint.text.fonts import FontConfiguration
from weasyprint.text.line_break import Layout

from report.output.pdf.engine.mends import mend
from report.output.pdf.engine.mends.given_back import owners

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


FREES_AT_ONCE = """
            attr_list = pango.pango_attr_list_new()
            pango.pango_attr_list_insert(attr_list, pango.pango_attr_font_features_new(features))
            pango.pango_layout_set_attributes(self.layout, attr_list)
            pango.pango_attr_list_unref(attr_list)
"""
FREES_LATER = """
            attr_list = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
            pango.pango_attr_list_insert(attr_list, pango.pango_attr_font_features_new(features))
            pango.pango_layout_set_attributes(self.layout, attr_list)
            self.attributes = attr_list
"""
RELEASE = """
import gc, inspect, sys, textwrap
from report.look.fonts import point_fontconfig, prepare
point_fontconfig(prepare())
from weasyprint import CSS, HTML
from weasyprint.text import line_break

source = inspect.getsource(line_break.Layout.setup)
kept, leak = source.split("            # In the meantime, keep a cache")
exec(textwrap.dedent(kept + sys.stdin.read()), vars(line_break))
line_break.Layout.setup = line_break.setup

from report.output.pdf.engine.mends import MENDS, mend
from report.output.pdf.engine.mends.given_back import owners
(given_back,) = [each for each in MENDS if each.name == "given_back"]
print(given_back.fault())
mend()
print(given_back.fault())
text = "<p>In 2013 and 2018, <b>then</b> 2020. " * 40
for _ in range(3):
    HTML(string=text).write_pdf(stylesheets=[CSS(string="p { font-variant-numeric: oldstyle-nums }")])
    gc.collect()
print("done")
"""
"""A release of the engine that frees what it hands to Pango, mended by us all the same."""


@pytest.mark.parametrize(("frees", "shown"), [(FREES_AT_ONCE, "False"), (FREES_LATER, "True")])
def test_a_release_that_frees_its_attributes_itself_does_not_crash(frees: str, shown: str, root: Path) -> None:
    done = subprocess.run([sys.executable, "-c", RELEASE], cwd=root, input=frees, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.split()) == (0, [shown, "False", "done"]), done.stderr
