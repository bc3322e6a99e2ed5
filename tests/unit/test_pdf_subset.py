"""Fonts in a PDF are the same bytes whether or not the machine has HarfBuzz's subsetting library."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
from fontTools.ttLib import TTFont

from report.output.pdf.engine.mends import mend
from report.output.pdf.engine.messages import collected
from report.problems import NOWHERE
from tests.support.printing import printed

PRINTS = """
import sys
import cffi

dlopen = cffi.FFI.dlopen

def without(ffi, name, flags=0):
    if "subset" in str(name):
        raise OSError(f"cannot load library {name}")
    return dlopen(ffi, name, flags)

if "without" in sys.argv:
    cffi.FFI.dlopen = without

from report.look.fonts import point_fontconfig, prepare, require_pango
point_fontconfig(prepare())
require_pango()
from weasyprint.text import ffi
assert (ffi.harfbuzz_subset is None) or "without" not in sys.argv
from tests.support.printing import printed
sys.stdout.buffer.write(printed(sys.argv[1]).data)
"""
BODY = "<h1>Përmet</h1><p>Fjörd Äpfel <b>bold</b> <i>office</i> <span lang='fa' dir='rtl'>مجاهدین خلق</span> 2013–2018"


def pdf_of(*words: str) -> bytes:
    command = [sys.executable, "-W", "error", "-c", PRINTS, BODY, *words]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, check=False)
    assert (done.returncode, done.stderr.decode()) == (0, "")
    return done.stdout


def fonts_in(data: bytes) -> dict[str, bytes]:
    with pikepdf.open(BytesIO(data)) as pdf:
        described = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"]
        return {str(font.FontName): font.FontFile2.read_bytes() for font in described}


def test_a_machine_without_the_library_prints_the_same_bytes() -> None:
    assert pdf_of("without") == pdf_of()


def test_a_font_keeps_its_glyphs_under_their_numbers_and_no_others() -> None:
    data = printed(f"{BODY}<p>A").data
    fonts = fonts_in(data)
    assert len(fonts) == 4
    for font in fonts.values():
        with TTFont(BytesIO(font)) as cut:
            assert len(font) < 20_000
            assert not {"GSUB", "GPOS", "fpgm", "prep", "cvt "} & set(cut.keys())
            drawn = [name for name in cut.getGlyphOrder() if cut["glyf"][name].numberOfContours]
            assert 3 <= len(drawn) < 60
    with pikepdf.open(BytesIO(data)) as pdf:
        (page,) = pdf.pages
        assert len(page.resources.Font) == 4


def test_an_accented_letter_brings_its_parts_from_far_behind() -> None:
    (font,) = fonts_in(printed("<p>ë").data).values()
    with TTFont(BytesIO(font)) as cut:
        glyphs = cut["glyf"]
        (letter,) = (glyphs[name] for name in cut.getGlyphOrder() if glyphs[name].isComposite())
        parts = [part.glyphName for part in letter.components]
        assert len(parts) == 2
        assert all(glyphs[part].numberOfContours for part in parts)
        assert cut["maxp"].numGlyphs < 500  # the dots are number 795 in the whole font


def test_a_font_that_cannot_be_cut_is_told() -> None:
    from weasyprint.pdf.fonts import Font

    mend()
    font = Font.__new__(Font)
    font.file_content, font.index, font.missing, font.family = b"no font", 0, {}, "Broken"
    with collected(NOWHERE, {}) as problems:
        font.subset({3: "a"}, hinting=False)
    assert [problem.cause for problem in problems] == ['Unable to subset "Broken" with HarfBuzz']
    assert font.file_content == b"no font"
