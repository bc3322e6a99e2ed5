"""Images show what they show, and say nothing else."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
import resvg_py
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo
from support.drawings import BODIES, SVG

from report.intake.images import in_addresses, read_image, without_metadata
from report.look.fonts import prepare

SECRET = b"Sesame-0815"
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
KINDS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}


def picture(mode: str = "RGB") -> Image.Image:
    """A picture of which each corner is another, so that turning it shows."""
    image = Image.new(mode, (24, 16), 200 if mode in {"L", "P"} else (200, 210, 220, 255)[: len(mode)])
    image.paste(20 if mode in {"L", "P"} else (250, 10, 10, 255)[: len(mode)], (0, 0, 12, 8))
    return image


def exif(orientation: int = 1) -> Image.Exif:
    found = Image.Exif()
    found[0x013B], found[0x010E], found[0x0112] = SECRET.decode(), SECRET.decode(), orientation
    found.get_ifd(0x8825)[0x1D] = SECRET.decode()
    return found


def saved(kind: str, orientation: int = 1, mode: str = "RGB", **more: object) -> bytes:
    out = io.BytesIO()
    options: dict[str, object] = {"exif": exif(orientation), "icc_profile": PROFILE, **more}
    if kind == "PNG":
        info = PngInfo()
        info.add_text("Author", SECRET.decode())
        info.add_itxt("XML:com.adobe.xmp", SECRET.decode())
        options["pnginfo"] = info
    if kind == "WEBP":
        options |= {"xmp": SECRET, "lossless": True}
    if kind == "JPEG":
        options |= {"comment": SECRET, "quality": 90}
    picture(mode).save(out, kind, **options)
    return out.getvalue()


def seen(data: bytes) -> tuple[tuple[int, int], bytes]:
    with Image.open(io.BytesIO(data)) as image:
        return image.size, image.convert("RGBA").tobytes()


@pytest.mark.parametrize("kind", KINDS)
def test_pixels_and_profile_stay_and_everything_else_goes(kind: str) -> None:
    before = saved(kind)
    assert SECRET in before
    after = without_metadata(before, KINDS[kind])
    assert SECRET not in after
    assert seen(after) == seen(before)
    with Image.open(io.BytesIO(after)) as image:
        assert image.info["icc_profile"] == PROFILE
        assert not image.getexif()
    assert without_metadata(after, KINDS[kind]) == after


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("orientation", range(2, 9))
def test_an_image_whose_camera_was_turned_stands_upright(kind: str, orientation: int) -> None:
    from PIL import ImageOps

    before = saved(kind, orientation)
    after = without_metadata(before, KINDS[kind])
    with Image.open(io.BytesIO(before)) as image, Image.open(io.BytesIO(after)) as turned:
        upright = ImageOps.exif_transpose(image).convert("RGB")
        assert turned.size == upright.size
        assert turned.info["icc_profile"] == PROFILE
        assert turned.getexif().get(0x0112, 1) == 1
        differences = [abs(a - b) for a, b in zip(upright.tobytes(), turned.convert("RGB").tobytes(), strict=True)]
        assert max(differences) <= (12 if kind == "JPEG" else 0)
    assert SECRET not in after
    assert without_metadata(after, KINDS[kind]) == after


def test_it_is_placed_as_it_stands(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(saved("JPEG", 6))
    made = read_image(tmp_path / "a.jpg", tmp_path, "image/jpeg")
    assert (made.width, made.height) == (16, 24)
    assert read_image(tmp_path / "a.jpg", tmp_path, "image/jpeg") == made


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA", "P", "LA", "1"])
def test_kinds_of_colour_are_kept(mode: str) -> None:
    image = picture("RGBA").convert(mode) if mode != "P" else picture("RGBA").quantize(8)
    for orientation in (1, 8):
        out = io.BytesIO()
        image.save(out, "PNG", exif=exif(orientation))
        after = without_metadata(out.getvalue(), "image/png")
        assert SECRET not in after
        with Image.open(io.BytesIO(after)) as made:
            wanted = image.transpose(Image.Transpose.ROTATE_90) if orientation == 8 else image
            assert made.convert("RGBA").tobytes() == wanted.convert("RGBA").tobytes()


def segment(marker: int, content: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content


@pytest.mark.parametrize(
    "more",
    [
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + SECRET),
        segment(0xED, b"Photoshop 3.0\0" + SECRET),
        segment(0xE0, b"JFXX\0\x10" + SECRET),
        segment(0xEB, b"JP" + SECRET),
        segment(0xFE, SECRET) * 2,
        b"\xff\xff" + segment(0xFE, SECRET)[1:],
    ],
    ids=["xmp", "iptc", "thumbnail", "c2pa", "comments", "filled-up"],
)
def test_every_segment_that_draws_nothing_goes(more: bytes) -> None:
    plain = without_metadata(saved("JPEG"), "image/jpeg")
    assert without_metadata(plain[:2] + more + plain[2:], "image/jpeg") == plain


@pytest.mark.parametrize("kind", KINDS)
def test_what_follows_the_image_goes(kind: str) -> None:
    plain = without_metadata(saved(kind), KINDS[kind])
    assert without_metadata(plain + SECRET, KINDS[kind]) == plain


def test_a_progressive_image_with_many_scans_keeps_all_of_them() -> None:
    before = saved("JPEG", progressive=True)
    after = without_metadata(before, "image/jpeg")
    assert after.count(b"\xff\xda") == before.count(b"\xff\xda") > 3
    assert seen(after) == seen(before)


def test_a_thumbnail_inside_of_the_first_segment_goes() -> None:
    plain = without_metadata(saved("JPEG"), "image/jpeg")
    assert plain[2:4] == b"\xff\xe0"
    thumb = segment(0xE0, plain[6:18] + b"\x01\x01" + b"abc")
    assert without_metadata(plain[:2] + thumb + plain[20:], "image/jpeg") == plain


@pytest.mark.parametrize("orientation", [1, 6])
def test_of_several_pictures_in_one_file_the_first_is_the_image(orientation: int) -> None:
    for kind, media_type in (("MPO", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp")):
        out = io.BytesIO()
        other = Image.effect_noise((24, 16), 90).convert("RGB")
        picture().save(out, kind, save_all=True, append_images=[other], exif=exif(orientation))
        after = without_metadata(out.getvalue(), media_type)
        with Image.open(io.BytesIO(after)) as made:
            assert getattr(made, "n_frames", 1) == 1
            assert made.size == ((16, 24) if orientation == 6 else (24, 16))
            assert made.convert("RGB").getpixel((made.width - 1, 0) if orientation == 6 else (0, 0))[1] < 60  # type: ignore[index]
        assert len(after) < len(out.getvalue()) / 2
        assert SECRET not in after


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


@pytest.mark.parametrize("kind", [b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME", b"caBX", b"prVt"])
def test_every_chunk_that_draws_nothing_goes(kind: bytes) -> None:
    plain = without_metadata(saved("PNG"), "image/png")
    assert without_metadata(plain[:33] + chunk(kind, SECRET) + plain[33:], "image/png") == plain


INKSCAPE = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Sesame-0815 -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 20 10"
     xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
     xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" sodipodi:docname="Sesame-0815.svg"
     inkscape:export-filename="/home/Sesame-0815/a.png" xml:lang="en">
  <sodipodi:namedview id="v" inkscape:window-width="Sesame-0815"><inkscape:grid/></sodipodi:namedview>
  <metadata><rdf:RDF><rdf:li>Sesame-0815</rdf:li></rdf:RDF></metadata>
  <style>/* Sesame-0815 */ rect { fill: red }<!-- Sesame-0815 --> line { stroke: blue }</style>
  <title>A red field</title>
  <rect id="a" width="20" height="10" inkscape:label="Sesame-0815"/> <!-- Sesame-0815 -->
  <use xlink:href="#a"/>
</svg>
<!-- Sesame-0815 -->
"""


