"""The pictures of a document: charts that are drawn, or were drawn before, and images of the article's folder.

A chart is kept by a digest of all that shapes it, so that one that didn't change is not drawn again, and matplotlib, which
takes longer to import than most charts take to be drawn, isn't imported.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from report.figures.rules import TOO_TALL
from report.look.fonts import FontSet
from report.look.tokens import Tokens
from report.model.document import Admonition, Block, BlockQuote, Cover, Document, Figure, Formula, ImageFile, ListBlock
from report.model.figure import BarsDrawing, Drawing, LineDrawing, Picture, SeriesDrawing, TimelineDrawing
from report.model.format import Format
from report.problems import Place, Problem, ProblemsFound
from report.system.cache import Kept

if TYPE_CHECKING:
    from report.intake.images import Image

POINTS_PER_MM = 72 / 25.4


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


def draw_formula(formula: Formula, format_: Format, tokens: Tokens, kept: Kept | None = None) -> Picture:
    """Set a formula, or return what is kept of it; an e-book's has a ground of its own, so that it is seen at night."""
    colours = tokens.colours(format_)
    ink, ground = colours["ink"], colours["paper"] if format_.medium == "epub" else ""

    def draw_now() -> Picture:
        from report.figures.drawing import formula_picture

        return formula_picture(formula, ink, ground)

    return _kept(kept, ("formula", formula.tex, formula.display, ink, ground), draw_now)


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
    kept.keep(
        key, json.dumps([made.media_type, made.width_mm, made.height_mm, made.depth_mm]).encode("ascii") + b"\n" + made.data
    )
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
        picture, found = _tried(figure, Page(format_, tokens, fonts, document.language), folder, kept)
        problems += found
        if picture is not None:
            pictures[figure.id] = picture
    for formula in formulas_of(document):
        try:
            pictures[formula.picture] = draw_formula(formula, format_, tokens, kept)
        except ProblemsFound as found:
            problems += found.problems
    if problems:
        raise ProblemsFound(problems)
    return pictures


def doubtful(
    document: Document, format_: Format, tokens: Tokens, fonts: FontSet, folder: Path, kept: Callable[[], Kept]
) -> list[Problem]:
    """Return the problems that `draw_all` would raise, and draw only charts of which it isn't certain that there are none."""
    problems: list[Problem] = []
    page = Page(format_, tokens, fonts, document.language)
    for figure in figures_of(document):
        if isinstance(figure.picture, ImageFile):
            problems += _tried(figure, page, folder, None)[1]
        elif not _certain(figure.picture, format_, tokens.chart_style(format_)):
            problems += _tried(figure, page, folder, kept())[1]
    for formula in formulas_of(document):
        try:
            draw_formula(formula, format_, tokens, kept())
        except ProblemsFound as found:
            problems += found.problems
    return problems


def _tried(figure: Figure, page: Page, folder: Path | None, kept: Kept | None) -> tuple[Picture | None, list[Problem]]:
    """Return a figure's picture, or why there is none, each problem with its place."""
    format_, tokens, fonts = page.format, page.tokens, page.fonts
    try:
        if isinstance(figure.picture, ImageFile):
            return place_image(figure.picture, folder or Path(), page, kept), []
        picture = draw(figure.picture, format_, tokens, fonts, name=figure.id, kept=kept)
        return picture, list(_too_tall(figure, picture, format_, lambda one, at: draw(one, at, tokens, fonts, kept=kept)))
    except ProblemsFound as found:
        return None, [one if one.place.path else replace(one, place=figure.place) for one in found.problems]


_CHARACTERS = 16
"""Fewer than this stand in no line of a label: words are wrapped no narrower than nine sizes of their type."""
_LINE = 1.35
"""More than a line takes with the white about it, in sizes of its type."""
_WIDE = 80.0
"""From this many millimetres on, every label has room."""
_HIGHEST = 1.65
"""So many times as high as others is a tall chart of lines, or one with the names of many above it."""
_LINES = 12
"""More lines than this can't be told apart."""


