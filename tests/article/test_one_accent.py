"""One line of tokens.toml holds the accent: headings, rules and charts follow it together, and nothing else moves."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest
from support.shipped import Shipped

from tests.conftest import ROOT

WAS, BECOMES = "0b5d7a", "7a1f5c"


class Mark(NamedTuple):
    """What a PDF paints, in order: its kind, where it is, and the colours that it may be painted in."""

    kind: int
    page: int
    place: tuple[float, ...]
    colours: frozenset[str]


def built(home: Path, accent: str) -> Path:
    """Build the A4 report from a copy of the program with this accent in its tokens."""
    for name in ("report", "charts", "templates"):
        shutil.copytree(ROOT / name, home / name)
    shutil.copy(ROOT / "pyproject.toml", home)
    tokens = home / "templates" / "tokens.toml"
    lines = tokens.read_text(encoding="utf-8").splitlines()
    (line,) = [line for line in lines if WAS in line]
    assert re.fullmatch(rf'accent = "#{WAS}".*', line)
    lines[lines.index(line)] = f'accent = "#{accent}"'
    tokens.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    command = [
        sys.executable,
        "-P",
        "-m",
        "report",
        "build",
        "--lang",
        "en-GB",
        "--format",
        "a4",
        "--jobs",
        "1",
        "--out",
        str(home / "out"),
    ]
    subprocess.run(command, env={**os.environ, "PYTHONPATH": str(home)}, cwd=home, check=True, capture_output=True)
    (pdf,) = (home / "out").glob("*/*.pdf")
    return pdf


def painted(pdf: Path) -> list[Mark]:
    document = pdfium.PdfDocument(pdf)
    try:
        return [mark for number, page in enumerate(document, 1) for mark in _marks(number, page)]
    finally:
        document.close()


def _marks(number: int, page: pdfium.PdfPage) -> Iterator[Mark]:
    for thing in page.get_objects(max_depth=9):
        colours = {_colour(thing, ask) for ask in (pdfium_c.FPDFPageObj_GetFillColor, pdfium_c.FPDFPageObj_GetStrokeColor)}
        yield Mark(thing.type, number, tuple(round(edge, 1) for edge in thing.get_bounds()), frozenset(colours))


def _colour(thing: pdfium.PdfObject, ask: Callable[..., Any]) -> str:
    parts = [ctypes.c_uint() for _ in range(4)]
    return "".join(f"{part.value:02x}" for part in parts[:3]) if ask(thing, *parts) else ""


@pytest.fixture(scope="module")
def both(shipped: Shipped, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Mark], list[Mark]]:
    """What was painted with the tokens as they are, and what is with another accent."""
    return painted(shipped.files["a4"]), painted(built(tmp_path_factory.mktemp("accent"), BECOMES))


def test_all_that_had_the_old_accent_has_the_new_one_and_nothing_moves(both: tuple[list[Mark], list[Mark]]) -> None:
    was, becomes = both
    assert [mark[:3] for mark in was] == [mark[:3] for mark in becomes]
    changed = {(one.colours - other.colours, other.colours - one.colours) for one, other in zip(was, becomes, strict=True)}
    changed.discard((frozenset(), frozenset()))
    assert (frozenset({WAS}), frozenset({BECOMES})) in changed
    for before, after in changed:
        assert [paler(WAS, colour) for colour in before] == [pytest.approx(paler(BECOMES, colour), abs=0.02) for colour in after]


def paler(accent: str, tint: str) -> float:
    """Return how much of the accent is in a tint of it on white, where all three channels agree."""
    shares = [(255 - int(tint[i : i + 2], 16)) / (255 - int(accent[i : i + 2], 16)) for i in (0, 2, 4)]
    assert max(shares) - min(shares) < 0.03, f"{tint} is no tint of {accent}"
    return sum(shares) / 3


def test_words_rules_and_the_marks_of_charts_are_among_it(both: tuple[list[Mark], list[Mark]]) -> None:
    found = [mark for mark in both[1] if BECOMES in mark.colours]
    assert sum(mark.kind == pdfium_c.FPDF_PAGEOBJ_TEXT for mark in found) > 50
    shapes = [mark.place for mark in found if mark.kind == pdfium_c.FPDF_PAGEOBJ_PATH]
    sizes = [(right - left, top - bottom) for left, bottom, right, top in shapes]
    assert [size for size in sizes if size[0] > 200 and size[1] > 40], "the bars beside statements, as borders of their boxes"
    assert len([size for size in sizes if abs(size[0] - size[1]) < 0.5 and size[0] > 3]) > 5, "the marks of both charts"
