"""Which drawings are drawn, by whom, and what of them reaches print and e-book; conformance compares them with a browser."""

from __future__ import annotations

import base64
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from support.drawings import BODIES, REFUSED, SVG

from report.figures.pictures import Page, place_image
from report.intake.images import read_image
from report.load.formats import read_formats
from report.look.fonts import prepare
from report.look.tokens import load_tokens
from report.model.document import ImageFile
from report.model.figure import Picture
from report.problems import Problem, ProblemsFound

ROOT = Path(__file__).resolve().parents[2]
PEAK = """
import resource, sys
from pathlib import Path
from test_images_drawings import placed
print(placed(Path(sys.argv[1])).media_type, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
A4, EPUB = read_formats(["a4", "epub"])
SMALL = EPUB.model_copy(update={"chart": EPUB.chart.model_copy(update={"pixels": 200})})
KIND = "image/svg+xml"
PLAIN = {
    *("arcs", "clip-path", "CSS classes", "curves", "dashes", "lines", "plot as matplotlib writes it", "shapes", "text"),
    "transforms",
}


def placed(file: Path, format_=A4, kind: str = KIND) -> Picture:
    return place_image(ImageFile(file.name, kind), file.parent, Page(format_, load_tokens()[0], prepare(), "en"))


def written(folder: Path, body: str, shell: str = SVG) -> Path:
    file = folder / "a.svg"
    file.write_text(shell.format(body), encoding="utf-8")
    return file


def problems(file: Path) -> list[Problem]:
    with pytest.raises(ProblemsFound) as found:
        read_image(file, file.parent, KIND)
    return list(found.value.problems)


@pytest.mark.parametrize("name", REFUSED)
def test_what_no_engine_of_ours_draws_is_refused_at_its_line(name: str, tmp_path: Path) -> None:
    found = problems(written(tmp_path, f"\n{REFUSED[name]}\n"))
    assert [(one.rule, one.place.line) for one in found] == [("FIG-207", 2)]
    assert found[0].hint


@pytest.mark.parametrize("name", BODIES)
def test_all_else_is_read_and_plain_drawings_are_known(name: str, tmp_path: Path) -> None:
    image = read_image(written(tmp_path, BODIES[name]), tmp_path, KIND)
    if name in PLAIN or any(word in name for word in ("gradient", "filter", "mask", "blend", "pattern", "tspan")):
        assert image.plain == (name in PLAIN)


def test_a_plain_drawing_stays_vectors_with_text_in_our_families(tmp_path: Path) -> None:
    body = "<style>.a { font-family: Helvetica, sans-serif; fill: #060 }</style><text class='a' x='9' y='40'>Valley</text>"
    made = placed(written(tmp_path, body))
    assert made.media_type == KIND
    assert b"Valley" in made.data
    assert b"font-family:'Source Sans 3'" in made.data
    assert b"font-family=\"'Source Serif 4'\"" in made.data


def test_other_drawings_are_pictures_sharp_enough_for_print(tmp_path: Path) -> None:
    made = placed(written(tmp_path, BODIES["mask"]))
    assert made.media_type == "image/png"
    image = Image.open(io.BytesIO(made.data))
    assert image.width / (made.width_mm / 25.4) >= 300
    assert image.mode == "RGBA"  # in print the paper is the ground
    assert made == placed(written(tmp_path, BODIES["mask"]))


def test_an_e_book_gets_an_opaque_picture_of_every_drawing(tmp_path: Path) -> None:
    made = placed(written(tmp_path, BODIES["shapes"]), EPUB)
    image = Image.open(io.BytesIO(made.data))
    assert (made.media_type, image.mode, image.width) == ("image/png", "RGB", EPUB.chart.pixels)
    assert image.getpixel((1399, 0)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("written_as", "shown"),
    [("rgb(0 0 0 / 50%)", "#00000080"), ("hsl(120 100% 25%)", "#008000"), ("hwb(0 20% 20% / .5)", "#cc333380")],
)
def test_colours_of_newer_css_are_written_as_every_engine_reads_them(written_as: str, shown: str, tmp_path: Path) -> None:
    from report.figures.adapted import Families, adapted

    body = f'<rect width="9" height="9" fill="{written_as}" style="stroke:{written_as}"/>'
    rect = adapted(written(tmp_path, body).read_bytes(), Families.of(load_tokens()[0]))[0]
    assert (rect.get("fill"), rect.get("style")) == (shown, f"stroke:{shown}")


def test_a_letter_that_no_font_has_is_told_at_its_line(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as found:
        placed(written(tmp_path, "\n<text y='20'>one\U0001f600</text>"))
    assert [(one.rule, one.place.line) for one in found.value.problems] == [("TYP-201", 2)]


def test_latin_letters_beside_persian_ones_keep_their_family(tmp_path: Path) -> None:
    def inked(text: str) -> bytes:
        body = f"<text x='20' y='40' font-family='serif' font-size='24'>{text}<tspan x='20' y='90'>.</tspan></text>"
        return Image.open(io.BytesIO(placed(written(tmp_path, body), SMALL).data)).crop((0, 0, 95, 60)).tobytes()

    assert inked("Ashraf") == inked("Ashraf   <tspan x='120'>اشرف</tspan>")


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_a_see_through_image_stands_on_paper_in_an_e_book_and_as_it_is_in_print(mode: str, tmp_path: Path) -> None:
    image = Image.new("RGBA", (8, 4), (0, 0, 0, 0))
    image.putpixel((0, 0), (0, 0, 0, 255))
    (tmp_path / "a.png").write_bytes(_encoded(image.convert(mode) if mode != "P" else image.quantize(4)))
    made = placed(tmp_path / "a.png", EPUB, "image/png")
    shown = Image.open(io.BytesIO(made.data))
    assert not shown.has_transparency_data
    assert shown.convert("RGB").getpixel((7, 3)) == (255, 255, 255)
    assert shown.convert("RGB").getpixel((0, 0)) == (0, 0, 0)
    assert placed(tmp_path / "a.png", A4, "image/png").data == (tmp_path / "a.png").read_bytes()


def test_a_see_through_webp_stands_on_paper_too(tmp_path: Path) -> None:
    Image.new("RGBA", (8, 4), (255, 0, 0, 100)).save(tmp_path / "a.webp", lossless=True)
    made = placed(tmp_path / "a.webp", EPUB, "image/webp")
    assert (made.media_type, Image.open(io.BytesIO(made.data)).mode) == ("image/png", "RGB")


DOCTYPE = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"{}>\n'


@pytest.mark.parametrize("head", [DOCTYPE.format(""), '<?xml version="1.0" standalone="no"?>\n<!DOCTYPE svg>\n'])
def test_a_doctype_that_says_what_svg_is_is_read_and_goes(head: str, tmp_path: Path) -> None:
    file = tmp_path / "a.svg"
    file.write_text(head + SVG.format(BODIES["shapes"]), encoding="utf-8")
    assert b"DOCTYPE" not in read_image(file, tmp_path, KIND).data


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "shift_jis"])
@pytest.mark.parametrize("inside", ["<!ENTITY ns 'x'>", "<!ATTLIST rect onclick CDATA 'x'>", "<!ENTITY % p 'x'>", " "])
def test_a_doctype_that_declares_is_refused(inside: str, encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "a.svg"
    head = f'<?xml version="1.0" encoding="{encoding}"?>{DOCTYPE.format(f" [{inside}]")}'
    file.write_bytes((head + SVG.format("<rect width='9' height='9'/>")).encode(encoding))
    assert [one.rule for one in problems(file)] == ["FIG-204"]


def test_what_matplotlib_writes_is_read(tmp_path: Path) -> None:
    from matplotlib import rc_context
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    from report.figures.drawing import use_fonts

    use_fonts([face.path for face in prepare().files])
    for fonts in ("path", "none"):
        with rc_context({"svg.fonttype": fonts, "font.family": "Source Sans 3"}):
            figure = Figure()
            axes = figure.add_subplot()
            axes.plot([1, 3, 2], label="a line")
            axes.bar([0, 1], [1, 2], hatch="/")
            axes.imshow([[0, 1], [1, 0]])
            axes.legend()
            FigureCanvasSVG(figure).print_svg(tmp_path / "a.svg")
        assert placed(tmp_path / "a.svg", SMALL).media_type == "image/png"


def test_a_drawing_without_a_view_box_has_the_proportions_of_its_width_and_height(tmp_path: Path) -> None:
    shell = '<svg xmlns="http://www.w3.org/2000/svg" width="2in" height="96pt" overflow="hidden">{}</svg>'
    file = written(tmp_path, BODIES["shapes"], shell)
    made = placed(file)
    assert (made.width_mm, made.height_mm) == (167, round(167 * 128 / 192, 4))
    assert b'viewBox="0 0 192 128"' in made.data
    assert [one.rule for one in problems(written(tmp_path, "", shell.replace("2in", "100%")))] == ["FIG-203"]


def test_an_image_in_a_drawing_has_colours_that_are_shown_or_is_refused_at_its_line(tmp_path: Path) -> None:
    def address(mode: str) -> str:
        return f"data:image/jpeg;base64,{base64.b64encode(_encoded(Image.new(mode, (4, 4)), 'JPEG')).decode()}"

    assert not read_image(written(tmp_path, f'<image width="9" height="9" href="{address("RGB")}"/>'), tmp_path, KIND).plain
    found = problems(written(tmp_path, f'\n<image width="9" height="9" href="{address("CMYK")}"/>'))
    assert [(one.rule, one.place.line) for one in found] == [("FIG-203", 2)]


@pytest.mark.parametrize("spread", ["repeat", "reflect"])
@pytest.mark.parametrize("kind", ["linearGradient x1='0' x2='0.0000001'", "radialGradient r='0.0000001'"])
def test_gradients_of_endless_repeats_take_no_more_memory(kind: str, spread: str, tmp_path: Path) -> None:
    stops = "<stop stop-color='red'/><stop offset='1' stop-color='#00f'/>"
    end = kind.partition(" ")[0]
    gradient = f"<{kind} id='g' spreadMethod='{spread}'>{stops}</{end}><rect width='200' height='120' fill='url(#g)'/>"
    # A child's peak is at least its parent's, and counts with those of its parent's other children: so both are new.
    path = os.pathsep.join((str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "unit")))
    command = [sys.executable, "-c", PEAK, written(tmp_path, gradient)]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=True)
    kind_made, peak = done.stdout.split()
    assert kind_made == "image/png"
    assert int(peak) * (1 if sys.platform == "darwin" else 1024) < 1e9


def test_a_drawing_that_takes_more_memory_than_there_is_ends_no_build(tmp_path: Path) -> None:
    tile = '<pattern id="p" width="10000" height="10000" patternUnits="userSpaceOnUse"><rect width="1" height="1"/></pattern>'
    file = written(tmp_path, f'{tile}<rect width="200" height="120" fill="url(#p)"/>')
    with pytest.raises(ProblemsFound) as found:
        placed(file)
    assert [(one.rule, one.place.path) for one in found.value.problems] == [("FIG-203", file.as_posix())]


def _encoded(image: Image.Image, kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()