def test_a_drawing_loses_what_its_program_kept_in_it() -> None:
    after = without_metadata(INKSCAPE.encode(), "image/svg+xml")
    assert SECRET not in after
    for left in (b"inkscape", b"sodipodi", b"rdf", b"metadata", b"<!--", b"title"):
        assert left not in after
    for kept in (b'xlink:href="#a"', b'xml:lang="en"', b"fill: red", b"stroke: blue", b"viewBox"):
        assert kept in after
    assert without_metadata(after, "image/svg+xml") == after


def test_a_plain_drawing_keeps_every_byte() -> None:
    plain = b"<svg xmlns='http://www.w3.org/2000/svg'  viewBox='0 0 1 1'><g\nfill='red'/></svg>"
    assert without_metadata(plain, "image/svg+xml") == plain


UNSEEN = {
    "a layer that is switched off": '<g style="display:none"><text>{}</text></g>',
    "an attribute that switches it off": '<g display="none"><g><text>{}</text></g></g>',
    "a class that switches it off": "<style>.off {{ display: none }}</style><g class='off'><text>{}</text></g>",
    "what is hidden": '<g visibility="hidden"><text>{}</text><rect visibility="visible" width="5" height="5"/></g>',
    "a line that is hidden, in a group that is cut": (
        '<clipPath id="c"><rect width="9" height="9"/></clipPath><g clip-path="url(#c)"><text visibility="hidden">{}</text></g>'
    ),
    "what is transparent": '<text opacity="0">{}</text>',
    "what is never used": '<defs><g id="g"><text>{}</text></g></defs><symbol><text>{}</text></symbol>',
    "what only a hidden layer uses": '<defs><text id="t">{}</text></defs><g display="none"><use href="#t"/></g>',
    "what is told": "<title>{}</title><desc>{}</desc><g><title>{}</title><desc><p>{}</p></desc></g>",
    "data for programs": '<g data-author="{}" name="{}" aria-label="{}" role="{}" class="{}" id="{}"/>',
    "words beside the shapes": "{}<g>{}</g>{}",
    "a word among others": '<text y="9" font-size="9">A<tspan display="none">{}</tspan>B<title>{}</title></text>',
    "what others are chosen by": '<style>text + rect {{ fill: red }}</style><text display="none">{}</text><rect width="5"/>',
    "a choice that shows nothing": '<switch><text display="none">{}</text><rect width="20" height="10"/></switch>',
}


