"""Small pages look as they did; what is different is shown in build/visual/."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from PIL import Image

from tests.visual.likeness import Difference, difference, show, stored
from tests.visual.specimens import COVERS, SPECIMENS, as_built, drawn

EXPECTED = Path(__file__).parent / "expected"
LARGEST = 20 * 1024
CASES = [*SPECIMENS, "cover", *(f"cover-{name}" for name in COVERS)]


def _read(file: Path) -> Image.Image:
    with Image.open(file) as picture:
        return picture.convert("RGB")


@pytest.mark.parametrize("name", CASES)
def test_a_page_looks_as_it_did(name: str, request: pytest.FixtureRequest, root: Path) -> None:
    file, now = EXPECTED / f"{name}.png", as_built()[name]
    if request.config.getoption("--update-golden"):
        if not file.is_file() or difference(_read(file), now) != Difference(0, 0):
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(stored(now))
        return
    before = _read(file) if file.is_file() else None
    apart = difference(before, now) if before is not None else Difference(255, 255)
    if not apart.tolerable:
        page = show(name, before, now, root / "build" / "visual")
        pytest.fail(f"{name} looks different (mean {apart.mean:.2f}, most {apart.most:.0f} of 255): see {page}", pytrace=False)


def test_pictures_are_small_and_none_is_left_over() -> None:
    files = sorted(EXPECTED.glob("*"))
    assert [file.name for file in files] == sorted(f"{name}.png" for name in CASES)
    assert [file.name for file in files if file.stat().st_size > LARGEST] == []


CHANGES = {
    "a rule that has moved": (
        "table",
        "thead { border-top: none; padding-top: 2pt } caption { padding-bottom: 5.5pt !important }",
    ),
    "a bar that is gone": ("statement", ".statement { border-left-color: transparent !important }"),
    "a lead without its colour": ("heading", ".lead { color: inherit !important }"),
    "a key figure without its colour": ("key-figure", ".key-figure .number { color: inherit !important }"),
    "a heading of another weight": ("heading", "h2 { font-weight: 400 !important }"),
    "a block half a millimetre lower": ("account", ".account { position: relative; top: 0.5mm }"),
    "a cover of another colour": ("cover", ".field { background: #12384a !important }"),
}


APART = {"a heading of another weight", "a block half a millimetre lower"}
"""Drawn after the others, whose pages they are on."""


@cache
def changed(apart: bool) -> Mapping[str, Image.Image]:
    """Return the pages with several changes at once, each on a page of its own."""
    return drawn(" ".join(rules for change, (_, rules) in CHANGES.items() if (change in APART) == apart))


@pytest.mark.parametrize("change", CHANGES)
def test_what_a_reader_would_see_fails(change: str) -> None:
    name, _ = CHANGES[change]
    assert not difference(as_built()[name], changed(change in APART)[name]).tolerable


@pytest.mark.parametrize("name", CASES)
def test_another_rasteriser_would_pass(name: str) -> None:
    """Edges that are drawn softer, as another FreeType may, and all letters a tenth of a pixel aside."""
    page = as_built()[name]
    large = page.resize((page.width * 4, page.height * 4), Image.Resampling.LANCZOS)
    aside = large.transform(large.size, Image.Transform.AFFINE, (1, 0, 0.4, 0, 1, 0), Image.Resampling.BILINEAR)
    other = aside.resize(page.size, Image.Resampling.BOX)
    assert difference(page, other).most > 0
    assert difference(page, other).tolerable


def test_a_stored_picture_is_like_its_page() -> None:
    for name in CASES:
        assert difference(as_built()[name], Image.open(io.BytesIO(stored(as_built()[name])))).tolerable


def test_pictures_of_different_size_are_unlike() -> None:
    assert not difference(Image.new("RGB", (4, 4)), Image.new("RGB", (4, 5))).tolerable


def test_a_failure_shows_before_after_and_difference(tmp_path: Path) -> None:
    page = show("name <1>", Image.new("RGB", (4, 4), "white"), Image.new("RGB", (4, 4), "black"), tmp_path)
    text = page.read_text(encoding="utf-8")
    assert [text.count(f"<figcaption>{label}</figcaption>") for label in ("before", "after", "difference")] == [1, 1, 1]
    assert text.count("data:image/png;base64,") == 3
    assert "<title>name &lt;1&gt;</title>" in text
