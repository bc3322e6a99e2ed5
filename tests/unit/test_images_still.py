"""Nothing in a publication moves: images are stilled or refused, and an e-book's style sheet may not make them move."""

from __future__ import annotations

import base64
import io
from pathlib import Path
from urllib.parse import quote

import pytest
from PIL import Image

from report.intake.images import moving, read_image
from report.load import load_article
from report.look.theme import read_sheet
from report.output.family import theme_sheets
from report.problems import ProblemsFound
from tests.support.edited import minimal

RED, GREEN = (Image.new("RGB", (24, 16), colour) for colour in ((200, 10, 10), (10, 200, 10)))
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><style>{style}</style><rect style="{own}" width="9"/>{more}</svg>'
)
STILL = SVG.format(style="rect { fill: red; } .animation { fill: blue }", own="fill: red", more="")
MOVING = {
    "a-rule": (SVG.format(style="@keyframes k { to { x: 9px } }\nrect { animation: k 1s infinite }", own="", more=""), 2),
    "its-old-name": (SVG.format(style="rect{-webkit-animation-name:k}", own="", more=""), 1),
    "behind-a-query": (SVG.format(style="@media (color) { rect { transition : x 1s } }", own="", more=""), 1),
    "an-attribute": (SVG.format(style="", own="animation:k 1s", more=""), 1),
    "an-element": (SVG.format(style="", own="", more='<animate attributeName="x" to="9" dur="1s"/>'), 1),
}


def encoded(kind: str, *pictures: Image.Image) -> bytes:
    out = io.BytesIO()
    pictures[0].save(out, kind, **({"save_all": True, "append_images": pictures[1:]} if len(pictures) > 1 else {}))
    return out.getvalue()


def data(kind: str, *pictures: Image.Image, named: str = "") -> str:
    code = base64.b64encode(encoded(kind, *pictures)).decode("ascii")
    return f"data:image/{named or kind.lower()};base64,{code}"


def with_image(folder: Path, name: str, content: bytes) -> Path:
    minimal(folder)
    (folder / "images").mkdir()
    (folder / "images" / name).write_bytes(content)
    record = f"gate:\n  file: images/{name}\n  title: The gate\n  alternative-text: A gate.\n  credit: Nobody\n  rights: Free.\n"
    (folder / "images.yaml").write_text(record, encoding="utf-8")
    return folder


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_an_image_that_moves_is_stilled_with_a_word(tmp_path: Path, kind: str) -> None:
    name = f"gate.{kind.lower()}"
    folder = with_image(tmp_path / "article", name, encoded(kind, RED, GREEN))
    _, problems = load_article(folder)
    assert [(problem.rule, problem.place.path) for problem in problems] == [("FIG-206", f"{folder.as_posix()}/images/{name}")]
    image = read_image(folder / "images" / name, folder, f"image/{kind.lower()}")
    assert not moving(image.data, f"image/{kind.lower()}")
    with Image.open(io.BytesIO(image.data)) as still:
        red, green, _ = still.convert("RGB").getpixel((3, 3))
    assert red > 150 > green


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "JPEG"])
def test_nothing_is_said_of_an_image_that_stands_still(tmp_path: Path, kind: str) -> None:
    suffix = {"JPEG": "jpg"}.get(kind, kind.lower())
    _, problems = load_article(with_image(tmp_path / "article", f"gate.{suffix}", encoded(kind, RED)))
    assert problems == []


@pytest.mark.parametrize("case", MOVING)
def test_a_drawing_that_moves_is_refused_at_its_line(tmp_path: Path, case: str) -> None:
    drawing, line = MOVING[case]
    (tmp_path / "a.svg").write_text(drawing, encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        read_image(tmp_path / "a.svg", tmp_path, "image/svg+xml")
    (problem,) = found.value.problems
    assert (problem.rule, problem.place.line) == ("FIG-204", line)
    assert problem.sentence.endswith(" moves")


def test_a_drawing_that_only_speaks_of_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(STILL, encoding="utf-8")
    assert read_image(tmp_path / "a.svg", tmp_path, "image/svg+xml").width == 9


@pytest.mark.parametrize("named", ["gif", "png"])
def test_a_moving_image_inside_of_a_drawing_is_refused(tmp_path: Path, named: str) -> None:
    inside = '<image href="{}" width="9" height="9"/>'
    for address, refused in ((data("GIF", RED, named=named), 0), (data("GIF", RED, GREEN, named=named), 1)):
        drawing = SVG.format(style="", own="", more=inside.format(address))
        (tmp_path / "a.svg").write_text(drawing, encoding="utf-8")
        try:
            read_image(tmp_path / "a.svg", tmp_path, "image/svg+xml")
            found = []
        except ProblemsFound as problems:
            found = problems.problems
        assert [problem.rule for problem in found] == ["FIG-204"] * refused


def sheet(folder: Path, name: str, text: str) -> list[tuple[str, int, int]]:
    (folder / "theme").mkdir(exist_ok=True)
    (folder / "theme" / name).write_text(text, encoding="utf-8")
    try:
        read_sheet(folder, *(sheet for sheet in theme_sheets() if sheet.name == name))
    except ProblemsFound as found:
        return [(problem.rule, problem.place.line, problem.place.column) for problem in found.problems]
    return []


@pytest.mark.parametrize(
    "text",
    [
        "p { color: red;\n  animation: k 1s }",
        "p {\n  -webkit-transition-duration: 1s; }",
        "@media (color) { p {\n  transition: all 1s } }",
        f"p {{\n  background: url({data('GIF', RED, GREEN)}) }}",
        f"p {{\n  background: url({data('PNG', RED, GREEN)}) }}",
        f'p {{\n  background: url("data:image/svg+xml,{quote(MOVING["an-element"][0])}") }}',
        f'p {{\n  background: url("data:image/svg+xml,{quote(MOVING["a-rule"][0])}") }}',
    ],
)
@pytest.mark.parametrize("name", ["epub.css", "web.css"])
def test_a_theme_makes_nothing_move_on_a_screen(tmp_path: Path, text: str, name: str) -> None:
    assert [(rule, line) for rule, line, _ in sheet(tmp_path, name, text)] == [("CFG-038", 2)]


def test_a_theme_of_paper_may_say_what_it_wants(tmp_path: Path) -> None:
    assert sheet(tmp_path, "print.css", "p { transition: all 1s }") == []


def test_a_theme_with_a_still_image_is_taken(tmp_path: Path) -> None:
    images = [data("GIF", RED), data("PNG", RED), f"data:image/svg+xml,{quote(STILL)}"]
    assert sheet(tmp_path, "epub.css", "".join(f'p {{ background: url("{image}") }}' for image in images)) == []
