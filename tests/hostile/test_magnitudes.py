"""Lengths and numbers that no page and no PDF has: a problem at their line, never a broken file or a fault of the program's."""

from __future__ import annotations

import math
from pathlib import Path

import pydyf
import pytest
from support.command import here, report
from support.strangers import SVG, stranger, with_theme

from report.build.check import check
from report.intake.images import read_image
from report.output.pdf.engine.mends import mend
from report.output.pdf.engine.mends.representable import LARGEST, NotRepresentable
from report.problems import ProblemsFound

DRAWINGS = {
    "a path": '<path d="M0 0 L1e300 5"/>',
    "a path without spaces": '<path d="M0 0L-1e9-5"/>',
    "no number": '<rect x="nan" width="10" height="5"/>',
    "infinity": '<rect width="-Infinity" height="5"/>',
    "a size of type": '<text font-size="1e9">A</text>',
    "a style": '<text style="font-size:1e9px">A</text>',
    "a style sheet": "<style>text { font-size: 1e9px }</style><text>A</text>",
    "a factor": '<g transform="scale(1e20)"><rect width="1" height="1"/></g>',
    "relative to type": '<rect width="1e9em" height="1"/>',
    "a stroke": '<path d="M0 0L5 5" stroke-width="1000000000000"/>',
}
FINE = {
    "colours": '<rect width="4" height="4" fill="#12345678" style="fill:#99999999"/>',
    "a comment": "<style>/* 20261129235959 */ rect { fill: red }</style><rect width='4' height='4'/>",
    "coordinates of a map": '<path d="M512345.5 5412345.25l-10.5.5-3.5e-3 4"/>',
    "names": '<rect id="nan-99999999" class="inf" data-made="20261129235959" width="4" height="4"/>',
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_beyond_all_measure_is_refused_at_its_line(name: str, tmp_path: Path) -> None:
    file = tmp_path / "a.svg"
    file.write_text(SVG.format(f"\n{DRAWINGS[name]}\n"), encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        read_image(file, tmp_path, "image/svg+xml")
    assert [(problem.rule, problem.place.line) for problem in found.value.problems] == [("FIG-203", 2)]


@pytest.mark.parametrize("name", FINE)
def test_other_numbers_are_left_alone(name: str, tmp_path: Path) -> None:
    file = tmp_path / "a.svg"
    file.write_text(SVG.format(FINE[name]), encoding="utf-8")
    assert read_image(file, tmp_path, "image/svg+xml").width == 40


SHEETS = {
    "p { letter-spacing: 1e7px }": ("CFG-036", ":1:"),
    "p { color: red }\np { margin: -1e308px }": ("CFG-036", ":2:"),
    "@media print { p { font-size: calc(2 * 1e8px) } }": ("CFG-036", ":1:"),
    "p { transform: scale(1e30) }": ("CFG-036", ":1:"),
    "section { display: grid;\ngrid-template-columns: repeat(100000, 1px) }": ("CFG-036", ":2:"),
    "section { display: grid; grid-auto-columns: 200mm }\np { grid-column: span 5000 }": ("CFG-036", ":2:"),
    "section { columns: 20mm 9000 }": ("CFG-036", ":1:"),
    "p { transform: scale(99999) scale(99999) scale(99999) }": ("CFG-037", ": "),
}


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_theme_beyond_all_measure_is_a_problem(sheet: str, tmp_path: Path) -> None:
    rule, place = SHEETS[sheet]
    folder = with_theme(stranger(tmp_path / "article"), sheet)
    done = here("build", folder, "--format", "a4", "--out", tmp_path / "out")
    assert (done.status, done.output) == (1, "")
    assert done.errors.startswith(f"{folder}/theme/print.css{place}")
    assert rule in done.errors.partition("\n")[0]


def test_what_pango_says_is_a_problem_and_nothing_goes_past_us(tmp_path: Path) -> None:
    folder = with_theme(stranger(tmp_path / "article"), "p { font-size: calc(99999px * 99999) }")
    done = report("build", folder, "--format", "a4", "--out", tmp_path / "out")
    assert (done.status, done.output) == (1, "")
    lines = [line for line in done.errors.splitlines() if not line.startswith("  ")]
    assert all("PDF-0" in line for line in lines)
    assert sum("WeasyPrint says of the pages: Pango: pango_font_description_set_size: assertion" in line for line in lines) == 1


def test_large_numbers_that_only_count_are_fine(tmp_path: Path) -> None:
    folder = with_theme(stranger(tmp_path / "article"), "p { position: relative; z-index: 2147483647 }")
    assert here("build", folder, "--format", "a4", "--out", tmp_path / "out").status == 0


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf, LARGEST * 2.0, -1e300])
def test_numbers_that_no_pdf_can_hold_are_not_written(number: float) -> None:
    mend()
    stream = pydyf.Stream()
    with pytest.raises(NotRepresentable):
        stream.move_to(number, 0)
    stream.move_to(LARGEST, -0.5)
    assert stream.stream == [b"2147483647 -0.5 m"]


STYLES = {
    "rect { color: }": 2,
    "\n.a,.b,{ fill: red }": 3,
    "}}} .a { fill: red }": 2,
    "svg|rect { fill: red }": 2,
    ".1a { fill: red }": 2,
}


@pytest.mark.parametrize("style", STYLES)
def test_a_drawings_style_sheet_that_can_not_be_read_is_told_at_its_line(style: str, tmp_path: Path) -> None:
    file = tmp_path / "a.svg"
    file.write_text(SVG.format(f"\n<style>{style}</style><rect width='4' height='4'/>"), encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        read_image(file, tmp_path, "image/svg+xml")
    assert [(problem.rule, problem.place.line) for problem in found.value.problems] == [("FIG-203", STYLES[style])]


def test_marks_piled_on_a_letter_are_told_at_their_place(tmp_path: Path) -> None:
    folder = stranger(tmp_path / "article")
    section = folder / "sections" / "reading-room.md"
    text = section.read_text(encoding="utf-8")
    section.write_text(f"{text}\nA Z{chr(0x301) * 40}alg and Vi\u1ec7t e\u0302\u0323\u0301 word.\n", encoding="utf-8")
    problems = check(folder)[1]
    assert [(problem.rule, problem.place.line, problem.place.column) for problem in problems] == [
        ("DAT-002", text.count("\n") + 2, 4)
    ]
