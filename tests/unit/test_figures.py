import hashlib
import io
import os
import subprocess
import sys
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from chart_samples import BARS, EVENTS, LINES, MEMBERS, PALETTE, PERSIAN, font_files, mark, style
from lxml import etree
from matplotlib import font_manager
from PIL import Image, ImageChops

from report.figures.drawing import picture, style_of, use_fonts
from report.figures.pictures import Page, draw, draw_cover, place_image
from report.look.fonts import FontFile, FontSet
from report.look.tokens import load_tokens
from report.model.charts.marks import MarksDrawing
from report.model.document import Cover, Foreign, ImageFile
from report.model.figure import Picture
from report.model.format import ChartBox, Format, PageBox, Typesetting
from report.problems import ProblemsFound

PAPER = style().paper
SVG = "{http://www.w3.org/2000/svg}"

ELSEWHERE = """
import hashlib, sys
sys.path[:0] = {path!r}
from chart_samples import BARS, EVENTS, LINES, MEMBERS, font_files, style
from report.figures.drawing import picture
for drawing in (MEMBERS, EVENTS, BARS, LINES):
    for pixels in (0, 400):
        print(hashlib.sha256(picture(drawing, style(), font_files(), pixels=pixels, name="figure-1").data).hexdigest())
"""


def _svg(drawing, name: str = "figure-1") -> etree._Element:
    return etree.fromstring(picture(drawing, style(language=drawing.language), font_files(), name=name).data)


def _ids(root: etree._Element) -> list[str]:
    return [element.get("id") for element in root.iter() if element.get("id")]


def test_the_same_drawing_gives_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    code = ELSEWHERE.format(path=[str(Path(__file__).parent), str(Path(__file__).parents[2])])
    env = {**os.environ, "PYTHONHASHSEED": "77", "TZ": "America/Lima", "MPLCONFIGDIR": str(tmp_path), "LC_ALL": "C"}
    done = subprocess.run([sys.executable, "-c", code], env=env, cwd=tmp_path, capture_output=True, text=True, check=True)
    drawn = [
        picture(drawing, style(), font_files(), pixels=pixels, name="figure-1").data
        for drawing in (MEMBERS, EVENTS, BARS, LINES)
        for pixels in (0, 400)
    ]
    assert done.stdout.split() == [hashlib.sha256(data).hexdigest() for data in drawn]
    assert len(set(drawn)) == 8


def test_ids_of_two_figures_never_clash_and_every_reference_is_met() -> None:
    trees = [_svg(MEMBERS, "figure-1"), _svg(MEMBERS, "figure-2"), _svg(EVENTS, "figure-3")]
    for tree in trees:
        ids = _ids(tree)
        assert len(ids) == len(set(ids))
        references = [e.get("{http://www.w3.org/1999/xlink}href") for e in tree.iter(f"{SVG}use")]
        assert references
        assert {reference[1:] for reference in references} <= set(ids)
    for one, other in combinations(trees, 2):
        assert not set(_ids(one)) & set(_ids(other))


def test_words_stay_words_in_the_svg() -> None:
    found = [text.text for text in _svg(MEMBERS).iter(f"{SVG}text")]
    assert found.count("about 3,000") == 1
    assert found.count("about 2,300") == 1
    assert found.count("Police search the place") == 1


def test_the_svg_carries_no_clock_no_program_and_no_rule_for_the_page_around_it() -> None:
    data = picture(MEMBERS, style(), font_files()).data
    for foreign in (b"metadata", b"<style", b"atplotlib", b"date"):
        assert foreign not in data


def test_families_are_listed_as_weasyprint_reads_them() -> None:
    look = replace(style(), families=("Almarai", "Other"))
    use_fonts(font_files())
    assert b"font-family: 'Almarai','Other'" in picture(MEMBERS, look, font_files()).data


def test_right_to_left_text_says_so_and_begins_at_its_right_end() -> None:
    texts = {text.text: text for text in _svg(PERSIAN).iter(f"{SVG}text")}
    words = texts[PERSIAN.marks[0].label]
    assert words.get("direction") == "rtl"
    assert "text-anchor: end" in words.get("style")
    assert texts["۲۰۱۳"].get("direction") is None


def test_a_png_is_opaque_as_wide_as_asked_and_tells_nothing_else() -> None:
    made = picture(MEMBERS, style(90, 60), font_files(), pixels=1400)
    image = Image.open(io.BytesIO(made.data))
    assert (made.media_type, image.mode, image.width) == ("image/png", "RGB", 1400)
    assert image.height == pytest.approx(1400 * made.height_mm / made.width_mm, abs=1)
    assert not image.info


@pytest.mark.parametrize("drawing", [MEMBERS, EVENTS, BARS, LINES, PERSIAN])
def test_nothing_of_a_png_is_at_its_edge(drawing) -> None:
    made = picture(drawing, style(language=drawing.language), font_files(), pixels=1000)
    with Image.open(io.BytesIO(made.data)) as image:
        assert image.height / image.width == pytest.approx(made.height_mm / made.width_mm, abs=0.002)
        left, top, right, bottom = ImageChops.difference(image, Image.new("RGB", image.size, PAPER)).getbbox()
        air = (left, top, image.width - right, image.height - bottom)
    assert min(air) >= 20


