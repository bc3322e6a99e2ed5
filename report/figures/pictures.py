"""The pictures of a document: charts that are drawn, or were drawn before, and images of the article's folder.

A chart is kept by a digest of all that shapes it, so that one that didn't change is not drawn again, and matplotlib, which
takes longer to import than most charts take to be drawn, isn't imported.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from report.figures import vectors
from report.figures.adapted import Families, require_glyphs
from report.figures.rules import TOO_TALL
from report.intake.images import Image, read_image
from report.intake.images.older import for_older_readers
from report.look.fonts import FontSet
from report.look.tokens import Tokens
from report.model.document import Admonition, Block, BlockQuote, Cover, Document, Figure, ImageFile, ListBlock
from report.model.figure import Drawing, Picture, TimelineDrawing
from report.model.format import Format
from report.problems import Problem, ProblemsFound
from report.system.cache import Kept


def draw(
    drawing: Drawing, format_: Format, tokens: Tokens, fonts: FontSet, *, name: str = "", kept: Kept | None = None
) -> Picture:
    """Draw at the size, in the colours and in the kind of bytes that the format asks for, or return what is kept of it."""

    def draw_now() -> Picture:
        from report.figures import drawing as board

        style = board.style_of(format_, tokens, drawing.language)
        return board.picture(drawing, style, _paths(fonts), pixels=format_.chart.pixels, name=name)

    shaped_by = (name, drawing, tokens.chart_style(format_), format_.chart.pixels, fonts.digest)
    return _kept(kept, shaped_by, draw_now)


def draw_cover(words: Cover, tokens: Tokens, format_: Format, fonts: FontSet, kept: Kept | None = None) -> Picture:
    """Draw the cover of an e-book, or return what is kept of it."""

    def draw_now() -> Picture:
        from report.figures.drawing import cover_picture

        return cover_picture(words, tokens, format_, _paths(fonts))

    shaped_by = ("cover", words, tokens.chart_style(format_), tokens.colours(format_), tokens.family, fonts.digest)
    return _kept(kept, shaped_by, draw_now)


def _kept(kept: Kept | None, shaped_by: tuple[object, ...], draw_now: Callable[[], Picture]) -> Picture:
    if kept is None:
        return draw_now()
    key = hashlib.sha256(repr(shaped_by).encode("utf-8")).hexdigest()
    found = kept.find(key)
    if found is not None:
        head, _, data = found.partition(b"\n")
        return Picture(data, *json.loads(head))
    made = draw_now()
    kept.keep(key, json.dumps([made.media_type, made.width_mm, made.height_mm]).encode("ascii") + b"\n" + made.data)
    return made


def draw_all(
    document: Document,
    format_: Format,
    tokens: Tokens,
    fonts: FontSet,
    folder: Path | None = None,
    kept: Kept | None = None,
) -> dict[str, Picture]:
    """Return a picture for every figure of the document, by figure id: charts drawn, images read from the article's folder.

    ProblemsFound has the problems of all of them.
    """
    pictures: dict[str, Picture] = {}
    problems: list[Problem] = []
    for figure in figures_of(document):
        try:
            if isinstance(figure.picture, ImageFile):
                page = Page(format_, tokens, fonts, document.language)
                pictures[figure.id] = place_image(figure.picture, folder or Path(), page, kept)
            else:
                pictures[figure.id] = draw(figure.picture, format_, tokens, fonts, name=figure.id, kept=kept)
                problems += _too_tall(figure, pictures[figure.id], format_)
        except ProblemsFound as found:
            problems += (one if one.place.path else replace(one, place=figure.place) for one in found.problems)
    if problems:
        raise ProblemsFound(problems)
    return pictures


def _too_tall(figure: Figure, picture: Picture, format_: Format) -> Iterator[Problem]:
    """Yield a problem if a chart is higher than a page of the format allows; it would be shrunk, and its words with it."""
    if picture.height_mm <= format_.tallest_chart:
        return
    sentence = (
        f"the chart “{figure.id}” is {picture.height_mm:.0f} mm high in “{format_.title}”, where a chart may have "
        f"{format_.tallest_chart:.0f} mm"
    )
    if isinstance(figure.picture, TimelineDrawing):
        count = len(figure.picture.marks)
        fit = max(math.floor(count * format_.tallest_chart / picture.height_mm), 1)
        hint = f"of its {count} events about {fit} fit: make two charts of it, or list the events with :::{{timeline}}"
    else:
        hint = "give the format a lower ratio under [chart], or show fewer of them in one chart"
    yield TOO_TALL.at(figure.place, sentence, hint=hint)


@dataclass(frozen=True, slots=True)
class Page:
    """What an image is placed on."""

    format: Format
    tokens: Tokens
    fonts: FontSet
    language: str


def place_image(file: ImageFile, folder: Path, page: Page, kept: Kept | None = None) -> Picture:
    """Return an image of the article at the width of the format's charts.

    In an e-book it is opaque, as its charts are, and of a kind that every reader shows.
    """
    path = folder / file.path
    image = read_image(path, folder, file.media_type)
    chart = page.format.chart
    size = chart.width, round(chart.width * image.height / image.width, 4)
    ground = page.tokens.colours(page.format)["paper"] if page.format.medium == "epub" else ""
    if file.media_type == "image/svg+xml":
        return _drawing(image, path.as_posix(), size, ground, page, kept)
    if not ground:
        return Picture(image.data, file.media_type, *size)
    data, changed = vectors.on_ground(image.data, ground)
    return Picture(*((data, "image/png") if changed else for_older_readers(data, file.media_type)), *size)


def _drawing(image: Image, shown: str, size: tuple[float, float], ground: str, page: Page, kept: Kept | None) -> Picture:
    require_glyphs(image.data, page.fonts, shown)
    families = Families.of(page.tokens)
    if image.plain and not ground:
        return Picture(vectors.vectors(image.data, families), "image/svg+xml", *size)
    pixels = page.format.chart.pixels or round(size[0] / 25.4 * vectors.DPI)

    def draw_now() -> Picture:
        png = vectors.drawn(image.data, pixels, ground, families, page.fonts, language=page.language, shown=shown)
        return Picture(png, "image/png", *size)

    return _kept(kept, ("drawing", image.data, pixels, ground, families, page.language, page.fonts.digest, size), draw_now)


def _paths(fonts: FontSet) -> tuple[Path, ...]:
    return tuple(file.path for file in fonts.files)


def figures_of(document: Document) -> Iterator[Figure]:
    """Yield every figure, in the order of the document."""
    for part in document.parts:
        yield from _figures(part.blocks)


def _figures(blocks: Sequence[Block]) -> Iterator[Figure]:
    for block in blocks:
        match block:
            case Figure():
                yield block
            case BlockQuote() | Admonition():
                yield from _figures(block.blocks)
            case ListBlock():
                for item in block.items:
                    yield from _figures(item)