def _certain(drawing: Drawing, format_: Format, style: Mapping[str, Any]) -> bool:
    """Tell whether a chart can be drawn and fits its page for certain: even if its labels stood one above the other."""
    match drawing:
        case SeriesDrawing():
            labels = [f"{mark.label} {mark.detail} {mark.date_label}" for mark in drawing.marks]
            labels += [f"{event.label} {event.date_label}" for event in drawing.events]
            plot = style["height_mm"]
            fits = bool(drawing.marks) and max(mark.basis for mark in drawing.marks) < len(style["series"])
        case LineDrawing():
            labels = [f"{event.label} {event.date_label}" for event in drawing.events]
            plot = _HIGHEST * style["height_mm"]
            fits = bool(drawing.lines) and sum(not line.muted for line in drawing.lines) <= _LINES
        case TimelineDrawing():
            labels, plot, fits = [f"{mark.date_label} {mark.label}" for mark in drawing.marks], 20, bool(drawing.marks)
        case BarsDrawing():
            labels = [f"{bar.words} {bar.detail} {bar.label}" for bar in drawing.bars]
            plot, fits = 5, bool(drawing.bars)
    lines = sum(len(label) // _CHARACTERS + 2 for label in labels)
    high = plot + lines * _LINE * max(style["base_pt"], style["floor_pt"]) / POINTS_PER_MM
    return fits and style["width_mm"] >= _WIDE and high <= format_.tallest_chart


Again = Callable[[Drawing, Format], Picture]
"""Draws another chart: what a hint says is tried before it is given."""


def _too_tall(figure: Figure, picture: Picture, format_: Format, again: Again) -> Iterator[Problem]:
    """Yield a problem if a chart is higher than a page of the format allows; it would be shrunk, and its words with it."""
    if picture.height_mm <= format_.tallest_chart:
        return
    sentence = (
        f"the chart “{figure.id}” is {picture.height_mm:.0f} mm high in “{format_.title}”, where a chart may have "
        f"{format_.tallest_chart:.0f} mm"
    )
    match figure.picture:
        case TimelineDrawing(marks=marks) as events:
            fit = _fitting(len(marks), picture, format_, lambda n: again(replace(events, marks=marks[:n]), format_))
            hint = (
                f"of its {len(marks)} events the first {fit} fit: make two charts of it, or list the events with :::{{timeline}}"
            )
        case BarsDrawing(bars=bars) as facts:
            fit = _fitting(len(bars), picture, format_, lambda n: again(replace(facts, bars=bars[:n]), format_))
            hint = f"of its {len(bars)} bars the first {fit} fit: make two charts of it, or list the facts with :::{{table}}"
        case SeriesDrawing() | LineDrawing() as drawing:
            hint = "show fewer observations or events in one chart, or say less of them: their labels make it so high"
            ratio = math.floor(90 * format_.tallest_chart / format_.chart.width) / 100
            lower = format_.model_copy(update={"chart": format_.chart.model_copy(update={"ratio": ratio})})
            if ratio < format_.chart.ratio and again(drawing, lower).height_mm <= format_.tallest_chart:
                hint = f"give the format a ratio of {ratio} under [chart]"
    yield TOO_TALL.at(figure.place, sentence, hint=hint)


def _fitting(count: int, picture: Picture, format_: Format, first: Callable[[int], Picture]) -> int:
    """Return how many rows of a chart fit its page, of those that stand first; at least one."""
    high = picture.height_mm
    while high > format_.tallest_chart and count > 1:
        count = max(min(math.floor(count * format_.tallest_chart / high), count - 1), 1)
        high = first(count).height_mm
    return count


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
    # Only an article that has images waits for the libraries that read them.
    from report.figures import vectors
    from report.intake.images import read_image
    from report.intake.images.older import for_older_readers

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
    from report.figures import vectors
    from report.figures.adapted import Families, require_glyphs

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


def formulas_of(document: Document) -> list[Formula]:
    """Return every formula of the document, each once, wherever it stands."""
    found: dict[str, Formula] = {}
    waiting: list[Any] = [document.parts, document.cover]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Formula):
            found.setdefault(node.picture, node)
        elif isinstance(node, tuple):
            waiting += reversed(node)
        elif is_dataclass(node) and not isinstance(node, Place | Drawing | type):
            waiting += [getattr(node, field.name) for field in reversed(fields(node))]
    return list(found.values())