def test_series_differ_when_colour_is_lost() -> None:
    grey = []
    for basis in range(len(PALETTE)):
        drawing = MarksDrawing("en", ("a",) * 6, (mark(2013, 10, basis, detail="same"),))
        look = replace(style(), series=tuple(replace(one, colour="#444444") for one in PALETTE))
        grey.append(picture(drawing, look, font_files(), pixels=600, name="same").data)
    assert len(set(grey)) == len(PALETTE)


def test_no_font_but_ours_is_ever_used() -> None:
    use_fonts(font_files())
    assert {Path(entry.fname) for entry in font_manager.fontManager.ttflist} == set(font_files())
    with pytest.raises(ProblemsFound) as found:
        picture(MEMBERS, replace(style(), families=("DejaVu Sans",)), font_files())
    assert [problem.rule for problem in found.value.problems] == ["FIG-201"]


def test_a_character_that_no_font_has_is_a_problem_and_not_a_box() -> None:
    drawing = replace(MEMBERS, marks=(replace(MEMBERS.marks[0], label="3,000 ☃"),))
    with pytest.raises(ProblemsFound) as found:
        picture(drawing, style(), font_files(), name="figure-1")
    (problem,) = found.value.problems
    assert problem.rule == "FIG-202"
    assert "U+2603" in problem.sentence


def test_too_many_bases_are_a_problem_that_names_the_chart() -> None:
    drawing = MarksDrawing("en", ("a",) * 7, tuple(mark(2010 + i, 1, i) for i in range(7)))
    with pytest.raises(ProblemsFound, match=r"figure-members.*at most 6 bases"):
        picture(drawing, style(), font_files(), name="figure-members")


A4 = Format(
    name="a4", medium="pdf", title="A4", standard="ua-1+a-3a",
    page=PageBox(width=210, height=297, head=26, foot=25, left=22, right=21),
    text=Typesetting(base=10, floor=7, leading=1.45), chart=ChartBox(width=160, ratio=0.46, base=8),
)  # fmt: skip
BOOK = A4.model_copy(update={"medium": "epub", "page": None, "chart": ChartBox(width=90, ratio=0.7, base=8, pixels=1400)})
FONTS = FontSet(
    tuple(FontFile(path, "Almarai", weight, "normal") for path, weight in zip(font_files(), (700, 400), strict=True)),
    font_files()[0].parent, "", (), (),
)  # fmt: skip


def _tokens():
    tokens, _ = load_tokens()
    return replace(tokens, family=dict.fromkeys(tokens.family, "Almarai"))


def test_a_style_takes_its_size_from_the_format_and_its_look_from_the_tokens() -> None:
    tokens = _tokens()
    look = style_of(A4, tokens, "en")
    assert (look.width_mm, look.base_pt, look.floor_pt) == (160, 8, 7)
    assert look.accent == tokens.colour["accent"]
    assert [one.colour for one in look.series] == [one.colour for one in tokens.series]


def test_a_format_with_pixels_gets_an_image_and_another_a_drawing() -> None:
    assert draw(MEMBERS, A4, _tokens(), FONTS).media_type == "image/svg+xml"
    made = draw(MEMBERS, BOOK, _tokens(), FONTS)
    assert Image.open(io.BytesIO(made.data)).width == 1400
    assert isinstance(made, Picture)


def test_a_cover_is_an_image_for_shops() -> None:
    words = Cover("Camp", Foreign("اشرف", "fa", "rtl"), "A place and its terms", "Edition 1", "1 May 2026", "Somebody", "Report")
    made = draw_cover(words, Page(BOOK, _tokens(), FONTS, "en"), Path())
    assert Image.open(io.BytesIO(made.data)).size == (1600, 2560)


@pytest.mark.parametrize("title", ["w" * 3000, "a\u0301" * 2000, "long " * 2000])
def test_a_cover_of_an_endless_title_is_drawn_all_the_same(title: str) -> None:
    words = Cover(title, None, "A place", "Edition 1", "1 May 2026", "Somebody", "Report")
    assert Image.open(io.BytesIO(draw_cover(words, Page(BOOK, _tokens(), FONTS, "en"), Path()).data)).size == (1600, 2560)


def test_an_image_keeps_its_bytes_and_its_proportions(tmp_path: Path) -> None:
    Image.new("RGB", (400, 100)).save(tmp_path / "map.png")
    made = place_image(ImageFile("map.png", "image/png"), tmp_path, Page(A4, _tokens(), FONTS, "en"))
    assert made.data == (tmp_path / "map.png").read_bytes()
    assert (made.width_mm, made.height_mm) == (A4.chart.width, A4.chart.width / 4)


def test_an_image_outside_the_folder_or_broken_is_a_problem(tmp_path: Path) -> None:
    folder = tmp_path / "article"
    folder.mkdir()
    Image.new("RGB", (4, 4)).save(tmp_path / "secret.png")
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    (folder / "broken.png").write_bytes(b"not an image")
    for name in ("link.png", "../secret.png", "broken.png", "none.png"):
        with pytest.raises(ProblemsFound) as found:
            place_image(ImageFile(name, "image/png"), folder, Page(A4, _tokens(), FONTS, "en"))
        assert [problem.rule for problem in found.value.problems] == ["FIG-203"]
