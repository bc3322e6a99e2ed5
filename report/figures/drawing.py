"""Drawings to pictures: vectors with real text for print, opaque images for e-books; the same bytes on every run.

The chart module is found by the drawing's form. Fonts are the ones handed over and no others: matplotlib's own fonts and the
machine's are taken out of its list, so that a family that isn't ours is an error, never a look-alike.
"""

from __future__ import annotations

import io
import logging
import re
import warnings
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any
from unicodedata import bidirectional

from lxml import etree
from matplotlib import font_manager, rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure as Canvas
from PIL import Image, ImageOps

from charts import cover
from charts.formula import outline
from charts.style import POINTS_PER_MM, SeriesStyle, Style, settings
from report.figures.rules import NO_GLYPH, UNDRAWABLE, UNSET
from report.look.tokens import Tokens, legible
from report.model.document import Cover, Formula
from report.model.figure import EM_MM, Chart, Picture
from report.model.format import Format
from report.problems import NOWHERE, ProblemsFound, cut
from report.system import digests

SVG = "http://www.w3.org/2000/svg"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_MM = 25.4
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def style_of(format_: Format, tokens: Tokens, language: str) -> Style:
    """Return a chart's style in a format."""
    values = tokens.chart_style(format_)
    series_styles = tuple(SeriesStyle(**one) for one in values.pop("series"))
    return Style(**values, series=series_styles, language=language)


def cover_style(tokens: Tokens, format_: Format) -> cover.CoverStyle:
    """Return a cover's style in a format."""
    colours = tokens.colours(format_)
    return cover.CoverStyle(
        ground=colours["cover"],
        ink=colours["cover-ink"],
        faint=colours["cover-faint"],
        families=tokens.families("display"),
        foreign=tokens.families("foreign"),
    )


def on_cover(style: Style, tokens: Tokens, format_: Format, width_mm: float, base_pt: float) -> Style:
    """Return a chart's style as it is on the cover's ground: at that width, in type of that size."""
    colours = tokens.colours(format_)
    ink, ground, faint = colours["cover-ink"], colours["cover"], colours["cover-faint"]
    pale = legible(faint, ground, ink, 4.5)
    return replace(
        style, width_mm=width_mm, base_pt=base_pt, ink=ink, accent=ink, second=ink, muted=pale, rule=faint, paper=ground
    )


def cover_picture(
    words: Cover, tokens: Tokens, format_: Format, fonts: Sequence[Path], photograph: bytes = b"", logo: bytes = b""
) -> Picture:
    """Draw the cover of an e-book; `photograph` and `logo` are PNG or JPEG."""
    use_fonts(fonts)
    plain = style_of(format_, tokens, words.axis.language if words.axis else "en")
    style = on_cover(plain, tokens, format_, (cover.WIDTH - 2 * cover.MARGIN) / POINTS_PER_MM, 10)
    images = [Image.open(io.BytesIO(data)) if data else None for data in (photograph, logo)]
    with _nothing_missing("cover"), settings(style):
        canvas = cover.draw(words, cover_style(tokens, format_), style, *images)
        data = _png(canvas, round(cover.WIDTH * cover.SHARPNESS))
    return Picture(data, "image/png", *_size(canvas))


def picture(drawing: Chart, style: Style, fonts: Sequence[Path], *, pixels: int = 0, name: str = "") -> Picture:
    """Draw with the font files given: SVG, or with `pixels` a PNG of that width, with some air inside its edges.

    `name` is the figure's id in its document; ids inside the SVG begin with it. ProblemsFound says what can't be drawn.
    """
    use_fonts(fonts)
    digest = digests.of(repr((name, drawing, style)).encode())
    with _nothing_missing(name):
        try:
            canvas = import_module(f"charts.{drawing.form}").draw(drawing, style)
        except ValueError as error:
            sentence, *hints = error.args
            raise ProblemsFound([UNDRAWABLE.at(NOWHERE, f"Chart “{name}”: {sentence}.", hint="".join(hints))]) from error
        with settings(style), rc_context({"svg.hashsalt": digest}):
            most = _LARGE if drawing.dense else 0
            prefix = f"{_plain(name) or 'chart'}-{digest[:8]}-"
            if not pixels:
                return Picture(_svg(canvas, prefix, style.language), "image/svg+xml", *_size(canvas))
            air = round(_AIR * pixels)
            data = _png(canvas, pixels, most, air, style.paper)
    width, height = _size(canvas)
    inner = 1 - 2 * air / pixels
    return Picture(data, "image/png", width, round(height * inner + width * (1 - inner), 4))


def formula_picture(formula: Formula, ink: str, ground: str) -> Picture:
    """Set a formula: outlines, which need no font, on a ground of that colour if one is given."""
    try:
        made = outline(formula.tex.replace(r"\frac", r"\dfrac") if formula.display else formula.tex)
    except ValueError as error:
        said, index = error.args
        place = replace(formula.place, column=formula.place.column + index) if formula.place.column else formula.place
        sentence = f"“{cut(formula.tex, 40)}” can't be set: {said}"
        hint = "write it with the commands that TeX has for maths, a line break as a second formula"
        raise ProblemsFound([UNSET.at(place, sentence, hint=hint)]) from None
    wide, high = (round(1000 * length) for length in (made.width, made.height))
    fill = f'<rect width="{wide}" height="{high}" fill="{ground}"/>' if ground else ""
    size = f'width="{made.width * EM_MM:.3f}mm" height="{made.height * EM_MM:.3f}mm" viewBox="0 0 {wide} {high}"'
    data = f'<svg xmlns="{SVG}" {size}>{fill}<path fill="{ink}" d="{made.path}"/></svg>'
    lengths = (round(length * EM_MM, 4) for length in (made.width, made.height, made.depth))
    return Picture(data.encode(), "image/svg+xml", *lengths)


