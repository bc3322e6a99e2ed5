"""The gallery draws what is there, says what is lacking, and shows pages as screens would."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from report.output.container import pack
from report.verify import tools
from tests.gallery import __main__ as gallery
from tests.gallery.devices import DEVICES, LIGHTS, View, _sixteen_greys, opened, screens, trimmed
from tests.gallery.readme import _chosen
from tests.gallery.sheets import row, scaled, small_png
from tests.support.printing import printed

PAGE = """<?xml version="1.0" encoding="utf-8"?>
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title>
<style>@media (prefers-color-scheme: dark) { html { background: #203040 } }</style></head><body><p>Text</p></body></html>"""
BOOK = pack(
    [
        (
            "META-INF/container.xml",
            b'<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            b'<rootfile full-path="book/content.opf"/></rootfiles></container>',
        ),
        (
            "book/content.opf",
            b'<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="text/first.xhtml"/>'
            b'<item id="b" href="cover.xhtml"/></manifest><spine><itemref idref="b"/><itemref idref="a"/></spine></package>',
        ),
        ("book/text/first.xhtml", PAGE.encode()),
        ("book/cover.xhtml", PAGE.encode()),
    ],
    mimetype="application/epub+zip",
)


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of built files that the gallery takes for the project's."""
    monkeypatch.setattr(gallery, "BUILT", tmp_path)
    monkeypatch.setattr(gallery, "GALLERY", tmp_path / "gallery")
    (tmp_path / "bridge").mkdir()
    return tmp_path


def test_each_page_of_a_pdf_is_drawn_with_a_sheet_of_all(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pages = "<h1>One</h1><p style='break-before: page'>Two</p>"
    (built / "bridge" / "bridge-a4.pdf").write_bytes(printed(pages).data)
    assert gallery.main([]) == 0
    drawn = built / "gallery" / "bridge-a4"
    assert sorted(path.name for path in drawn.iterdir()) == ["001.png", "002.png", "sheet.png"]
    assert capsys.readouterr().out == f"{drawn / 'sheet.png'}\n"


def test_nothing_built_and_nothing_there_are_said(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert gallery.main([]) == 1
    assert gallery.main(["none.pdf"]) == 1
    assert capsys.readouterr().err == "nothing is built yet: run `nox` first\nnone.pdf isn't there\n"


def test_without_a_browser_the_command_that_installs_one_is_named(
    built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tools, "chromium", lambda: tools.Tool(None, "Chromium", "apt-get install chromium"))
    (built / "bridge" / "bridge.epub").write_bytes(BOOK)
    assert gallery.main([]) == 0
    assert capsys.readouterr().err == (
        "bridge.epub is left out: there is no browser to open e-books in: install Chromium with `apt-get install chromium`\n"
    )


def test_a_book_is_read_in_the_order_of_its_spine(tmp_path: Path) -> None:
    (tmp_path / "bridge.epub").write_bytes(BOOK)
    with opened(tmp_path / "bridge.epub") as (folder, files):
        assert [file.name for file in files] == ["cover.xhtml", "first.xhtml"]
        assert all(file.is_relative_to(folder) and file.is_file() for file in files)


@pytest.mark.conformance
def test_a_screen_has_the_ground_of_its_light(tmp_path: Path) -> None:
    (tmp_path / "bridge.epub").write_bytes(BOOK)
    grounds = {"day": (255, 255, 255), "sepia": (244, 236, 216), "night": (18, 18, 18), "dark": (32, 48, 64)}
    with opened(tmp_path / "bridge.epub") as (_, files):
        for light in LIGHTS:
            (screen,) = screens([View(files[0])], DEVICES[0], light)
            assert screen.size == (360, 640)
            assert screen.getpixel((350, 630)) == grounds[light.name]


def test_an_e_reader_shows_sixteen_greys() -> None:
    ramp = Image.linear_gradient("L").convert("RGB")
    assert len(_sixteen_greys(ramp).getcolors() or ()) == 16


def test_a_strip_ends_where_its_text_does() -> None:
    strip = Image.new("RGB", (10, 300), "white")
    strip.putpixel((5, 100), (0, 0, 0))
    assert trimmed(strip, 50).size == (10, 125)
    assert trimmed(strip, 200).size == (10, 200)
    assert trimmed(Image.new("RGB", (10, 300), "white"), 50).size == (10, 50)


def test_the_readme_shows_cover_contents_text_and_a_figure() -> None:
    assert _chosen(["Cover", "Contents Figure 1", "At a glance", "Text", "Figure 1", "Figure 1"]) == [0, 1, 2, 4]


def test_pictures_keep_their_shape_and_their_colours() -> None:
    assert scaled(Image.new("RGB", (100, 50)), width=50).size == (50, 25)
    assert row([Image.new("RGB", (10, 20)), Image.new("RGB", (30, 5))], gap=1).size == (43, 22)
    red = Image.new("RGB", (40, 40), "white")
    red.putpixel((3, 3), (200, 0, 0))
    assert Image.open(io.BytesIO(small_png(red))).convert("RGB").getpixel((3, 3)) == (200, 0, 0)