@pytest.mark.parametrize("name", UNSEEN)
def test_a_drawing_carries_nothing_that_it_does_not_show(name: str) -> None:
    before = SVG.format(UNSEEN[name].replace("{}", SECRET.decode()).replace("{{", "{").replace("}}", "}"))
    after = without_metadata(before.encode(), "image/svg+xml")
    assert SECRET.decode() in before
    assert SECRET not in after
    assert without_metadata(after, "image/svg+xml") == after
    assert drawn(before) == drawn(after.decode())


SEEN = {
    "used from a layer that is off": '<g style="display:none"><rect id="r" width="9" height="9"/></g><use href="#r"/>',
    "a gradient that is off": (
        '<linearGradient id="g" display="none"><stop offset="0"/></linearGradient><rect width="9" height="9" fill="url(#g)"/>'
    ),
    "on again": '<style>.x { display: inline !important }</style><rect class="x" style="display:none" width="9" height="9"/>',
    "used where it is seen": '<g visibility="hidden"><g id="q"><rect width="9" height="9"/></g></g><use href="#q"/>',
    "a style in definitions": "<defs><style>rect { fill: url(#g) }</style><radialGradient id='g'><stop/></radialGradient></defs>"
    "<rect width='9' height='9'/>",
    "chosen by its data": '<style>[data-k="1"] { fill: red }</style><rect data-k="1" width="9" height="9"/>',
    "measured": '<filter id="f"><feFlood flood-color="red"/></filter><g filter="url(#f)"><rect width="50" height="50" '
    'visibility="hidden"/><rect width="5" height="5"/></g>',
}


@pytest.mark.parametrize("body", [*SEEN.values(), *BODIES.values()], ids=[*SEEN, *BODIES])
def test_a_drawing_without_what_is_not_drawn_is_the_same_drawing(body: str) -> None:
    before = SVG.format(body)
    after = without_metadata(before.encode(), "image/svg+xml")
    assert drawn(before) == drawn(after.decode())
    assert drawn(before) != drawn(SVG.format(""))


def drawn(drawing: str) -> bytes:
    faces = [str(file.path) for file in prepare().files]
    names = {"font_family": "Source Serif 4", "sans_serif_family": "Source Sans 3", "serif_family": "Source Serif 4"}
    return bytes(resvg_py.svg_to_bytes(svg_string=drawing, width=200, skip_system_fonts=True, font_files=faces, **names))


def test_images_inside_of_drawings_and_style_sheets_are_images() -> None:
    from base64 import b64decode, b64encode

    inside = b64encode(saved("JPEG")).decode()
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><image href="data:image/jpeg;base64,{inside}"/></svg>'
    after = without_metadata(svg.encode(), "image/svg+xml").decode()
    found = b64decode(after.partition("base64,")[2].partition('"')[0])
    assert found == without_metadata(saved("JPEG"), "image/jpeg")
    sheet = f"p {{ background: url(data:image/jpeg;base64,{inside}) }}"
    assert SECRET not in b64decode(in_addresses(sheet).partition("base64,")[2].partition(")")[0])
    assert in_addresses(in_addresses(sheet)) == in_addresses(sheet)
    for odd in ("url(data:image/png;base64,A)", "url(data:image/png;base64,AAAA)", "url(data:image/gif;base64,AAAA)"):
        assert in_addresses(odd) == odd