def _size(canvas: Canvas) -> tuple[float, float]:
    width, height = canvas.get_size_inches()
    return round(float(width) * _MM, 4), round(float(height) * _MM, 4)


# Fonts

_in_use: tuple[Path, ...] = ()
_known = 0
"""Entries of matplotlib's list that these are; a face may have several names."""


def use_fonts(files: Sequence[Path]) -> None:
    """Let matplotlib know these font files and no others; done once in a process unless the files change."""
    global _in_use, _known  # matplotlib's own list is global
    manager = font_manager.fontManager
    if _in_use == tuple(files) and len(manager.ttflist) == _known:
        return
    # A face that has no semibold is set in its nearest weight, as fontconfig does; that is no news.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    manager.ttflist = []
    manager.afmlist = []
    for file in files:
        manager.addfont(file)
    _in_use, _known = tuple(files), len(manager.ttflist)


@contextmanager
def _nothing_missing(name: str) -> Iterator[None]:
    """Make a glyph that no font has a problem; matplotlib only warns of it, and draws a box."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield
    found = [(warning, re.match(r"Glyph (\d+) ", str(warning.message))) for warning in caught]
    if missing := sorted({chr(int(glyph[1])) for _, glyph in found if glyph}):
        which = ", ".join(f"“{character}” (U+{ord(character):04X})" for character in missing)
        hint = "write the label with other characters"
        raise ProblemsFound(
            [NO_GLYPH.at(NOWHERE, f"Chart “{name}” has characters that none of the fonts has: {which}.", hint=hint)]
        )
    for warning, _ in found:
        warnings.warn_explicit(warning.message, warning.category, warning.filename, warning.lineno)


# Bytes


_LARGE = 150_000
"""A dense picture with more bytes is told in the colours of a palette, none of which is far off."""


_AIR = 0.022
"""Of a picture's width: by night it stands on a ground of its own, at whose edge no word should begin."""


def _png(canvas: Canvas, pixels: int, most: int = 0, air: int = 0, ground: str = "") -> bytes:
    canvas.set_dpi((pixels - 2 * air + 0.01) / canvas.get_figwidth())
    agg = FigureCanvasAgg(canvas)
    agg.draw()  # type: ignore[no-untyped-call]
    size = agg.get_width_height(physical=True)
    drawn = bytes(agg.buffer_rgba())  # type: ignore[no-untyped-call]
    image = Image.frombytes("RGBA", size, drawn).convert("RGB")
    if air:
        image = ImageOps.expand(image, air, ground)
    target = io.BytesIO()
    # Flat areas of one colour: runs are all there is to find. It takes a quarter of the time of `optimize`, for the same size.
    image.save(target, "PNG", compress_level=6, compress_type=zlib.Z_RLE)
    for colours, level in ((256, 6), (32, 9)) if most else ():
        if target.tell() > most:
            target = io.BytesIO()
            fewer = image.quantize(colours, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
            fewer.save(target, "PNG", compress_level=level)
    return target.getvalue()


def _svg(canvas: Canvas, prefix: str, language: str) -> bytes:
    written = io.BytesIO()
    nothing: Mapping[str, Any] = {"Date": None, "Creator": None, "Format": None, "Type": None}
    FigureCanvasSVG(canvas).print_svg(written, metadata=nothing)  # type: ignore[no-untyped-call]
    root = etree.fromstring(written.getvalue(), _PARSER)
    for metadata in root.findall(f"{{{SVG}}}metadata"):
        root.remove(metadata)
    for style in root.findall(f".//{{{SVG}}}style"):  # it would hold for the whole page that the picture stands in
        parent = style.getparent()
        if parent is not None:
            parent.remove(style)
    root.set("style", "stroke-linejoin: round; stroke-linecap: butt")
    root.set("{http://www.w3.org/XML/1998/namespace}lang", language)
    _own_ids(root, prefix)
    for text in root.iter(f"{{{SVG}}}text"):
        _set_text(text)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def _own_ids(root: etree._Element, prefix: str) -> None:
    """Put `prefix` before every id and every reference to one."""
    for element in root.iter(etree.Element):
        for key, value in element.attrib.items():
            text = str(value)
            if key == "id":
                element.set(key, prefix + text)
            elif key in {_XLINK, "href"} and text.startswith("#"):
                element.set(key, f"#{prefix}{text[1:]}")
            elif "url(#" in text:
                element.set(key, text.replace("url(#", f"url(#{prefix}"))


def _set_text(text: etree._Element) -> None:
    """Make a text fit for WeasyPrint: no blanks in its list of families, its direction said, no turn by no angle."""
    if str(text.get("transform", "")).startswith("rotate(-0 "):
        del text.attrib["transform"]
    style = re.sub(
        r"font-family: ([^;]*)", lambda found: f"font-family: {found[1].replace(', ', ',')}", str(text.get("style", ""))
    )
    if _runs_left("".join(map(str, text.itertext()))):
        text.set("direction", "rtl")
        swapped = {"start": "end", "end": "start", "middle": "middle"}  # in SVG a line's start is where reading starts
        anchor = re.search(r"text-anchor: (start|middle|end)", style)
        style = re.sub(r"text-anchor: [a-z]+;? ?", "", style)
        style = f"{style}; text-anchor: {swapped[anchor[1] if anchor else 'start']}"
    text.set("style", style)


def _runs_left(text: str) -> bool:
    """Tell whether a text runs from right to left: its first letter decides."""
    return next((kind != "L" for character in text if (kind := bidirectional(character)) in {"L", "R", "AL"}), False)


def _plain(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9-]+", "-", name).strip("-")
